import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { haircutAtMarks, maintenanceAtMarks, type MarginTable } from './margin-table.ts';
import { sumOf } from '../exposure/sums.ts';
import { moneySum } from '../numerics/money-sum.ts';

/** Money figures of a pool at the marks, base currency. */
export interface PoolFigures {
  readonly equity: Maybe;
  /** What of the equity does not count for the margin: coins count for less than they are worth. */
  readonly haircut: Maybe;
  readonly maintenance: Maybe;
  readonly initial: Maybe;
}

/** Equity and margins of a pool at the marks. */
export function poolFigures(table: MarginTable): PoolFigures {
  const equity = table.equityMissing ?? known(moneySum(equityTerms(table)));
  // What is paid in full needs no margin, at whatever price.
  if (table.kind === 'spot') return { equity, haircut: known(0), maintenance: known(0), initial: known(0) };
  return {
    equity,
    haircut: table.equityMissing ?? known(haircutAtMarks(table)),
    maintenance: table.maintenanceMissing ?? known(maintenanceAtMarks(table)),
    initial: table.maintenanceMissing ?? sumOf([...table.legs, ...table.joint].map(({ initial }) => initial)),
  };
}

function equityTerms({ collateral, legs }: MarginTable): readonly number[] {
  return [
    ...collateral.map((term) => term.value),
    ...legs.map((leg) => leg.priceTerm),
    ...legs.map((leg) => leg.fixedTerm),
  ];
}
