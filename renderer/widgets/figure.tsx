import type { ReactNode } from 'react';
import type { Cell } from '../../shared/contract/views.ts';
import { assertNever } from '../../shared/result/result.ts';
import { notApplicableText } from '../../shared/format/number-text.ts';
import { flagWords } from '../../shared/measures/flag-words.ts';
import { showWhy } from './why.tsx';

/** What a figure needs to be shown: a `Cell` or a `MeasureResult`. */
export type FigureValue = Pick<Cell, 'value' | 'status' | 'reason' | 'mend' | 'flags'>;

/** A number is known, not applicable, or missing: never blank, never 0 for unknown. Missing opens to why and what mends it. */
export function Figure({
  figure,
  format,
  short = false,
}: {
  readonly figure: FigureValue;
  readonly format: (value: number) => string;
  /** In a narrow column: `?` instead of `missing`. */
  readonly short?: boolean;
}) {
  switch (figure.status) {
    case 'value':
      return figure.value === null ? notApplicableText : <Flagged flags={figure.flags}>{format(figure.value)}</Flagged>;
    case 'not-applicable':
      return (
        <span className="na" title={figure.reason ?? 'not applicable'}>
          <span aria-hidden="true">{notApplicableText}</span>
          <span className="unseen">not applicable</span>
        </span>
      );
    case 'none':
      return (
        <span className="na" title={figure.reason ?? 'no price on this side liquidates'}>
          <Flagged flags={figure.flags}>none</Flagged>
        </span>
      );
    case 'already-liquidatable':
      return (
        <span className="pill danger" title={figure.reason ?? 'equity is at or under maintenance already'}>
          <Flagged flags={figure.flags}>now</Flagged>
        </span>
      );
    case 'missing-data':
      return <Missing reason={figure.reason} mend={figure.mend} short={short} />;
    default:
      return assertNever(figure.status);
  }
}

/** A number that rests on something assumed, stale or old: underlined with dots, named when asked. */
export function Flagged({ flags, children }: { readonly flags: readonly string[]; readonly children: ReactNode }) {
  if (flags.length === 0) return children;
  return (
    <span className="flagged" title={flaggedTitle(flags)}>
      {children}
    </span>
  );
}

/** What a flagged number rests on, as a sentence. */
export function flaggedTitle(flags: readonly string[]): string {
  return `Rests on ${flagWords(flags)}.`;
}

/** The hatched word for what the book cannot prove. */
export function Missing({
  reason,
  mend,
  short = false,
}: {
  readonly reason: string | null;
  readonly mend: string | null;
  readonly short?: boolean;
}) {
  return (
    <button
      type="button"
      className="missing"
      tabIndex={-1}
      title={missingTitle(reason, mend)}
      aria-label={`missing: ${missingTitle(reason, mend)}`}
      onClick={(event) =>
        showWhy(event.currentTarget, 'Why is this missing?', [
          { text: reason ?? 'The book does not say.', mend: mend ?? '' },
        ])
      }
    >
      {short ? '?' : 'missing'}
    </button>
  );
}

export function missingTitle(reason: string | null, mend: string | null): string {
  return [reason, mend].filter((text) => text !== null && text !== '').join(' ') || 'The book does not say.';
}
