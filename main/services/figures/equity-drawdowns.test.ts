import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RiskDocument } from '../../../shared/contract/risk.ts';
import { openTestTerminal, type TestTerminal } from '../../cli/test-terminal.ts';

let terminal: TestTerminal;

beforeEach(() => {
  terminal = openTestTerminal();
});

afterEach(() => terminal.remove());

const firstDay = Date.UTC(2026, 2, 2);
const dayOf = (index: number): string => new Date(firstDay + index * 86_400_000).toISOString().slice(0, 10);

/** Bought at 100 on Monday 2026-03-02 with the whole account, then up 2 % and down 1 % by turns on each marked day. */
async function tradedOn(isMarked: (weekday: number) => boolean): Promise<(id: string) => number | null> {
  const lines = ['Date,Open,High,Low,Close'];
  let close = 100;
  let marked = 0;
  for (let index = 0; index < 42; index += 1) {
    if (!isMarked(index % 7)) continue;
    close *= marked % 2 === 0 ? 1.02 : 0.99;
    marked += 1;
    lines.push(`${dayOf(index)},${Array.from({ length: 4 }, () => close.toFixed(10)).join(',')}`);
  }
  const history = terminal.write('history.csv', lines.join('\n'));
  await terminal.run('prices', history, '--instrument', 'BTC/USDT:USDT');
  await terminal.run(
    'add',
    'deposit',
    '--account',
    'A',
    '--asset',
    'USDT',
    '--amount',
    '1000',
    '--time',
    '2026-03-01T00:00:00Z',
  );
  const trade = ['--instrument', 'BTC/USDT:USDT', '--side', 'buy', '--quantity', '10', '--price', '100'];
  await terminal.run('add', 'trade', '--account', 'A', ...trade, '--time', '2026-03-02T12:00:00Z');
  const risk = (await terminal.json('risk')) as RiskDocument;
  return (id) => risk.measures.find((one) => one.id === id && one.scope === 'account:A')?.value ?? null;
}

const deviationOf = (days: number): number => 0.015 * Math.sqrt(days / (days - 1));

test('marked every day: six weeks are 42 observations of a year of 365', async () => {
  const figure = await tradedOn(() => true);
  expect(figure('volatility')).toBeCloseTo(deviationOf(42) * Math.sqrt(365), 8);
  expect(figure('sharpe')).toBeCloseTo((0.005 / deviationOf(42)) * Math.sqrt(365), 6);
  expect(figure('sortino')).toBeCloseTo((0.005 / Math.sqrt(0.00005)) * Math.sqrt(365), 6);
});

test('never marked on a weekend: 30 observations of a year of 252, also for the annual return in Calmar', async () => {
  const figure = await tradedOn((weekday) => weekday < 5);
  expect(figure('volatility')).toBeCloseTo(deviationOf(30) * Math.sqrt(252), 8);
  expect(figure('sharpe')).toBeCloseTo((0.005 / deviationOf(30)) * Math.sqrt(252), 6);
  expect(figure('calmar')).toBeCloseTo(((1.02 * 0.99) ** (252 / 2) - 1) / 0.01, 5);
});
