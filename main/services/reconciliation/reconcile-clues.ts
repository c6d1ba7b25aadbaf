import type { BookedEvent, Provenance } from '../../../shared/book/event.ts';
import type { ReconciliationLine } from '../../../shared/contract/reconcile.ts';
import type { Cause } from '../../ledger/reconciliation/cause.ts';
import type { Clues, FailedClue } from '../../ledger/reconciliation/clues.ts';
import type { Line } from '../../ledger/reconciliation/line.ts';
import { voidedIds } from '../../ledger/cancellations.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import type { BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { ledgerSettings } from '../book/fold-book.ts';

/** More rows than this between two checks are not gone through: a cause is then not found, and that is said. */
const mostRows = 200_000;

type Source = ReconciliationLine['sources'][number];

/** Reads from the vault what may explain a difference, once for lines of the same window. */
export function createClueReader(context: ServiceContext, book: BookAt, account: string, lines: readonly Line[]) {
  const { vault } = context;
  const windows = new Map<string, readonly BookedEvent[]>();
  let voided: ReadonlySet<number> | null = null;
  let failed: readonly FailedClue[] | null = null;
  const paths = new Map<number, string>();

  function rowsOf({ sinceMs, timeMs }: Line): readonly BookedEvent[] {
    if (timeMs === null) return [];
    const key = `${sinceMs}/${timeMs}`;
    const known = windows.get(key);
    if (known !== undefined) return known;
    voided ??= voidedIds(ledgerSettings(context, book.asOfMs, account).cancellations);
    const gone = voided;
    const afterMs = sinceMs === null ? null : epochMs(sinceMs - 1);
    const rows = [...vault.events.read({ account, untilMs: timeMs, afterMs, limit: mostRows })].filter(
      ({ id }) => !gone.has(id),
    );
    windows.set(key, rows);
    return rows;
  }
  /**
   * Whether a file begins with this balance and no other was imported that reaches over the time before it: one row of a
   * cash report says with what its period begins and, later, with what it ends.
   */
  function beginsFile({ source, sinceMs, timeMs, asset }: Line): boolean {
    if (source === null || sinceMs === null || timeMs === null) return false;
    const spans = vault.events.balanceSpans(account, asset);
    const own = spans.find(({ importId, line }) => importId === source.importId && line === source.line);
    const begins = own !== undefined && own.toMs > timeMs;
    return begins && !spans.some(({ fromMs, toMs }) => fromMs <= sinceMs && toMs >= timeMs);
  }
  function failedRows(): readonly FailedClue[] {
    failed ??= vault.imports
      .list()
      .filter(({ withdrawn, failed: count }) => !withdrawn && count > 0)
      .flatMap(({ importId }) => vault.imports.failures(importId))
      .filter((row) => row.account === account)
      .map(({ importId, line, raw, instrument, dismissed }) => ({ importId, line, raw, instrument, dismissed }));
    return failed;
  }
  function fileOf(importId: number): string {
    const known = paths.get(importId) ?? vault.imports.find(importId)?.path ?? '';
    paths.set(importId, known);
    return known;
  }
  const sourceOf = ({ importId, line }: Provenance): Source => {
    const rows = [...windows.values()].flat();
    const row = rows.find((one) => one.provenance?.importId === importId && one.provenance.line === line);
    return { importId, file: fileOf(importId), line, eventId: row?.id ?? null, raw: null };
  };

  return {
    of: (line: Line): Clues => {
      const isAsked = line.status === 'differs' && line.reported !== null;
      const rows = isAsked ? rowsOf(line) : [];
      return {
        rows,
        failedRows: isAsked ? failedRows() : [],
        beginsFile: isAsked && line.kind === 'cash' && beginsFile(line),
        lines,
        instrumentOf: book.instrumentOf,
      };
    },
    /** The rows of a line, each once, the broker's figure first. */
    sources: (places: readonly (Provenance | null)[], remedy: Cause['remedy']): Source[] => {
      const found = new Map<string, Source>();
      for (const place of places) if (place !== null) found.set(`${place.importId}/${place.line}`, sourceOf(place));
      if (remedy?.kind === 'mend-row') {
        const { importId, line } = remedy;
        const row = failedRows().find((one) => one.importId === importId && one.line === line);
        found.set(`${importId}/${line}`, {
          importId,
          file: fileOf(importId),
          line,
          eventId: null,
          raw: row?.raw ?? null,
        });
      }
      return [...found.values()];
    },
  };
}
