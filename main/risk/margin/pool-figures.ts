import { known, missing, type Maybe } from '../../../shared/measures/outcome.ts';
import { legMaintenance, type MarginLeg, type MarginTable } from './margin-table.ts';
import { maintenanceGap } from './compile-leg.ts';
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
  const equity = table.equityMissing ?? known(moneySum(equityTerms(table)));
  // What is paid in full needs no margin, at whatever price.
  if (table.kind === 'spot') return { equity, maintenance: known(0), initial: known(0) };
  return {
    equity,
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

/**
 * Notional at the mark over the leverage set; missing-data when no leverage is stated. A long option is paid for and asks
 * for none; that of a short one is not known. Base currency.
 */
export function initialMarginOf(leg: MarginLeg): Maybe {
  const { leverage, instrument } = leg.position;
  if (instrument.kind === 'option') return maintenanceGap(leg.position) ?? known(0);
  return leverage === null
    ? missing(`The leverage of ${instrument.symbol} is not stated.`, `State the leverage of ${instrument.symbol}.`)
    : known(leg.notional / leverage);
}
