import { useState } from 'react';
import type { ReconciliationLine } from '../../../shared/contract/reconcile.ts';
import { amountText } from '../../../shared/format/hidden-amounts.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { isMeasureId } from '../../../shared/measures/measure.ts';
import { Missing } from '../../widgets/figure.tsx';
import { FigureButton } from '../../widgets/figure-button.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { knownFigure, plainTarget, priceOf } from '../explain/explain-cells.ts';
import { actionText, mend } from './use-reconciliation.ts';

/** One line with its cause, its one action and the rows that it rests on. */
export function LineRows({ line }: { readonly line: ReconciliationLine }) {
  const api = useApi();
  const [isBusy, setBusy] = useState(false);
  const { action } = line;
  return (
    <>
      <tr>
        <td className="left t1">
          <span className="state">
            <LineShape status={line.status} /> {line.what}
          </span>
        </td>
        <td>
          <Derived line={line} />
        </td>
        <td>{amountOf(line.reported, 'Nothing is printed.')}</td>
        <td className={line.status === 'differs' ? 't1 strong' : ''}>
          {line.difference === null ? '–' : exactAmountText(line.difference)}
        </td>
        <td className="action">
          {action !== null && (
            <button
              type="button"
              className="row-action"
              disabled={isBusy}
              aria-label={`${actionText[action.kind]}: ${line.what}`}
              title={line.command ?? undefined}
              onClick={() => {
                setBusy(true);
                void mend(api, action).finally(() => setBusy(false));
              }}
            >
              {actionText[action.kind]}
            </button>
          )}
        </td>
      </tr>
      <tr className="reconciliation-words">
        <td className="left" colSpan={5}>
          <span>{amountText(() => line.cause)}</span>{' '}
          {line.mend !== '' && <span className="t3">{amountText(() => line.mend)}</span>}
          {line.sources.map((source) => (
            <SourceRow key={`${source.importId}/${source.line}`} source={source} />
          ))}
        </td>
      </tr>
    </>
  );
}

/** Ours; where the engine worked it out, it opens its tree at the instant of the report. */
function Derived({ line: { derived, explain, what, cause, kind } }: { readonly line: ReconciliationLine }) {
  const unknown = kind === 'liquidation-price' ? cause : 'The history was incomplete by then.';
  if (derived === null || explain === null || !isMeasureId(explain.measure)) return amountOf(derived, unknown);
  const { measure, scope, asOfMs } = explain;
  const target = plainTarget({
    label: what,
    question: { measure, scope, asOfMs },
    figure: knownFigure(Number(derived)),
    text: priceOf,
    from: 'the reconciliation',
  });
  return <FigureButton target={target}>{exactAmountText(derived)}</FigureButton>;
}

function amountOf(amount: string | null, reason: string) {
  return amount === null ? <Missing reason={reason} mend="" /> : exactAmountText(amount);
}

/** The row of a file, opened to its raw text. */
function SourceRow({ source }: { readonly source: ReconciliationLine['sources'][number] }) {
  const [isOpen, setOpen] = useState(false);
  const { eventId, file, line } = source;
  const kept = useCall('book.rawRow', { eventId: eventId ?? 0 }, isOpen && eventId !== null);
  const raw = source.raw ?? kept.data?.raw ?? null;
  return (
    <div>
      <button
        type="button"
        className="row-action"
        aria-expanded={isOpen}
        disabled={eventId === null && source.raw === null}
        onClick={() => setOpen(!isOpen)}
      >
        {fileName(file)}, line {line}
      </button>
      {isOpen && raw !== null && <pre className="raw raw-row">{amountText(() => raw)}</pre>}
    </div>
  );
}

function fileName(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}

function LineShape({ status }: { readonly status: ReconciliationLine['status'] }) {
  switch (status) {
    case 'differs':
      return <Shape state="watch" label="differs" />;
    case 'cannot-check':
      return <Shape state="unknown" label="cannot be checked" />;
    case 'explained':
    case 'noted':
      return <Shape state="safe" label={status === 'explained' ? 'explained' : 'for information'} />;
  }
}
