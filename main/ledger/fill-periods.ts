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
        row.timeMs >= coversFrom(period) &&
        row.timeMs < coversTo(period),
    );
}

/**
 * What periods cover of the time up to an instant, so that equal texts mean equal answers of `coverageOf` for every row up
 * to it: what overlaps or meets is one, what begins later is left out.
 */
export function coverageText(periods: readonly FillPeriod[], untilMs: number): string {
  const byName = Map.groupBy(
    periods.filter((period) => coversFrom(period) <= untilMs),
    ({ account, instrument }) => JSON.stringify([account, instrument]),
  );
  return [...byName.keys()]
    .sort()
    .map((name) => `${name} ${joined(byName.get(name) ?? [], untilMs).join(' ')}`)
    .join('\n');
}

function joined(periods: readonly FillPeriod[], untilMs: number): readonly string[] {
  const spans: { readonly fromMs: number; toMs: number }[] = [];
  for (const period of periods.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const toMs = Math.min(coversTo(period), untilMs + 1);
    const last = spans.at(-1);
    if (last !== undefined && coversFrom(period) <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else spans.push({ fromMs: coversFrom(period), toMs });
  }
  return spans.map(({ fromMs, toMs }) => `${fromMs}-${toMs}`);
}

function coversFrom({ fromMs }: FillPeriod): number {
  return floorSecond(fromMs) - skewMs;
}

/** The first instant that is covered no longer. */
function coversTo({ toMs }: FillPeriod): number {
  return floorSecond(toMs) + 2 * skewMs;
}

function floorSecond(timeMs: number): number {
  return Math.floor(timeMs / 1000) * 1000;
}
