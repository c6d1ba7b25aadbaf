import { expect, test } from 'vitest';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { assemble, type SequencedDraft } from './assemble.ts';
import { contentKeyOf, isIdentity, keyOf } from './dedupe-key.ts';
import { utcZone } from './local-time.ts';
import { openFile } from './open-file.ts';
import { recogniseFile } from './registry.ts';

function draftsOf(name: string, text: string): SequencedDraft[] {
  const file = openFile(name, Buffer.from(text));
  if (!file.ok) throw new Error(file.fault.message);
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) throw new Error(found.fault.message);
  const drafts: SequencedDraft[] = [];
  const answers = { zone: utcZone, dateOrder: null, instrument: null };
  assemble(
    file.value,
    found.value.recognition,
    { answers, zoneAssumed: false },
    { event: (draft) => drafts.push(draft), close: () => undefined, marks: () => undefined },
  );
  return drafts;
}

const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID';

test('one Binance fill exported in two zones, two year writings and two fee writings is one fill', () => {
  const east = draftsOf(
    'trades(UTC+2).csv',
    `${header}\n1,26-03-17 02:00:00,BTCUSDT,BUY,70000.10,0.5000,35000.05,14 USDT,0,true,false,77,8\n`,
  );
  const west = draftsOf(
    'trades(UTC--6).csv',
    `${header}\n1,2026-03-16 18:00:00,BTCUSDT,BUY,70000.1,0.5,35000.05,14.000USDT,0,true,false,77,8\n`,
  );
  expect(east.map(({ event }) => keyOf(event))).toEqual(west.map(({ event }) => keyOf(event)));
  expect(east.map(({ event }) => contentKeyOf(event))).toEqual(west.map(({ event }) => contentKeyOf(event)));
});

test('without an id the normalised content is the key, and equal fills have equal keys for the store to count', () => {
  const old = draftsOf(
    'old.csv',
    `Date(UTC),Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit\n${'2026-03-17 00:00:00,BTCUSDT,BUY,70000.10,0.5,35000.05,14USDT,0\n'.repeat(2)}`,
  );
  const [first, second] = old.map(({ event }) => keyOf(event));
  expect(first).toBe('fill=1773705600000|BTC/USDT:USDT|buy|70000.1|0.5');
  expect(second).toBe(first);
  expect(isIdentity(first ?? '')).toBe(false);
});

test('both sides of a trade with oneself, and ledger rows that share an id, are kept apart', () => {
  const both = draftsOf(
    't(UTC+0).csv',
    `${header}\n1,26-03-17 02:00:00,BTCUSDT,BUY,70000,1,70000,14USDT,0,true,false,77,8\n1,26-03-17 02:00:00,BTCUSDT,SELL,70000,1,70000,14USDT,0,true,false,77,9\n`,
  );
  expect(new Set(both.map(({ event }) => keyOf(event))).size).toBe(2);
  const ledger = draftsOf(
    'l(UTC+0).csv',
    'Time,Type,Amount,Asset,Symbol,Transaction ID\n2026-03-17 02:00:00,COMMISSION,-1,USDT,BTCUSDT,5\n2026-03-17 02:00:00,REALIZED_PNL,3,USDT,BTCUSDT,5\n2026-03-17 02:00:00,AUTO_EXCHANGE,-1,USDC,,6\n2026-03-17 02:00:00,AUTO_EXCHANGE,1,USDT,,6\n',
  );
  const keys = ledger.map(({ event }) => keyOf(event));
  expect(new Set(keys).size).toBe(4);
  expect(keys.every(isIdentity)).toBe(true);
});

test('an expiry is one row, whether a file shows on which side the option was held or not', () => {
  const expiry = {
    kind: 'expiry',
    timeMs: epochMs(Date.UTC(2026, 2, 20, 21)),
    sourceId: null,
    flags: [],
    instrument: 'KRM260320C00045000' as InstrumentSymbol,
    side: 'buy',
    quantity: '1' as Decimal,
    price: '0' as Decimal,
    fee: null,
    positionSide: null,
    effect: 'close',
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  } as const;
  expect(keyOf({ ...expiry, side: 'sell', flags: ['side-from-position'] })).toBe(keyOf(expiry));
  expect(keyOf({ ...expiry, kind: 'trade', side: 'sell' })).not.toBe(keyOf({ ...expiry, kind: 'trade' }));
});
