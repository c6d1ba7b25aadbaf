import type { Instrument, InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTier } from '../../shared/book/margin-tier.ts';
import type {
  CloseSeries,
  DatedPrice,
  ValuedAccount,
  ValuedBook,
  ValuedPosition,
} from '../../shared/book/valued-book.ts';
import type { LiquidationRules } from '../../shared/book/venue-rules.ts';
import { known, type Known } from '../../shared/measures/outcome.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';

const asOfMs = epochMs(Date.UTC(2026, 9, 1));
const days = 120;
const coins = 100;
const venues = ['binance-usdm', 'bybit', 'hyperliquid', null] as const;

/**
 * An invented book of perpetuals for measuring: every account holds its share of the positions over a hundred coins, long and
 * short, in tiers of which some are crossed on the way, isolated one time in ten. The same sizes give the same book.
 */
export function measuredBook(positions: number, accounts: number): ValuedBook {
  const each = Math.ceil(positions / accounts);
  return {
    asOfMs,
    base: 'USD',
    accounts: Array.from({ length: accounts }, (_, index) =>
      accountOf(index, Math.min(each, positions - index * each)),
    ),
    closes: Object.fromEntries(Array.from({ length: coins }, (_, coin) => [nameOf(coin), closesOf(coin)])),
    assumptions: [],
  };
}

function accountOf(index: number, held: number): ValuedAccount {
  return {
    name: `account ${index + 1}`,
    venue: venues[index % venues.length] ?? null,
    marginMode: 'cross',
    positionMode: 'hedge',
    liquidationRules: rulesOf(index),
    collateralTables: [],
    positions: Array.from({ length: held }, (_, place) => positionOf(index * held + place, place)),
    balances: [
      { asset: 'USDT', amount: known(held * 2_500), rate: price(1), isCash: true },
      { asset: nameOf(0), amount: known(0.2), rate: price(markOf(0)), isCash: false },
    ],
    dataAsOfMs: asOfMs,
  };
}

/** One way of liquidating after the other, as venues do. */
function rulesOf(index: number): LiquidationRules {
  return {
    venue: 'measured',
    validFrom: '2026-09-01',
    source: 'invented for measuring',
    origin: 'stated',
    trigger: index % 5 === 4 ? 'below' : 'at-or-below',
    method: index % 4 === 1 ? 'takeover' : 'market',
    sizing: sizings[index % sizings.length] ?? { kind: 'whole' },
    feeRate: 0.005,
    feeRates: {},
    backstopShare: index % 4 === 2 ? 2 / 3 : null,
    bearers: ['insurance-fund', 'auto-deleveraging'],
  };
}

const sizings: readonly LiquidationRules['sizing'][] = [
  { kind: 'restore', factor: 1.05 },
  { kind: 'whole' },
  { kind: 'share-first', share: 0.2, aboveNotional: 15_000 },
];

function positionOf(seed: number, place: number): ValuedPosition {
  const coin = place % coins;
  const short = (seed * 7) % 3 === 0;
  const mark = markOf(coin);
  const notional = 2_000 + ((seed * 7919) % 97) * 400;
  return {
    instrument: perpetualOf(coin),
    leg: short ? 'short' : 'long',
    side: short ? 'short' : 'long',
    quantity: ((short ? -1 : 1) * notional) / mark,
    multiplier: 1,
    entryPrice: mark * (0.9 + ((seed * 31) % 20) / 100),
    entryMissing: null,
    mark: price(mark),
    settleRate: price(1),
    strike: null,
    incomplete: null,
    marginMode: seed % 10 === 9 ? 'isolated' : 'cross',
    leverage: 3 + (seed % 8),
    isolatedMargin: null,
    tierTable: {
      venue: 'measured',
      instrument: perpetualOf(coin).symbol,
      validFrom: '2026-09-01',
      source: 'invented for measuring',
      origin: 'imported',
      tiers: tiersOf(coin),
    },
    realizedPnl: 0,
    realizedMissing: null,
    funding: 0,
  };
}

function tiersOf(coin: number): readonly MarginTier[] {
  const edges = [0, 10_000 + coin * 500, 40_000 + coin * 1_000, 250_000, 1_000_000];
  const rates = [0.004, 0.005, 0.01, 0.025, 0.05];
  let deduction = 0;
  return edges.map((floor, index) => {
    const rate = rates[index] as number;
    if (index > 0) deduction += floor * (rate - (rates[index - 1] as number));
    return { floor, cap: edges[index + 1] ?? null, maintenanceRate: rate, deduction, maxLeverage: null };
  });
}

function perpetualOf(coin: number): Instrument {
  const name = nameOf(coin);
  return {
    symbol: `${name}/USDT:USDT` as InstrumentSymbol,
    kind: 'perpetual',
    payoff: 'linear',
    asset: name,
    baseAsset: name,
    quoteAsset: 'USDT',
    settleAsset: 'USDT',
    multiplier: '1' as Decimal,
  };
}

function nameOf(coin: number): string {
  return `COIN${coin + 1}`;
}

function markOf(coin: number): number {
  return 60_000 / (1 + coin * coin);
}

function price(value: number): Known<DatedPrice> {
  return known({ price: value, asOfMs, origin: 'mark', stale: false, via: null });
}

function closesOf(coin: number): CloseSeries {
  const closes = Array.from({ length: days }, (_, day) => markOf(coin) * (1 + 0.03 * Math.sin(day * (1 + coin / 7))));
  return { firstDay: Math.floor(asOfMs / 86_400_000) - days, closes };
}
