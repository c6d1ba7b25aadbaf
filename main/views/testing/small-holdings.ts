import { isCash } from '../../../shared/book/asset.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import type { DatedPrice, ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';

const par: DatedPrice = { price: 1, asOfMs: epochMs(0), origin: 'par', stale: false, via: null };

export function smallMark(price: number, asOfMs: EpochMs, stale: boolean): DatedPrice {
  return { price, asOfMs, origin: 'mark', stale, via: null };
}

/** A position with a table of one tier (1 % unless given); what a test does not name is known and zero. */
export function smallPosition(
  symbol: string,
  {
    rate = 0.01,
    mark,
    ...given
  }: Partial<Omit<ValuedPosition, 'mark'>> & {
    readonly mark: DatedPrice;
    readonly rate?: number;
  },
): ValuedPosition {
  const parsed = parseInstrument(symbol);
  if (!parsed.ok) throw new Error(parsed.fault.message);
  const instrument = parsed.value;
  return {
    instrument,
    leg: 'net',
    side: (given.quantity ?? 0) < 0 ? 'short' : 'long',
    quantity: 0,
    multiplier: 1,
    entryPrice: 0,
    entryMissing: null,
    settleRate: known(isCash(instrument.settleAsset) ? par : mark),
    strike: instrument.kind === 'option' ? { price: Number(instrument.strike), rate: known(par) } : null,
    incomplete: null,
    marginMode: 'cross',
    leverage: null,
    isolatedMargin: null,
    tierTable: {
      venue: 'test',
      instrument: instrument.symbol,
      validFrom: '2026-01-01',
      source: 'made up for the test',
      origin: 'shipped',
      tiers: [{ floor: 0, cap: null, maintenanceRate: rate, deduction: 0, maxLeverage: 50 }],
    },
    realizedPnl: 0,
    realizedMissing: null,
    funding: 0,
    ...given,
    mark: known(mark),
  };
}

export function smallBalance(asset: string, amount: Maybe, rate: DatedPrice = par): ValuedBalance {
  return { asset, amount, rate: known(rate), isCash: isCash(asset) };
}
