import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { legEquity, legMaintenance, type MarginLeg, type MarginTable } from './margin-table.ts';
import { sumOf } from '../exposure/sums.ts';

/** Money figures of a pool at the marks, base currency. */
export interface PoolFigures {
  readonly equity: Maybe;
  readonly maintenance: Maybe;
  readonly initial: Maybe;
}

/** Equity and margins of a pool at the marks. */
export function poolFigures(table: MarginTable): PoolFigures {
  const held = table.collateral.reduce((total, term) => total + term.value, 0);
  const profit = table.legs.reduce((total, leg) => total + legEquity(leg, 1, 1), 0);
  return {
    equity: table.equityMissing ?? known(held + profit),
    maintenance:
      table.maintenanceMissing ?? known(table.legs.reduce((total, leg) => total + legMaintenance(leg, 1, 1), 0)),
    initial: table.maintenanceMissing ?? sumOf(table.legs.map(initialMarginOf)),
  };
}

/** Notional at the mark over the leverage set; missing-data when no leverage is stated. Base currency. */
export function initialMarginOf(leg: MarginLeg): Maybe {
  const { leverage, instrument } = leg.position;
  return leverage === null
    ? missing(`The leverage of ${instrument.symbol} is not stated.`, `State the leverage of ${instrument.symbol}.`)
    : known(leg.notional / leverage);
}
