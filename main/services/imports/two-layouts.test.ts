import fc from 'fast-check';
import { expect, test } from 'vitest';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

/** Bybit writes one log in two layouts: whole seconds without ids, milliseconds with a TradeId (BOOK section 4). */

const { client, write } = vaultOfTest();

/** A fill to open 0.1 at 100, a second and its milliseconds. */
interface Fill {
  readonly second: number;
  readonly ms: number;
}

const clock = ({ second }: Fill) => `2026-02-03 04:05:0${second}`;
const head =
  'Currency,Contract,Type,Direction,Quantity,Position,Filled Price,Funding,Fee Paid,Cash Flow,Change,Wallet Balance,Action';
const withoutIds = (fills: readonly Fill[]) =>
  [
    `Uid,${head},Time(UTC)`,
    ...fills.map((one) => `9,USDT,LTCUSDT,TRADE,BUY,0.10,--,100.0,0,-0.01,0,-0.01,--,OPEN,${clock(one)}`),
    '9,USDT,,TRANSFER_IN,--,0,0,0,0,0,500,500,--,--,2026-02-03 04:00:00',
  ].join('\n');
const withIds = (fills: readonly Fill[]) =>
  [
    `${head},OrderId,TradeId,Time`,
    ...fills.map(
      (one) =>
        `USDT,LTCUSDT,TRADE,BUY,0.1,--,100,0,-0.01,0,-0.01,--,OPEN,o${one.second}-${one.ms},t${one.second}-${one.ms},${clock(one)}.${String(one.ms).padStart(3, '0')}`,
    ),
    'USDT,,TRANSFER_IN,--,0,0,0,0,0,500,500,--,--,,,2026-02-03 04:00:00.731',
  ].join('\n');

let files = 0;
async function take(text: string): Promise<number> {
  files += 1;
  const run = await client()['imports.run']({ source: write(`log${files}.csv`, text), options: { timezone: 'UTC' } });
  if (!run.ok) throw new Error(run.fault.message);
  expect(run.value.failures).toEqual([]);
  return run.value.accepted;
}

async function kinds(): Promise<Readonly<Record<string, number>>> {
  const read = await client()['book.events']({});
  if (!read.ok) throw new Error(read.fault.message);
  const count: Record<string, number> = {};
  for (const { kind } of read.value.events) count[kind] = (count[kind] ?? 0) + 1;
  return count;
}

const fills: readonly Fill[] = [
  { second: 1, ms: 0 },
  { second: 1, ms: 250 },
  { second: 1, ms: 900 },
  { second: 2, ms: 17 },
];

test('the same log in both layouts is one history, whichever comes first', async () => {
  for (const both of [
    [withoutIds(fills), withIds(fills)],
    [withIds(fills), withoutIds(fills)],
  ] as const) {
    for (const text of both) await take(text);
    expect(await kinds()).toEqual({ trade: 4, transfer: 1 });
    for (const text of both) expect(await take(text)).toBe(0);
    while ((await client()['vault.undo']({})).ok);
  }
});

test('fills of one second in one file are several fills', async () => {
  await take(withIds(fills));
  expect(await kinds()).toEqual({ trade: 4, transfer: 1 });
});

test('of equal fills of a second the book keeps as many as the layout that has most', async () => {
  const subset = fc.subarray([...fills]);
  await fc.assert(
    fc.asyncProperty(subset, subset, fc.boolean(), async (plain, named, plainFirst) => {
      const texts = [withoutIds(plain), withIds(named)];
      for (const text of plainFirst ? texts : texts.toReversed()) await take(text);
      const most = [1, 2].map((second) =>
        Math.max(...[plain, named].map((file) => file.filter((one) => one.second === second).length)),
      );
      expect((await kinds())['trade'] ?? 0).toBe(most.reduce((sum, one) => sum + one, 0));
      while ((await client()['vault.undo']({})).ok);
    }),
    { numRuns: 25 },
  );
});
