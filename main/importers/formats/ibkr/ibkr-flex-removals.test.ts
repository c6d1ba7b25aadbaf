import { expect, test } from 'vitest';
import { assemble, type SequencedDraft } from '../../assemble.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { recogniseFile } from '../../registry.ts';

function read(elements: string) {
  const text = `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1" fromDate="20260105" toDate="20260731">${elements}</FlexStatement></FlexStatements></FlexQueryResponse>`;
  const file = openFile('flex.xml', Buffer.from(text));
  const found = file.ok ? recogniseFile(file.value.head, null) : file;
  if (!file.ok || !found.ok) throw new Error('not recognised');
  const drafts: SequencedDraft[] = [];
  const visitor = {
    event: (draft: SequencedDraft) => drafts.push(draft),
    close: () => undefined,
    marks: () => undefined,
  };
  const answers = { zone: utcZone, dateOrder: null, instrument: null };
  const outcome = assemble(file.value, found.value.recognition, { answers, zoneAssumed: false }, visitor);
  if (!outcome.ok) throw new Error(outcome.fault.message);
  const { failures, ignored } = outcome.value;
  return {
    events: drafts.map(({ event, brokerAccount }) => ({ ...event, brokerAccount })),
    failures: failures.map(({ code, instrument }) => [code, instrument]),
    ignored: ignored.map(({ reason, count }) => [reason, count]),
  };
}

const option = 'currency="USD" assetCategory="OPT" symbol="QZX   260619P00040000" multiplier="100"';
const says = (type: string, date: string, what = option) =>
  `<OptionEAE><OptionEAE ${what} transactionType="${type}" date="${date}" quantity="2"/></OptionEAE>`;
const removed = `<Trade ${option} dateTime="20260619;162000" buySell="BUY" quantity="2" tradePrice="0" notes="A"/>`;
const delivered = 'currency="USD" assetCategory="STK" symbol="QZX" multiplier="1"';

test('a row of the section counts for nothing where the execution stands in the file, above or below it', () => {
  for (const rows of [removed + says('Assignment', '20260619'), says('Assignment', '20260619') + removed]) {
    const { events, failures, ignored } = read(rows);
    expect(events.map(({ kind }) => kind)).toEqual(['assignment']);
    expect(failures).toEqual([]);
    expect(ignored).toEqual([['option exercises, assignments and expirations (the executions count)', 1]]);
  }
});

test('without the execution the row is evidence that nothing is held after the expiry', () => {
  for (const type of ['Assignment', 'Exercise', 'Expiration']) {
    const { events, failures } = read(says(type, '20260619'));
    expect(failures).toEqual([]);
    expect(events).toMatchObject([
      {
        kind: 'reported-position',
        instrument: 'QZX260619P00040000',
        quantity: '0',
        timeMs: Date.UTC(2026, 5, 20) - 1,
        brokerAccount: 'U1',
      },
    ]);
  }
});

test('before the expiry it may be a part of what is held: nothing is known of the rest', () => {
  for (const date of ['20260610', '20260618', ''])
    expect(read(says('Assignment', date)).failures, date).toEqual([['removal-missing', 'QZX260619P00040000']]);
});

test('shares that the section says were delivered must stand as an execution', () => {
  const shares = `<Trade ${delivered} dateTime="20260619;162000" buySell="BUY" quantity="200" tradePrice="40" notes="A"/>`;
  const said = says('Buy', '20260619', delivered);
  expect(read(said).failures).toEqual([['delivery-missing', 'QZX']]);
  expect(read(said + shares).failures).toEqual([]);
  // A purchase on the exchange is no delivery.
  expect(read(said + shares.replace('notes="A"', 'notes=""')).failures).toEqual([['delivery-missing', 'QZX']]);
});
