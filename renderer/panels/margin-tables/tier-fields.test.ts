import { expect, test } from 'vitest';
import { plainNumber, ratePercent, readTiers, typedTiers } from './tier-fields.ts';

const tiers = [
  { floor: 0, cap: 300_000, maintenanceRate: 0.0065, deduction: 0, maxLeverage: 75 },
  { floor: 300_000, cap: null, maintenanceRate: 0.07, deduction: null, maxLeverage: null },
];

test('a table that is typed as it is shown is the same table: rates go to per cent and back without a digit lost', () => {
  expect(typedTiers(tiers).map(({ rate }) => rate)).toEqual(['0.65', '7']);
  expect(readTiers(typedTiers(tiers))).toEqual({ ok: true, value: tiers });
  // 0.07 x 100 is 7.000000000000001 in binary fractions.
  expect(ratePercent(0.07)).toBe('7');
  expect(plainNumber(1e21)).toBe('1000000000000000000000');
  expect(plainNumber(0.0000001)).toBe('0.0000001');
});

test('a field that is no number is named by its row', () => {
  const [first, second] = typedTiers(tiers);
  if (first === undefined || second === undefined) throw new Error('two rows');
  expect(readTiers([first, { ...second, rate: '' }])).toMatchObject({
    ok: false,
    fault: { message: 'Row 2, maintenance: An amount is needed.' },
  });
  expect(readTiers([{ ...first, cap: '1.000,5' }])).toMatchObject({ ok: false, fault: { code: 'comma' } });
});
