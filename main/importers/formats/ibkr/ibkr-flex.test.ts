import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { assemble, type Assembly, type SequencedDraft } from '../../assemble.ts';
import type { RowMark, Zone } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { recogniseFile } from '../../registry.ts';

interface Reading {
  readonly assembly: Assembly | null;
  readonly refused: string;
  readonly zone: string;
  readonly drafts: readonly SequencedDraft[];
  readonly marks: readonly RowMark[];
}

function read(bytes: Uint8Array, asked: Zone = utcZone): Reading {
  const drafts: SequencedDraft[] = [];
  const marks: RowMark[] = [];
  const nothing = { assembly: null, zone: '', drafts, marks };
  const file = openFile('flex.xml', bytes);
  if (!file.ok) return { ...nothing, refused: file.fault.code };
  const found = recogniseFile(file.value.head, null);
  if (!found.ok) return { ...nothing, refused: found.fault.code };
  const answers = { zone: asked, dateOrder: null, instrument: null };
  const outcome = assemble(
    file.value,
    found.value.recognition,
    { answers, zoneAssumed: false },
    { event: (draft) => drafts.push(draft), close: () => undefined, marks: (stated) => marks.push(...stated) },
  );
  const { zone } = found.value.recognition;
  const known = zone.kind === 'known' && zone.zone.kind === 'iana' ? zone.zone.name : 'asked';
  return outcome.ok
    ? { assembly: outcome.value, refused: '', zone: known, drafts, marks }
    : { ...nothing, refused: outcome.fault.code, zone: known };
}

/** A statement with these elements, its attributes as given. */
function statement(elements: string, attributes = 'accountId="U1" fromDate="20260105" toDate="20260109"'): Uint8Array {
  return Buffer.from(
    `<FlexQueryResponse><FlexStatements><FlexStatement ${attributes}>${elements}</FlexStatement></FlexStatements></FlexQueryResponse>`,
  );
}

const stock = 'currency="USD" assetCategory="STK" symbol="ABC" multiplier="1"';
const bought = 'buySell="BUY" quantity="10" tradePrice="5"';

function trade(attributes: string, instrument = stock, what = bought): string {
  return `<Trade ${instrument} ${what} ${attributes}/>`;
}

function eventsOf(elements: string): readonly unknown[] {
  const { assembly, drafts } = read(statement(elements));
  expect(assembly?.failures.map(({ message }) => message)).toEqual([]);
  return drafts.map(({ event }) => event);
}

function failuresOf(elements: string): readonly (readonly [string, string | null])[] {
  const { assembly } = read(statement(elements));
  return (assembly?.failures ?? []).map(({ code, instrument }) => [code, instrument]);
}

test('every writing of a time is one instant', () => {
  const written = [
    'dateTime="20260714;093000"',
    'dateTime="2026-07-14;093000"',
    'dateTime="2026-07-14,09:30:00"',
    'dateTime="2026-07-14, 09:30:00"',
    'dateTime="2026-07-14 09:30:00"',
    'dateTime="2026-07-14T09:30:00"',
    'dateTime="20260714 09:30:00"',
    'dateTime="20260714093000"',
    'tradeDate="20260714" tradeTime="093000"',
    'tradeDate="2026-07-14" tradeTime="09:30:00"',
  ];
  for (const one of written) {
    expect(eventsOf(trade(one)), one).toMatchObject([{ timeMs: Date.UTC(2026, 6, 14, 9, 30) }]);
  }
});

test('a zone behind the times is known, in summer and winter; without one it is asked', () => {
  const winter = read(
    statement(trade('dateTime="2026-01-06 09:30:00 EST"') + trade('dateTime="2026-07-14 09:30:00 EDT"')),
  );
  expect(winter.zone).toBe('America/New_York');
  expect(winter.drafts.map(({ event }) => new Date(event.timeMs).toISOString())).toEqual([
    '2026-01-06T14:30:00.000Z',
    '2026-07-14T13:30:00.000Z',
  ]);
  expect(read(statement(trade('dateTime="2026-01-06 09:30:00"'))).zone).toBe('asked');
  expect(failuresOf(trade('dateTime="2026-01-06 09:30:00 XYZ"'))).toEqual([['time-unreadable', 'ABC']]);
});

test('within a day that has no times, money comes in first, then everything moves, then the broker counts', () => {
  const day = eventsOf(
    `<CashReportCurrency currency="USD" startingCash="1" endingCash="2" fromDate="20260109" toDate="20260109"/>
     ${trade('tradeDate="20260109"')}
     <CashTransaction currency="USD" dateTime="20260109" amount="100" type="Deposits/Withdrawals"/>`,
  ) as readonly { readonly kind: string; readonly timeMs: number }[];
  const inTime = day.toSorted((a, b) => a.timeMs - b.timeMs);
  expect(inTime.map(({ kind }) => kind)).toEqual(['reported-balance', 'deposit', 'trade', 'reported-balance']);
  expect(inTime[0]?.timeMs).toBe(Date.UTC(2026, 0, 9) - 1);
  expect(inTime[3]?.timeMs).toBe(Date.UTC(2026, 0, 10) - 1);
});

test("a day that begins at one o'clock, because the clock was put forward at midnight, has a beginning all the same", () => {
  // Santiago, 6 September 2026: 00:00 became 01:00 (UTC-4 to UTC-3).
  const rows = '<CashTransaction currency="USD" dateTime="20260906" amount="100" type="Deposits/Withdrawals"/>';
  const report = '<CashReportCurrency currency="USD" startingCash="1" fromDate="20260906"/>';
  const { drafts } = read(statement(rows + report), { kind: 'iana', name: 'America/Santiago' });
  expect(drafts.map(({ event }) => event.timeMs)).toEqual([Date.UTC(2026, 8, 6, 4), Date.UTC(2026, 8, 6, 4) - 1]);
});

test('the side comes before the sign of the quantity, unless the money says that the trade is undone', () => {
  const at = 'dateTime="20260106;100000"';
  const side = (what: string): unknown => eventsOf(trade(at, stock, what));
  expect(side('buySell="SELL" quantity="10" tradePrice="5" proceeds="50"')).toMatchObject([
    { kind: 'trade', side: 'sell' },
  ]);
  expect(side('buySell="SELL" quantity="-10" tradePrice="5"')).toMatchObject([{ kind: 'trade', side: 'sell' }]);
  expect(side('quantity="-10" tradePrice="5"')).toMatchObject([{ kind: 'trade', side: 'sell' }]);
  for (const cancelled of [
    'buySell="BUY (Ca.)" quantity="-10" tradePrice="5"',
    'buySell="BUY" transactionType="TradeCancel" quantity="-10" tradePrice="5"',
    'transactionType="TradeCancel" quantity="-10" tradePrice="5"',
    'buySell="BUY" quantity="-10" tradePrice="5" origTradeID="77"',
    'buySell="BUY" quantity="10" tradePrice="5" proceeds="50" notes="P;Ca"',
  ]) {
    expect(side(cancelled), cancelled).toMatchObject([{ kind: 'cancel', side: 'buy', quantity: '10', price: '5' }]);
  }
  expect(failuresOf(trade(at, stock, 'buySell="BUY" quantity="-10" tradePrice="5"'))).toEqual([
    ['cancel-unclear', 'ABC'],
  ]);
  expect(failuresOf(trade(at, stock, 'buySell="BUY" quantity="10" tradePrice="5" notes="Ca"'))).toEqual([
    ['cancel-unclear', 'ABC'],
  ]);
});

test('a price that is not written is what the money proves, and nothing else is', () => {
  const at = 'dateTime="20260106;100000"';
  const price = (what: string): unknown => eventsOf(trade(at, stock, `buySell="BUY" quantity="40" ${what}`));
  expect(price('proceeds="-130"')).toMatchObject([{ price: '3.25' }]);
  expect(price('tradeMoney="130"')).toMatchObject([{ price: '3.25' }]);
  // 131 paid: 1 of it commission, 0.5 tax.
  expect(price('netCash="-131.5" ibCommission="-1" ibCommissionCurrency="USD" taxes="-0.5"')).toMatchObject([
    { price: '3.25', fee: { asset: 'USD', amount: '1' } },
    { kind: 'tax', amount: '-0.5' },
  ]);
  expect(failuresOf(trade(at, stock, 'buySell="BUY" quantity="40" cost="131"'))).toEqual([['price-missing', 'ABC']]);
});

test('a tax is paid or given back as the sum of its own row shows', () => {
  const row = (taxes: string, netCash: string): string =>
    trade(
      `dateTime="20260106;100000" proceeds="-50" ibCommission="-1" ibCommissionCurrency="USD" taxes="${taxes}" netCash="${netCash}"`,
    );
  expect(eventsOf(row('-0.25', '-51.25'))).toMatchObject([{}, { kind: 'tax', amount: '-0.25', asset: 'USD' }]);
  expect(eventsOf(row('0.25', '-51.25'))).toMatchObject([{}, { kind: 'tax', amount: '-0.25' }]);
  expect(eventsOf(row('0', '-51'))).toHaveLength(1);
});

test('money that is not quantity times price times multiplier is flagged; a rounded price is no lie', () => {
  const flags = (what: string): unknown =>
    eventsOf(trade('dateTime="20260106;100000"', stock, `buySell="BUY" quantity="1000" ibCommission="0" ${what}`)).map(
      (event) => (event as { readonly flags: unknown }).flags,
    );
  expect(flags('tradePrice="3.33" proceeds="-3333.33"')).toEqual([[]]);
  expect(flags('tradePrice="3.33" proceeds="-3336"')).toEqual([['amount-differs']]);
  expect(flags('tradePrice="3" proceeds="-3100"')).toEqual([['amount-differs']]);
});

test('a future without multiplier is known by the table of contracts, an unknown one fails', () => {
  const future = (symbol: string, attributes: string): string =>
    trade('dateTime="20260106;100000"', `currency="USD" assetCategory="FUT" symbol="${symbol}" ${attributes}`);
  const { drafts } = read(statement(future('ESM6', 'underlyingSymbol="ES" expiry="20260619"')));
  expect(drafts[0]?.terms).toMatchObject([
    {
      symbol: 'ESM6',
      kind: 'future',
      asset: '/ES',
      multiplier: '50',
      quoteAsset: 'USD',
      expiryMs: Date.UTC(2026, 5, 19, 21),
    },
  ]);
  expect(
    read(statement(future('ESM6', 'underlyingSymbol="ES" expiry="20260619" proceeds="0" ibCommission="0"'))).drafts[0]
      ?.event.flags,
  ).toEqual([]);
  expect(failuresOf(future('QQQQM6', 'expiry="20260619"'))).toEqual([['terms-missing', 'QQQQM6']]);
  expect(failuresOf(future('ESM6', 'multiplier="50"'))).toEqual([['terms-missing', 'ESM6']]);
});

test('an option is known in OCC form by its symbol or its attributes; where they contradict each other it fails', () => {
  const option = (attributes: string): string =>
    trade('dateTime="20260106;100000"', `currency="USD" assetCategory="OPT" ${attributes}`);
  const terms = {
    symbol: 'ABC260116C00002500',
    kind: 'option',
    asset: 'ABC',
    strike: '2.5',
    right: 'call',
    multiplier: '100',
  };
  for (const attributes of [
    'symbol="ABC   260116C00002500"',
    'symbol="ABC 16JAN26 2.5 C" underlyingSymbol="ABC" multiplier="100" strike="2.5" expiry="20260116" putCall="C"',
  ]) {
    expect(read(statement(option(attributes))).drafts[0]?.terms, attributes).toMatchObject([terms]);
  }
  expect(failuresOf(option('symbol="ABC   260116C00002500" strike="3"'))).toEqual([
    ['terms-missing', 'ABC260116C00002500'],
  ]);
});

test('rates are marks only where the base currency is known, and each is stated once', () => {
  const rows = `${trade('dateTime="20260106;100000" fxRateToBase="0.9"')}${trade('dateTime="20260106;110000" fxRateToBase="0.9"')}`;
  expect(read(statement(rows)).marks).toEqual([]);
  expect(read(statement(`<AccountInformation currency="EUR"/>${rows}`)).marks).toEqual([
    { instrument: 'USD/EUR', price: '0.9', timeMs: Date.UTC(2026, 0, 7) - 1 },
  ]);
  expect(read(statement(`<AccountInformation currency="USD"/>${rows}`)).marks).toEqual([]);
});

test('a cost basis written for the whole contract is brought down to the unit of the price', () => {
  const position = (cost: string): string =>
    `<OpenPosition currency="USD" assetCategory="OPT" symbol="ABC 260116C00002500" multiplier="100" position="2" markPrice="1.5" costBasisPrice="${cost}" costBasisMoney="250"/>`;
  expect(eventsOf(position('1.25'))).toMatchObject([{ averagePrice: '1.25', quantity: '2', mark: '1.5' }]);
  expect(eventsOf(position('125'))).toMatchObject([{ averagePrice: '1.25' }]);
});

test('trades that stand only as orders, and cash only as summaries, refuse the file', () => {
  const order = '<Order assetCategory="STK" symbol="ABC" levelOfDetail="ORDER"/>';
  expect(read(statement(order)).refused).toBe('level-of-detail');
  expect(read(statement(trade('dateTime="20260106;100000" levelOfDetail="CLOSED_LOT"'))).refused).toBe(
    'level-of-detail',
  );
  expect(read(statement(order + trade('dateTime="20260106;100000"'))).refused).toBe('');
  const cash =
    '<CashTransaction currency="USD" amount="1" type="Dividends" dateTime="20260106" levelOfDetail="SUMMARY"/>';
  expect(read(statement(cash)).refused).toBe('level-of-detail');
});

test('a level of detail that is none of those known fails: nothing else may say what it does', () => {
  const odd = trade('dateTime="20260106;100000" levelOfDetail="FILL"');
  expect(failuresOf(odd)).toEqual([['level-unknown', null]]);
  const kept = trade('dateTime="20260106;100000"');
  for (const level of ['ORDER', 'LOT', 'CLOSED_LOT', 'WASH_SALE', 'SYMBOL_SUMMARY', 'ASSET_SUMMARY', 'summary'])
    expect(failuresOf(kept + trade(`dateTime="20260106;100000" levelOfDetail="${level}"`)), level).toEqual([]);
});

test('every type of cash transaction has its kind', () => {
  const kindOf = (type: string, amount = '-1'): unknown =>
    eventsOf(`<CashTransaction currency="USD" amount="${amount}" type="${type}" dateTime="20260106"/>`).map(
      (event) => (event as { readonly kind: string }).kind,
    );
  const kinds: Readonly<Record<string, readonly string[]>> = {
    dividend: ['Dividends', 'Payment In Lieu Of Dividends', 'Payment in Lieu of Dividend (Ordinary)'],
    tax: ['Withholding Tax', '871(m) Withholding', 'Sales Tax', 'Transaction Tax'],
    interest: [
      'Broker Interest Paid',
      'Broker Interest Received',
      'Bond Interest Received',
      'Bond Interest Paid',
      'Bond Interest',
    ],
    fee: ['Other Fees', 'Broker Fees', 'Advisor Fees', 'Commission Adjustments', 'Commission Credits'],
    transfer: ['Internal Transfers', 'Account Transfers'],
    adjustment: ['Price Adjustments', 'Other Income'],
    withdrawal: ['Deposits &amp; Withdrawals', 'Deposits/Withdrawals', 'Deposits and Withdrawals'],
  };
  for (const [kind, types] of Object.entries(kinds))
    for (const type of types) expect(kindOf(type), type).toEqual([kind]);
  expect(kindOf('Deposits/Withdrawals', '1,000.50')).toEqual(['deposit']);
});

const fixtures = ['two-accounts', 'cancel-and-rebooking', 'corporate-actions', 'bad-rows'].map((name) =>
  readFileSync(new URL(`../../fixtures/ibkr-flex/${name}.xml`, import.meta.url)),
);

test('whatever happens to the bytes, nothing throws, rows add up, and a row that cannot be read is told', () => {
  const junk = fc.constantFrom(
    '', '"', "'", '<', '>', '/>', '</', '<!--', '-->', ']]>', '<a/>', '<Trade/>', '&', '=', ' ', '\n', '\0', '-', ',', '99',
    '1e400', 'NaN', 'é', '--', '0', 'Ca', '20260230', ' symbol="X"', '<Trades>', '</Trades>',
  ); // prettier-ignore
  const change = fc.record({ at: fc.integer({ min: 200, max: 999_999 }), length: fc.nat(12), put: junk });
  const seen = { read: 0, refused: 0 };
  fc.assert(
    fc.property(fc.constantFrom(...fixtures), fc.array(change, { minLength: 1, maxLength: 3 }), (fixture, changes) => {
      let bytes: Buffer = fixture;
      for (const { at, length, put } of changes) {
        const from = Math.floor((at / 1_000_000) * bytes.length);
        bytes = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + length)]);
      }
      const { assembly, refused, drafts } = read(bytes);
      expect(refused).not.toBe('rows-do-not-add-up');
      seen[assembly === null ? 'refused' : 'read'] += 1;
      if (assembly === null) return;
      const ignored = assembly.ignored.reduce((sum, { count }) => sum + count, 0);
      expect(assembly.accepted + ignored + assembly.failures.length).toBe(assembly.rows);
      expect(drafts.reduce((sum, { rows }) => sum + rows, 0)).toBeLessThanOrEqual(assembly.accepted);
      expect(assembly.failures.every(({ raw }) => raw.startsWith('<'))).toBe(true);
    }),
    { numRuns: 600 },
  );
  expect(Math.min(seen.read, seen.refused)).toBeGreaterThan(50);
});
