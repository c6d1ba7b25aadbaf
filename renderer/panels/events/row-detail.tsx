import type { PageRow } from '../../../shared/contract/edits.ts';
import { amountText } from '../../../shared/format/hidden-amounts.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { useCall } from '../../api/queries.ts';
import { startEdit } from '../accounts/use-accounts.ts';
import { sourceText } from './columns.tsx';
import { remarkOf } from './use-events.ts';

/** The chosen row: its raw text as it stands in the file, what became of it, and the ways to correct it. */
export function RowDetail({ row }: { readonly row: PageRow | null }) {
  const raw = useCall('book.rawRow', { eventId: row?.id ?? 0 }, row !== null && row.file !== null).data?.raw ?? null;
  if (row === null)
    return (
      <div className="tools row-detail">
        <span className="t3 grow ellipsis">Choose a row: its raw text and what can be done stand here.</span>
        <AddTrade />
      </div>
    );
  return (
    <section className="row-detail-whole" aria-label="The chosen row">
      <div className="tools row-detail">
        <span className="grow ellipsis" title={`${row.account}, ${sourceText(row)}`}>
          <strong>{row.account}</strong> <span className="t3">{sourceText(row)}</span>{' '}
          {row.fee !== null && (
            <span className="t2">
              fee {exactAmountText(row.fee.amount)} {row.fee.asset}{' '}
            </span>
          )}
          <span className="t2">{becameText(row)}</span>
        </span>
        {row.editable === null ? (
          <span className="t3 ellipsis" title={row.fixed}>
            {row.fixed}
          </span>
        ) : (
          <>
            <button type="button" className="button" onClick={() => startEdit({ kind: 'correct', row })}>
              Correct…
            </button>
            <button type="button" className="button quiet" onClick={() => startEdit({ kind: 'remove', row })}>
              Remove…
            </button>
          </>
        )}
        <AddTrade />
      </div>
      {row.file !== null && (
        // A long line scrolls, and what scrolls must be reachable by the keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className="raw raw-row" tabIndex={0} aria-label="Raw text of the row">
          {raw === null ? '' : amountText(() => raw)}
        </pre>
      )}
    </section>
  );
}

function AddTrade() {
  return (
    <button
      type="button"
      className="button quiet"
      onClick={() => startEdit({ kind: 'trade', account: null, instrument: null })}
    >
      Trade by hand…
    </button>
  );
}

function becameText(row: PageRow): string {
  const { replacedBy } = row;
  if (replacedBy === null) return remarkOf(row);
  return `corrected: ${replacedBy.side} ${exactAmountText(replacedBy.quantity)} at ${exactAmountText(replacedBy.price)} stands in its place`;
}
