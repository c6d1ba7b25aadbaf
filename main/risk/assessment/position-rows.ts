import { scopeText } from '../../../shared/measures/scope.ts';
import type { AssessedPool } from './assessed-pool.ts';
import type { PositionAssessment } from './assessment.ts';
import { positionTerms, signedNotional } from '../exposure/position-terms.ts';

/** Every open or history-incomplete position with what the window shows beside it. */
export function positionRows(pools: readonly AssessedPool[]): readonly PositionAssessment[] {
  return pools.flatMap((pool) =>
    pool.positions.map(({ position, prices }) => {
      const { account } = pool.table;
      const { instrument, side, mark } = position;
      const terms = positionTerms(position);
      const value = terms.status === 'value' ? terms.value : null;
      return {
        account,
        instrument: instrument.symbol,
        side,
        scope: scopeText({ kind: 'position', account, instrument: instrument.symbol, side }),
        pool: pool.table.pool,
        marginMode: position.marginMode,
        quantity: position.incomplete === null ? position.quantity : null,
        entryPrice: position.incomplete === null && position.entryMissing === null ? position.entryPrice : null,
        mark: mark.status === 'value' ? mark.value.price : null,
        markAsOfMs: mark.status === 'value' ? mark.value.asOfMs : null,
        exposure: value === null || instrument.kind === 'option' ? null : signedNotional(position, value),
        unrealizedPnl: value?.unrealized.status === 'value' ? value.unrealized.value : null,
        lower: prices.lower,
        upper: prices.upper,
        state: pool.state,
        flags: pool.flags,
      };
    }),
  );
}
