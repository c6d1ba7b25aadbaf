import type { DatedPrice, ValuedAccount, ValuedBook } from '../../../shared/book/valued-book.ts';
import type { Exposure } from '../exposure/exposures.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import type { MovedPrice } from './shocked-book.ts';
import type { Sources } from './sources.ts';

/** What every tree is built with. */
export interface Desk {
  readonly book: ValuedBook;
  /** The margin tables and exposures of the book, the engine's own. */
  readonly tables: readonly MarginTable[];
  readonly exposures: readonly Exposure[];
  readonly sources: Sources;
  /** What prices were before a shock moved them; empty at the marks. */
  readonly moved: ReadonlyMap<DatedPrice, MovedPrice>;
  /**
   * Trees add up in the engine's own order and grouping, so that not even rounding differs. They read less well than the plain
   * shape and serve where large amounts nearly cancel.
   */
  readonly exact: boolean;
}

export function accountNamed({ book }: Desk, name: string): ValuedAccount {
  const found = book.accounts.find((account) => account.name === name);
  if (found === undefined) throw new RangeError(`there is no account ${name}`);
  return found;
}
