import type { EventFlag } from '../../../../shared/book/event.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import type { Mapping } from '../../../../shared/contract/mapping.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { RawRecord } from '../../importer.ts';
import type { MappedCells } from './mapped-csv-cells.ts';
import { isRowFault, type RowFault } from '../row-time.ts';

/** A row on its way to an outcome. */
export interface MappedRow {
  readonly record: RawRecord;
  readonly cells: MappedCells;
  readonly mapping: Mapping;
  readonly timeMs: EpochMs;
  /** The file names the day and no time of day. */
  readonly daily: boolean;
  readonly flags: readonly EventFlag[];
  readonly sourceId: string | null;
}

/** Words of a file are compared without regard to case. */
export function sameWord(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** A failed row makes only its own instrument incomplete, where that can still be read. */
export function withInstrument(fault: RowFault, cells: MappedCells, record: RawRecord): RowFault {
  const instrument = cells.instrument(record);
  return isRowFault(instrument) ? fault : { ...fault, instrument: instrument.symbol };
}

/** What a file says of an instrument beyond its symbol: the currency of a stock outside the US. */
export function termsOf(instrument: Instrument): readonly Instrument[] {
  return instrument.kind === 'stock' && instrument.quoteAsset !== 'USD' ? [instrument] : [];
}
