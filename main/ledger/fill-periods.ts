import { isFill, type BookedEvent, type CashEvent } from '../../shared/book/event.ts';

/** The time that the fills of one import cover for one instrument of an account. */
export interface FillPeriod {
  readonly account: string;
  readonly instrument: string;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Ledgers stamp the legs of one trade up to a second apart, and in whole seconds where fills have milliseconds. */
const skewMs = 1000;

/**
 * From when to when the fills of each import cover an instrument: from its first to its last fill there. Two files with
 * a gap between them are two periods, so the gap stays uncovered. A fill stated by hand covers its own instant.
 */
export function fillPeriodsOf(events: Iterable<BookedEvent>): readonly FillPeriod[] {
  const periods: OpenPeriod[] = [];
  const byImport = new Map<number, Map<string, Map<string, OpenPeriod>>>();
  for (const event of events) {
    if (!isFill(event)) continue;
    const { account, instrument, timeMs, provenance } = event;
    const byInstrument = provenance === null ? null : periodsOf(byImport, provenance.importId, account);
    const period = byInstrument?.get(instrument);
    if (period === undefined) {
      const made: OpenPeriod = { account, instrument, fromMs: timeMs, toMs: timeMs };
      periods.push(made);
      byInstrument?.set(instrument, made);
    } else {
      period.fromMs = Math.min(period.fromMs, timeMs);
      period.toMs = Math.max(period.toMs, timeMs);
    }
  }
  return periods;
}

interface OpenPeriod {
  readonly account: string;
  readonly instrument: string;
  fromMs: number;
  toMs: number;
}

function periodsOf(
  byImport: Map<number, Map<string, Map<string, OpenPeriod>>>,
  importId: number,
  account: string,
): Map<string, OpenPeriod> {
  const byAccount = byImport.get(importId) ?? new Map<string, Map<string, OpenPeriod>>();
  const byInstrument = byAccount.get(account) ?? new Map<string, OpenPeriod>();
  byImport.set(importId, byAccount.set(account, byInstrument));
  return byInstrument;
}

/** Answers whether fills of the account cover a ledger row. */
export type Coverage = (account: string, row: CashEvent) => boolean;

/**
 * Whether a row of ledger grain restates fills that the book holds. A row that names its instrument is covered by that
 * instrument's fills only; one that names none, by any fills of the account. The edges count, a second around them.
 */
export function coverageOf(periods: readonly FillPeriod[]): Coverage {
  const byAccount = new Map<string, FillPeriod[]>();
  for (const period of periods) {
    const known = byAccount.get(period.account);
    if (known === undefined) byAccount.set(period.account, [period]);
    else known.push(period);
  }
  return (account, row) =>
    (byAccount.get(account) ?? []).some(
      (period) =>
        (row.instrument === null || row.instrument === period.instrument) &&
        row.timeMs >= floorSecond(period.fromMs) - skewMs &&
        row.timeMs < floorSecond(period.toMs) + 2 * skewMs,
    );
}

function floorSecond(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000;
}
