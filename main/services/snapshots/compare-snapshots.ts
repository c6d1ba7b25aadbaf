import {
  keptSnapshot,
  type Comparable,
  type KeptSnapshot,
  type SnapshotComparison,
} from '../../../shared/contract/snapshots.ts';
import { assertNever, failure, success, type Result } from '../../../shared/result/result.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import type { MarginTier } from '../../../shared/book/margin-tier.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import { maintenanceOf } from '../../risk/margin/maintenance-segments.ts';
import { snapshotOf, type Snapshot } from '../../export/snapshot.ts';
import { compareSnapshots } from '../../views/snapshot-comparison.ts';
import { instantOf } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { keptById, lastKeptBefore, readSnapshotText } from './kept-snapshots.ts';
import { positionsDocument } from '../book/positions-document.ts';
import { riskPicture } from '../figures/risk-picture.ts';
import { snapshotBasis } from './snapshot-basis.ts';

interface Question {
  readonly older: Comparable;
  readonly newer: Comparable;
  readonly asOfMs: number | null;
}

/** What changed between two snapshots. Faults: those of reading one, `snapshot-base-differs`, `no-earlier-snapshot`. */
export function compareTwo(context: ServiceContext, { older, newer, asOfMs }: Question): Result<SnapshotComparison> {
  const instant = instantOf(context, asOfMs);
  const second = readComparable(context, newer, instant, null);
  if (!second.ok) return second;
  const first = readComparable(context, older, instant, second.value);
  if (!first.ok) return first;
  const [from, to] = inOrder(first.value, second.value);
  if (from.risk.base !== to.risk.base)
    return failure(
      'snapshot-base-differs',
      `One snapshot is in ${from.risk.base}, the other in ${to.risk.base}.`,
      'Compare two snapshots in the same base currency.',
    );
  const comparison = comparisonOf(from, to);
  return success(
    older.kind === 'text' || newer.kind === 'text' ? comparison : withRestatement(context, from, comparison),
  );
}

/** The snapshot of the book at an instant. */
export function snapshotAt(context: ServiceContext, instant: EpochMs): Snapshot {
  const { book, document } = riskPicture(context, instant, defaultAxis);
  const positions = positionsDocument(context, instant);
  return snapshotOf(document, positions, snapshotBasis(book, positions));
}

/** What changed since the last kept snapshot; null when there is none to compare with. */
export function sinceLastKept(
  context: ServiceContext,
  instant: EpochMs,
  snapshot: KeptSnapshot,
): SnapshotComparison | null {
  const last = lastKeptBefore(context, instant, snapshot);
  if (last === null || last.risk.base !== snapshot.risk.base) return null;
  return withRestatement(context, last, comparisonOf(last, snapshot));
}

function comparisonOf(from: KeptSnapshot, to: KeptSnapshot): SnapshotComparison {
  return compareSnapshots(from, to, (tiers, notional) =>
    maintenanceOf(
      tiers.map((tier): MarginTier => ({ ...tier, maxLeverage: null })),
      notional,
    ),
  );
}

function readComparable(
  context: ServiceContext,
  which: Comparable,
  instant: EpochMs,
  other: KeptSnapshot | null,
): Result<KeptSnapshot> {
  switch (which.kind) {
    case 'now':
      return success(snapshotAt(context, instant));
    case 'text':
      return readSnapshotText(which.name, which.text);
    case 'kept':
      return keptById(context, which.id);
    case 'last': {
      const before = other ?? snapshotAt(context, instant);
      const found = lastKeptBefore(context, instantOfSnapshot(before), before);
      return found === null
        ? failure(
            'no-earlier-snapshot',
            'No earlier snapshot of this vault is kept.',
            'Make a snapshot now: the next comparison begins there. Or name the JSON file of one.',
          )
        : success(found);
    }
    default:
      return assertNever(which);
  }
}

function instantOfSnapshot({ risk }: KeptSnapshot): EpochMs {
  return Date.parse(risk.asOf) as EpochMs;
}

/** By their instants, whichever was named first. */
function inOrder(one: KeptSnapshot, other: KeptSnapshot): readonly [KeptSnapshot, KeptSnapshot] {
  return instantOfSnapshot(one) <= instantOfSnapshot(other) ? [one, other] : [other, one];
}

/** Says where the book tells the older instant otherwise by now: rows or statements of before it came or went since. */
function withRestatement(
  context: ServiceContext,
  older: KeptSnapshot,
  comparison: SnapshotComparison,
): SnapshotComparison {
  const now = keptSnapshot.shape.positions.parse(positionsDocument(context, instantOfSnapshot(older)));
  const was = older.positions;
  const positions = differing(was.positions.map(ledgerOf), now.positions.map(ledgerOf));
  const balances = differing(
    was.balances.map(({ account, asset, amount, status }) => [`${account} ${asset}`, `${amount} ${status}`]),
    now.balances.map(({ account, asset, amount, status }) => [`${account} ${asset}`, `${amount} ${status}`]),
  );
  if (positions + balances === 0) return comparison;
  const parts = [count(positions, 'position'), count(balances, 'balance')].filter((part) => part !== null);
  const note = `By now the book tells ${parts.join(' and ')} of the older snapshot otherwise: earlier rows or statements were added or taken back since. That difference stands among the causes.`;
  return { ...comparison, notes: [note, ...comparison.notes] };
}

/** What the ledger says of a row, without its mark. */
function ledgerOf({
  account,
  instrument,
  side,
  quantity,
  averagePrice,
  realizedPnl,
  fees,
  funding,
  status,
}: Row): Pair {
  const leg = side === null || side === 'flat' ? '' : side;
  return [
    `${account} ${instrument} ${leg}`,
    JSON.stringify([quantity, averagePrice, realizedPnl, fees, funding, status]),
  ];
}

type Row = KeptSnapshot['positions']['positions'][number];
type Pair = readonly [string, string];

function differing(was: readonly Pair[], now: readonly Pair[]): number {
  const [before, after] = [new Map(was), new Map(now)];
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key)).length;
}

function count(number: number, word: string): string | null {
  return number === 0 ? null : `${number} ${word}${number === 1 ? '' : 's'}`;
}
