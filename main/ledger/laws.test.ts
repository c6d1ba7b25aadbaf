import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseScaled, scaledOf, type Decimal } from '../../shared/units/decimal.ts';
import { fastProduct, fastScaled } from './fast-scaled.ts';
import { foldEvents } from './fold-events.ts';
import { booked, cash, fill, inOrder, instrumentOf, inverse, only, perpetual, settings } from './fixtures/events.ts';

/** A rational number: the oracle never rounds. */
interface Ratio {
  readonly top: bigint;
  readonly bottom: bigint;
}

const ratio = (top: bigint, bottom = 1n): Ratio => (bottom < 0n ? { top: -top, bottom: -bottom } : { top, bottom });
const add = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.bottom + b.top * a.bottom, a.bottom * b.bottom);
const times = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.top, a.bottom * b.bottom);
const over = (a: Ratio, b: Ratio): Ratio => ratio(a.top * b.bottom, a.bottom * b.top);
const minus = (a: Ratio): Ratio => ratio(-a.top, a.bottom);
const exact = (text: Decimal): Ratio => ratio(scaledOf(text), 10n ** 18n);

/** |exact - text| in units of 1e-18, rounded up. */
function distance(text: Decimal, truth: Ratio): bigint {
  const top = scaledOf(text) * truth.bottom - truth.top * 10n ** 18n;
  return ((top < 0n ? -top : top) + truth.bottom - 1n) / truth.bottom;
}

interface Trade {
  readonly side: 'buy' | 'sell';
  readonly quantity: Decimal;
  readonly price: Decimal;
}

interface Truth {
  quantity: Ratio;
  cost: Ratio;
  realized: Ratio;
}

/** Average cost by its definition: coin cost for inverse contracts, quote cost for linear ones. */
function oracle(trades: readonly Trade[], isInverse: boolean): Truth {
  const truth: Truth = { quantity: ratio(0n), cost: ratio(0n), realized: ratio(0n) };
  const worth = (size: Ratio, price: Ratio): Ratio => (isInverse ? over(size, price) : times(size, price));
  for (const { side, quantity, price } of trades) {
    const signed = side === 'buy' ? exact(quantity) : minus(exact(quantity));
    const held = truth.quantity;
    if (held.top === 0n || held.top > 0n === signed.top > 0n) {
      truth.quantity = add(held, signed);
      truth.cost = add(truth.cost, worth(exact(quantity), exact(price)));
      continue;
    }
    const after = add(held, signed);
    const flips = after.top !== 0n && after.top > 0n !== held.top > 0n;
    const heldSize = held.top < 0n ? minus(held) : held;
    const closing = flips ? heldSize : exact(quantity);
    const released = flips ? truth.cost : times(truth.cost, over(closing, heldSize));
    const gain = add(worth(closing, exact(price)), minus(released));
    truth.realized = add(truth.realized, held.top > 0n === isInverse ? minus(gain) : gain);
    truth.quantity = after;
    truth.cost = flips
      ? worth(after.top < 0n ? minus(after) : after, exact(price))
      : after.top === 0n
        ? ratio(0n)
        : add(truth.cost, minus(released));
  }
  return truth;
}

const shortText = (max: number, decimals: number) =>
  fc.integer({ min: 1, max }).map((digits) => {
    const text = digits.toString().padStart(decimals + 1, '0');
    return `${text.slice(0, -decimals)}.${text.slice(-decimals)}`.replace(/\.?0+$/, '') as Decimal;
  });
const tradeOf: fc.Arbitrary<Trade> = fc.record({
  side: fc.constantFrom('buy' as const, 'sell' as const),
  quantity: shortText(5000, 3),
  price: shortText(9_999_999, 2),
});
const tradesOf = fc.array(tradeOf, { minLength: 1, maxLength: 40 });

const second = (index: number) => new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString();
const eventsOf = (trades: readonly Trade[], instrument = perpetual) =>
  trades.map((one, index) => fill(second(index), one.side, one.quantity, one.price, { instrument }));

test('the fold agrees with rational arithmetic, a digit of the eighteenth a fill apart at most', () => {
  fc.assert(
    fc.property(tradesOf, fc.boolean(), (trades, isInverse) => {
      const symbol = isInverse ? inverse : perpetual;
      const position = only(foldEvents(booked(eventsOf(trades, symbol)), settings()));
      const truth = oracle(trades, isInverse);
      expect(distance(position.quantity, truth.quantity)).toBe(0n);
      expect(distance(position.realizedPnl, truth.realized)).toBeLessThanOrEqual(BigInt(trades.length) * 2n);
      if (truth.quantity.top === 0n) expect(position.averagePrice).toBeNull();
      else {
        const size = truth.quantity.top < 0n ? minus(truth.quantity) : truth.quantity;
        const average = isInverse ? over(size, truth.cost) : over(truth.cost, size);
        // The cost is rounded at its eighteenth digit; over a small size (>= 0.001) that shows a thousandfold.
        expect(distance(position.averagePrice as Decimal, average)).toBeLessThanOrEqual(BigInt(trades.length) * 1000n);
      }
    }),
    { numRuns: 300 },
  );
});

test('conservation: realised profit less open cost is the cash that went through, to the last digit', () => {
  // Conditions: linear, products end before the eighteenth digit (three and two decimals), so nothing but release rounds.
  fc.assert(
    fc.property(tradesOf, (trades) => {
      const closing: Trade = { side: 'sell', quantity: '1' as Decimal, price: '777.77' as Decimal };
      const flat = only(foldEvents(booked(eventsOf(trades)), settings()));
      const held = scaledOf(flat.quantity);
      const close: readonly Trade[] =
        held === 0n
          ? []
          : [{ ...closing, side: held > 0n ? 'sell' : 'buy', quantity: flat.quantity.replace('-', '') as Decimal }];
      const all = [...trades, ...close];
      const cashFlow = all.reduce((sum, one) => {
        const worth = (scaledOf(one.quantity) * scaledOf(one.price)) / 10n ** 18n;
        return one.side === 'sell' ? sum + worth : sum - worth;
      }, 0n);
      const closed = only(foldEvents(booked(eventsOf(all)), settings()));
      expect(closed.status).toBe('closed');
      expect(scaledOf(closed.realizedPnl)).toBe(cashFlow);
    }),
    { numRuns: 300 },
  );
});

test('the average of an inverse position is the harmonic mean of its purchases', () => {
  const purchases = fc.array(fc.record({ quantity: shortText(5000, 1), price: shortText(9_999_999, 1) }), {
    minLength: 1,
    maxLength: 20,
  });
  fc.assert(
    fc.property(purchases, (bought) => {
      const trades = bought.map((one) => ({ ...one, side: 'buy' as const }));
      const position = only(foldEvents(booked(eventsOf(trades, inverse)), settings()));
      const coins = trades.reduce((sum, one) => add(sum, over(exact(one.quantity), exact(one.price))), ratio(0n));
      const contracts = trades.reduce((sum, one) => add(sum, exact(one.quantity)), ratio(0n));
      expect(distance(position.averagePrice as Decimal, over(contracts, coins))).toBeLessThanOrEqual(1n);
    }),
  );
});

test('a flip is a close and an opening in one, to the last digit', () => {
  fc.assert(
    fc.property(
      shortText(5000, 3),
      shortText(5000, 3),
      shortText(99_999, 2),
      shortText(99_999, 2),
      fc.boolean(),
      (held, extra, entry, exit, isInverse) => {
        const symbol = isInverse ? inverse : perpetual;
        const total = (Number(held) * 1000 + Number(extra) * 1000).toFixed(0);
        const both = (BigInt(total) * 10n ** 15n).toString();
        const whole = parseScaled(`${both.padStart(19, '0').slice(0, -18)}.${both.padStart(19, '0').slice(-18)}`);
        expect(whole).toBe(scaledOf(held) + scaledOf(extra));
        const size = `${Number(total) / 1000}` as Decimal;
        const open: Trade = { side: 'buy', quantity: held, price: entry };
        const flipped = eventsOf([open, { side: 'sell', quantity: size, price: exit }], symbol);
        const split = eventsOf(
          [open, { side: 'sell', quantity: held, price: exit }, { side: 'sell', quantity: extra, price: exit }],
          symbol,
        );
        const [one, two] = [flipped, split].map((events) => only(foldEvents(booked(events), settings())));
        expect(one).toMatchObject({
          quantity: two?.quantity,
          averagePrice: two?.averagePrice,
          realizedPnl: two?.realizedPnl,
        });
      },
    ),
  );
});

test('halving a fill changes nothing beyond the last digits', () => {
  fc.assert(
    fc.property(tradesOf, fc.nat(), (trades, pick) => {
      const index = pick % trades.length;
      const doubled = trades.map((one) => ({ ...one, quantity: double(one.quantity) }));
      const halves = doubled.flatMap((one, at) => (at === index ? [trades[at] as Trade, trades[at] as Trade] : [one]));
      const whole = only(foldEvents(booked(eventsOf(doubled)), settings()));
      const split = only(foldEvents(booked(eventsOf(halves)), settings()));
      expect(split.quantity).toBe(whole.quantity);
      const apart = scaledOf(split.realizedPnl) - scaledOf(whole.realizedPnl);
      expect(apart < 0n ? -apart : apart).toBeLessThanOrEqual(BigInt(trades.length) + 1n);
    }),
  );
});

function double(quantity: Decimal): Decimal {
  const digits = (scaledOf(quantity) * 2n).toString().padStart(19, '0');
  return `${digits.slice(0, -18)}.${digits.slice(-18)}`.replace(/\.?0+$/, '') as Decimal;
}

test('a known balance is the sum of its movements, whatever order the imports came in', () => {
  const movement = fc.record({
    day: fc.integer({ min: 2, max: 28 }),
    amount: fc.integer({ min: -10_000, max: 10_000 }),
  });
  fc.assert(
    fc.property(fc.array(movement, { maxLength: 20 }), fc.array(movement, { maxLength: 20 }), (a, b) => {
      const start = booked([cash('2026-01-01T00:00:00Z', 'deposit', '5000')], 'main', 1, 1);
      const rows = (list: typeof a, importId: number, firstId: number) =>
        booked(
          list.map(({ day, amount }) =>
            cash(`2026-01-${String(day).padStart(2, '0')}T00:00:00Z`, 'funding', String(amount)),
          ),
          'main',
          importId,
          firstId,
        );
      const one = foldEvents(inOrder(start, rows(a, 2, 100), rows(b, 3, 200)), settings()).balances;
      const other = foldEvents(inOrder(start, rows(a, 3, 200), rows(b, 2, 100)), settings()).balances;
      const total = [...a, ...b].reduce((sum, { amount }) => sum + amount, 5000);
      expect(one).toMatchObject([{ amount: String(total), status: 'known' }]);
      expect(other).toEqual(one);
    }),
  );
});

test('fills of one instant and direction may stand in any order', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
      const sizes = ['1', '0.25', '3', '0.5', '2'];
      const buys = sizes.map((size, index) => fill('2026-01-01T00:00:00Z', 'buy', size, `${100 + index}`));
      const shuffled = order.map((index) => buys[index]).filter((one) => one !== undefined);
      const sell = fill('2026-01-02T00:00:00Z', 'sell', '2', '110');
      expect(foldEvents(booked([...shuffled, sell]), settings()).positions).toEqual(
        foldEvents(booked([...buys, sell]), settings()).positions,
      );
    }),
  );
});

test('the quick reading of decimals is the exact one', () => {
  const text = fc
    .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 18 }))
    .map(([negative, digits, decimals]) => {
      const padded = digits.toString().padStart(decimals + 1, '0');
      const whole = decimals === 0 ? padded : `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
      const canonical = whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
      return (negative && canonical !== '0' ? `-${canonical}` : canonical) as Decimal;
    });
  fc.assert(
    fc.property(text, (one) => fastScaled(one) === scaledOf(one)),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(text, text, (a, b) => {
      const product = ratio(scaledOf(a) * scaledOf(b), 10n ** 36n);
      const top = 2n * (fastProduct(a, b) * product.bottom - product.top * 10n ** 18n);
      expect((top < 0n ? -top : top) <= product.bottom).toBe(true);
    }),
  );
  for (const bad of ['', '-', '1.2.3', '1e5', 'NaN', '.', ' 1']) {
    if (bad === '1e5') expect(fastScaled(bad as Decimal)).toBe(scaledOf(bad as Decimal));
    else expect(() => fastScaled(bad as Decimal)).toThrow();
  }
});

test('an instrument that is not known cannot be folded', () => {
  const unknown = settings({
    instrumentOf: (symbol) => {
      if (symbol !== perpetual) throw new Error(`unknown ${symbol}`);
      return instrumentOf(symbol);
    },
  });
  expect(() =>
    foldEvents(booked(eventsOf([{ side: 'buy', quantity: '1' as Decimal, price: '1' as Decimal }], inverse)), unknown),
  ).toThrow(/unknown/);
});
