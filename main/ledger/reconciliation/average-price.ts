import { magnitudeOf, type Scaled } from '../../../shared/units/decimal.ts';

/**
 * Whether two average entries are worth a note: more than a tenth of a percent apart. Less is what commissions make, which
 * some brokers count in.
 */
export function averagesApart(ours: Scaled, theirs: Scaled): boolean {
  return magnitudeOf(ours - theirs) * 1000n > magnitudeOf(ours);
}
