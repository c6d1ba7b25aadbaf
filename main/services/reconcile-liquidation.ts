import { isScaled, parseScaled } from '../../shared/units/decimal.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { defaultAxis } from '../risk/assessment/assessment.ts';
import { bareLine, type Line } from '../ledger/reconciliation/line.ts';
import type { AccountEvidence } from '../ledger/reconciliation/read-evidence.ts';
import type { BookAt } from './book-at.ts';
import type { ServiceContext } from './context.ts';
import { riskPicture } from './risk-picture.ts';

/**
 * Liquidation prices as the broker prints them beside ours, for information: theirs rests on marks and a wallet of the
 * report's instant, so only a report that is the newest word of the account can be held against the book as it is.
 */
export function liquidationLines(context: ServiceContext, book: BookAt, evidence: AccountEvidence): readonly Line[] {
  const printed = evidence.positions.filter(
    ({ newest }) =>
      newest.liquidationPrice !== null &&
      newest.verdict === 'agrees' &&
      newest.reported !== 0n &&
      newest.timeMs >= (evidence.lastMovementMs ?? newest.timeMs),
  );
  if (printed.length === 0) return [];
  const { document } = riskPicture(context, book.asOfMs, defaultAxis);
  return printed.map(({ newest }) => {
    const { instrument, reported, timeMs, source, liquidationPrice } = newest;
    const side = reported > 0n ? 'long' : 'short';
    const scope = scopeText({ kind: 'position', account: evidence.account, instrument, side });
    const id = side === 'long' ? 'liquidationPrice.lower' : 'liquidationPrice.upper';
    const ours = document.measures.find((one) => one.id === id && one.scope === scope)?.value ?? null;
    const derived = ours === null ? null : parseScaled(ours.toPrecision(12));
    return {
      ...bareLine,
      kind: 'liquidation-price',
      status: 'noted',
      instrument,
      asset: '',
      derived: derived !== null && isScaled(derived) ? derived : null,
      reported: liquidationPrice,
      timeMs,
      source,
    };
  });
}
