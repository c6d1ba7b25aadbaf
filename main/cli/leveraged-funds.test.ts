import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal('2026-06-01T00:00:00Z');
});
afterEach(() => terminal.remove());

const header =
  'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency';

function shares(how: 'Buy' | 'Sell', ticker: string, quantity: number, price: number, minute: number): string {
  const value = (how === 'Buy' ? -1 : 1) * quantity * price;
  return `2026-05-20T15:0${minute}:00Z,Trade,${how} to Open,${how.toUpperCase()}_TO_OPEN,${ticker},Equity,${how === 'Buy' ? 'Bought' : 'Sold'} ${quantity} ${ticker} @ ${price},${value},${quantity},${value / quantity},0.00,0.00,,,,,,,8000${minute},${value},USD`;
}

function soldPut(root: string, strike: number, price: number, minute: number): string {
  const symbol = `${root.padEnd(6)}261218P${String(strike * 1000).padStart(8, '0')}`;
  return `2026-05-20T15:0${minute}:00Z,Trade,Sell to Open,SELL_TO_OPEN,${symbol},Equity Option,Sold 1 ${root} 12/18/26 Put ${strike}.00 @ ${price},${100 * price},1,${100 * price},0.00,0.00,100,${root},${root},12/18/26,${strike},PUT,8000${minute},${100 * price},USD`;
}

async function maintenance(rows: readonly string[], marks: readonly string[], mode: readonly string[] = []) {
  await terminal.run('import', terminal.write('t.csv', [header, ...rows].join('\n')), '--account', 'TT');
  await terminal.run('account', 'TT', '--venue', 'tastytrade', '--wallet', 'USD=-1000', ...mode);
  await terminal.run('marks', ...marks.map((mark) => `${mark}@2026-05-31T20:00:00Z`));
  const risk = (await terminal.json('risk')) as RiskDocument;
  const found = risk.measures.find(({ id, scope }) => id === 'maintenanceMargin' && scope === 'account:TT');
  return { value: found?.value, said: JSON.stringify(risk.assumptions) };
}

test('a fund of three times its index is kept at 75 % long and at 90 % short', async () => {
  const rows = [shares('Buy', 'TQQQ', 100, 80, 1), shares('Sell', 'SQQQ', 50, 40, 2)];
  const { value } = await maintenance(rows, ['TQQQ=80', 'SQQQ=40']);
  expect(value).toBeCloseTo(0.75 * 8_000 + 0.9 * 2_000, 6);
});

test('an uncovered put on it asks for three times 20 % of its price', async () => {
  const { value, said } = await maintenance([soldPut('TQQQ', 70, 4, 1)], ['TQQQ=80', 'TQQQ261218P00070000=4']);
  // 60 % of 80 less 10 out of the money is 38 a share; the premium stands in the equity.
  expect(value).toBeCloseTo(3_800, 6);
  expect(said).not.toContain('taken as options on plain shares');
});

test('an option on a broad index asks for 15 %', async () => {
  const index = await maintenance([soldPut('XSP', 500, 8, 1)], ['XSP=520', 'XSP261218P00500000=8']);
  // 15 % of 520 less 20 is 58; 10 % of the strike is 50.
  expect(index.value).toBeCloseTo(5_800, 6);
  expect(index.said).not.toContain('taken as options on plain shares');
});

test('of what is not known a plain share is assumed, and the figure says so', async () => {
  const { value, said } = await maintenance([soldPut('KRM', 50, 3, 1)], ['KRM=52', 'KRM261218P00050000=3']);
  expect(value).toBeCloseTo(100 * (0.2 * 52 - 2), 6);
  expect(said).toContain('taken as options on plain shares');
});

test('portfolio margin moves a fund of twice its index by 30 %', async () => {
  const { value } = await maintenance([shares('Buy', 'SSO', 100, 90, 1)], ['SSO=90'], ['--mode', 'portfolio']);
  expect(value).toBeCloseTo(0.3 * 9_000, 6);
});
