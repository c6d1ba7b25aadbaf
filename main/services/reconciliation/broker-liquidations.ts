import type { BrokerLiquidation } from '../../../shared/contract/broker-liquidation.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import { formatScaled, scaledOf } from '../../../shared/units/decimal.ts';
import { toNumber } from '../../valuation/to-number.ts';
import type { BookAt } from '../book/book-at.ts';
import { isoTimeOf } from '../iso-time.ts';

/**
 * The liquidation prices that brokers print, each beside ours. Only of a position that is held as the newest report has it:
 * a price of another size says nothing of this one.
 * @param measures of the assessment of the book
 */
export function brokerLiquidations(book: BookAt, measures: readonly MeasureResult[]): readonly BrokerLiquidation[] {
  return book.ledger.evidence.flatMap(({ account, positions }) =>
    positions.flatMap(({ newest }) => {
      const { instrument, leg, reported, liquidationPrice, timeMs } = newest;
      const held = book.ledger.positions.find(
        (one) => one.account === account && one.instrument === instrument && one.leg === leg && one.status === 'open',
      );
      if (liquidationPrice === null || held === undefined || scaledOf(held.quantity) !== reported) return [];
      const side = reported > 0n ? 'long' : 'short';
      const scope = scopeText({ kind: 'position', account, instrument, side });
      const measure = side === 'long' ? 'liquidationPrice.lower' : 'liquidationPrice.upper';
      const ours = measures.find((one) => one.id === measure && one.scope === scope);
      const price = toNumber(formatScaled(liquidationPrice));
      const value = ours?.value ?? null;
      return [
        {
          scope,
          measure,
          price,
          time: isoTimeOf(timeMs),
          timeMs,
          ours: value,
          difference: value === null ? null : value - price,
          reason: value === null ? whyNot(ours) : null,
        } satisfies BrokerLiquidation,
      ];
    }),
  );
}

function whyNot(ours: MeasureResult | undefined): string {
  switch (ours?.status) {
    case 'already-liquidatable':
      return 'Ours: liquidatable at the mark already.';
    case 'none':
      return 'Ours: no price on that side.';
    default:
      return ours?.reason ?? 'Ours is not calculated for this position.';
  }
}
