import { isCashMovement, isFill, type BookedEvent, type FillEvent } from '../../../shared/book/event.ts';
import type { Instrument, InstrumentSymbol } from '../../../shared/book/instrument.ts';
import type { Scaled } from '../../../shared/units/decimal.ts';
import { fastScaled } from '../fast-scaled.ts';
import { amountOfCost, executionOf, payoffOf } from '../leg.ts';

export type InstrumentOf = (symbol: InstrumentSymbol) => Instrument;

/**
 * What one row alone moves of a balance, as far as the row says it: what is paid outright, coins, fees and movements of
 * cash. Of a contract on profit that is its fee alone: the profit of a close does not stand in the row.
 */
export function cashEffect(event: BookedEvent, asset: string, instrumentOf: InstrumentOf): Scaled {
  if (isCashMovement(event)) return event.asset === asset && event.grain === 'own' ? fastScaled(event.amount) : 0n;
  if (!isFill(event)) return 0n;
  const instrument = instrumentOf(event.instrument);
  return valueEffect(event, asset, instrument) - feeEffect(event, asset);
}

/** The fee of a fill in an asset, a cost > 0. */
export function feeEffect(event: BookedEvent, asset: string): Scaled {
  return isFill(event) && event.fee !== null && event.fee.asset === asset ? fastScaled(event.fee.amount) : 0n;
}

/** What one row alone moves of a position; 0 for what is no fill of it. */
export function quantityEffect(event: BookedEvent, instrument: InstrumentSymbol): Scaled {
  if (!isFill(event) || event.instrument !== instrument) return 0n;
  return event.side === 'buy' ? fastScaled(event.quantity) : -fastScaled(event.quantity);
}

function valueEffect(fill: FillEvent, asset: string, instrument: Instrument): Scaled {
  const sign = fill.side === 'buy' ? 1n : -1n;
  if (instrument.kind === 'spot' && instrument.baseAsset === asset) return sign * fastScaled(fill.quantity);
  const changesHands = instrument.kind === 'spot' || instrument.kind === 'stock' || instrument.kind === 'option';
  if (!changesHands || instrument.settleAsset !== asset || fill.price === '0') return 0n;
  const payoff = payoffOf(instrument);
  return -sign * amountOfCost(payoff, executionOf(payoff, fill.side, fill.quantity, fill.price).cost);
}
