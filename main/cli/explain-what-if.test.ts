import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ExplainDocument } from '../../shared/contract/risk.ts';
import { openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(async () => {
  terminal = openTestTerminal('2026-12-01T00:00:00Z');
  await terminal.run('account', 'main', '--venue', 'hyperliquid', '--wallet', 'USDC=400@2026-11-01');
  const trade = ['--instrument', 'BTC/USDC:USDC', '--side', 'buy', '--quantity', '2', '--price', '100'];
  await terminal.run('add', 'trade', '--account', 'main', ...trade, '--time', '2026-11-02T00:00:00Z');
  await terminal.run('marks', 'BTC/USDC:USDC=110@2026-11-30T23:00:00Z');
});
afterEach(() => terminal.remove());

const ticket = ['--account', 'main', '--instrument', 'BTC/USDC:USDC', '--side', 'buy', '--size', '2'];

test('a figure after a trade that nobody made, and what the trade changes of it', async () => {
  // Twice the position asks for twice 1/80 of 220.
  const then = (await terminal.json('explain', 'maintenanceMargin', 'account:main', ...ticket)) as ExplainDocument;
  expect(then.measure.value).toBeCloseTo(5.5, 12);
  expect(then.tree?.why).toContain('Hypothetical: buy 2 BTC/USDC:USDC in main at the mark.');
  expect(JSON.stringify(then.tree)).toContain('what-if: buy 2 BTC/USDC:USDC');
  const more = ['explain', 'maintenanceMargin', 'account:main', ...ticket, '--difference'];
  const change = (await terminal.json(...more)) as ExplainDocument;
  expect(change.measure.value).toBeCloseTo(2.75, 12);
  expect(change.tree?.children.map(({ symbol, value }) => [symbol, Number(value.toFixed(9))])).toEqual([
    ['whatIf', 5.5],
    ['actual', 2.75],
  ]);
  const { out } = await terminal.run(...more);
  expect(out).toMatch(/difference: .*what-if less actual 2\.75 USD = whatIf - actual/);
  // Nothing was booked.
  const now = (await terminal.json('explain', 'maintenanceMargin', 'account:main')) as ExplainDocument;
  expect(now.measure.value).toBeCloseTo(2.75, 12);
});

test('what cannot be asked of a what-if is refused', async () => {
  expect(await terminal.run('explain', 'equity', 'book', ...ticket, '--gap', '0.3')).toMatchObject({ code: 2 });
  expect(await terminal.run('explain', 'equity', 'book', '--side', 'buy')).toMatchObject({ code: 2 });
  expect((await terminal.run('explain', 'equity', 'account:nobody', ...ticket)).code).toBe(1);
  const unknown = ['--account', 'main', '--instrument', 'ZZZ/USDC:USDC', '--side', 'buy', '--size', '1'];
  expect((await terminal.run('explain', 'equity', 'book', ...unknown)).code).toBe(1);
});
