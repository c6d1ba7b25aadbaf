import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../../../shared/book/event.ts';
import type { RowOutcome, Zone } from '../../importer.ts';
import { utcZone } from '../../local-time.ts';
import { openFile } from '../../open-file.ts';
import { ibkrFlex } from './ibkr-flex.ts';

// FORMATS 3.3: every attribute was the trader's choice and may be missing; a commission is below zero, the quantity signed.

function recognised(elements: string, statement = 'accountId="U1" toDate="20260109"') {
  const text = `<FlexQueryResponse><FlexStatements><FlexStatement ${statement}>${elements}</FlexStatement></FlexStatements></FlexQueryResponse>`;
  const file = openFile('flex.xml', Buffer.from(text));
  const recognition = file.ok ? ibkrFlex.recognise(file.value.head) : null;
  if (!file.ok || recognition === null) throw new Error('not recognised');
  return { file: file.value, recognition };
}

/** What each element turns out to be, those that were held back at their own place. */
function outcomes(elements: string, zone: Zone = utcZone, statement?: string): readonly RowOutcome[] {
  const { file, recognition } = recognised(elements, statement);
  const reader = recognition.reader({ zone, dateOrder: null, instrument: null });
  const byPlace = new Map<number, RowOutcome>();
  file.walk((record) => byPlace.set(record.byteOffset, reader.row(record)));
  for (const late of reader.finish()) byPlace.set(late.byteOffset, late.outcome);
  return [...byPlace.values()];
}

function events(elements: string, zone?: Zone): readonly LedgerEvent[] {
  return outcomes(elements, zone).flatMap((outcome) =>
    outcome.kind === 'event' ? [outcome.event, ...(outcome.also ?? [])] : [],
  );
}

/** The code and instrument of the only row, which fails, or its kind. */
function failure(elements: string): readonly (string | null)[] {
  const [outcome] = outcomes(elements);
  return outcome?.kind === 'failed' ? [outcome.code, outcome.instrument] : [outcome?.kind ?? 'none'];
}

const stock = 'currency="USD" assetCategory="STK" symbol="ABC" multiplier="1"';
const pair = 'assetCategory="CASH" symbol="EUR.USD"';
const at = 'dateTime="20260106;100000"';

const trade = (what: string) =>
  `<Trade ${/(?:dateTime|tradeDate)=/.test(what) ? '' : at} ${/tradePrice=/.test(what) ? '' : 'tradePrice="5"'} buySell="BUY" quantity="10" ${what}/>`;
/** A purchase of 40 that states what it is told, and no price. */
const unpriced = (what: string) => `<Trade ${at} ${stock} buySell="BUY" quantity="40" ${what}/>`;
const cash = (what: string) => `<CashTransaction currency="USD" ${what}/>`;
const position = (what: string) => `<OpenPosition ${what}/>`;

function termsOf(what: string): unknown {
  const [outcome] = outcomes(trade(what));
  return outcome?.kind === 'event' ? outcome.terms?.[0] : failure(trade(what));
}

test('a row without its asset class is what its symbol proves; a strike or an expiry without more proves nothing', () => {
  const kinds: readonly (readonly [string, unknown])[] = [
    ['symbol="ABC   260116C00002500"', { kind: 'option', strike: '2.5' }],
    ['symbol="EUR.USD"', { kind: 'spot', symbol: 'EUR/USD' }],
    ['symbol="ABC" multiplier="1"', { kind: 'stock', symbol: 'ABC' }],
    ['symbol="ABC" multiplier="1" expiry="20260116"', ['category-missing', 'ABC']],
    ['symbol="ABC" multiplier="1" strike="2.5"', ['category-missing', 'ABC']],
    ['symbol="ABC"', ['category-missing', 'ABC']],
  ];
  for (const [what, kind] of kinds) expect(termsOf(`currency="USD" ${what}`), what).toMatchObject(kind as object);
});

test('a pair is priced in its second currency, which the row may leave out and must not contradict', () => {
  expect(termsOf(`${pair} currency="USD"`)).toMatchObject({ baseAsset: 'EUR', quoteAsset: 'USD' });
  expect(termsOf(pair)).toMatchObject({ baseAsset: 'EUR', quoteAsset: 'USD' });
  expect(termsOf(`${pair} currency="GBP"`)).toEqual(['currency-differs', null]);
});

const longhand =
  'symbol="ABC 16JAN26 2.5 C" underlyingSymbol="ABC" strike="2.5" expiry="20260116" putCall="C" multiplier="100"';

test('an option in longhand goes by its OCC symbol, also where its row fails; one on a future keeps its name', () => {
  expect(failure(trade(`assetCategory="OPT" ${longhand}`))).toEqual(['currency-missing', 'ABC260116C00002500']);
  expect(failure(trade(`assetCategory="FOP" ${longhand}`))).toEqual(['currency-missing', 'ABC 16JAN26 2.5 C']);
  const onFuture =
    'assetCategory="FOP" currency="USD" symbol="ESM6 C4500" underlyingSymbol="ESM6" strike="4500" expiry="20260619" putCall="Call" multiplier="50"';
  expect(termsOf(onFuture)).toMatchObject({ symbol: 'ESM6 C4500', asset: '/ES', right: 'call', multiplier: '50' });
  // An option on the yen has a strike that no OCC symbol can hold.
  const onYen = onFuture
    .replace('ESM6 C4500', 'JPUN6 P00665')
    .replace('"4500"', '"0.00665"')
    .replace('"Call"', '"Put"');
  expect(termsOf(onYen)).toMatchObject({ symbol: 'JPUN6 P00665', strike: '0.00665', right: 'put' });
});

test('of an option each term is needed, and none may contradict its OCC symbol', () => {
  const option = (what: string): unknown => termsOf(`currency="USD" assetCategory="OPT" ${what}`);
  const missing = (what: string): unknown => (option(what) as readonly unknown[])[0];
  expect(option(longhand)).toMatchObject({ symbol: 'ABC260116C00002500', asset: 'ABC', strike: '2.5', right: 'call' });
  for (const term of ['underlyingSymbol="ABC"', 'strike="2.5"', 'expiry="20260116"', 'putCall="C"', 'multiplier="100"'])
    expect(missing(longhand.replace(term, '')), `without ${term}`).toBe('terms-missing');
  expect(missing(longhand.replace('strike="2.5"', 'strike="2.5001"'))).toBe('terms-missing');
  // 18,500 fills all five digits.
  const occ = 'symbol="NDX   260116C18500000"';
  expect(option(occ)).toMatchObject({ strike: '18500', multiplier: '100', expiryMs: Date.UTC(2026, 0, 16, 21) });
  expect(option(`${occ} strike="18,500" expiry="20260116" putCall="CALL"`)).toMatchObject({ strike: '18500' });
  for (const other of ['strike="1850"', 'expiry="20260117"', 'putCall="P"'])
    expect(missing(`${occ} ${other}`), other).toBe('terms-missing');
  expect(missing('symbol="NDX   260230C18500000"')).toBe('terms-missing');
  // Only in the United States does an OCC symbol mean a hundred shares.
  expect(termsOf(`currency="EUR" assetCategory="OPT" ${occ}`)).toEqual(['terms-missing', 'NDX260116C18500000']);
});

test('a future without its underlying is known by the root of its symbol', () => {
  const future = 'currency="USD" assetCategory="FUT" symbol="ESM6" expiry="20260619"';
  expect(termsOf(future)).toMatchObject({ asset: '/ES', multiplier: '50' });
});

test('half a unit of the last digit of the price, and one of the money, is rounding; what goes beyond differs', () => {
  const flags = (price: string, money: string): unknown =>
    events(
      `<Trade ${at} ${stock} buySell="BUY" quantity="1000" tradePrice="${price}" proceeds="${money}" ibCommission="0"/>`,
    )[0]?.flags;
  // 1,000 at 3.33 are 3,330: half a cent on each is 5, and the money's own cent.
  const roundings = [
    ['3.33', '-3335.01', '-3335.02'],
    ['3.33', '-3324.99', '-3324.98'],
    ['3.333', '-3333.51', '-3333.52'],
    // A price is written to the cent at least: 3 may stand for 3.005, no further.
    ['3', '-3005.01', '-3005.02'],
  ] as const;
  for (const [price, near, far] of roundings) {
    expect(flags(price, near), near).toEqual([]);
    expect(flags(price, far), far).toEqual(['amount-differs']);
  }
  // 1,000 shares at 250 pence, and the money in pounds.
  expect(flags('250', '-2500')).toEqual(['amount-differs']);
});

test('net cash proves a price where the commission in it is known and in the same currency', () => {
  const proof = (what: string): unknown => {
    const [event] = events(unpriced(what));
    return event === undefined ? failure(unpriced(what))[0] : (event as { readonly price: string }).price;
  };
  expect(proof('netCash="-130" ibCommission="0"')).toBe('3.25');
  expect(proof('netCash="-131" ibCommission="-1" ibCommissionCurrency="USD"')).toBe('3.25');
  expect(proof('netCash="-131" ibCommission="-1" ibCommissionCurrency="EUR"')).toBe('price-missing');
  expect(proof('netCash="-131" ibCommissionCurrency="USD"')).toBe('price-missing');
  // A net cash of 0 says nothing: it is written so where currencies are exchanged.
  expect(proof('netCash="0" ibCommission="-1" ibCommissionCurrency="USD"')).toBe('price-missing');
});

test('a commission that the query left out is what the net cash leaves; else it is not known', () => {
  const read = (what: string): unknown => {
    const [event] = events(trade(what));
    return event !== undefined && 'fee' in event ? [event.fee?.amount ?? null, event.flags] : null;
  };
  // 10 at 5: 50 paid, 51 gone with a tax of 0.25, so 0.75 of commission.
  const paid = `${stock} proceeds="-50"`;
  expect(read(`${paid} netCash="-51" taxes="-0.25"`)).toEqual(['0.75', []]);
  expect(read(`${paid} netCash="-50"`)).toEqual(['0', []]);
  const unknown = [null, ['fee-unknown']];
  expect(read(paid)).toEqual(unknown);
  expect(read(`${stock} netCash="-51"`)).toEqual(unknown);
  expect(read(`${paid} netCash="0"`)).toEqual(unknown);
  expect(read(`${paid} netCash="-51" ibCommissionCurrency="EUR"`)).toEqual(unknown);
  expect(read(`${paid} netCash="-51" ibCommissionCurrency="USD"`)).toEqual(['1', []]);
  // The net cash of a future is its commission, whatever its proceeds say.
  expect(
    read(
      'currency="USD" assetCategory="FUT" symbol="ESM6" multiplier="50" expiry="20260619" proceeds="-50" netCash="-2"',
    ),
  ).toEqual([null, ['amount-differs', 'fee-unknown']]);
  // Nothing is charged when an option ends.
  const option = 'currency="USD" assetCategory="OPT" symbol="ABC   260116C00002500" tradePrice="0"';
  expect(read(`${option} notes="Ep"`)).toEqual([null, []]);
});

test('net cash that is not proceeds, taxes and commission together says that one of them is wrong', () => {
  const flags = (netCash: string): unknown =>
    events(
      trade(`${stock} proceeds="-50" ibCommission="-1" ibCommissionCurrency="USD" taxes="-0.25" netCash="${netCash}"`),
    )[0]?.flags;
  expect(flags('-51.25')).toEqual([]);
  expect(flags('-51.26')).toEqual([]);
  expect(flags('-51.24')).toEqual([]);
  expect(flags('-51.27')).toEqual(['amount-differs']);
  expect(flags('-51.23')).toEqual(['amount-differs']);
});

test('an option that is assigned, exercised or expires closes, whatever the row says of it', () => {
  const option = 'currency="USD" assetCategory="OPT" symbol="ABC   260116C00002500"';
  for (const [code, kind] of [
    ['A', 'assignment'],
    ['Ex', 'exercise'],
    ['Ep', 'expiry'],
  ] as const)
    // prettier-ignore
    expect(events(trade(`${option} tradePrice="0" notes="${code}"`))).toMatchObject([{ kind, effect: 'close' }]);
});

test('the future that an option on it turns into is a trade at the strike; at its own end it expires', () => {
  const future = 'currency="USD" assetCategory="FUT" symbol="ESM6" multiplier="50" expiry="20260619" tradePrice="4900"';
  for (const code of ['A', 'Ex'])
    expect(events(trade(`${future} notes="${code}"`))).toMatchObject([{ kind: 'trade', price: '4900', effect: null }]);
  expect(events(trade(`${future} notes="Ep"`))).toMatchObject([{ kind: 'expiry', effect: 'close' }]);
});

test('L is a liquidation of a stock, and on a pair only the conversion that pays for a purchase', () => {
  expect(events(trade(`${stock} notes="L"`))).toMatchObject([{ kind: 'liquidation' }]);
  expect(events(trade(`${pair} notes="L"`))).toMatchObject([{ kind: 'trade' }]);
});

test('whether a trade opens or closes stands in its indicator, else in its codes', () => {
  const effect = (what: string): unknown => (events(trade(`${stock} ${what}`))[0] as { effect: unknown }).effect;
  expect(effect('notes="O;P"')).toBe('open');
  expect(effect('notes="P;C"')).toBe('close');
  expect(effect('notes="C;O"')).toBe('flip');
  expect(effect('notes="P"')).toBeNull();
  expect(effect('openCloseIndicator="C;O" notes="C"')).toBe('flip');
  expect(effect('openCloseIndicator="C" notes="O"')).toBe('close');
});

test('a dividend in pence moves a hundredth of it in pounds, down to the eighteenth digit', () => {
  const dividend = (currency: string, amount: string) =>
    events(`<CashTransaction currency="${currency}" amount="${amount}" type="Dividends" dateTime="20260106"/>`);
  expect(dividend('GBX', '4512.5')).toMatchObject([{ kind: 'dividend', asset: 'GBP', amount: '45.125' }]);
  expect(dividend('ZAC', '-0.0000000000000001')).toMatchObject([{ asset: 'ZAR', amount: '-0.000000000000000001' }]);
  expect(dividend('GBP', '4512.5')).toMatchObject([{ asset: 'GBP', amount: '4512.5' }]);
});

test('an id of 0, two dashes or a blank is none', () => {
  for (const none of ['', '0', '--', '-', 'N/A']) {
    const ids = `transactionID="${none}" tradeID="${none}"`;
    expect(events(trade(`${stock} ${ids}`))[0]?.sourceId, none).toBeNull();
    expect(events(cash(`amount="5" type="Dividends" ${at} transactionID="${none}"`))[0]?.sourceId, none).toBeNull();
  }
  expect(events(trade(`${stock} transactionID="0" ibExecID="e7"`))[0]?.sourceId).toBe('e7');
});

test('a row belongs to the account that it names, else to that of its statement, read or failed', () => {
  const accounts = (elements: string, statement: string): unknown =>
    outcomes(elements, utcZone, statement).map((outcome) =>
      'brokerAccount' in outcome ? outcome.brokerAccount : null,
    );
  const rows = [
    trade(stock),
    trade(`${stock} accountId="U2"`),
    trade(`${stock} accountId="U2" quantity="ten"`).replace('quantity="10" ', ''),
    position(`${stock} accountId="U2" position="1" levelOfDetail="LOT" reportDate="20260109"`),
    '<Fills/>',
  ].join('');
  expect(accounts(rows, 'accountId="U1"')).toEqual(['U1', 'U2', 'U2', 'U2', null]);
  expect(accounts(rows, '')).toEqual([null, 'U2', 'U2', 'U2', null]);
});

test('a zone behind a time counts for that row, whatever the zone of the file', () => {
  const berlin: Zone = { kind: 'iana', name: 'Europe/Berlin' };
  const hours = { UTC: 9.5, GMT: 9.5, EST: 14.5, EDT: 13.5, CET: 8.5, CEST: 7.5, HKT: 1.5, JST: 0.5 };
  for (const [name, hour] of Object.entries(hours)) {
    const [event] = events(trade(`${stock} dateTime="2026-07-14 09:30:00 ${name}"`), berlin);
    expect(event?.timeMs, name).toBe(Date.UTC(2026, 6, 14) + hour * 3_600_000);
  }
  const tokyo = events(
    cash('dateTime="20260714 JST" amount="9" type="Deposits/Withdrawals"') +
      cash('dateTime="20260714 JST" amount="-9" type="Deposits/Withdrawals"'),
    berlin,
  );
  expect(tokyo.map(({ timeMs }) => timeMs)).toEqual([Date.UTC(2026, 6, 13, 15), Date.UTC(2026, 6, 14, 15) - 1_000]);
});

test('date and time in one come before the trade date beside them', () => {
  const [event] = events(trade(`${stock} dateTime="20260106;200000" tradeDate="20260107" tradeTime="110000"`));
  expect(event?.timeMs).toBe(Date.UTC(2026, 0, 6, 20));
  expect(failure(trade(`${stock} tradeDate=""`))).toEqual(['time-missing', 'ABC']);
});

test('a day whose last hour was skipped ends where the next begins', () => {
  // Nuuk, 28 March 2026: 23:00 (UTC-2) became midnight (UTC-1).
  const nuuk: Zone = { kind: 'iana', name: 'America/Nuuk' };
  const rows =
    cash('dateTime="20260328" amount="-9" type="Deposits/Withdrawals"') +
    position(`${stock} position="1" reportDate="20260328"`);
  expect(events(rows, nuuk).map(({ timeMs }) => timeMs)).toEqual([
    Date.UTC(2026, 2, 29, 1) - 1_000,
    Date.UTC(2026, 2, 29, 1) - 1,
  ]);
});

test('an hour that comes twice is told by the order of the trades, whatever dates stand between them', () => {
  const rows = ['013000', '011000'].map((time) =>
    trade(`${stock} dateTime="20261101;${time}" reportDate="20261102" fxRateToBase="0.9"`),
  );
  const read = events(`<AccountInformation currency="EUR"/>${rows.join('')}`, {
    kind: 'iana',
    name: 'America/New_York',
  });
  expect(read.map(({ timeMs }) => timeMs)).toEqual([Date.UTC(2026, 10, 1, 5, 30), Date.UTC(2026, 10, 1, 6, 10)]);
});

test('a rate that cannot be read, or of no currency, is no mark, and the trade counts all the same', () => {
  const marks = (what: string): unknown =>
    outcomes(`<AccountInformation currency="EUR"/>${trade(what)}`).map((outcome) =>
      outcome.kind === 'event' ? (outcome.marks ?? []).map(({ instrument, price }) => `${instrument} ${price}`) : null,
    )[1];
  expect(marks(`${stock} fxRateToBase="0.9"`)).toEqual(['USD/EUR 0.9']);
  expect(marks(`${stock} fxRateToBase="much"`)).toEqual([]);
  expect(marks(`${stock} fxRateToBase="-1"`)).toEqual([]);
  expect(marks(`${pair} fxRateToBase="0.9"`)).toEqual([]);
  for (const names of ['fromCurrency="CHF"', 'toCurrency="EUR"'])
    expect(failure(`<ConversionRate reportDate="20260109" rate="1.06" ${names}/>`)).toEqual(['currency-missing', null]);
});

const option = 'currency="USD" assetCategory="OPT" symbol="ABC   260116C00002500" multiplier="100"';

test('lots are told by their opening time where the level is not written, and a summary may have one too', () => {
  const lots = (first: string, second: string) => position(`${option} ${first}`) + position(`${option} ${second}`);
  const two = (one: string, other: string): unknown =>
    events(lots(`openDateTime="20260102;100000" ${one}`, `openDateTime="20260105;100000" ${other}`));
  expect(two('position="3" costBasisPrice="1.2"', 'position="1" costBasisPrice="1.6"')).toMatchObject([
    { quantity: '4', averagePrice: '1.3' },
  ]);
  expect(two('position="-3" costBasisPrice="1.2"', 'position="-1" costBasisPrice="1.6"')).toMatchObject([
    { quantity: '-4', averagePrice: '1.3' },
  ]);
  // Where one lot does not say what it cost, nobody knows what all did.
  for (const [one, other] of [
    ['', 'costBasisPrice="1.6"'],
    ['costBasisPrice="1.6"', ''],
  ] as const)
    // prettier-ignore
    expect(two(`position="3" ${one}`, `position="1" ${other}`)).toMatchObject([{ quantity: '4', averagePrice: null }]);
  expect(two('position="2" costBasisPrice="1"', 'position="-2" costBasisPrice="3"')).toMatchObject([
    { quantity: '0', averagePrice: null },
  ]);
  const summary = `levelOfDetail="SUMMARY" position="2" openDateTime="20260102;100000"`;
  expect(events(lots(summary, 'levelOfDetail="LOT" position="2"'))).toMatchObject([{ quantity: '2' }]);
});

test('the price of a cost basis is per unit or for the whole contract, whichever its money proves; else it is not known', () => {
  const average = (what: string): unknown =>
    (events(position(what))[0] as { readonly averagePrice: string | null }).averagePrice;
  const micro = 'currency="USD" assetCategory="FUT" symbol="MNQM6" expiry="20260619" multiplier="2"';
  expect(average(`${option} position="-2" costBasisPrice="1.25" costBasisMoney="-250"`)).toBe('1.25');
  expect(average(`${option} position="2" costBasisPrice="125" costBasisMoney="250"`)).toBe('1.25');
  expect(average(`${micro} position="1" costBasisPrice="20000" costBasisMoney="40000"`)).toBe('20000');
  expect(average(`${micro} position="1" costBasisPrice="40000" costBasisMoney="40000"`)).toBe('20000');
  expect(average(`${option} position="2" costBasisPrice="7" costBasisMoney="250"`)).toBeNull();
  expect(average(`${option} position="2" costBasisPrice="1.25"`)).toBe('1.25');
  expect(average(`${option} position="2" costBasisMoney="250"`)).toBeNull();
  expect(average(`${option} position="0" costBasisPrice="1.25"`)).toBeNull();
});
