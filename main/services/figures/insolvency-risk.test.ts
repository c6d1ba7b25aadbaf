import { expect, test } from 'vitest';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client } = vaultOfTest();

test('the endings of the demo book are those of its risk document, and every debt says who bears it or that nobody knows', async () => {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const answer = await client()['risk.insolvency']({ gapFraction: 0.6, delayHours: 4 });
  const risk = await client()['risk.assess']({});
  if (!answer.ok || !risk.ok) throw new Error('the demo book has no answer');
  const { endings, adl, hedges, assumptions } = answer.value;
  expect(endings.length).toBeGreaterThan(2);
  for (const ending of endings) {
    const measure = (id: string) => risk.value.measures.find((one) => one.id === id && one.scope === ending.scope);
    expect(ending.bankruptcyPrice.value).toBe(measure('bankruptcyPrice')?.value);
    const side = ending.side === 'up' ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
    expect(ending.liquidationPrice.value).toBe(measure(side)?.value);
    if (ending.waterfall === null) expect(ending.shortfall.reason).not.toBeNull();
    else expect(ending.shortfall.value).toBe(ending.waterfall.debt);
  }
  expect(endings.some(({ shortfall }) => (shortfall.value ?? 0) > 0)).toBe(true);
  for (const { score, order } of adl) expect(order === null).toBe(score.value === null);
  for (const { winning, other } of hedges) expect(winning.side).not.toBe(other.side);
  expect(assumptions.map(({ text }) => text).join(' ')).toContain(
    'your place in the venue’s queue depends on other traders',
  );
});

test('an empty book has nothing that could end in debt', async () => {
  const answer = await client()['risk.insolvency']({});
  expect(answer).toMatchObject({
    ok: true,
    value: { endings: [], adl: [], hedges: [], gapFraction: 0.2, delayHours: 1 },
  });
});
