import type { EpochMs } from '../../../shared/units/unit.ts';
import type { RowOutcome } from '../importer.ts';
import { toUtc, utcZone, type LocalClock, type LocalTime } from '../local-time.ts';
import { readYearFirstTime, type WrittenTime } from '../read-fields.ts';

/** A row that could not be read. */
export type RowFault = Extract<RowOutcome, { readonly kind: 'failed' }>;

export function rowFault(code: string, message: string, instrument: string | null): RowFault {
  return { kind: 'failed', code, message, instrument };
}

export function isRowFault(outcome: unknown): outcome is RowFault {
  return typeof outcome === 'object' && outcome !== null && 'kind' in outcome && outcome.kind === 'failed';
}

/** The instant of a row, and whether its local time occurs twice. */
export interface RowTime {
  readonly ms: EpochMs;
  readonly ambiguous: boolean;
}

/** The instant of a time written year first. */
export function instantOfRow(text: string, clock: LocalClock, instrument: string | null): RowTime | RowFault {
  const written = readYearFirstTime(text);
  if (written === null) return rowFault('time-unreadable', `"${text}" is no time that Ballast can read`, instrument);
  return instantOf(written, text, clock, instrument);
}

/** The instant of a written time: by its own offset where it has one, else by the clock of the file. */
export function instantOf(
  written: WrittenTime,
  text: string,
  clock: LocalClock,
  instrument: string | null,
): RowTime | RowFault {
  const reading =
    written.offsetMinutes === null
      ? clock.read(written.local)
      : toUtc(written.local, { kind: 'offset', minutes: written.offsetMinutes });
  return existing(reading, text, instrument);
}

/** An instant that a clock has found, or why there is none. */
export function existing(
  reading: ReturnType<LocalClock['read']>,
  text: string,
  instrument: string | null,
): RowTime | RowFault {
  if (reading === 'no-such-date')
    return rowFault('time-impossible', `${text} is a date or hour that does not exist`, instrument);
  if (reading === 'skipped') {
    return rowFault(
      'time-skipped',
      `${text} does not exist in this time zone: the clock was put forward over it; check the time zone`,
      instrument,
    );
  }
  return reading;
}

/** Whether the last of these times lies before the first; null when they are the same or cannot be read. */
export function isNewestFirst(times: readonly string[]): boolean | null {
  return isFalling(times.flatMap((text) => readYearFirstTime(text)?.local ?? []));
}

/** Whether the last of these times that exist lies before the first; null when they are the same or there is none. */
export function isFalling(times: readonly LocalTime[]): boolean | null {
  const instants = times.flatMap((time) => {
    const reading = toUtc(time, utcZone);
    return typeof reading === 'string' ? [] : [reading.ms];
  });
  switch (Math.sign(Number(instants.at(-1)) - Number(instants[0]))) {
    case 1:
      return false;
    case -1:
      return true;
    default:
      return null;
  }
}
