import type { FillEvent } from '../../shared/book/event.ts';
import type { Scaled } from '../../shared/units/decimal.ts';

/**
 * Whether a gross profit as printed is so near to the fold's that `reproduces` cannot but agree: within a twentieth of
 * its smallest tolerance, which float64 tells surely. Only a short cut before the exact comparison, for a million
 * fills; never a refusal.
 */
export function agreesClearly(fill: FillEvent, realized: Scaled, inverse: boolean): boolean {
  const reported = fill.reportedPnl;
  if (reported === null || reported.basis !== 'gross') return false;
  return Math.abs(Number(reported.amount) - Number(realized) / 1e18) < (inverse ? 1e-9 : 1e-7);
}
