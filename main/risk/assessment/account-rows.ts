import type { ValuedAccount } from '../../../shared/book/valued-book.ts';
import type { Outcome } from '../../../shared/measures/outcome.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import type { AssessedAccount, AssessedPool } from './assessed-pool.ts';
import type { AccountAssessment } from './assessment.ts';
import { worstState } from '../margin/pool-state.ts';
import { firstGap } from '../margin/margin-table.ts';

/** An account as the document lists it: its figures are those among the measures, its state the worst of its pools. */
export function accountRow(
  account: ValuedAccount,
  { pools }: AssessedAccount,
  measures: readonly MeasureResult[],
): AccountAssessment {
  const scope = scopeText({ kind: 'account', account: account.name });
  const figure = (id: string): number | null =>
    measures.find((measure) => measure.id === id && measure.scope === scope)?.value ?? null;
  return {
    account: account.name,
    venue: account.venue,
    equity: figure('equity'),
    effectiveLeverage: figure('effectiveLeverage'),
    marginRatio: figure('marginRatio'),
    state: worstState(pools.map((pool) => pool.state)),
    pools: pools.map(poolRow),
  };
}

function poolRow(pool: AssessedPool): AccountAssessment['pools'][number] {
  const gap = firstGap(pool.table);
  const { equity, maintenance } = pool.figures;
  return {
    pool: pool.table.pool,
    kind: pool.table.kind,
    equity: valueOf(equity),
    maintenanceMargin: valueOf(maintenance),
    marginRatio: pool.table.kind === 'spot' ? null : valueOf(pool.marginRatio),
    state: pool.state,
    reason: gap?.reason ?? null,
    mend: gap?.mend ?? null,
    flags: [...pool.flags].sort(),
  };
}

function valueOf(outcome: Outcome): number | null {
  return outcome.status === 'value' ? outcome.value : null;
}
