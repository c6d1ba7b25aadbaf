import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { legMaintenance, type MarginLeg, type MarginTable } from './margin-table.ts';
import { sumOf } from '../exposure/sums.ts';
import { moneySum } from '../numerics/money-sum.ts';

/** Money figures of a pool at the marks, base currency. */
export interface PoolFigures {
  readonly equity: Maybe;
  readonly maintenance: Maybe;
  readonly initial: Maybe;
}

/** Equity and margins of a pool at the marks. */
export function poolFigures(table: MarginTable): PoolFigures {
  return {
    equity: table.equityMissing ?? known(moneySum(equityTerms(table))),
    maintenance:
      table.maintenanceMissing ?? known(table.legs.reduce((total, leg) => total + legMaintenance(leg, 1, 1), 0)),
    initial: table.maintenanceMissing ?? sumOf(table.legs.map(initialMarginOf)),
  };
}

function equityTerms({ collateral, legs }: MarginTable): readonly number[] {
  return [
    ...collateral.map((term) => term.value),
    ...legs.map((leg) => leg.priceTerm),
    ...legs.map((leg) => leg.fixedTerm),
  ];
}

/** Notional at the mark over the leverage set; missing-data when no leverage is stated. Base currency. */
export function initialMarginOf(leg: MarginLeg): Maybe {
  const { leverage, instrument } = leg.position;
  return leverage === null
    ? missing(`The leverage of ${instrument.symbol} is not stated.`, `State the leverage of ${instrument.symbol}.`)
    : known(leg.notional / leverage);
}
