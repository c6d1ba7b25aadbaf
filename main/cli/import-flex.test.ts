import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { PositionsDocument } from '../../shared/contract/book.ts';
import { importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

function statement(rows: readonly string[]): string {
  return `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1"><Trades>${rows.join('')}</Trades></FlexStatement></FlexStatements></FlexQueryResponse>`;
}

const stock = 'currency="USD" assetCategory="STK" symbol="ABC" multiplier="1" ibCommissionCurrency="USD"';

interface Correction {
  readonly original: string;
  readonly cancel: string;
  readonly again: string;
}

/**
 * Bought 100 at 20 for 1 on Monday; on Tuesday that is cancelled and booked again at 19.5 for 1. Beside it 50 bought at 22
 * for 1. What is right is the same whatever ids a statement has and in whatever order it comes: 150 shares that cost
 * 100 x 19.5 + 50 x 22 = 3,050, so 20.333... each, and fees of 2.
 */
function correction(ids: (which: 'original' | 'cancel' | 'again') => string): Correction {
  const bought = `${stock} buySell="BUY" quantity="100" dateTime="20260504;110000"`;
  return {
    original: `<Trade ${bought} ${ids('original')} tradePrice="20" proceeds="-2000" ibCommission="-1" reportDate="20260504"/>`,
    cancel: `<Trade ${stock} ${ids('cancel')} origTradeID="9" buySell="BUY (Ca.)" quantity="-100" dateTime="20260505;080000" tradePrice="20" proceeds="2000" ibCommission="1" reportDate="20260505"/>`,
    again: `<Trade ${bought} ${ids('again')} tradePrice="19.5" proceeds="-1950" ibCommission="-1" reportDate="20260505"/>`,
  };
}

const other = `<Trade ${stock} tradeID="8" transactionID="80" buySell="BUY" quantity="50" tradePrice="22" proceeds="-1100" ibCommission="-1" dateTime="20260504;120000" reportDate="20260504"/>`;

const writings: readonly (readonly [string, Correction])[] = [
  [
    'with transaction ids',
    correction((which) => `tradeID="9" transactionID="${{ original: 1, cancel: 2, again: 3 }[which]}"`),
  ],
  [
    'with execution ids',
    correction((which) => `tradeID="9" ibExecID="a.${{ original: 1, cancel: 2, again: 3 }[which]}"`),
  ],
  ['with one trade id for both', correction((which) => (which === 'cancel' ? 'tradeID=""' : 'tradeID="9"'))],
];

const orders: readonly (readonly [string, (rows: Correction) => readonly (readonly string[])[]])[] = [
  ['one file', ({ original, cancel, again }) => [[original, other, cancel, again]]],
  ['one file, booked again before the cancellation', ({ original, cancel, again }) => [[original, again, other, cancel]]],
  ['the correction later', ({ original, cancel, again }) => [[original, other], [cancel, again]]],
  ['the correction first', ({ original, cancel, again }) => [[cancel, again], [original, other]]],
  ['files that overlap', ({ original, cancel, again }) => [[original, other], [other, original, cancel, again]]],
  ['files that overlap the other way', ({ original, cancel, again }) => [[original, cancel, again, other], [original, other], [again]]],
]; // prettier-ignore

for (const [ids, rows] of writings) {
  test.each(orders)(`a trade cancelled and booked again ${ids}: %s`, async (_name, filesOf) => {
    for (const [index, file] of filesOf(rows).entries())
      await importReport(terminal, terminal.write(`f${index}.xml`, statement(file)));
    const { positions } = await positionsOf(terminal);
    expect(positions).toMatchObject([
      {
        instrument: 'ABC',
        side: 'long',
        quantity: '150',
        averagePrice: '20.333333333333333333',
        fees: [{ asset: 'USD', amount: '2' }],
        status: 'open',
      },
    ]);
  });
}

test('booked again with the same content and another commission, it is another trade', async () => {
  const bought = `${stock} tradeID="9" buySell="BUY" quantity="100" tradePrice="20" proceeds="-2000" dateTime="20260504;110000"`;
  const original = `<Trade ${bought} ibCommission="-1"/>`;
  const again = `<Trade ${bought} ibCommission="-0.4"/>`;
  const cancel = `<Trade ${stock} origTradeID="9" transactionType="TradeCancel" buySell="BUY" quantity="-100" tradePrice="20" proceeds="2000" ibCommission="1" dateTime="20260505;080000"/>`;
  await importReport(terminal, terminal.write('one.xml', statement([original])));
  const report = await importReport(terminal, terminal.write('two.xml', statement([original, cancel, again])));
  expect(report).toMatchObject({ rows: 3, accepted: 2, duplicates: 1, events: { cancel: 1, trade: 1 } });
  const { positions } = await positionsOf(terminal);
  expect(positions).toMatchObject([{ quantity: '100', averagePrice: '20', fees: [{ asset: 'USD', amount: '0.4' }] }]);
});

test('two accounts of one file, worked out by hand, and nothing new the second time', async () => {
  const text = readFileSync(new URL('../importers/fixtures/ibkr-flex/two-accounts.xml', import.meta.url), 'utf8');
  const name = terminal.write('two.xml', text);
  expect(await importReport(terminal, name)).toMatchObject({ rows: 43, accepted: 29, failures: [], assumed: [] });
  const { positions, balances } = await positionsOf(terminal);
  const figures = positions.map((one) => [one.instrument, one.quantity, one.averagePrice, one.realizedPnl]);
  expect(figures).toEqual([
    // 50 bought at 50, 20 of them sold at 49.5.
    ['NOVA', '30', '50', '-10'],
    ['MESM6', '-1', '6000.25', '0'],
    // Assigned at the strike; the put keeps its premium of 2.4 x 100, the calls lose theirs of 2 x 0.6 x 100.
    ['NOVA', '100', '50', '0'],
    ['NOVA260320C00055000', '0', null, '-120'],
    ['NOVA260320P00050000', '0', null, '240'],
    // 3 at 1.2 and 1 at 1.6.
    ['NOVA260417C00060000', '4', '1.3', '0'],
  ]);
  expect(balances.map(({ account, asset, amount }) => [account, asset, amount])).toEqual([
    // 9,000 - 2,500 - 1.8 - 0.55 + 250 - 250
    ['Interactive Brokers', 'EUR', '6497.65'],
    // 2,750 - 1,001 - 1,499.75 + 984.05 + 12.5 - 3.75 + 3.75 - 1.875 - 10 + 0.42
    ['Interactive Brokers', 'USD', '1234.345'],
    // 239.3 - 5,000 - 121.4 - 0.62 - 360 - 160
    ['Interactive Brokers U7000002', 'USD', '-5402.72'],
  ]);
  expect(await importReport(terminal, name)).toMatchObject({ accepted: 0, duplicates: 29, events: {}, importId: null });
});

test('without a commission in the file nobody knows the cash, and the way out is named', async () => {
  const bought = `<Trade ${stock} transactionID="1" buySell="BUY" quantity="10" dateTime="20260504;110000" tradePrice="20" proceeds="-200"/>`;
  await importReport(terminal, terminal.write('silent.xml', statement([bought])), '--account', 'IB');
  await terminal.run('add', 'deposit', '--account', 'IB', '--asset', 'USD', '--amount', '1000', '--time', '2026-05-01');
  await terminal.run('marks', 'ABC=21');
  const risk = (await terminal.json('risk')) as {
    readonly measures: readonly { readonly id: string; readonly scope: string }[];
  };
  expect(risk.measures.find(({ id, scope }) => id === 'equity' && scope === 'book')).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('a file does not say what its trades cost'),
    mend: 'State the USD wallet of IB.',
  });
  expect((await positionsOf(terminal)).positions).toMatchObject([
    { quantity: '10', flags: ['fee-unknown', 'timezone-assumed'] },
  ]);
});

test('a dividend known before the trades does not decide in which currency the share is', async () => {
  const dividend =
    '<CashTransaction currency="CAD" assetCategory="STK" symbol="MAPLE" dateTime="20260110;202000" amount="5" type="Dividends" transactionID="1"/>';
  const trade =
    '<Trade currency="CAD" assetCategory="STK" symbol="MAPLE" multiplier="1" transactionID="2" dateTime="20260105;110000" buySell="BUY" quantity="100" tradePrice="20" proceeds="-2000"/>';
  await importReport(terminal, terminal.write('first.xml', statement([dividend])));
  expect(await importReport(terminal, terminal.write('second.xml', statement([trade])))).toMatchObject({ error: null });
  const { positions, balances } = await positionsOf(terminal);
  expect(positions).toMatchObject([{ instrument: 'MAPLE', quantity: '100', settlementAsset: 'CAD' }]);
  expect(balances).toMatchObject([{ asset: 'CAD', amount: '-1995' }]);
});

test('corporate actions carry the cost over, and one that does not prove it leaves its instrument incomplete', async () => {
  const before = [
    ['PICK', 'CAD', '1200', '2'],
    ['AXE', 'USD', '50', '10'],
    ['RAKE', 'USD', '40', '10'],
    ['MOW', 'USD', '100', '1'],
  ].map(
    ([symbol, currency, quantity, price], index) =>
      `<Trade accountId="U7000004" currency="${currency}" assetCategory="STK" symbol="${symbol}" multiplier="1" transactionID="${index}" dateTime="20260501;110000" buySell="BUY" quantity="${quantity}" tradePrice="${price}"/>`,
  );
  await importReport(terminal, terminal.write('before.xml', statement(before)));
  const text = readFileSync(new URL('../importers/fixtures/ibkr-flex/corporate-actions.xml', import.meta.url), 'utf8');
  await importReport(terminal, terminal.write('actions.xml', text));
  const document = (await terminal.json('positions', '--as-of', '2026-07-01')) as PositionsDocument;
  const figures = document.positions.map((one) => [
    one.instrument,
    one.status,
    one.quantity,
    one.averagePrice,
    one.realizedPnl,
  ]);
  expect(figures).toEqual([
    ['AXE', 'closed', '0', null, '0'],
    ['FORK', 'open', '40', '20', '0'],
    ['HOES', 'history-incomplete', null, null, null],
    ['MOW', 'history-incomplete', null, null, null],
    ['PICK', 'open', '48', '50', '0'],
    // 40 bought at 10 leave for 12.5 each.
    ['RAKE', 'closed', '0', null, '100'],
    ['SAW', 'open', '25', '20', '0'],
  ]);
});
