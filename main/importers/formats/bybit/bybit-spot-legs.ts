import type { EventFlag, FillEvent } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { magnitudeOf, mulScaled, scaledOf, type Decimal, type Scaled } from '../../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { LateOutcome, RawRecord, RowOutcome } from '../../importer.ts';
import { absolute, isNegative, negate } from '../../read-fields.ts';

/** One of the two rows that Bybit writes for a spot trade: the coin bought or sold, or what was paid or received for it. */
export interface SpotLeg {
  readonly record: RawRecord;
  readonly kind: FillEvent['kind'];
  readonly symbol: InstrumentSymbol;
  readonly role: 'base' | 'quote';
  readonly coin: string;
  readonly side: 'buy' | 'sell';
  /** Signed movement of the coin before fees, not 0. */
  readonly amount: Decimal;
  /** Quote coins per base coin, printed on both legs. */
  readonly price: Decimal;
  /** As printed: negative is a cost; null when the row prints none. */
  readonly feePaid: Decimal | null;
  readonly balance: Decimal | null;
  readonly tradeId: string | null;
  readonly timeMs: EpochMs;
  readonly flags: readonly EventFlag[];
}

export interface SpotJoiner {
  /** The outcome of the row: held back as a part, or the whole trade when its partner has come before. */
  readonly add: (leg: SpotLeg) => RowOutcome;
  /** What became of the legs still held: trades whose legs differ by rounding, and legs without a partner as failed rows. */
  readonly finish: () => readonly LateOutcome[];
}

/**
 * Joins the two legs of each spot trade. The rows of one second stand in no order and several fills may share second,
 * pair, side and price, so legs belong together when base quantity x price is the quote amount: exactly while reading,
 * to within rounding at the end of the file. Where the log prints a TradeId it decides alone.
 */
export function createSpotJoiner(): SpotJoiner {
  const waiting = new Map<string, SpotLeg[]>();
  const late: LateOutcome[] = [];

  const add = (leg: SpotLeg): RowOutcome => {
    const key = keyOf(leg);
    const group = waiting.get(key) ?? [];
    const fits = leg.tradeId === null ? balancesExactly : balances;
    const at = group.findIndex((other) => other.role !== leg.role && fits(leg, other));
    const partner = group[at];
    if (partner === undefined) {
      waiting.set(key, [...group, leg]);
      return { kind: 'part' };
    }
    const rest = group.toSpliced(at, 1);
    if (rest.length === 0) waiting.delete(key);
    else waiting.set(key, rest);
    const joined = join(leg, partner);
    if (joined.kind === 'failed') late.push(outcomeFor(partner, joined));
    return joined;
  };

  const finish = (): readonly LateOutcome[] => {
    const alone = [...waiting.values()].flatMap(pairGroup);
    // Some exports set the two legs of a trade a second apart.
    const lonely = groupBy(
      alone.filter(({ tradeId }) => tradeId === null),
      ({ kind, symbol, side, price }) => [kind, symbol, side, price].join('|'),
    ).flatMap(pairGroup);
    for (const leg of [...lonely, ...alone.filter(({ tradeId }) => tradeId !== null)]) {
      late.push(outcomeFor(leg, withoutPartner(leg)));
    }
    waiting.clear();
    return late.splice(0).sort((a, b) => a.line - b.line);
  };

  /** Pairs what balances within rounding, nearest amounts first, and gives back the legs left alone. */
  const pairGroup = (group: readonly SpotLeg[]): readonly SpotLeg[] => {
    const bases = sortByValue(group.filter(({ role }) => role === 'base'));
    const quotes = sortByValue(group.filter(({ role }) => role === 'quote'));
    const alone: SpotLeg[] = [];
    let base = bases.shift();
    let quote = quotes.shift();
    while (base !== undefined && quote !== undefined) {
      if (balances(base, quote) && isWithinSkew(base, quote)) {
        const [earlier, later] = base.record.line < quote.record.line ? [base, quote] : [quote, base];
        const joined = join(later, earlier);
        late.push(outcomeFor(later, joined));
        if (joined.kind === 'failed') late.push(outcomeFor(earlier, joined));
        base = bases.shift();
        quote = quotes.shift();
      } else if (balances(base, quote) ? base.timeMs < quote.timeMs : valueOf(base) <= valueOf(quote)) {
        alone.push(base);
        base = bases.shift();
      } else {
        alone.push(quote);
        quote = quotes.shift();
      }
    }
    return [...alone, ...[base, quote].filter((leg) => leg !== undefined), ...bases, ...quotes];
  };

  return { add, finish };
}

/** Bybit computes the quote amount to at least eight decimal places. */
const roundingTolerance: Scaled = 10_000_000_000n;
/** One part in a million, for quote amounts that were rounded to the coin's own decimals. */
const relativeTolerance = 1_000_000n;
const skewMs = 1_000;

function keyOf(leg: SpotLeg): string {
  const { kind, symbol, side, price, tradeId, timeMs } = leg;
  return tradeId === null ? [kind, symbol, side, price, timeMs].join('|') : ['id', symbol, tradeId].join('|');
}

/** The leg in quote coins, without sign. */
function valueOf({ role, amount, price }: SpotLeg): Scaled {
  const magnitude = scaledOf(absolute(amount));
  return role === 'quote' ? magnitude : mulScaled(magnitude, scaledOf(price));
}

/** By value, then time; legs of one value and instant stay in the order of the file. */
function sortByValue(legs: readonly SpotLeg[]): SpotLeg[] {
  return legs.toSorted((a, b) => {
    const [one, other] = [valueOf(a), valueOf(b)];
    return Number(one > other) - Number(one < other) || a.timeMs - b.timeMs;
  });
}

function balancesExactly(one: SpotLeg, other: SpotLeg): boolean {
  return isOpposite(one, other) && valueOf(one) === valueOf(other);
}

function balances(one: SpotLeg, other: SpotLeg): boolean {
  const [a, b] = [valueOf(one), valueOf(other)];
  const difference = magnitudeOf(a - b);
  const isRounding = difference <= roundingTolerance || [a, b].some((value) => difference * relativeTolerance <= value);
  return isOpposite(one, other) && isRounding;
}

function isOpposite(one: SpotLeg, other: SpotLeg): boolean {
  return one.side === other.side && one.price === other.price && isNegative(one.amount) !== isNegative(other.amount);
}

function isWithinSkew(one: SpotLeg, other: SpotLeg): boolean {
  return Math.abs(one.timeMs - other.timeMs) <= skewMs;
}

function groupBy(legs: readonly SpotLeg[], key: (leg: SpotLeg) => string): readonly (readonly SpotLeg[])[] {
  const groups = new Map<string, SpotLeg[]>();
  for (const leg of legs) {
    const group = groups.get(key(leg));
    if (group === undefined) groups.set(key(leg), [leg]);
    else group.push(leg);
  }
  return [...groups.values()];
}

/** One fill out of two legs; `carrier` is the row that carries it. */
function join(carrier: SpotLeg, other: SpotLeg): RowOutcome {
  const [base, quote] = carrier.role === 'base' ? [carrier, other] : [other, carrier];
  const charged = [base, quote].filter(({ feePaid }) => feePaid !== null && feePaid !== '0');
  const feeLeg = charged[0] ?? (base.side === 'buy' ? base : quote);
  if (charged.length > 1) {
    return {
      kind: 'failed',
      code: 'spot-two-fees',
      message: `the two rows of this trade (lines ${other.record.line} and ${carrier.record.line}) both charge a fee`,
      instrument: base.symbol,
    };
  }
  const event: FillEvent = {
    kind: base.kind,
    instrument: base.symbol,
    side: base.side,
    quantity: absolute(base.amount),
    price: base.price,
    fee: feeLeg.feePaid === null ? null : { asset: feeLeg.coin, amount: negate(feeLeg.feePaid) },
    positionSide: null,
    effect: null,
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: quote.balance,
    timeMs: base.timeMs,
    sourceId: base.tradeId === null ? null : `trade:${base.tradeId}`,
    flags: [...new Set([...base.flags, ...quote.flags])],
  };
  return { kind: 'event', event, joined: [other.record.line] };
}

function withoutPartner(leg: SpotLeg): RowOutcome {
  const missing =
    leg.role === 'base' ? `what was ${leg.side === 'buy' ? 'paid' : 'received'} for it` : 'the coin that was traded';
  return {
    kind: 'failed',
    code: 'spot-leg-alone',
    message: `half of a spot trade: the row moves ${leg.amount} ${leg.coin} at ${leg.price}, but no row of the same time balances it (${missing} in ${leg.symbol} is missing)`,
    // Trades of contracts always name an action; a liquidation may not, and may then be a contract's after all.
    instrument: leg.kind === 'liquidation' ? null : leg.symbol,
  };
}

function outcomeFor({ record }: SpotLeg, outcome: RowOutcome): LateOutcome {
  return { line: record.line, byteOffset: record.byteOffset, byteLength: record.byteLength, outcome };
}
