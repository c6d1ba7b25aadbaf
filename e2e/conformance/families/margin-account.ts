import { liquidationPrices } from '../../../main/risk/liquidation/liquidation-price.ts';
import { compileAccount } from '../../../main/risk/margin/compile-pools.ts';
import type { MarginRegime } from '../../../main/risk/margin/regimes/margin-regime.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { MarginTier } from '../../../shared/book/margin-tier.ts';
import type { ValuedAccount, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { VectorFault } from '../readers.ts';

/** A linear position as published cases describe one. */
export interface CasePosition {
  /** Unified symbol. */
  readonly instrument: string;
  readonly side: 'long' | 'short';
  readonly size: number;
  readonly entry: number;
  readonly mark: number;
  readonly tiers: readonly MarginTier[];
  /** Posted margin of an isolated position; null for a cross position. */
  readonly isolatedMargin: number | null;
}

const at = epochMs(0);

/** The liquidation price of one position, through the engine: compile the account's pools, solve the position's own. */
export function liquidationPriceOf(
  regime: MarginRegime,
  wallet: number,
  positions: readonly CasePosition[],
  target: CasePosition,
): number {
  const account = accountOf(wallet, positions);
  const index = positions.indexOf(target);
  const position = account.positions[index];
  const table = compileAccount(account, at, regime).find(
    (one) => position !== undefined && one.positions.includes(position),
  );
  if (table === undefined || position === undefined) throw new VectorFault('the target is none of the positions');
  const prices = liquidationPrices(table, position);
  const side: PriceOutcome = target.side === 'long' ? prices.lower : prices.upper;
  if (side.status !== 'value') throw new VectorFault(`the engine finds no price: ${side.status}, ${side.reason}`);
  return side.value;
}

function accountOf(wallet: number, positions: readonly CasePosition[]): ValuedAccount {
  const valued = positions.map(positionOf);
  const assets = [...new Set(valued.map((position) => position.instrument.settleAsset))];
  return {
    name: 'case',
    venue: null,
    marginMode: 'cross',
    positionMode: 'one-way',
    liquidationRules: null,
    collateralTables: [],
    positions: valued,
    balances: assets.map((asset) => ({ asset, amount: known(wallet), rate: rateOf(1), isCash: true })),
    dataAsOfMs: null,
  };
}

function positionOf(position: CasePosition): ValuedPosition {
  const instrument = parseInstrument(position.instrument);
  if (!instrument.ok) throw new VectorFault(instrument.fault.message);
  return {
    instrument: instrument.value,
    leg: 'net',
    side: position.side,
    quantity: position.side === 'long' ? position.size : -position.size,
    multiplier: 1,
    entryPrice: position.entry,
    entryMissing: null,
    mark: rateOf(position.mark),
    settleRate: rateOf(1),
    strike: null,
    incomplete: null,
    marginMode: position.isolatedMargin === null ? 'cross' : 'isolated',
    leverage: null,
    isolatedMargin: position.isolatedMargin,
    tierTable: {
      venue: 'case',
      instrument: instrument.value.symbol,
      validFrom: '1970-01-01',
      source: 'the case',
      origin: 'imported',
      tiers: position.tiers,
    },
    realizedPnl: 0,
    realizedMissing: null,
    funding: 0,
  };
}

function rateOf(price: number): ValuedPosition['settleRate'] {
  return known({ price, asOfMs: at, origin: 'mark', stale: false, via: null });
}

/** One tier for every notional. */
export function oneTier(maintenanceRate: number, deduction: number): readonly MarginTier[] {
  return [{ floor: 0, cap: null, maintenanceRate, deduction, maxLeverage: null }];
}
