import { expect, test } from 'vitest';
import type { FillEvent } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import { epochMs } from '../../../../shared/units/unit.ts';
import type { RowOutcome } from '../../importer.ts';
import { createSpotJoiner, type SpotLeg } from './bybit-spot-legs.ts';

// Two rows make one spot trade (FORMATS 2.2): base quantity x price is the quote amount, to within rounding.

interface Told {
  readonly price?: string;
  readonly fee?: string | null;
  readonly id?: string;
  readonly seconds?: number;
}

function leg(line: number, role: SpotLeg['role'], amount: string, told: Told = {}): SpotLeg {
  const { price = '0.5', fee = '0', id = null, seconds = 0 } = told;
  return {
    record: { fields: [], line, byteOffset: line * 100, byteLength: 90 },
    kind: 'trade',
    symbol: 'ADA/EUR' as InstrumentSymbol,
    role,
    coin: role === 'base' ? 'ADA' : 'EUR',
    side: (role === 'base') === amount.startsWith('-') ? 'sell' : 'buy',
    amount: amount as Decimal,
    price: price as Decimal,
    feePaid: fee as Decimal | null,
    balance: null,
    tradeId: id,
    timeMs: epochMs(1_775_000_000_000 + seconds * 1_000),
    flags: [],
  };
}

/** Which lines make a trade together, each pair in ascending order; a line that failed stands alone. */
function pairs(legs: readonly SpotLeg[]): readonly (readonly number[])[] {
  const joiner = createSpotJoiner();
  const byLine = new Map<number, RowOutcome>(legs.map((each) => [each.record.line, joiner.add(each)]));
  for (const late of joiner.finish()) byLine.set(late.line, late.outcome);
  return [...byLine]
    .flatMap(([line, outcome]) => {
      if (outcome.kind === 'event') return [[line, ...outcome.joined].toSorted((a, b) => a - b)];
      return outcome.kind === 'failed' ? [[line]] : [];
    })
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
}

function feeOf(legs: readonly SpotLeg[]): FillEvent['fee'] | undefined {
  const joiner = createSpotJoiner();
  for (const each of legs) {
    const outcome = joiner.add(each);
    if (outcome.kind === 'event') return (outcome.event as FillEvent).fee;
  }
  return undefined;
}

test('an exact partner is waited for while the file is read: one that is near by rounding does not take its place', () => {
  const legs = [
    leg(1, 'quote', '-5.000000001'),
    leg(2, 'base', '10'),
    leg(3, 'quote', '-5'),
    leg(4, 'base', '10.000000002'),
  ];
  expect(pairs(legs)).toEqual([
    [1, 4],
    [2, 3],
  ]);
});

test('where a trade id is printed it decides alone, whatever the second and the last digits', () => {
  expect(pairs([leg(1, 'base', '10', { id: 'x' }), leg(2, 'quote', '-5.000000005', { id: 'x', seconds: 5 })])).toEqual([
    [1, 2],
  ]);
  // The same without an id: five seconds apart is another trade.
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-5.000000005', { seconds: 5 })])).toEqual([[1], [2]]);
});

test('two rows of one id at two prices are no trade', () => {
  expect(pairs([leg(1, 'base', '10', { id: 'x' }), leg(2, 'quote', '-5', { id: 'x', price: '0.6' })])).toEqual([
    [1],
    [2],
  ]);
});

test('the quote amount may miss by a hundred-millionth of a coin, not by more', () => {
  // 0.01 x 0.5 = 0.005.
  expect(pairs([leg(1, 'base', '0.01'), leg(2, 'quote', '-0.00500001')])).toEqual([[1, 2]]);
  expect(pairs([leg(1, 'base', '0.01'), leg(2, 'quote', '-0.00499999')])).toEqual([[1, 2]]);
  expect(pairs([leg(1, 'base', '0.01'), leg(2, 'quote', '-0.005000010000000001')])).toEqual([[1], [2]]);
});

test('a larger amount may miss by a millionth of itself, not by more', () => {
  // 5.000005000005000005 / 1,000,000 = 0.000005000005000005: what it is more than 5 to the eighteenth digit.
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-5.000005000005000005')])).toEqual([[1, 2]]);
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-5.000005000005000007')])).toEqual([[1], [2]]);
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-5.000005000005')])).toEqual([[1, 2]]);
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-4.999995')])).toEqual([[1, 2]]);
});

test('legs up to one second apart are one trade, a millisecond more is not', () => {
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-5', { seconds: 1 })])).toEqual([[1, 2]]);
  expect(pairs([leg(1, 'base', '10'), leg(2, 'quote', '-5', { seconds: 1.001 })])).toEqual([[1], [2]]);
});

test('fills of one second find their partners by size, in whatever order the rows stand', () => {
  // Bought 10, 8, 6, 4 and 2 at 0.5; paid 1, 2, 3, 4 and 5, rounded up.
  const bought = [10, 8, 6, 4, 2].map((size, index) => leg(index + 1, 'base', String(size)));
  const paid = [1, 2, 3, 4, 5].map((size, index) => leg(index + 6, 'quote', `-${size}.000000001`));
  expect(pairs([...bought, ...paid])).toEqual([
    [1, 10],
    [2, 9],
    [3, 8],
    [4, 7],
    [5, 6],
  ]);
});

test('the nearest amounts belong together, to the last digit', () => {
  const legs = [
    leg(1, 'base', '10.000000000000000002'),
    leg(2, 'base', '10'),
    leg(3, 'quote', '-5.000000001'),
    leg(4, 'quote', '-5.000000001000000001'),
  ];
  expect(pairs(legs)).toEqual([
    [1, 4],
    [2, 3],
  ]);
});

test('a leg without a partner leaves the next one to its own', () => {
  const one = [leg(1, 'base', '10'), leg(2, 'base', '14'), leg(3, 'quote', '-7.000000001')];
  expect(pairs(one)).toEqual([[1], [2, 3]]);
  const other = [leg(1, 'quote', '-5'), leg(2, 'quote', '-7.000000001'), leg(3, 'base', '14')];
  expect(pairs(other)).toEqual([[1], [2, 3]]);
});

test('equal fills of different seconds find their partners by time', () => {
  const legs = [
    leg(1, 'base', '10', { seconds: 10 }),
    leg(2, 'base', '10', { seconds: 0 }),
    leg(3, 'quote', '-5', { seconds: 1 }),
    leg(4, 'quote', '-5', { seconds: 11 }),
  ];
  expect(pairs(legs)).toEqual([
    [1, 4],
    [2, 3],
  ]);
});

test('the fee is that of the row that charges it; where none does, it is nothing of what came in', () => {
  // FORMATS 1, trap 6: Bybit writes a cost below zero; here it is above.
  const bought = (base: string | null, quote: string | null) =>
    feeOf([leg(1, 'base', '10', { fee: base }), leg(2, 'quote', '-5', { fee: quote })]);
  expect(bought('0', '-0.003')).toEqual({ asset: 'EUR', amount: '0.003' });
  expect(bought('-0.01', '0')).toEqual({ asset: 'ADA', amount: '0.01' });
  expect(bought('0', '0')).toEqual({ asset: 'ADA', amount: '0' });
  expect(feeOf([leg(1, 'base', '-10'), leg(2, 'quote', '5')])).toEqual({ asset: 'EUR', amount: '0' });
  expect(bought(null, '0')).toBeNull();
});
