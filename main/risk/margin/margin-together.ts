import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { MissingData } from '../../../shared/measures/outcome.ts';
import type { JointRequirement } from './margin-table.ts';

/** What a regime asks for several positions of a pool together, in place of what each would ask for by itself. */
export interface MarginTogether {
  readonly joint: readonly JointRequirement[];
  /** Positions that ask for nothing by themselves: all of theirs stands in `joint`. */
  readonly taken: ReadonlySet<ValuedPosition>;
  /** Why the margin of the pool is not known; null where it is. */
  readonly missing: MissingData | null;
  /** Flags of every figure that rests on the maintenance of the pool. */
  readonly flags: readonly string[];
}

/** Every position asks for itself. */
export const nothingTogether: MarginTogether = { joint: [], taken: new Set(), missing: null, flags: [] };
