import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const says = async (...words: readonly string[]) => {
  const { code, out, notes } = await terminal.run('account', 'Loan', ...words);
  return [code, (code === 0 ? out : notes).trim()];
};

test('the rules of a loan are stated on the command line, by either ratio, and taken back', async () => {
  await says('--venue', 'Margin loan', '--wallet', 'BTC=2', '--wallet', 'USDT=-60000');
  await terminal.run('marks', 'BTC/USDT=50000');
  expect(await says('--loan-to-value', '0.8', '--closing-fee', '0.005', '--collateral', 'BTC=0:0.9,5:0.8')).toEqual([
    0,
    'Account Loan: loan called at assets / debts of 1.25, closing fee 0.005 of the value, of BTC counts 0.9, 0.8 from 5 BTC on',
  ]);
  const { measures } = (await terminal.json('risk')) as {
    readonly measures: readonly { readonly id: string; readonly scope: string; readonly value: number | null }[];
  };
  const maintenance = measures.find(({ id, scope }) => id === 'maintenanceMargin' && scope === 'book');
  expect(maintenance?.value).toBe(15_000);
  expect((await terminal.run('risk')).out).toContain('stated by you on');
  expect(await says('--loan-level', 'none', '--collateral=BTC=none')).toEqual([
    0,
    'Account Loan: loan ratio no longer stated, collateral of BTC no longer stated',
  ]);
  writeFileSync(join(terminal.folder, 'c.csv'), 'asset,floor,ratio\nETH,0,0.7\n');
  expect(await says('--collateral-file', join(terminal.folder, 'c.csv'), '--collateral', 'BTC=.5')).toEqual([
    0,
    'Account Loan: of ETH counts 0.7, of BTC counts 0.5',
  ]);
  await says('--venue', 'dYdX');
  expect(await says('--open-interest', 'ETH/USDC:USDC=30e6:25e6:50e6')).toEqual([
    0,
    'Account Loan: open interest of ETH/USDC:USDC 30000000, caps 25000000 and 50000000',
  ]);
  expect(await says('--open-interest', 'ETH/USDC:USDC=none')).toEqual([
    0,
    'Account Loan: open interest of ETH/USDC:USDC no longer stated',
  ]);
});

test.each([
  [['--loan-level', 'nan'], 2, 'The loan level "nan" is no number.'],
  [['--loan-level', '1'], 1, 'A loan cannot be called at assets / debts of 1.'],
  [['--loan-to-value', '1'], 2, 'A loan to value of 1 does not exist.'],
  [['--loan-to-value', '0'], 2, 'A loan to value of 0 does not exist.'],
  [['--loan-to-value', '0.8', '--loan-level', '1.2'], 2, 'say the same thing'],
  [['--closing-fee', '-0.1'], 1, 'A closing fee of -0.1 does not exist.'],
  [['--collateral', 'BTC'], 2, '"BTC" is not of the form ASSET=RATIO.'],
  [['--collateral', 'BTC=1:2:3'], 2, '"1:2:3" is not of the form FLOOR:RATIO.'],
  [['--collateral', 'BTC=x:1'], 2, 'The amount of BTC "x" is no number.'],
  [['--collateral', 'BTC=95%'], 2, 'What counts of BTC "95%" is no number.'],
  [['--collateral', 'BTC=1.5'], 1, 'Collateral of BTC, row 1: what counts is no fraction between 0 and 1.'],
  [['--open-interest', 'X'], 2, '"X" is not of the form INSTRUMENT=AMOUNT:LOWER:UPPER.'],
  [['--open-interest', 'X=1:2'], 2, 'is not of the form INSTRUMENT=AMOUNT:LOWER:UPPER.'],
  [['--open-interest', 'X=1:2:y'], 2, 'The open interest of X "y" is no number.'],
  [['--collateral-file', 'absent.csv'], 1, 'The file cannot be read'],
] as const)('%j is refused', async (words, code, message) => {
  const [found, text] = await says('--venue', 'Margin loan', ...words);
  expect(text).toContain(message);
  expect(found).toBe(code);
});
