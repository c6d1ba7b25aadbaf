import type { Output } from '../../../shared/contract/core.ts';
import type { FileSource, ImportOptions, mappingCalls } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { assertNever, failure, success, type Result } from '../../../shared/result/result.ts';
import { endOfUtcDay } from '../../../shared/units/unit.ts';
import { mappedCsv } from '../../importers/formats/mapped-csv/mapped-csv.ts';
import { missingParts } from '../../importers/mapping/missing-parts.ts';
import type { RawRecord, RowOutcome } from '../../importers/importer.ts';
import { parseZone, utcZone } from '../../importers/local-time.ts';
import type { ServiceContext } from '../context.ts';
import { openTable, type OpenedTable } from './mappings.ts';
import { createPreviewRows, type PreviewRows } from './preview-rows.ts';

type Trial = Output<(typeof mappingCalls)['mappings.try']>;

/** How many records a trial reads: enough to see every kind of row, few enough to follow the hand. */
const recordsTried = 1000;
const mostValues = 40;

/** What a mapping makes of the first rows of a file, also while parts of it are open. Faults: those of reading; `no-table`, `mapping-other-file`. */
export function tryMapping(
  context: ServiceContext,
  source: FileSource,
  mapping: Mapping,
  { timezone, dateOrder, instrument }: Pick<ImportOptions, 'timezone' | 'dateOrder' | 'instrument'>,
): Result<Trial> {
  const opened = openTable(context, source);
  if (!opened.ok) return opened;
  const { file } = opened.value;
  const recognition = mappedCsv(mapping).recognise(file.head);
  if (recognition === null)
    return failure(
      'mapping-other-file',
      'The columns of this file are not those of the mapping.',
      'Map its columns anew.',
    );
  const asked = timezone === null ? null : parseZone(timezone);
  const { zone } = recognition;
  const reader = recognition.reader({
    zone: zone.kind === 'known' ? zone.zone : asked?.ok === true ? asked.value : utcZone,
    dateOrder: dateOrder ?? (recognition.dateOrder.kind === 'decided' ? recognition.dateOrder.order : null),
    instrument,
  });
  const preview = createPreviewRows();
  const counts = { rowsRead: 0, accepted: 0, ignored: 0, failed: 0, differing: 0 };
  walkSome(opened.value, (record) => {
    const outcome = reader.row(record);
    counts.rowsRead += 1;
    if (outcome.kind === 'ignored') counts.ignored += 1;
    else if (outcome.kind === 'failed') counts.failed += 1;
    else counts.accepted += 1;
    if (outcome.kind === 'event' && outcome.event.flags.includes('amount-differs')) counts.differing += 1;
    show(preview, record, outcome, mapping);
  });
  return success({
    missing: [...missingParts(mapping)],
    ...counts,
    rows: preview.rows(),
    values: valuesOf(opened.value, mapping),
  });
}

class Enough extends Error {}

function walkSome({ file }: OpenedTable, visit: (record: RawRecord) => void): void {
  let seen = 0;
  try {
    file.walk((record) => {
      if (seen >= recordsTried) throw new Enough();
      seen += 1;
      visit(record);
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}

function show(preview: PreviewRows, record: RawRecord, outcome: RowOutcome, { delimiter }: Mapping): void {
  const { line, byteOffset, byteLength } = record;
  switch (outcome.kind) {
    case 'event':
      for (const event of [outcome.event, ...(outcome.also ?? [])])
        preview.event({ event, line, byteOffset, byteLength, rows: 1, brokerAccount: null, terms: [] }, false);
      return;
    case 'marks':
      for (const { instrument, price, timeMs } of outcome.marks) preview.close(line, timeMs, instrument, price, false);
      return;
    case 'close':
      preview.close(line, endOfUtcDay(outcome.close.day), '', outcome.close.close, false);
      return;
    case 'part':
      return;
    case 'ignored':
      preview.ignored(line, outcome.reason);
      return;
    case 'failed':
      preview.failed(line, outcome.message, record.fields.join(delimiter), outcome.instrument);
      return;
    default:
      assertNever(outcome);
  }
}

/** The different values of the columns whose words a mapping gives a meaning. */
function valuesOf({ table }: OpenedTable, { kinds, side, only, effect }: Mapping): Trial['values'] {
  const columns = [
    kinds.by === 'column' ? kinds.column : null,
    side?.from === 'column' ? side.column : null,
    only?.column ?? null,
    effect?.column ?? null,
  ].filter((column) => column !== null);
  return [...new Set(columns)].flatMap((column) => {
    const counts = new Map<string, number>();
    for (const text of table.cells(column)) counts.set(text, (counts.get(text) ?? 0) + 1);
    return [...counts]
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, mostValues)
      .map(([value, count]) => ({ column, value, count }));
  });
}
