import { useEffect, useState } from 'react';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import { FaultError } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { Shape } from '../../widgets/shape.tsx';
import { effectRows, type EffectRow } from './effect-rows.ts';

/** How long the fields must stand still before the book is asked. */
const pauseMs = 250;

/** What an edit would make of the book, before it is made: now and then. Shows why it would be refused, too. */
export function EditEffect({ edit, refusal }: { readonly edit: BookEdit | null; readonly refusal: string | null }) {
  const text = edit === null ? null : JSON.stringify(edit);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  const question = asked === null ? null : (JSON.parse(asked) as BookEdit);
  const query = useCall('book.previewEdit', { edit: question ?? nothing }, question !== null);
  const isCurrent = asked === text && question !== null && !query.isFetching;
  const error = isCurrent ? query.error : null;
  // That nothing is changed yet is no mistake.
  const isUnchanged = error instanceof FaultError && error.fault.code === 'nothing-changes';
  const problem = refusal ?? (error === null || isUnchanged ? null : faultOf(error));
  if (problem !== null) {
    return (
      <p className="problem" role="alert">
        <Shape state="danger" />
        {problem}
      </p>
    );
  }
  if (error !== null) return <p className="effect-none label">{error.message}</p>;
  if (question === null || query.data === undefined || query.error !== null)
    return <p className="effect-none label">What it changes stands here before it is saved.</p>;
  return <EffectTable rows={effectRows(query.data)} isCurrent={isCurrent} />;
}

/** Asked of nobody: without a question the call is not made. */
const nothing: BookEdit = { kind: 'remove-row', eventId: 0 };

function faultOf(error: Error): string {
  return error instanceof FaultError ? [error.message, error.fault.mend].filter(Boolean).join(' ') : error.message;
}

function EffectTable({ rows, isCurrent }: { readonly rows: readonly EffectRow[]; readonly isCurrent: boolean }) {
  if (rows.length === 0)
    return <p className="effect-none label">No position, balance or margin changes: the figures stay as they are.</p>;
  return (
    // A region that scrolls must be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="undo-changes effect" aria-label="What would change" aria-busy={!isCurrent} tabIndex={0}>
      <table className="table">
        <colgroup>
          <col />
          <col className="w-128" />
          <col className="w-128" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" className="left">
              What changes
            </th>
            <th scope="col">Now</th>
            <th scope="col">Then</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ what, where, before, after, why }) => (
            <tr key={`${where} ${what}`}>
              <td className="left ellipsis" title={`${where} ${what}`}>
                <span className="t1">{what}</span> <span className="t3">{where}</span>
                {why !== null && <span className="problem why">{why}</span>}
              </td>
              <td>{before}</td>
              <td className="t1">{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
