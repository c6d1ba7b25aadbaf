import { afterEach, beforeEach, expect, test } from 'vitest';
import { binanceTrades, importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const perpetual = ['--account', 'Perps', '--instrument', 'BTC/USDT:USDT'] as const;
const held = async () => {
  const [position] = (await positionsOf(terminal)).positions;
  return [position?.quantity, position?.realizedPnl, position?.status];
};

test('a trade is corrected by the id that events prints, removed, and each is taken back', async () => {
  await terminal.run('add', 'trade', ...perpetual, '--side', 'buy', '--quantity', '2', '--price', '50000');
  const { events } = (await terminal.json('events')) as { readonly events: readonly { readonly id: number }[] };
  const id = String(events[0]?.id);
  const corrected = await terminal.run('correct', id, '--side', 'buy', '--quantity', '3', '--price', '50000');
  expect(corrected).toMatchObject({ code: 0 });
  expect(corrected.out).toContain('becomes buy 3 at 50000');
  expect(await held()).toEqual(['3', '0', 'open']);
  expect(await terminal.run('correct', id, '--remove')).toMatchObject({ code: 1 });
  await terminal.run('undo');
  expect(await held()).toEqual(['2', '0', 'open']);
  expect(await terminal.run('correct', id, '--remove')).toMatchObject({ code: 0 });
  expect((await positionsOf(terminal)).positions).toEqual([]);
  expect(await terminal.run('correct', id, '--remove', '--amount', '1')).toMatchObject({ code: 2 });
});

test('a corrected price leaves the fee that the file printed; a fee of 0 takes it away', async () => {
  const fees = async () => (await positionsOf(terminal)).positions[0]?.fees;
  const trade = ['--side', 'buy', '--quantity', '2'] as const;
  await terminal.run('add', 'trade', ...perpetual, ...trade, '--price', '50000', '--fee', 'USDT=40');
  const newest = async () => {
    const { events } = (await terminal.json('events')) as { readonly events: readonly { readonly id: number }[] };
    return String(Math.max(...events.map(({ id }) => id)));
  };
  await terminal.run('correct', await newest(), ...trade, '--price', '51000');
  expect(await fees()).toEqual([{ asset: 'USDT', amount: '40' }]);
  await terminal.run('correct', await newest(), ...trade, '--price', '51000', '--fee', 'USDT=0');
  expect(await fees()).toEqual([]);
});

test('a position is closed by hand; the preview writes nothing', async () => {
  await terminal.run('add', 'trade', ...perpetual, '--side', 'buy', '--quantity', '2', '--price', '50000');
  const close = ['close', ...perpetual, '--side', 'long', '--price', '51000'] as const;
  expect(await terminal.json(...close, '--preview')).toMatchObject({
    positions: [{ before: { quantity: '2' }, after: { status: 'closed', realizedPnl: '2000' } }],
  });
  expect(await held()).toEqual(['2', '0', 'open']);
  expect(await terminal.run(...close, '--quantity', '0.5')).toMatchObject({ code: 0 });
  expect(await held()).toEqual(['1.5', '500', 'open']);
  expect(await terminal.run(...close, '--quantity', '9')).toMatchObject({ code: 1 });
  expect(await terminal.run('close', ...perpetual)).toMatchObject({ code: 2 });
});

test('failed rows are left out by their line, or all at once, and undo asks about them again', async () => {
  const good = { time: '2026-03-01 10:00:00', side: 'BUY', price: '50000', quantity: '1', id: 1 } as const;
  const rows = binanceTrades([good, { ...good, id: 2 }, { ...good, id: 3 }, { ...good, id: 4 }])
    .replace(/,1,50000,0\.1 USDT(.*,2,29)/, ',n/a,50000,0.1 USDT$1')
    .replace(/,1,50000,0\.1 USDT(.*,3,39)/, ',n/a,50000,0.1 USDT$1');
  terminal.write('Binance(UTC+0).csv', rows);
  const report = await importReport(terminal, 'Binance(UTC+0).csv', '--account', 'Perps');
  expect(report.failures.map(({ line }) => line)).toEqual([3, 4]);
  const id = String(report.importId);
  expect((await held())[2]).toBe('history-incomplete');
  expect(await terminal.run('dismiss', id, '9')).toMatchObject({ code: 1 });
  expect(await terminal.json('dismiss', id, '3')).toEqual({ importId: report.importId, dismissed: 1 });
  expect((await held())[2]).toBe('history-incomplete');
  expect(await terminal.json('dismiss', id, 'all')).toEqual({ importId: report.importId, dismissed: 1 });
  expect(await held()).toEqual(['2', '0', 'open']);
  expect(await terminal.run('dismiss', id, 'all')).toMatchObject({ code: 1 });
  await terminal.run('undo');
  expect((await held())[2]).toBe('history-incomplete');
  expect(await terminal.run('dismiss', id)).toMatchObject({ code: 2 });
});
