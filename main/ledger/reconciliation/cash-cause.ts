import type { BookedEvent } from '../../../shared/book/event.ts';
import { formatScaled, magnitudeOf, mulDiv, scaledOne, type Scaled } from '../../../shared/units/decimal.ts';
import { fastScaled } from '../fast-scaled.ts';
import { cause, type Cause } from './cause.ts';
import { doubleOf, type Clues } from './clues.ts';
import { dayText, reportDayText } from './day-text.ts';
import { failedRowOf, failedRowText } from './failed-row.ts';
import { differenceOf, isLack, type Line } from './line.ts';
import { cashEffect, feeEffect } from './row-effects.ts';

/** What most likely made a balance differ: what explains it exactly comes before what could. */
export function cashCause(line: Line, clues: Clues): Cause {
  const difference = differenceOf(line);
  if (difference === null) return unexplained;
  return (
    failedAmount(line, difference, clues) ??
    doubledRow(line, difference, clues) ??
    turnedRow(line, difference, clues) ??
    allFees(line, difference, clues) ??
    conversion(line, difference, clues) ??
    missingTrade(line, difference, clues) ??
    gap(line, clues) ??
    roundedRows(line, difference) ??
    unexplained
  );
}

const unexplained = cause('not-explained', 'Not explained: no row, fee or gap of the files comes to this amount.');

function failedAmount(line: Line, difference: Scaled, { failedRows }: Clues): Cause | null {
  const failed = failedRowOf(failedRows, difference, line.rounding);
  if (failed === null) return null;
  const { importId, line: place } = failed;
  return cause('failed-row', failedRowText(failed), { kind: 'mend-row', importId, line: place });
}

/** The book has too much by exactly what a row moves that stands in it twice. */
function doubledRow({ asset, rounding }: Line, difference: Scaled, { rows, instrumentOf }: Clues): Cause | null {
  for (const row of rows) {
    const effect = cashEffect(row, asset, instrumentOf);
    if (magnitudeOf(difference + effect) > rounding) continue;
    const double = doubleOf(row, rows);
    if (double !== null) return doubled(row, double);
  }
  return null;
}

export function doubled(row: BookedEvent, double: BookedEvent): Cause {
  const importId = row.provenance?.importId ?? null;
  return cause(
    'duplicate',
    `A row of ${dayText(row.timeMs)} is most likely booked twice: without the second the two agree.`,
    { kind: 'remove-row', eventId: row.id, importId },
    [row.provenance, double.provenance],
  );
}

/** A row with the other sign makes twice its amount. */
function turnedRow({ asset, rounding }: Line, difference: Scaled, { rows, instrumentOf }: Clues): Cause | null {
  for (const row of rows) {
    const effect = cashEffect(row, asset, instrumentOf);
    if (magnitudeOf(difference + 2n * effect) > rounding) continue;
    const text = `A row of ${dayText(row.timeMs)} over ${formatScaled(effect)} ${asset} most likely has the wrong sign: the difference is twice its amount.`;
    return cause('sign', text, null, [row.provenance]);
  }
  return null;
}

function allFees({ asset, rounding }: Line, difference: Scaled, { rows }: Clues): Cause | null {
  const paying = rows.filter((row) => feeEffect(row, asset) !== 0n);
  const sum = paying.reduce((total, row) => total + feeEffect(row, asset), 0n);
  if (sum === 0n || magnitudeOf(magnitudeOf(difference) - sum) > rounding) return null;
  const text = isLack(difference)
    ? `Exactly the fees of ${countOf(paying.length, 'trade')}: the broker most likely does not take them from this balance.`
    : `Exactly the fees of ${countOf(paying.length, 'trade')}: most likely they are taken twice.`;
  return cause('fee', text, null, [paying[0]?.provenance ?? null]);
}

/** Money that left one currency and came in another at the same check. */
function conversion(line: Line, difference: Scaled, { lines }: Clues): Cause | null {
  for (const other of lines) {
    const theirs = differenceOf(other);
    if (other.kind !== 'cash' || other.asset === line.asset || other.timeMs !== line.timeMs || theirs === null)
      continue;
    if (isLack(theirs) === isLack(difference)) continue;
    const text = `${other.asset} differs the other way, by ${formatScaled(theirs)}: a conversion between ${line.asset} and ${other.asset} is most likely missing.`;
    return cause('conversion', text);
  }
  return null;
}

/** A trade that the book does not know moves a position and its money together. */
function missingTrade(line: Line, difference: Scaled, { lines, instrumentOf }: Clues): Cause | null {
  for (const other of lines) {
    const quantity = differenceOf(other);
    if (other.kind !== 'position' || other.asset !== line.asset || quantity === null || quantity === 0n) continue;
    if (other.instrument === null || isLack(quantity) === isLack(difference)) continue;
    const multiplier = fastScaled(instrumentOf(other.instrument).multiplier);
    const units = mulDiv(magnitudeOf(quantity), multiplier, scaledOne);
    const price = formatScaled(mulDiv(magnitudeOf(difference), scaledOne, units));
    const text = `${other.instrument} differs by ${formatScaled(quantity)}, too: a trade of it is most likely missing, at about ${price.slice(0, 12)} each.`;
    return cause('missing-trade', text, null, [other.source]);
  }
  return null;
}

function gap({ sinceMs, timeMs, before, source, kind }: Line, { beginsFile }: Clues): Cause | null {
  if (timeMs === null) return null;
  if (kind === 'running-balance' && before !== null && before.source?.importId !== source?.importId) {
    const text = `The printed balance jumps between two files, from ${dayText(before.timeMs)} to ${dayText(timeMs)}: what happened between is most likely in a file that is missing.`;
    const remedy = { kind: 'import-files', fromMs: before.timeMs, untilMs: timeMs } as const;
    return cause('gap-of-balances', text, remedy, [before.source]);
  }
  if (!beginsFile || sinceMs === null) return null;
  const text = `With this balance a file begins: what happened since ${reportDayText(sinceMs)} is most likely in a file that is missing.`;
  return cause('gap-between-files', text, { kind: 'import-files', fromMs: sinceMs, untilMs: timeMs });
}

/** Half a cent a row at most; the book and the report are still not said to agree. */
function roundedRows({ count, kind }: Line, difference: Scaled): Cause | null {
  if (kind !== 'cash' || count === 0 || magnitudeOf(difference) > BigInt(count) * halfCent) return null;
  return cause(
    'rounding',
    `Small enough to be the rounding of ${countOf(count, 'row')} to the cent; nothing proves it.`,
  );
}

const halfCent = scaledOne / 200n;

function countOf(count: number, word: string): string {
  return count === 1 ? `1 ${word}` : `${count} ${word}s`;
}
