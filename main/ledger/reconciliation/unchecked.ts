import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { isCompared, type BalanceCheck, type Check, type PositionCheck } from './checks.ts';
import { bareLine, type Line } from './line.ts';
import type { AccountEvidence, BalanceEvidence, HeldLeg } from './read-evidence.ts';

/** Something that the account holds, and up to when a figure of the broker's, or of the trader, says so too. */
interface Part {
  readonly line: Line;
  /** Null where nothing was ever held against it. */
  readonly checkedMs: EpochMs | null;
  /** Whether a row moved it since. */
  readonly movedSince: boolean;
}

/** One line for each open position and each balance that nothing was ever held against: what agrees says nothing of them. */
export function uncheckedLines(evidence: AccountEvidence): readonly Line[] {
  return partsOf(evidence)
    .filter(({ checkedMs }) => checkedMs === null)
    .map(({ line }) => line);
}

/**
 * Up to when the account is held against something: the newest check, or the last one of what moved after it without being
 * held against anything again. Null while there was none.
 */
export function checkedUpTo(evidence: AccountEvidence): EpochMs | null {
  const { positions, balances } = evidence;
  const checks: readonly (PositionCheck | BalanceCheck)[] = [
    ...positions.map(({ newest }) => newest),
    ...balances.flatMap(({ reports }) => reports?.newest ?? []),
  ];
  const instants = checks.filter(isCompared).map(instantOf);
  for (const { printedRows, lastPrinted } of balances)
    if (printedRows > 0 && lastPrinted !== null) instants.push(lastPrinted.timeMs);
  if (instants.length === 0) return null;
  const moved = partsOf(evidence).flatMap(({ movedSince, checkedMs }) => (movedSince ? (checkedMs ?? []) : []));
  return epochMs(Math.min(Math.max(...instants), ...moved));
}

function partsOf({ instruments, positions, balances }: AccountEvidence): readonly Part[] {
  const legs = instruments.flatMap(({ instrument, settleAsset, mark, held }) =>
    // An incomplete history has a line of its own.
    mark !== null
      ? []
      : held.map((leg) => {
          const checks = positions.find(({ newest }) => newest.instrument === instrument && newest.leg === leg.leg);
          const line = { ...bareLine, kind: 'position', status: 'cannot-check', instrument, leg: leg.leg } as const;
          return legPart(leg, checks?.newest ?? null, { ...line, asset: settleAsset, derived: leg.quantity });
        }),
  );
  const amounts = balances
    .filter(({ known, amount }) => known && amount !== 0n)
    .map((balance) => {
      // A report may list the coins of spot as a position.
      const listed = instruments.filter(({ coin }) => coin === balance.asset).map(({ instrument }) => instrument);
      const asPosition = positions.find(({ newest }) => listed.includes(newest.instrument));
      return balancePart(balance, balance.reports?.newest ?? asPosition?.newest ?? null);
    });
  return [...legs, ...amounts];
}

function legPart({ movedMs, printedMs }: HeldLeg, newest: PositionCheck | null, line: Line): Part {
  const reportedMs = newest !== null && says(newest) ? instantOf(newest) : Number.NEGATIVE_INFINITY;
  const checkedMs = Math.max(reportedMs, printedMs);
  return Number.isFinite(checkedMs)
    ? { line, checkedMs: epochMs(checkedMs), movedSince: movedMs > checkedMs }
    : { line, checkedMs: null, movedSince: false };
}

function balancePart(balance: BalanceEvidence, newest: Check | null): Part {
  const { asset, amount, printedRows, lastPrinted, rowsSinceCheck } = balance;
  const line: Line = { ...bareLine, kind: 'cash', status: 'cannot-check', asset, derived: amount };
  // A balance that its rows print is held against every one of them.
  if (printedRows > 0 && lastPrinted !== null) return { line, checkedMs: lastPrinted.timeMs, movedSince: false };
  return newest !== null && says(newest)
    ? { line, checkedMs: instantOf(newest), movedSince: rowsSinceCheck > 0 }
    : { line, checkedMs: null, movedSince: false };
}

/** Whether the figure stands in the book because it agrees, or because the broker's report is where the book begins. */
function says(check: Check): boolean {
  return isCompared(check) || (check.verdict === 'begins' && check.by === 'report');
}

function instantOf({ cutOffMs, timeMs }: Check): EpochMs {
  return cutOffMs ?? timeMs;
}
