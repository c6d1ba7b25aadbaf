import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assemble, type SequencedDraft } from '../assemble.ts';
import type { Answers, Format } from '../importer.ts';
import { formatZone, utcZone } from '../local-time.ts';
import { openFile } from '../open-file.ts';
import { bybitTransactionLog } from './bybit-transaction-log.ts';
import { hyperliquidFunding } from './hyperliquid-funding.ts';
import { hyperliquidTrades } from './hyperliquid-trades.ts';

const formats: readonly Format[] = [bybitTransactionLog, hyperliquidTrades, hyperliquidFunding];
const fixtures = new URL('../fixtures/', import.meta.url);
const answers: Answers = { zone: utcZone, dateOrder: 'MDY', instrument: null };

for (const format of formats) {
  const folder = new URL(`${format.id}/`, fixtures);
  const cases = readdirSync(folder).filter((name) => name.endsWith('.csv'));

  test.each(cases)(`${format.id}: %s reads as expected, and every row is accounted for`, (name) => {
    const expected: unknown = JSON.parse(readFileSync(new URL(name.replace('.csv', '.expected.json'), folder), 'utf8'));
    expect(reportOf(format, name, readFileSync(new URL(name, folder)))).toEqual(expected);
  });

  test.each(cases)(`${format.id}: %s is taken by no other of these formats`, (name) => {
    const file = openFile(name, readFileSync(new URL(name, folder)));
    if (!file.ok) throw new Error(file.fault.message);
    const takers = formats.filter(({ recognise }) => recognise(file.value.head) !== null);
    expect(takers.map(({ id }) => id)).toEqual([format.id]);
  });
}

/** What an import would do with a file, in the form of the expected results; a date order that is asked for is MDY. */
function reportOf(format: Format, name: string, bytes: Uint8Array): unknown {
  const file = openFile(name, bytes);
  if (!file.ok) throw new Error(file.fault.message);
  const recognition = format.recognise(file.value.head);
  if (recognition === null) throw new Error(`${name} is not recognised`);
  const drafts: SequencedDraft[] = [];
  const outcome = assemble(
    file.value,
    recognition,
    { answers, zoneAssumed: false },
    { event: (draft) => drafts.push(draft), close: () => expect.unreachable() },
  );
  if (!outcome.ok) throw new Error(outcome.fault.message);
  const { rows, accepted, ignored, failures } = outcome.value;
  const { layout, zone, dateOrder, newestFirst } = recognition;
  return {
    layout,
    zone: zone.kind === 'known' ? `${formatZone(zone.zone)} from ${zone.from}` : 'none',
    dateOrder,
    newestFirst,
    rows,
    accepted,
    ignored,
    failures: failures.map(({ line, code, message, instrument }) => ({ line, code, message, instrument })),
    events: drafts
      .toSorted((a, b) => a.sequence - b.sequence)
      .map(({ line, rows: joined, event }) => {
        const { timeMs, ...rest } = event;
        return { line, rows: joined, time: new Date(timeMs).toISOString(), ...rest };
      }),
  };
}
