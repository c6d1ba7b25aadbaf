import type { Cell } from '../../shared/contract/views.ts';
import { dangerSigmas, type Outlook } from './position-outlook.ts';

type Way = Pick<Outlook, 'liquidation' | 'distanceFraction' | 'distanceSigma'>;

/**
 * The shortest way to liquidation first: liquidatable now, then under one daily sigma, then the others that have a price,
 * then those whose price is missing, last those that have none. In daily sigmas; a list in which some sigma is missing is
 * ordered by fractions, since the two do not compare.
 */
export function nearestFirst<T>(all: readonly T[], wayOf: (one: T) => Way): T[] {
  const ways = all.map((one) => ({ one, way: wayOf(one) }));
  const measured = ways.every(({ way }) => way.distanceFraction.value === null || way.distanceSigma.value !== null);
  const length = (way: Way, rank: number): number => {
    if (rank !== ranks.danger && rank !== ranks.known) return 0;
    const fraction = Math.abs(way.distanceFraction.value ?? Infinity);
    return rank === ranks.danger || measured ? (way.distanceSigma.value ?? fraction) : fraction;
  };
  const sorted = ways.toSorted(({ way: a }, { way: b }) => {
    const [first, second] = [rankOf(a), rankOf(b)];
    return first === second ? length(a, first) - length(b, second) : first - second;
  });
  return sorted.map(({ one }) => one);
}

/** Whether the position is liquidated as soon as its venue looks. */
export function isLiquidatable(cell: Cell): boolean {
  return cell.status === 'already-liquidatable';
}

const ranks = { already: 0, danger: 1, known: 2, missing: 3, none: 4 } as const;

function rankOf({ liquidation, distanceFraction, distanceSigma }: Way): number {
  if (isLiquidatable(liquidation)) return ranks.already;
  if (distanceSigma.value !== null && distanceSigma.value < dangerSigmas) return ranks.danger;
  if (distanceFraction.value !== null) return ranks.known;
  return liquidation.status === 'missing-data' ? ranks.missing : ranks.none;
}
