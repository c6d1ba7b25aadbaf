import { expect, test } from 'vitest';
import { codes, events, outcomes, recognised } from './fixtures/tastytrade-rows.ts';

const option = (day: string, action: 'Buy' | 'Sell', to: 'Open' | 'Close', value: string): string =>
  `2026-03-${day}T15:00:00Z,Trade,${action} to ${to},${action.toUpperCase()}_TO_${to.toUpperCase()},KRM   260320C00045000,` +
  `Equity Option,${action === 'Buy' ? 'Bought' : 'Sold'} 1 KRM 03/20/26 Call 45.00 @ 2.00,${value},1,${value},-1.00,-0.14,100,KRM,KRM,3/20/26,45,CALL,1,,USD`;
const expiration =
  '2026-03-20T21:00:00Z,Receive Deliver,Expiration,,KRM   260320C00045000,Equity Option,Removal of 1.0 KRM 03/20/26 Call 45.00 due to expiration.,0.00,1,0.00,--,0.00,100,KRM,KRM,3/20/26,45,CALL,,,USD';

test('an expiry takes out what the rows before it hold: a long option is sold for nothing, a short one bought back', () => {
  const bought = option('02', 'Buy', 'Open', '-200.00');
  const sold = option('02', 'Sell', 'Open', '200.00');
  expect(events(expiration, bought)[0]).toMatchObject({ kind: 'expiry', side: 'sell', price: '0', effect: 'close' });
  expect(events(expiration, sold)[0]).toMatchObject({ kind: 'expiry', side: 'buy', price: '0', effect: 'close' });
  // The same rows written oldest first.
  expect(events(sold, expiration)[1]).toMatchObject({ kind: 'expiry', side: 'buy' });
});

test('the words that count are the last in time, also in a file whose rows were shuffled', () => {
  const wire = (day: string): string =>
    `2026-03-${day}T22:00:00Z,Money Movement,Deposit,,,,Wire Funds Received,100.00,0,,--,0.00,,,,,,,,,USD`;
  const sold = option('02', 'Sell', 'Open', '200.00');
  expect(events(wire('01'), expiration, sold, wire('25'))).toMatchObject([
    { kind: 'deposit' },
    { kind: 'expiry', side: 'buy' },
    { kind: 'trade', side: 'sell' },
    { kind: 'deposit' },
  ]);
});

test('rows run as their first and last say; where these are of one instant, newest first, as the broker writes', () => {
  const on = (...days: readonly string[]) => recognised(...days.map((day) => option(day, 'Buy', 'Open', '-200.00')));
  expect(on('02', '03', '03')).toMatchObject({ newestFirst: false });
  expect(on('03', '03', '02')).toMatchObject({ newestFirst: true });
  expect(on('02')).toMatchObject({ newestFirst: true, dateOrder: { kind: 'not-needed' } });
});

test('a row may leave out what stands behind its costs, but one that ends in them was cut off', () => {
  const cells = option('02', 'Buy', 'Open', '-200.00').split(',');
  const upTo = (title: number): readonly string[] => codes(cells.slice(0, title).join(','));
  // The twelfth column is Fees, the thirteenth Multiplier.
  expect([upTo(11), upTo(12), upTo(13)]).toEqual([['row-short'], ['row-short'], ['event']]);
});

test('an expiry of which the file does not show the opening leaves its side to the book: it is not guessed', () => {
  expect(events(expiration)[0]).toMatchObject({ kind: 'expiry', effect: 'close', flags: ['side-from-position'] });
});

test('a file that begins inside a position shows its side by the words of what was closed since', () => {
  // Whoever sold to close, and still had one to expire, was long; the sum of the rows alone would say short.
  const reduced = option('03', 'Sell', 'Close', '200.00');
  expect(events(expiration, reduced)[0]).toMatchObject({ kind: 'expiry', side: 'sell' });
  const covered = option('03', 'Buy', 'Close', '-200.00');
  expect(events(expiration, covered)[0]).toMatchObject({ kind: 'expiry', side: 'buy' });
});

test('who is assigned was short and who exercises was long, whatever the file shows of the opening', () => {
  const removal = (how: string): string =>
    expiration.replace('Expiration', how).replace(/Removal[^,]*/, `Removal of option due to ${how}`);
  expect(events(removal('Assignment'))[0]).toMatchObject({ kind: 'assignment', side: 'buy', price: '0' });
  expect(events(removal('Exercise'))[0]).toMatchObject({ kind: 'exercise', side: 'sell', price: '0' });
});

test('an index option settled in cash leaves at what it was worth, and never pays the wrong way', () => {
  const settled = (how: string, value: string): string =>
    `2026-03-20T21:00:00Z,Receive Deliver,Cash Settled ${how},,XNDW  260320P00900000,Equity Option,Settled,${value},2,0.00,--,-5.00,100,XNDW,XND,3/20/26,900,PUT,,,USD`;
  expect(events(settled('Exercise', '728.00'))[0]).toMatchObject({ kind: 'expiry', side: 'sell', price: '3.64' });
  expect(events(settled('Assignment', '-728.00'))[0]).toMatchObject({
    kind: 'expiry',
    side: 'buy',
    price: '3.64',
    fee: { asset: 'USD', amount: '5' },
  });
  expect(codes(settled('Assignment', '728.00'))).toEqual(['amount-differs']);
});

const share = (symbol: string, action: string, quantity: string, value: string, subType: string): string =>
  `2026-03-05T12:00:00Z,Receive Deliver,${subType},${action},${symbol},Equity,${subType}: ${action.includes('OPEN') ? 'Open' : 'Close'} ${quantity} ${symbol},${value},${quantity},0.00,--,0.00,,,,,,,,,USD`;

test('both rows of a split are one event in its lowest terms, in whichever order they stand', () => {
  const out = share('ZQQ', 'SELL_TO_CLOSE', '2200', '4400.00', 'Reverse Split');
  const into = share('ZQQ', 'BUY_TO_OPEN', '275', '-4400.00', 'Reverse Split');
  const split = { kind: 'split', instrument: 'ZQQ', from: '8', to: '1', into: null };
  expect(events(out, into)).toMatchObject([split]);
  expect(events(into, out)).toMatchObject([split]);
  expect(codes(out, into)).toEqual(['event', 'part']);
});

test('a short position goes over into the new symbol; rows that do not carry the same money over are not joined', () => {
  const out = share('OLDT', 'BUY_TO_CLOSE', '100', '-1750.00', 'Symbol Change');
  const into = share('NEWT', 'SELL_TO_OPEN', '100', '1750.00', 'Symbol Change');
  expect(events(into, out)).toMatchObject([{ instrument: 'OLDT', from: '1', to: '1', into: 'NEWT' }]);
  expect(codes(into.replace('1750', '1700'), out)).toEqual(['exchange-unpaired', 'exchange-unpaired']);
  expect(codes(into.replaceAll('100', '101'), out)).toEqual(['exchange-unpaired', 'exchange-unpaired']);
});

test('equal splits of two shares in one second are told apart by their symbols', () => {
  const pair = (symbol: string): readonly string[] => [
    share(symbol, 'BUY_TO_OPEN', '30', '-300.00', 'Forward Split'),
    share(symbol, 'SELL_TO_CLOSE', '10', '300.00', 'Forward Split'),
  ];
  const joined = events(...pair('AAA'), ...pair('BBB'));
  expect(joined.map((event) => 'into' in event && [event.instrument, event.into])).toEqual([
    ['AAA', null],
    ['BBB', null],
  ]);
});

const bought = (fees: string, total: string): string =>
  `2026-03-05T12:00:00Z,Trade,Buy to Open,BUY_TO_OPEN,ZQQ,Equity,Bought 10 ZQQ @ 30.00,-300.00,10,-30.00,-1.00,${fees},,,,,,,1,${total},USD`;

test('a cost is below zero as the broker writes it; above zero it is a rebate only where the file proves that', () => {
  const feeOf = (...rows: readonly string[]): unknown =>
    events(...rows).map((event) => 'fee' in event && event.fee?.amount);
  expect(feeOf(bought('-0.14', ''))).toEqual(['1.14']);
  // No row of the file has a fee below zero: whoever wrote it dropped the sign.
  expect(feeOf(bought('0.14', ''))).toEqual(['1.14']);
  expect(feeOf(bought('0.14', '-300.86'))).toEqual(['0.86']);
  expect(feeOf(bought('0.14', ''), bought('-0.20', ''))).toEqual(['0.86', '1.2']);
});

test('a row whose Total is not Value, Commissions and Fees together fails: nothing says which of them is right', () => {
  expect(codes(bought('-0.14', '-301.14'))).toEqual(['event']);
  expect(codes(bought('-0.14', '-301.15'))).toEqual(['amount-differs']);
  const dividend = (value: string, total: string): string =>
    `2026-03-05T12:00:00Z,Money Movement,Dividend,,ZQQ,Equity,ZQQ DIVIDEND,${value},0,,--,0.00,,,,,,,,${total},USD`;
  expect(codes(dividend('33.26', '33.26'), dividend('33.26', ''), dividend('-7.00', '33.26'))).toEqual([
    'event',
    'event',
    'amount-differs',
  ]);
  expect(codes(dividend('', '33.26'), dividend('--', ''), dividend('0.00', '0.00'))).toEqual([
    'number-missing',
    'number-missing',
    'ignored',
  ]);
});

test('what cannot be a currency becomes no balance', () => {
  const paid = (currency: string): string =>
    `2026-03-05T12:00:00Z,Money Movement,Deposit,,,,Wire Funds Received,50.00,0,,--,0.00,,,,,,,,50.00,${currency}`;
  expect(codes(...['USD', '', 'usdc'].map(paid))).toEqual(['event', 'event', 'event']);
  for (const text of ['EURO', '5%', 'NaN', "'5", 'US'])
    expect(codes(paid(text)), text).toEqual(['currency-unreadable']);
});

const future = (words: string, value: string, symbol = '/MESM6'): string =>
  `2026-03-05T12:00:00Z,Trade,${words.split(' ')[0] === 'Bought' ? 'Buy,BUY' : 'Sell,SELL'},${symbol},Future,${words},${value},1,0.00,-1.25,-0.62,,,,,,,1,,USD`;

test('the price of a future stands in its description alone, whatever the day has settled in cash', () => {
  expect(events(future('Sold 1 /MESM6 @ 6150.25', '-160.00'))[0]).toMatchObject({
    kind: 'trade',
    side: 'sell',
    instrument: '/MESM6',
    price: '6150.25',
    fee: { asset: 'USD', amount: '1.87' },
    reportedPnl: null,
    effect: null,
  });
  expect(codes(future('Bought 1 /MESM6', '0.00'))).toEqual(['price-unreadable']);
});

test('a future that the table of contracts does not know fails by its name', () => {
  const [outcome] = outcomes(future('Bought 1 /QQZM6 @ 10', '0.00', '/QQZM6'));
  expect(outcome).toMatchObject({ kind: 'failed', code: 'futures-contract-unknown', instrument: '/QQZM6' });
});

test('an option on a future is worth its future a point, whatever the file prints as multiplier', () => {
  const row = (value: string): string =>
    `2026-03-05T12:00:00Z,Trade,Sell to Open,SELL_TO_OPEN,./MESM6EXK6  260529P5800,Future Option,Sold 1 /MESM6 EXK6 05/29/26 Put 5800.00 @ 82.5,${value},1,${value},-0.75,-0.46,1,,/MESM6,5/29/26,5800,PUT,1,,USD`;
  const [outcome] = outcomes(row('412.50'));
  expect(outcome).toMatchObject({
    event: { instrument: './MESM6EXK6260529P5800', price: '82.5' },
  });
  // 82.5 at another worth of a point than the table has: one of them is wrong.
  expect(codes(row('4125.00'))).toEqual(['amount-differs']);
});

test('what is withheld from a dividend is tax; what a short share costs its seller is a dividend paid', () => {
  const dividend = (symbol: string, value: string): string =>
    `2026-03-05T12:00:00Z,Money Movement,Dividend,,${symbol},Equity,${symbol} HOLDINGS,${value},0,,--,0.00,,,,,,,,,USD`;
  const read = events(dividend('ZQQ', '-3.15'), dividend('ZQQ', '21.00'), dividend('SHO', '-7.50'));
  expect(read.map((event) => event.kind)).toEqual(['tax', 'dividend', 'dividend']);
});

test('the daily settlement of a future is left out by name: its fills say the same profit', () => {
  const [outcome] = outcomes(
    '2026-03-05T22:00:00Z,Money Movement,Mark to Market,,/MESM6,Future,/MESM6 mark to market,107.50,0,,--,0.00,,,,,,,,,USD',
  );
  expect(outcome).toMatchObject({ kind: 'ignored', reason: expect.stringContaining('daily settlement of futures') });
});
