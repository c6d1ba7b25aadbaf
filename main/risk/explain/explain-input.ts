import type { DatedPrice, ValuedBook } from '../../../shared/book/valued-book.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { DrawdownDocument } from '../../../shared/contract/risk.ts';
import { assess } from '../assessment/assess.ts';
import type { Assessment } from '../assessment/assessment.ts';
import { exposuresOf, type Exposure } from '../exposure/exposures.ts';
import { compileBook } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import type { EquityObservations } from './drawdown/return-nodes.ts';
import { shockedBook, type MovedPrice, type Shock } from './shocked-book.ts';
import type { Sources } from './sources.ts';

/** What the trader chooses of Insolvency. */
export interface InsolvencyChoice {
  /** How far the price jumps against the pool, a fraction of the mark, 0..1. */
  readonly gapFraction: number;
  /** From the call to the exit. */
  readonly delayDays: number;
}

/** What can be explained: the book, the figures that were made of it, and where its inputs come from. */
export interface ExplainInput {
  readonly book: ValuedBook;
  readonly tables: readonly MarginTable[];
  readonly exposures: readonly Exposure[];
  readonly assessment: Assessment;
  readonly curves: readonly ScopeCurve[];
  readonly sources: Sources;
  /** What prices were before a shock moved them; empty at the marks. */
  readonly moved: ReadonlyMap<DatedPrice, MovedPrice>;
  /** Of Insolvency: as the question has it, else the panel's own. */
  readonly insolvency: InsolvencyChoice;
  /** The book at the marks, of one that a shock moved; null at the marks. */
  readonly before: Pick<ExplainInput, 'book' | 'tables' | 'exposures'> | null;
}

/** Everything that trees are built from; compiled once, for any number of questions. */
export function explainInput(
  book: ValuedBook,
  assessment: Assessment,
  curves: readonly ScopeCurve[],
  sources: Sources,
): ExplainInput {
  return {
    book,
    assessment,
    curves,
    sources,
    tables: compileBook(book),
    exposures: exposuresOf(book),
    moved: new Map(),
    insolvency: { gapFraction: 0.2, delayDays: 1 / 24 },
    before: null,
  };
}

/** The same at a rung of the ladder, every price where the shock takes it. There are no curves: a shock has no history. */
export function shockedInput(book: ValuedBook, shock: Shock, sources: Sources): ExplainInput {
  const shocked = shockedBook(book, shock);
  return {
    ...explainInput(shocked.book, assess(shocked.book), [], sources),
    moved: shocked.moved,
    before: { book, tables: compileBook(book), exposures: exposuresOf(book) },
  };
}

/** The equity curve of `book` or of an account, with the figures over it. */
export interface ScopeCurve {
  readonly scope: string;
  readonly measures: readonly MeasureResult[];
  /** null where the curve is not known: every figure says why. */
  readonly observations: EquityObservations | null;
  /** The stays below a peak, as the drawdown has them. */
  readonly episodes: DrawdownDocument['episodes'];
}
