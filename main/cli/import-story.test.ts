import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addsUp } from '../services/imports/import-report.ts';
import { binanceTrades, importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const opened = { time: '2026-03-01 10:00:00', side: 'BUY', price: '60000', quantity: '0.2', id: 1 } as const;
const reduced = {
  time: '2026-03-02 10:00:00',
  side: 'SELL',
  price: '61000',
  quantity: '0.05',
  profit: '50',
  id: 2,
} as const;
const account = 'Binance USD-M futures';

test('a trade history becomes a position; importing it again changes nothing', async () => {
  const file = terminal.write('trades(UTC+0).csv', binanceTrades([reduced, opened]));
  const first = await importReport(terminal, file);
  expect(first).toMatchObject({ rows: 3, accepted: 2, duplicates: 0, failures: [], account, error: null, importId: 1 });
  expect(first.events).toEqual({ trade: 2 });
  const [position] = (await positionsOf(terminal)).positions;
  expect(position).toMatchObject({
    account,
    venue: 'binance-usdm',
    instrument: 'BTC/USDT:USDT',
    side: 'long',
    quantity: '0.15',
    averagePrice: '60000',
    realizedPnl: '50',
    fees: [{ asset: 'USDT', amount: '0.2' }],
    status: 'open',
  });
  const before = await terminal.run('events', '--json');
  const second = await importReport(terminal, file);
  expect(second).toMatchObject({ accepted: 0, duplicates: 2, importId: null, events: {} });
  expect(await terminal.run('events', '--json')).toEqual(before);
  expect(JSON.parse((await terminal.run('undo', '--json')).out)).toMatchObject({ changeId: 1 });
  expect((await positionsOf(terminal)).positions).toEqual([]);
});

test('what undo took back can be imported again', async () => {
  const file = terminal.write('trades(UTC+0).csv', binanceTrades([opened]));
  await importReport(terminal, file);
  await terminal.run('undo');
  expect(await importReport(terminal, file)).toMatchObject({ accepted: 1, duplicates: 0 });
  expect((await positionsOf(terminal)).positions).toHaveLength(1);
});

/** An older layout without trade ids: rows are known by their content only. */
function withoutIds(rows: readonly { readonly second: number; readonly quantity: string }[]): string {
  const header = 'Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker';
  const lines = rows.map(({ second, quantity }) => {
    const time = `2026-03-01 10:00:${String(second).padStart(2, '0')}`;
    return `${time},BTCUSDT,BUY,60000,${quantity},${60000 * Number(quantity)},0.1 USDT,0,true,false`;
  });
  return `${[header, ...lines].join('\n')}\n`;
}

test('overlapping files give the same book in whatever order they are imported, and genuine equal fills all stay', async () => {
  // Whole seconds are exported whole, so that a file holds all rows of a second or none.
  const seconds = fc.array(fc.array(fc.constantFrom('0.1', '0.2'), { minLength: 1, maxLength: 3 }), {
    minLength: 1,
    maxLength: 6,
  });
  const cuts = fc.array(fc.tuple(fc.nat(6), fc.nat(6)), { minLength: 1, maxLength: 3 });
  await fc.assert(
    fc.asyncProperty(seconds, cuts, fc.boolean(), async (history, stretches, turned) => {
      const rowsOf = (from: number, to: number) =>
        history
          .slice(from, to)
          .flatMap((quantities, index) => quantities.map((quantity) => ({ second: from + index, quantity })));
      const whole = rowsOf(0, history.length);
      // The stretches overlap as they like; the last file is the whole history, so nothing is missing at the end.
      const parts = stretches
        .map(([a, b]) => rowsOf(Math.min(a, b), Math.max(a, b) + 1))
        .filter((rows) => rows.length > 0);
      const files = turned ? [whole, ...parts] : [...parts, whole];
      const inner = openTestTerminal();
      try {
        let accepted = 0;
        for (const [index, rows] of files.entries()) {
          const report = await importReport(inner, inner.write(`part-${index}(UTC+0).csv`, withoutIds(rows)));
          expect(addsUp(report)).toBe(true);
          accepted += report.accepted;
        }
        expect(accepted).toBe(whole.length);
        const total = whole.reduce((sum, row) => sum + Number(row.quantity) * 10, 0);
        const [position] = (await positionsOf(inner)).positions;
        expect(Math.round(Number(position?.quantity) * 10)).toBe(Math.round(total));
      } finally {
        inner.remove();
      }
    }),
    { numRuns: 25 },
  );
});

test('a failed row makes its instrument incomplete, never a position', async () => {
  const bad = binanceTrades([reduced, opened]).replace('61000,0.05', 'sixty,0.05');
  const report = await importReport(terminal, terminal.write('bad(UTC+0).csv', bad));
  expect(report.failures).toHaveLength(1);
  expect(report.failures[0]?.raw).toContain('sixty');
  expect(addsUp(report)).toBe(true);
  const [position] = (await positionsOf(terminal)).positions;
  expect(position).toMatchObject({ status: 'history-incomplete', quantity: null, averagePrice: null });
  // The same file again: nothing new, also no second failure.
  expect(await importReport(terminal, 'bad(UTC+0).csv')).toMatchObject({ accepted: 0, importId: null });
});

test('a history that begins with a close is no position', async () => {
  await importReport(terminal, terminal.write('later(UTC+0).csv', binanceTrades([reduced])));
  const [position] = (await positionsOf(terminal)).positions;
  expect(position).toMatchObject({ status: 'history-incomplete', quantity: null, realizedPnl: null });
  const stated = ['--account', account, '--instrument', 'BTC/USDT:USDT', '--quantity', '0.2', '--average', '60000'];
  expect((await terminal.run('add', 'opening', ...stated)).code).toBe(0);
  expect((await positionsOf(terminal)).positions[0]).toMatchObject({
    status: 'open',
    quantity: '0.15',
    realizedPnl: '50',
  });
});

test('a file that names no zone is read in UTC and says so; --strict refuses it; --timezone answers', async () => {
  const file = terminal.write('trades.csv', binanceTrades([opened]));
  const strict = await terminal.run('import', file, '--strict', '--json');
  expect(strict.code).toBe(1);
  const [refused] = (JSON.parse(strict.out) as { files: { error: { code: string }; rows: number }[] }).files;
  expect(refused).toMatchObject({ rows: 0, error: { code: 'timezone-missing' } });
  expect((await importReport(terminal, file)).assumed).toEqual(['timezone-utc']);
  const event = ((await terminal.json('events')) as { events: { time: string; flags: string[] }[] }).events[0];
  expect(event).toMatchObject({ time: '2026-03-01T10:00:00Z', flags: ['timezone-assumed'] });
  await terminal.run('undo');
  expect((await importReport(terminal, file, '--timezone', '+02:00')).assumed).toEqual([]);
  const zoned = ((await terminal.json('events')) as { events: { time: string }[] }).events[0];
  expect(zoned?.time).toBe('2026-03-01T08:00:00Z');
});

test('a refused file has an error and zeros, makes exit 1, and the others are imported', async () => {
  const good = terminal.write('good(UTC+0).csv', binanceTrades([opened]));
  const odd = terminal.write('odd.csv', 'colour,taste\nred,sweet\n');
  const ran = await terminal.run('import', odd, '.', 'nowhere.csv', good, '--json');
  expect(ran.code).toBe(1);
  const { files } = JSON.parse(ran.out) as {
    files: { path: string; error: unknown; rows: number; accepted: number }[];
  };
  expect(files.map((file) => [file.path, file.error !== null, file.rows, file.accepted])).toEqual([
    ['odd.csv', true, 0, 0],
    ['.', true, 0, 0],
    ['nowhere.csv', true, 0, 0],
    ['good(UTC+0).csv', false, 2, 1],
  ]);
});

test('prices and marks count like imports', async () => {
  const prices = terminal.write(
    'btc.csv',
    'Date,Open,High,Low,Close\n2026-03-01,60000,61000,59000,60500\n2026-03-02,60500,62000,60000,61500\n',
  );
  const closes = (await terminal.json('prices', prices, '--instrument', 'BTC/USDT:USDT')) as { files: unknown[] };
  expect(closes.files[0]).toMatchObject({ rows: 3, accepted: 2, events: { close: 2 }, error: null });
  const again = (await terminal.json('prices', prices, '--instrument', 'BTC/USDT:USDT')) as { files: unknown[] };
  expect(again.files[0]).toMatchObject({ accepted: 0, duplicates: 2, importId: null });
  const marks = terminal.write(
    'marks.csv',
    'instrument,price,time\nBTC/USDT:USDT,61800,2026-03-02T12:00:00Z\nETH/USDT:USDT,nothing,2026-03-02T12:00:00Z\n',
  );
  const read = (await terminal.json('marks', marks)) as { files: unknown[] };
  expect(read.files[0]).toMatchObject({ format: 'marks', rows: 3, accepted: 1, events: { mark: 1 } });
  const stated = (await terminal.json('marks', 'BTC/USDT:USDT=62000@2026-03-02T13:00:00Z')) as { files: unknown[] };
  expect(stated.files[0]).toMatchObject({ rows: 1, accepted: 1, error: null });
  expect((await terminal.run('prices', prices)).code).toBe(1);
});

test('a fill that turns the position round is a close and an opening; its printed profit is that of the close', async () => {
  const turned = { ...reduced, quantity: '0.5', profit: '200' } as const;
  await importReport(terminal, terminal.write('trades(UTC+0).csv', binanceTrades([turned, opened])));
  const [position] = (await positionsOf(terminal)).positions;
  expect(position).toMatchObject({
    status: 'open',
    side: 'short',
    quantity: '-0.3',
    averagePrice: '61000',
    realizedPnl: '200',
  });
});

test('a fill that seems to turn the position round but prints another profit proves that something is missing', async () => {
  // 0.3 were held before the file begins: the whole 0.5 closed, at a profit of 500.
  const closed = { ...reduced, quantity: '0.5', profit: '500' } as const;
  await importReport(terminal, terminal.write('trades(UTC+0).csv', binanceTrades([closed, opened])));
  const [position] = (await positionsOf(terminal)).positions;
  expect(position).toMatchObject({ status: 'history-incomplete', quantity: null });
});

test('a row that was cut off fails instead of lending half a figure', async () => {
  const whole = binanceTrades([reduced, opened]).trimEnd();
  const file = terminal.write('trades(UTC+0).csv', whole.slice(0, whole.lastIndexOf(',0.2')));
  const report = await importReport(terminal, file);
  expect(report).toMatchObject({ rows: 3, accepted: 1, failures: [{ line: 3, code: 'row-short' }] });
});

test('the same fills once with trade ids and once without are one book, in either order', async () => {
  const header = 'Date(UTC),Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Quote Asset';
  const older = [
    header,
    '2026-03-01 10:00:00,BTCUSDT,BUY,60000.0,0.2,12000,0.1,0,USDT',
    '2026-03-01 10:00:00,BTCUSDT,BUY,60000.0,0.2,12000,0.1,0,USDT',
    '2026-03-02 10:00:00,BTCUSDT,SELL,61000,0.05,3050,0.1,50,USDT',
  ].join('\n');
  // Three equal fills: one more than the older file has.
  const equal = [1, 4, 5].map((id) => ({ ...opened, id }));
  const withIds = terminal.write('trades(UTC+0).csv', binanceTrades([reduced, ...equal]));
  const withoutIdsFile = terminal.write('older.csv', older);
  for (const order of [
    [withIds, withoutIdsFile],
    [withoutIdsFile, withIds],
  ]) {
    const reports = [];
    for (const file of [...order, ...order]) reports.push(await importReport(terminal, file));
    expect((await positionsOf(terminal)).positions[0]).toMatchObject({ quantity: '0.55', realizedPnl: '50' });
    expect(reports.map(({ accepted }) => accepted)).toEqual(order[0] === withIds ? [4, 0, 0, 0] : [3, 1, 0, 0]);
    while ((await terminal.run('undo')).code === 0);
  }
});
