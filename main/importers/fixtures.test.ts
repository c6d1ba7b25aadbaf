import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble, type SequencedDraft } from './assemble.ts';
import type { DailyClose, RowMark } from './importer.ts';
import { formatZone, utcZone } from './local-time.ts';
import { openFile } from './open-file.ts';
import { formats, recogniseFile } from './registry.ts';

// Every file under fixtures/<format>/ is found by its content, read, and held against <case>.expected.json beside it.
const fixtures = new URL('fixtures/', import.meta.url);

for (const { id } of formats) {
  const folder = new URL(`${id}/`, fixtures);
  const cases = readdirSync(folder).filter((name) => /\.(?:csv|xml)$/.test(name));

  test.each(cases)(`${id}: %s`, (name) => {
    const expected: unknown = JSON.parse(
      readFileSync(new URL(encodeURIComponent(name.replace(/(?:csv|xml)$/, 'expected.json')), folder), 'utf8'),
    );
    expect(reportOf(id, name, readFileSync(new URL(encodeURIComponent(name), folder)))).toEqual(expected);
  });
}

/** What an import would do with a file; a question about the zone is answered with UTC, one about the date order with MDY. */
function reportOf(id: string, name: string, bytes: Uint8Array): unknown {
  const file = openFile(name, bytes);
  if (!file.ok) return { refused: file.fault.code };
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) return { refused: found.fault.code };
  expect(found.value.format.id).toBe(id);
  const { format, recognition } = found.value;
  // What makes positions is claimed by one format only; a daily bar may be read as klines or as a plain price history.
  const takers = formats.filter(({ grain, recognise }) => grain !== 'prices' && recognise(file.value.head) !== null);
  expect(takers).toEqual(format.grain === 'prices' ? [] : [format]);
  const order = recognition.dateOrder.kind === 'undecided' ? 'MDY' : null;
  const drafts: SequencedDraft[] = [];
  const closes: DailyClose[] = [];
  const marks: RowMark[] = [];
  const outcome = assemble(
    file.value,
    recognition,
    { answers: { zone: utcZone, dateOrder: order, instrument: null }, zoneAssumed: false },
    {
      event: (draft) => drafts.push(draft),
      close: (close) => closes.push(close),
      marks: (stated) => marks.push(...stated),
    },
  );
  const { layout, zone, dateOrder, newestFirst } = recognition;
  if (!outcome.ok) return { layout, refused: outcome.fault.code, message: outcome.fault.message };
  const { rows, accepted, ignored, failures } = outcome.value;
  return {
    layout,
    zone: zone.kind === 'known' ? `${formatZone(zone.zone)} from ${zone.from}` : 'none',
    dateOrder,
    newestFirst,
    rows,
    accepted,
    ignored,
    failures: failures.map(({ line, code, message, instrument }) => ({ line, code, message, instrument })),
    ...(closes.length === 0 ? {} : { closes: closes.map(({ day, ...close }) => ({ day: dayText(day), ...close })) }),
    ...(marks.length === 0 ? {} : { marks: marks.map(markText) }),
    events: drafts
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ line, rows: joined, event, brokerAccount }) => {
        const { timeMs, ...rest } = event;
        const account = brokerAccount === null ? {} : { account: brokerAccount };
        return { line, rows: joined, ...account, time: new Date(timeMs).toISOString(), ...rest };
      }),
  };
}

function markText({ instrument, price, timeMs }: RowMark): string {
  return `${instrument} ${price} ${new Date(timeMs).toISOString()}`;
}

function dayText(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}
