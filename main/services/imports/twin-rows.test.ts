import { expect, test } from 'vitest';
import { afterEach, beforeEach } from 'vitest';
import type { EventRow } from '../../../shared/contract/book.ts';
import { openTestTerminal, type TestTerminal } from '../../cli/test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const stock = 'currency="USD" assetCategory="STK" symbol="ABC" multiplier="1" ibCommissionCurrency="USD"';

/** 10 ABC at 20, an execution of its own each time. */
const fill = (minute: string, ids: string): string =>
  `<Trade ${stock} ${ids} buySell="BUY" quantity="10" tradePrice="20" proceeds="-200" ibCommission="-1" dateTime="20260504;11${minute}00" reportDate="20260504"/>`;

const statement = (rows: readonly string[]): string =>
  `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1"><Trades>${rows.join('')}</Trades></FlexStatement></FlexStatements></FlexQueryResponse>`;

/** Two equal fills of one minute and one of another: under transaction ids, and under trade ids alone. */
const byTransaction = [
  fill('00', 'tradeID="1" transactionID="100"'),
  fill('00', 'tradeID="2" transactionID="101"'),
  fill('05', 'tradeID="3" transactionID="102"'),
];
const byTrade = [fill('00', 'tradeID="1"'), fill('00', 'tradeID="2"'), fill('05', 'tradeID="3"')];

async function fillsAfter(...files: readonly (readonly string[])[]): Promise<number> {
  for (const [index, rows] of files.entries()) {
    const ran = await terminal.run('import', terminal.write(`${index}.xml`, statement(rows)), '--timezone', 'UTC');
    expect(ran.code).toBe(0);
  }
  const { events } = (await terminal.json('events')) as { readonly events: readonly EventRow[] };
  return events.filter(({ kind }) => kind === 'trade').length;
}

test('one execution exported under its transaction id and under its trade id alone is one fill; equal ones all stay', async () => {
  expect(await fillsAfter(byTransaction, byTrade)).toBe(3);
});

test('the same the other way round, and where the later file has more', async () => {
  expect(await fillsAfter(byTrade.slice(0, 1), byTransaction)).toBe(3);
});

test('ids of one kind tell fills apart, however equal they are', async () => {
  const more = fill('00', 'tradeID="4" transactionID="103"');
  expect(await fillsAfter(byTransaction, [...byTransaction, more])).toBe(4);
});
