import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { EventRow, PositionsDocument } from '../../shared/contract/book.ts';
import type { FileReport } from '../../shared/contract/imports.ts';
import type { Result } from '../../shared/result/result.ts';
import { openBook } from '../kill/book-text.ts';
import type { ExpectedReading } from './expected.ts';

/** What Ballast made of one file in a vault that held nothing else. */
export interface Found {
  readonly report: FileReport;
  readonly positions: PositionsDocument['positions'];
  readonly balances: PositionsDocument['balances'];
  /** In the order of the ledger. */
  readonly events: readonly EventRow[];
}

export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

/** Imports a file into a fresh vault in memory. Throws where a call faults: a file may be refused, a call may not. */
export async function importSample(path: string, options: ExpectedReading['options'], nowMs: number): Promise<Found> {
  const book = openBook(':memory:', 'create');
  try {
    book.setClock(nowMs);
    const report = valueOf(await book.client['imports.run']({ source: { kind: 'path', path }, options }));
    const { positions, balances } = valueOf(await book.client['book.positions']({}));
    const { events } = valueOf(await book.client['book.events']({}));
    return { report, positions, balances, events };
  } finally {
    book.close();
  }
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.fault.code}: ${result.fault.message}`);
}
