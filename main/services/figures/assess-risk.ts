import type { RiskDocument, ShockAxis } from '../../../shared/contract/risk.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';
import { riskPicture } from './risk-picture.ts';

/** The risk document along the axis asked for; refused when nothing held moves with that asset, as a ladder of it would look safe. */
export function assessRisk(context: ServiceContext, asOfMs: number | null, axis: ShockAxis): Result<RiskDocument> {
  const { document } = riskPicture(context, asOfMs, axis);
  const held = [...new Set(document.exposures.map((row) => row.asset))].toSorted();
  if (axis.asset === null || held.length === 0 || held.includes(axis.asset)) return success(document);
  return failure('shock-asset', `Nothing held moves with ${axis.asset}.`, `Shock one of ${held.join(', ')}.`);
}
