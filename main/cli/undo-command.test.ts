import { afterEach, beforeEach, expect, test } from 'vitest';
import type { UndoPreview } from '../../shared/contract/vault.ts';
import { binanceTrades, importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

/** Our own fills: one BTC bought each day from `from` to `to` of March 2026 at 60,000. */
function days(from: number, to: number): string {
  return binanceTrades(
    Array.from({ length: to - from + 1 }, (_, index) => ({
      time: `2026-03-${String(from + index).padStart(2, '0')} 10:00:00`,
      side: 'BUY',
      price: '60000',
      quantity: '1',
      id: 700 + from + index,
    })),
  );
}

test('an old import is taken back: rows that a later file says too stay, and the preview said so', async () => {
  const first = await importReport(terminal, terminal.write('march(UTC+0).csv', days(1, 10)));
  const second = await importReport(terminal, terminal.write('later(UTC+0).csv', days(8, 12)));
  expect([first.accepted, second.accepted, second.duplicates]).toEqual([10, 2, 3]);
  const before = await positionsOf(terminal);
  expect(before.positions[0]).toMatchObject({ quantity: '12' });

  const preview = (await terminal.json('undo', '--import', String(first.importId), '--preview')) as UndoPreview;
  expect(preview).toMatchObject({
    rowsWithdrawn: 7,
    rowsBack: [{ importId: second.importId, rows: 3 }],
    isImport: true,
  });
  expect(preview.positions).toMatchObject([{ before: { quantity: '12' }, after: { quantity: '5' } }]);
  expect(await positionsOf(terminal)).toEqual(before);
  const shown = await terminal.run('undo', '--import', String(first.importId), '--preview');
  expect(shown.out).toContain('7 rows would leave the book.');
  expect(shown.out).toContain(`3 rows stay: import ${second.importId}`);

  expect((await terminal.run('undo', '--import', String(first.importId))).code).toBe(0);
  expect((await positionsOf(terminal)).positions[0]).toMatchObject({ quantity: '5' });
  // Taken back is taken back.
  expect((await terminal.run('undo', '--import', String(first.importId))).code).toBe(1);

  expect((await terminal.run('undo', '--redo')).out).toMatch(/^Put back: Import of march/);
  expect((await positionsOf(terminal)).positions[0]).toMatchObject({ quantity: '12' });
  expect((await terminal.run('undo', '--redo')).code).toBe(1);
});

test('a file of which every row is known already is an import all the same: its rows stand on their own', async () => {
  const whole = await importReport(terminal, terminal.write('whole(UTC+0).csv', days(1, 5)));
  const part = await importReport(terminal, terminal.write('part(UTC+0).csv', days(2, 3)));
  expect(part).toMatchObject({ accepted: 0, duplicates: 2 });
  expect(part.importId).not.toBeNull();
  // The very same file again is not.
  expect(await importReport(terminal, 'part(UTC+0).csv')).toMatchObject({ importId: null });
  await terminal.run('undo', '--import', String(whole.importId));
  expect((await positionsOf(terminal)).positions[0]).toMatchObject({ quantity: '2' });
});

test('a row that failed in both files is asked about once, and again when the first file is gone; what was dismissed stays so after redo', async () => {
  const broken = '1001,2026-03-20 10:00:00,ETHUSDT,BUY,sixty,1,60,0.1 USDT,0,true,false,990,991\n';
  const first = await importReport(terminal, terminal.write('a(UTC+0).csv', days(1, 2) + broken));
  const second = await importReport(terminal, terminal.write('b(UTC+0).csv', days(2, 3) + broken));
  expect([first.failures.length, second.failures.length]).toEqual([1, 1]);
  const preview = (await terminal.json('undo', '--import', String(first.importId), '--preview')) as UndoPreview;
  expect([preview.failuresGone, preview.failuresBack]).toEqual([1, 1]);
  await terminal.run('undo', '--import', String(first.importId));
  const listed = (await positionsOf(terminal)).positions.find(({ instrument }) => instrument === 'ETH/USDT:USDT');
  expect(listed?.status).toBe('history-incomplete');
});

test('what cannot be meant is refused before anything is read', async () => {
  await terminal.run('marks', 'BTC/USDT=5');
  for (const words of [['--preview'], ['--import', 'last'], ['--import', '1', '--redo'], ['now']])
    expect((await terminal.run('undo', ...words)).code, words.join(' ')).toBe(2);
  expect((await terminal.json('undo', '--import', '99')) as object).toMatchObject({
    error: { code: 'change-unknown' },
  });
});

test('a history that would no longer be whole is told before', async () => {
  const opening = await importReport(terminal, terminal.write('a(UTC+0).csv', days(1, 1)));
  const close = {
    time: '2026-03-02 10:00:00',
    side: 'SELL',
    price: '61000',
    quantity: '1',
    profit: '1000',
    id: 900,
  } as const;
  await importReport(terminal, terminal.write('b(UTC+0).csv', binanceTrades([close])));
  const preview = (await terminal.json('undo', '--import', String(opening.importId), '--preview')) as UndoPreview;
  expect(preview.positions).toMatchObject([{ before: { status: 'closed' }, after: { status: 'history-incomplete' } }]);
  expect(preview.positions[0]?.becomesIncomplete).toContain('incomplete');
});
