import { useEffect, useState } from 'react';
import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import { useCall } from '../../../api/queries.ts';
import { NotesStrip } from '../../../widgets/notes-strip.tsx';
import { Shape } from '../../../widgets/shape.tsx';
import { useLadderSettings } from '../use-ladder.ts';
import { BeforeTheCall } from './before-the-call.tsx';
import { OrderTermsForm } from './order-terms-form.tsx';
import { readTerms, useOrderTerms, type OrderQuestion } from './order-terms.ts';
import { OrderWay } from './order-way.tsx';
import { UnderRules } from './under-rules.tsx';

/** How long the fields must stand still before the book is asked. */
const pauseMs = 300;

/** What happens along the axis as pools are called: who goes first, what is closed, what is left, and what would prevent it. */
export function OrderOfEvents({
  assets,
  isNarrow,
}: {
  readonly assets: readonly string[];
  readonly isNarrow: boolean;
}) {
  const terms = useOrderTerms();
  const { asset, beta, range } = useLadderSettings();
  const read = readTerms(terms, { asset, beta, range });
  const asked = useSettled(read.ok ? read.question : null);
  const query = useCall('risk.cascade', asked ?? {}, asked !== null);
  const document = asked === null ? undefined : query.data;
  const isOld = query.isFetching || !read.ok;
  return (
    <>
      {/* Keys scroll it: it holds more than fits. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="panel-body order" tabIndex={0} role="region" aria-label="Order of events">
        <OrderTermsForm assets={assets} problem={read.ok ? null : read} axis={document?.axis ?? null} />
        {query.error !== null && (
          <p className="problem" role="alert">
            <Shape state="danger" />
            {query.error.message}
          </p>
        )}
        {document !== undefined && query.error === null && (
          <div className={isOld ? 'order-found old' : 'order-found'} aria-busy={isOld}>
            <Found document={document} question={asked ?? {}} isNarrow={isNarrow} />
          </div>
        )}
      </div>
      <NotesStrip notes={document === undefined ? [] : [...document.excluded, ...document.assumptions]} />
    </>
  );
}

function Found({
  document,
  question,
  isNarrow,
}: {
  readonly document: CascadeDocument;
  readonly question: OrderQuestion;
  readonly isNarrow: boolean;
}) {
  return (
    <>
      {document.sides.map((side) => (
        <OrderWay key={side.side} document={document} side={side} question={question} isNarrow={isNarrow} />
      ))}
      <BeforeTheCall document={document} question={question} />
      {document.rules !== null && <UnderRules document={document} question={question} />}
    </>
  );
}

/** The last question that stood still; null before the first. */
function useSettled(question: OrderQuestion | null): OrderQuestion | null {
  const text = question === null ? null : JSON.stringify(question);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    if (text === null) return;
    const timer = setTimeout(() => setSettled(text), pauseMs);
    return () => clearTimeout(timer);
  }, [text]);
  return settled === null ? null : (JSON.parse(settled) as OrderQuestion);
}
