import type { DraftEvent } from '../../importers/importer.ts';
import { isFill, type LedgerEvent } from '../../../shared/book/event.ts';
import { flagWords } from '../../../shared/measures/flag-words.ts';
import type { PreviewRow } from '../../../shared/contract/imports.ts';

/** Gathers what a preview shows of a file: failed rows, the first rows, and the rest folded. */
export interface PreviewRows {
  readonly event: (draft: DraftEvent, known: boolean) => void;
  readonly close: (line: number, timeMs: number, instrument: string, price: string, known: boolean) => void;
  readonly ignored: (line: number, reason: string) => void;
  readonly failed: (line: number, message: string, raw: string, instrument: string | null) => void;
  readonly rows: () => PreviewRow[];
}

/** What is remarkable of an accepted row, in words. */
function remark(flags: readonly string[]): string {
  const words = flagWords(flags);
  return words === '' ? '' : `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

const mostRows = 400;
const mostFailed = 200;
const firstRows = 100;

const blank = {
  timeMs: null,
  instrument: null,
  kind: null,
  side: null,
  quantity: null,
  price: null,
  raw: null,
} as const;

function quantityOf(event: LedgerEvent): string | null {
  if ('quantity' in event) return event.quantity;
  if ('amount' in event) return event.amount;
  return `${event.to} for ${event.from}`;
}

export function createPreviewRows(): PreviewRows {
  const rows: PreviewRow[] = [];
  let shown = 0;
  let failed = 0;
  let fold: { readonly line: number; readonly what: string; count: number } | null = null;

  function closeFold(): void {
    if (fold === null) return;
    rows.push({ ...blank, line: fold.line, result: 'fold', why: `${fold.count} ${fold.what}` });
    fold = null;
  }
  function add(row: PreviewRow, what: string): void {
    const keep = row.result === 'failed' ? (failed += 1) <= mostFailed : (shown += 1) <= firstRows;
    if (keep && rows.length < mostRows) {
      closeFold();
      rows.push(row);
      return;
    }
    // When the list is nearly full everything that is left becomes one fold.
    const alike = rows.length >= mostRows - 1 ? 'further rows' : what;
    if (fold !== null && fold.what !== alike) closeFold();
    fold ??= { line: row.line, what: alike, count: 0 };
    fold.count += 1;
  }

  return {
    event: ({ event, line }, known) => {
      const row: PreviewRow = {
        ...blank,
        line,
        result: known ? 'duplicate' : 'accepted',
        timeMs: event.timeMs,
        instrument: 'instrument' in event ? event.instrument : null,
        kind: event.kind,
        side: isFill(event) ? event.side : null,
        quantity: quantityOf(event),
        price: isFill(event) ? event.price : 'averagePrice' in event ? event.averagePrice : null,
        why: known ? 'The vault has this row already.' : remark(event.flags),
      };
      add(row, known ? 'rows that the vault has already' : `further ${event.kind} rows accepted`);
    },
    close: (line, timeMs, instrument, price, known) =>
      add(
        {
          ...blank,
          line,
          result: known ? 'duplicate' : 'accepted',
          timeMs,
          instrument,
          kind: 'price',
          price,
          why: known ? 'The vault has this price already.' : '',
        },
        known ? 'prices that the vault has already' : 'further prices accepted',
      ),
    ignored: (line, reason) => add({ ...blank, line, result: 'ignored', why: reason }, `rows ignored: ${reason}`),
    failed: (line, message, raw, instrument) =>
      add({ ...blank, line, result: 'failed', instrument, why: message, raw }, 'further rows that failed'),
    rows: () => {
      closeFold();
      // Failed rows are told last, when their raw text is at hand.
      return rows.toSorted((a, b) => a.line - b.line);
    },
  };
}
