import type { Mapping, TimeFormat } from '../../../../shared/contract/mapping.ts';
import type { FileHead, Format, Recognition } from '../../importer.ts';
import { parseZone, utcZone } from '../../local-time.ts';
import { findMappedHeader } from './mapped-csv-columns.ts';
import { cellsOf } from './mapped-csv-cells.ts';
import { createMappedReader } from './mapped-csv-reader.ts';
import { readTableTime } from './mapped-csv-time.ts';
import { priceDateOrder } from '../prices/price-date-order.ts';
import { isFalling } from '../row-time.ts';
import type { WrittenDate } from '../written-date.ts';

/** The id under which a file that was read by a mapping is kept. */
const mappedFormatId = 'mapped';

/** The reader of a table whose columns the trader has named. The mapping must be complete (see `missingParts`). */
export function mappedCsv(mapping: Mapping): Format {
  return {
    id: mappedFormatId,
    broker: 'Mapped',
    export: mapping.name,
    detects: `the columns ${mapping.columns.join(', ')}`,
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
  const data = [...head.records.slice(head.records.indexOf(header) + 1), head.last].filter((record) => record !== null);
  const cells = cellsOf(mapping, header);
  const texts = data.map((record) => cells.time(record));
  const format = timeFormatOf(mapping);
  const dateOrder: Recognition['dateOrder'] = format === null ? priceDateOrder(texts) : { kind: 'not-needed' };
  const readAs = format ?? (dateOrder.kind === 'decided' ? dateOrder.order : 'DMY');
  const times = texts.flatMap((text) => readTableTime(text, readAs) ?? []);
  const newestFirst = isFalling(times.map(({ local }) => local)) === true;
  return {
    layout: `${mapping.columns.length} columns, mapped as ${mapping.name}`,
    zone: zoneOf(mapping, times),
    dateOrder,
    newestFirst,
    reader: (answers) => createMappedReader(mapping, header, newestFirst, answers),
  };
}

/** The writing of the times in the rows: null where the order of day and month is open, undefined where rows have none. */
function timeFormatOf({ time }: Mapping): TimeFormat | null | undefined {
  switch (time?.from) {
    case 'column':
    case 'two-columns':
      return time.format;
    default:
      return undefined;
  }
}

function zoneOf(mapping: Mapping, times: readonly WrittenDate[]): Recognition['zone'] {
  if (mapping.time?.from === 'fixed')
    return { kind: 'known', zone: utcZone, from: 'the mapping, which names the instant' };
  if (timeFormatOf(mapping)?.startsWith('epoch') === true)
    return { kind: 'known', zone: utcZone, from: 'the times, which count from 1970 in UTC' };
  const named = mapping.zone === null ? null : parseZone(mapping.zone);
  if (named?.ok === true) return { kind: 'known', zone: named.value, from: 'the mapping' };
  const haveOffset = new Set(times.map(({ offsetMinutes }) => offsetMinutes !== null));
  if (haveOffset.has(true) && !haveOffset.has(false))
    return { kind: 'known', zone: utcZone, from: 'the times, which carry their own offset' };
  return { kind: 'none' };
}
