import type { Mapping } from '../../../shared/contract/mapping.ts';
import type { FileHead, Format, RawRecord, Recognition } from '../importer.ts';
import { parseZone, toUtc, utcZone } from '../local-time.ts';
import { findMappedHeader } from './mapped-csv-columns.ts';
import { cellsOf } from './mapped-csv-cells.ts';
import { createMappedReader } from './mapped-csv-reader.ts';
import { readTableTime, type TableTime } from './mapped-csv-time.ts';
import { priceDateOrder } from './price-date-order.ts';

/** The id under which a file that was read by a mapping is kept. */
const mappedFormatId = 'mapped';

/** The reader of a table whose columns the trader has named. The mapping must be complete (see `missingParts`). */
export function mappedCsv(mapping: Mapping): Format {
  return {
    id: mappedFormatId,
    broker: 'Mapped',
    export: mapping.name,
    detects: `the columns ${mapping.columns.slice(0, 6).join(', ')}${mapping.columns.length > 6 ? ' and so on' : ''}`,
    seen: 'what the trader said of its columns',
    venue: null,
    grain: isAllPrices(mapping) ? 'prices' : 'fills-and-ledger',
    recognise: (head) => recognise(mapping, head),
  };
}

/** Daily closes of one instrument: a price history, which belongs to no account. */
export function isAllPrices({ kinds }: Mapping): boolean {
  return kinds.by === 'all' && kinds.kind === 'close';
}

function recognise(mapping: Mapping, head: FileHead): Recognition | null {
  const header = findMappedHeader(head.records, mapping.columns);
  if (header === null) return null;
  const data = [...head.records.slice(head.records.indexOf(header) + 1), ...(head.last === null ? [] : [head.last])];
  const texts = timeTexts(mapping, header, data);
  const times = texts.flatMap((text) => readAnyOrder(mapping, text) ?? []);
  const newestFirst = isFalling(times);
  return {
    layout: `${mapping.columns.length} columns, mapped as ${mapping.name}`,
    zone: zoneOf(mapping, times),
    dateOrder:
      mapping.time !== null && mapping.time.from !== 'fixed' && mapping.time.format === null
        ? priceDateOrder(texts)
        : { kind: 'not-needed' },
    needsInstrument: isAllPrices(mapping),
    newestFirst,
    reader: (answers) => createMappedReader(mapping, header, newestFirst, answers),
  };
}

function timeTexts(mapping: Mapping, header: RawRecord, data: readonly RawRecord[]): readonly string[] {
  const cells = cellsOf(mapping, header);
  return data.map((record) => cells.time(record)).filter((text) => text !== '');
}

function readAnyOrder({ time }: Mapping, text: string): TableTime | null {
  if (time === null || time.from === 'fixed') return null;
  return readTableTime(text, time.format ?? 'DMY') ?? (time.format === null ? readTableTime(text, 'MDY') : null);
}

function zoneOf({ zone, time }: Mapping, times: readonly TableTime[]): Recognition['zone'] {
  if (time?.from === 'fixed') return { kind: 'known', zone: utcZone, from: 'the mapping, which names the instant' };
  if (time?.format?.startsWith('epoch') === true)
    return { kind: 'known', zone: utcZone, from: 'the times, which count from 1970 in UTC' };
  const named = zone === null ? null : parseZone(zone);
  if (named?.ok === true) return { kind: 'known', zone: named.value, from: 'the mapping' };
  if (times.length > 0 && times.every(({ offsetMinutes }) => offsetMinutes !== null))
    return { kind: 'known', zone: utcZone, from: 'the times, which carry their own offset' };
  return { kind: 'none' };
}

function isFalling(times: readonly TableTime[]): boolean {
  const instants = times.flatMap(({ local }) => {
    const reading = toUtc(local, utcZone);
    return typeof reading === 'string' ? [] : [reading.ms as number];
  });
  const [first, last] = [instants[0], instants.at(-1)];
  return first !== undefined && last !== undefined && last < first;
}
