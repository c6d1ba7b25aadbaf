import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FillEvent } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { formatScaled, mulScaled, parseScaled, type Decimal, type Scaled } from '../../../../shared/units/decimal.ts';
import { epochMs } from '../../../../shared/units/unit.ts';
import type { RowOutcome } from '../../importer.ts';
import { negate } from '../../read-fields.ts';
import { createSpotJoiner, type SpotLeg } from './bybit-spot-legs.ts';

const eightDigits: Scaled = 10n ** 10n;

function leg(over: Partial<SpotLeg> & Pick<SpotLeg, 'role' | 'amount'>, line = 1): SpotLeg {
  const flow = over.amount.startsWith('-');
  return {
    record: { fields: [], line, byteOffset: line * 100, byteLength: 90 },
    kind: 'trade',
    symbol: 'ADA/EUR' as InstrumentSymbol,
    coin: over.role === 'base' ? 'ADA' : 'EUR',
    side: (over.role === 'base') === flow ? 'sell' : 'buy',
    price: '0.5' as Decimal,
    feePaid: '0' as Decimal,
    balance: null,
    tradeId: null,
    timeMs: epochMs(1_775_000_000_000),
    flags: [],
    ...over,
  };
}

const amount = (text: string): Decimal => text as Decimal;

/** Runs legs through a joiner; the last word on each line counts. */
function outcomes(legs: readonly SpotLeg[]): readonly RowOutcome[] {
  const joiner = createSpotJoiner();
  const byLine = new Map(legs.map((each) => [each.record.line, joiner.add(each)]));
  for (const late of joiner.finish()) byLine.set(late.line, late.outcome);
  return [...byLine.values()];
}

function fillsOf(legs: readonly SpotLeg[]): readonly FillEvent[] {
  return outcomes(legs)
    .filter((outcome) => outcome.kind === 'event')
    .map(({ event }) => event as FillEvent);
}

test('a purchase: the fee is taken in the coin bought, the balance is that of the coin paid', () => {
  const legs = [
    leg({ role: 'quote', amount: amount('-5'), balance: amount('95') }, 1),
    leg({ role: 'base', amount: amount('10'), feePaid: amount('-0.01'), balance: amount('9.99') }, 2),
  ];
  expect(outcomes(legs)).toMatchObject([
    { kind: 'part' },
    {
      kind: 'event',
      joined: [1],
      event: { side: 'buy', quantity: '10', price: '0.5', fee: { asset: 'ADA', amount: '0.01' }, balanceAfter: '95' },
    },
  ]);
});

test('a sale with a rebate has a negative fee in the coin received', () => {
  const legs = [
    leg({ role: 'base', amount: amount('-10') }, 1),
    leg({ role: 'quote', amount: amount('5'), feePaid: amount('0.001') }, 2),
  ];
  expect(fillsOf(legs)).toMatchObject([{ side: 'sell', fee: { asset: 'EUR', amount: '-0.001' } }]);
});

test('several fills of one second, pair, side and price find their own partners by amount', () => {
  const legs = [
    leg({ role: 'quote', amount: amount('-1') }, 1),
    leg({ role: 'base', amount: amount('6'), feePaid: amount('-0.006') }, 2),
    leg({ role: 'base', amount: amount('2'), feePaid: amount('-0.002') }, 3),
    leg({ role: 'quote', amount: amount('-3') }, 4),
  ];
  expect(fillsOf(legs).map(({ quantity, fee }) => [quantity, fee?.amount])).toEqual([
    ['2', '0.002'],
    ['6', '0.006'],
  ]);
});

test('a buy and a sell of the same amount in one second are not mixed up', () => {
  const legs = [
    leg({ role: 'base', amount: amount('10') }, 1),
    leg({ role: 'base', amount: amount('-10') }, 2),
    leg({ role: 'quote', amount: amount('5') }, 3),
    leg({ role: 'quote', amount: amount('-5') }, 4),
  ];
  expect(outcomes(legs)).toMatchObject([
    { kind: 'part' },
    { kind: 'part' },
    { kind: 'event', joined: [2], event: { side: 'sell' } },
    { kind: 'event', joined: [1], event: { side: 'buy' } },
  ]);
});

test('a quote amount that was rounded is still the partner, once the file is read to its end', () => {
  const legs = [
    leg({ role: 'base', amount: amount('333.33'), price: amount('0.51237') }, 1),
    leg({ role: 'quote', amount: amount('-170.7882'), price: amount('0.51237') }, 2),
  ];
  // 333.33 x 0.51237 = 170.7882921: the quote leg misses it by 5.4e-7 of itself.
  expect(outcomes(legs)).toMatchObject([{ kind: 'part' }, { kind: 'event', joined: [1] }]);
});

test('legs a second apart are joined, legs two seconds apart are not', () => {
  const base = leg({ role: 'base', amount: amount('10') }, 1);
  const quote = leg({ role: 'quote', amount: amount('-5') }, 2);
  const later = (seconds: number): SpotLeg => ({ ...quote, timeMs: epochMs(quote.timeMs + seconds * 1_000) });
  expect(outcomes([base, later(1)]).map(({ kind }) => kind)).toEqual(['part', 'event']);
  expect(outcomes([base, later(2)]).map(({ kind }) => kind)).toEqual(['failed', 'failed']);
});

test('an older leg left alone does not take the partner of a later trade of the same amount', () => {
  const at = (seconds: number): { timeMs: SpotLeg['timeMs'] } => ({
    timeMs: epochMs(1_775_000_000_000 + seconds * 1_000),
  });
  const legs = [
    leg({ role: 'quote', amount: amount('-5'), ...at(0) }, 1),
    leg({ role: 'base', amount: amount('10'), ...at(10) }, 2),
    leg({ role: 'quote', amount: amount('-5'), ...at(11) }, 3),
  ];
  expect(outcomes(legs)).toMatchObject([{ kind: 'failed' }, { kind: 'part' }, { kind: 'event', joined: [2] }]);
});

test('where the log prints trade ids, they decide and not the amounts', () => {
  const legs = [
    leg({ role: 'base', amount: amount('10'), feePaid: amount('-0.01'), tradeId: 'x1' }, 1),
    leg({ role: 'base', amount: amount('10'), feePaid: amount('-0.02'), tradeId: 'x2' }, 2),
    leg({ role: 'quote', amount: amount('-5'), tradeId: 'x2' }, 3),
    leg({ role: 'quote', amount: amount('-5'), tradeId: 'x1' }, 4),
  ];
  expect(fillsOf(legs).map(({ sourceId, fee }) => [sourceId, fee?.amount])).toEqual([
    ['trade:x2', '0.02'],
    ['trade:x1', '0.01'],
  ]);
});

test('a leg without a partner fails and says which half is missing', () => {
  expect(outcomes([leg({ role: 'base', amount: amount('10') })])).toEqual([
    {
      kind: 'failed',
      code: 'spot-leg-alone',
      message:
        'half of a spot trade: the row moves 10 ADA at 0.5, but no row of the same time balances it (what was paid for it in ADA/EUR is missing)',
      instrument: 'ADA/EUR',
    },
  ]);
});

test('legs whose amounts do not balance stay apart, also under one trade id', () => {
  const legs = [
    leg({ role: 'base', amount: amount('10'), tradeId: 'x1' }, 1),
    leg({ role: 'quote', amount: amount('-5.01'), tradeId: 'x1' }, 2),
  ];
  expect(outcomes(legs).map(({ kind }) => kind)).toEqual(['failed', 'failed']);
});

test('a trade that charges both legs is no single fill: both rows fail', () => {
  const legs = [
    leg({ role: 'base', amount: amount('10'), feePaid: amount('-0.01') }, 1),
    leg({ role: 'quote', amount: amount('-5'), feePaid: amount('-0.005') }, 2),
  ];
  expect(outcomes(legs)).toMatchObject([
    { kind: 'failed', code: 'spot-two-fees' },
    { kind: 'failed', code: 'spot-two-fees' },
  ]);
});

test('law: the legs of one second pair up fully, whatever their order', () => {
  const trade = fc.record({
    side: fc.constantFrom<'buy' | 'sell'>('buy', 'sell'),
    // Coins to five decimals, prices to three: the quote amount is then exact to eight.
    coins: fc.integer({ min: 1, max: 400 }),
    price: fc.constantFrom('0.5', '0.501', '3.217'),
  });
  const scenario = fc.array(trade, { minLength: 1, maxLength: 24 }).chain((trades) =>
    fc.record({
      trades: fc.constant(trades),
      order: fc.shuffledSubarray(
        trades.flatMap((_, index) => [2 * index, 2 * index + 1]),
        { minLength: 2 * trades.length },
      ),
    }),
  );
  fc.assert(
    fc.property(scenario, ({ trades, order }) => {
      const legs = trades.flatMap(({ side, coins, price }, index) => {
        const quantity = formatScaled(BigInt(coins) * 10n ** 13n);
        const paid = formatScaled(mulScaled(scaled(quantity), scaled(price)));
        const flow = (text: Decimal, comesIn: boolean): Decimal => (comesIn ? text : negate(text));
        return [
          leg({ role: 'base', amount: flow(quantity, side === 'buy'), price: amount(price) }, 2 * index + 1),
          leg({ role: 'quote', amount: flow(paid, side === 'sell'), price: amount(price) }, 2 * index + 2),
        ];
      });
      const shuffled = order.map((at) => legs[at]).filter((each) => each !== undefined);
      const read = outcomes(shuffled);
      expect(read.filter(({ kind }) => kind === 'failed')).toEqual([]);
      expect(read.filter(({ kind }) => kind === 'part')).toHaveLength(trades.length);
      const key = ({ side, price, quantity }: Pick<FillEvent, 'side' | 'price' | 'quantity'>): string =>
        `${side} ${quantity} ${price}`;
      expect(fillsOf(shuffled).map(key).sort()).toEqual(
        trades
          .map(({ side, coins, price }) =>
            key({ side, price: amount(price), quantity: formatScaled(BigInt(coins) * 10n ** 13n) }),
          )
          .sort(),
      );
    }),
    { numRuns: 300 },
  );
});

test('law: rounding the quote amount at the eighth digit changes nothing, as long as fills differ by more', () => {
  const quantities = fc.uniqueArray(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(quantities, fc.integer({ min: 1, max: 999_999_999 }), (sizes, tail) => {
      const price = formatScaled(1_234_567_891n * 10n ** 9n + BigInt(tail) * 10n ** 3n);
      const legs = sizes.flatMap((size, index) => {
        const quantity = formatScaled(BigInt(size) * 10n ** 17n);
        const exact = mulScaled(scaled(quantity), scaled(price));
        const rounded = formatScaled((exact / eightDigits) * eightDigits);
        return [
          leg({ role: 'quote', amount: negate(rounded), price }, 2 * index + 1),
          leg({ role: 'base', amount: quantity, price }, 2 * (sizes.length - index) + 100),
        ];
      });
      expect(fillsOf(legs)).toHaveLength(sizes.length);
    }),
    { numRuns: 200 },
  );
});

function scaled(text: string): Scaled {
  const read = parseScaled(text);
  if (typeof read !== 'bigint') throw new Error(`${text} is no amount`);
  return read;
}
