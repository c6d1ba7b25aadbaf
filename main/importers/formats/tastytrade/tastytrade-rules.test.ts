import { expect, test } from 'vitest';
import { codes, events, outcomes } from './fixtures/tastytrade-rows.ts';
import { readTastyDescription } from './tastytrade-description.ts';

// What the broker writes: Total = Value + Commissions + Fees, costs below zero, Value signed, `--` for none.

const code = (row: string): string => codes(row)[0] ?? 'none';

interface Told {
  readonly day?: string;
  readonly said?: string;
  readonly commissions?: string;
  readonly fees?: string;
  readonly total?: string;
}

/** A trade of shares of ZQQ. */
function shares(action: 'Buy' | 'Sell', quantity: string, value: string, told: Told = {}): string {
  const { day = '02', said = '', commissions = '--', fees = '0.00', total = '' } = told;
  const [word, cell] = [`${action} to Open`, `${action.toUpperCase()}_TO_OPEN`];
  return `2026-03-${day}T15:00:00Z,Trade,${word},${cell},ZQQ,Equity,${said},"${value}",${quantity},0,${commissions},${fees},,,,,,,1,${total},USD`;
}

function money(subType: string, value: string, told: { description?: string; symbol?: string } = {}): string {
  const { description = '', symbol = '' } = told;
  const kind = symbol === '' ? '' : 'Equity';
  return `2026-03-05T22:00:00Z,Money Movement,${subType},,${symbol},${kind},${description},${value},0,,--,0.00,,,,,,,,,USD`;
}

const feesOf = (...rows: readonly string[]) =>
  events(...rows).map((event) => ('fee' in event ? event.fee?.amount : null));

test('costs stand below zero; one above zero beside them is a rebate', () => {
  expect(feesOf(shares('Buy', '10', '-300.00', { commissions: '-1.00', fees: '-0.08' }))).toEqual(['1.08']);
  expect(
    feesOf(
      shares('Buy', '10', '-300.00', { commissions: '-1.00', fees: '-0.08' }),
      shares('Sell', '10', '310.00', { day: '03', commissions: '0.25', fees: '0.02' }),
    ),
  ).toEqual(['1.08', '-0.27']);
});

test('where no row of a trade has a cost below zero, the sign was lost: nobody is paid for every trade', () => {
  const lost = [
    shares('Buy', '10', '-300.00', { commissions: '1.00', fees: '0.08' }),
    shares('Sell', '10', '310.00', { day: '03', commissions: '2.50', fees: '0.00' }),
  ];
  expect(feesOf(...lost)).toEqual(['1.08', '2.5']);
  // A single digit above zero in the eighteenth place is a cost as any other.
  expect(feesOf(shares('Buy', '10', '-300.00', { commissions: '0.01', fees: '0.00' }))).toEqual(['0.01']);
  // A Total that adds up proves that it was received, also where it is of another row.
  const proven = shares('Buy', '10', '-300.00', { commissions: '0.00', fees: '0.08', total: '-299.92' });
  expect(feesOf(proven)).toEqual(['-0.08']);
  // The Total of a row without a cost proves nothing of the sign.
  const empty = shares('Sell', '10', '310.00', { day: '03', commissions: '0.00', fees: '0.00', total: '310.00' });
  expect(feesOf(shares('Buy', '10', '-300.00', { fees: '0.08' }), empty)).toEqual(['0.08', '0']);
});

test('costs of a movement of money go by the trades of the file', () => {
  const sent = (fees: string): string =>
    `2026-03-05T22:00:00Z,Money Movement,Withdrawal,,,,Wire Funds Sent,-100.00,0,,--,${fees},,,,,,,,,USD`;
  // No trade cost anything, so nothing says that a sign was lost.
  expect(events(shares('Buy', '10', '-300.00'), sent('-5.00'))).toMatchObject([{}, { amount: '-105' }]);
  const lost = shares('Buy', '10', '-300.00', { fees: '0.08' });
  expect(events(lost, sent('5.00'))).toMatchObject([{}, { amount: '-105' }]);
});

test('commissions and fees lose their signs each for itself', () => {
  expect(feesOf(shares('Buy', '10', '-300.00', { commissions: '1.00', fees: '-0.08' }))).toEqual(['1.08']);
});

test('the price is what was paid over the quantity; the sentence may round it by half its last digit', () => {
  const priced = (said: string, value: string, quantity = '3') => {
    const [outcome] = outcomes(shares('Buy', quantity, value, { said }));
    if (outcome?.kind === 'failed') return outcome.code;
    return outcome?.kind === 'event' && 'price' in outcome.event ? outcome.event.price : outcome;
  };
  // 300.15 / 3 = 100.05: said to one digit, half of it away. 100.1 x 3 = 300.3, far from the cent.
  expect(priced('Bought 3 ZQQ @ 100.1', '-300.15')).toBe('100.05');
  expect(priced('Bought 3 ZQQ @ 100.1', '-300.14')).toBe('amount-differs');
  // To two digits half is 0.005: 3,000 at 0.995 said as 1.00.
  expect(priced('Bought 3000 ZQQ @ 1.00', '-2985.00', '3000')).toBe('0.995');
  expect(priced('Bought 3000 ZQQ @ 1.00', '-2984.90', '3000')).toBe('amount-differs');
  // Without decimals half of one.
  expect(priced('Bought 3 ZQQ @ 100', '-301.50')).toBe('100.5');
  expect(priced('Bought 3 ZQQ @ 100', '-301.51')).toBe('amount-differs');
});

test('or it makes the value to the cent', () => {
  const code = (said: string, value: string) => {
    const [outcome] = outcomes(shares('Buy', '0.1', value, { said }));
    return outcome?.kind === 'failed' ? outcome.code : outcome?.kind;
  };
  // 0.1 at 100.05 = 10.005: 10.00 and 10.01 are half a cent away; 100.00 and 100.10 are not 100.05 to the digit.
  expect(code('Bought 0.1 ZQQ @ 100.05', '-10.00')).toBe('event');
  expect(code('Bought 0.1 ZQQ @ 100.05', '-10.01')).toBe('event');
  expect(code('Bought 0.1 ZQQ @ 100.05', '-9.99')).toBe('amount-differs');
  expect(code('Bought 0.1 ZQQ @ 100.051', '-10.00')).toBe('amount-differs');
});

test('the digits of a printed price are counted behind its point', () => {
  expect(readTastyDescription('Bought 3 ZQQ @ 100.125')).toMatchObject({
    quantity: '3',
    price: '100.125',
    priceDigits: 3,
  });
  expect(readTastyDescription('Bought 3 ZQQ @ 100')).toMatchObject({ price: '100', priceDigits: 0 });
  expect(readTastyDescription('Wire Funds Received')).toEqual({ quantity: null, price: null, priceDigits: 0 });
});

test('a purchase costs money and a sale brings it, be it a fraction of a cent; nothing is for nothing', () => {
  expect(code(shares('Buy', '0.5', '-0.25'))).toBe('event');
  expect(code(shares('Sell', '0.5', '0.25'))).toBe('event');
  expect(code(shares('Buy', '0.5', '0.25'))).toBe('amount-differs');
  expect(code(shares('Sell', '0.5', '-0.25'))).toBe('amount-differs');
  expect(code(shares('Buy', '0.5', '0'))).toBe('amount-differs');
  expect(code(shares('Buy', '0', '-0.25'))).toBe('not-positive');
  expect(code(shares('Buy', '-1', '-0.25'))).toBe('not-positive');
});

test('a row without an Action goes by its Sub Type; one that is neither purchase nor sale is told by name', () => {
  const plain = shares('Buy', '10', '-300.00').replace('BUY_TO_OPEN', '');
  expect(events(plain)).toMatchObject([{ side: 'buy', effect: 'open', quantity: '10', price: '30' }]);
  const other = outcomes(shares('Buy', '10', '-300.00').replace('BUY_TO_OPEN', 'SWAP'));
  expect(other).toMatchObject([
    { kind: 'failed', code: 'side-unknown', message: expect.stringContaining('"swap"') as string },
  ]);
});

test('a future is priced by its sentence, also below one', () => {
  const future = (price: string): string =>
    `2026-03-02T15:00:00Z,Trade,Buy,BUY,/6JM6,Future,Bought 1 /6JM6 @ ${price},0.00,1,0.00,-1.25,-1.92,,,,,,,1,,USD`;
  expect(events(future('0.0066905'))).toMatchObject([{ side: 'buy', price: '0.0066905', fee: { amount: '3.17' } }]);
  expect([code(future('0')), code(future('-6000.25'))]).toEqual(['not-positive', 'not-positive']);
});

test('an expiry that pays says its side by the sign of what it paid', () => {
  const expired = (value: string): string =>
    `2026-03-20T21:00:00Z,Receive Deliver,Expiration,,KRM   260320C00045000,Equity Option,,${value},1,0.00,--,0.00,100,KRM,KRM,3/20/26,45,CALL,,,USD`;
  expect(events(expired('-0.50'))).toMatchObject([{ kind: 'expiry', side: 'buy', price: '0.005', effect: 'close' }]);
  expect(events(expired('0.50'))).toMatchObject([{ kind: 'expiry', side: 'sell', price: '0.005', effect: 'close' }]);
});

test('only options are taken out at their end, and only as many as there were', () => {
  const expired = (symbol: string, type: string, quantity: string): string =>
    `2026-03-20T21:00:00Z,Receive Deliver,Expiration,,${symbol},${type},,0.00,${quantity},0.00,--,0.00,,,,,,,,,USD`;
  const option = 'KRM   260320C00045000';
  expect(code(expired(option, 'Equity Option', '1'))).toBe('event');
  expect(code(expired('./MESM6EW4J6 260424C6300', 'Future Option', '1'))).toBe('event');
  expect(code(expired(option, 'Equity Option', '0'))).toBe('not-positive');
  expect(code(expired('ZQQ', 'Equity', '1'))).toBe('sub-type-unknown');
  expect(code(expired('/MESM6', 'Future', '1'))).toBe('sub-type-unknown');
});

test('money that came in is a deposit and money that left a withdrawal, be it less than one; nothing is no movement', () => {
  const wire = 'Wire Funds Received';
  expect(events(money('Withdrawal', '0.50', { description: wire }))).toMatchObject([
    { kind: 'deposit', amount: '0.5' },
  ]);
  expect(events(money('Deposit', '-0.50', { description: wire }))).toMatchObject([
    { kind: 'withdrawal', amount: '-0.5' },
  ]);
  expect(outcomes(money('Deposit', '0', { description: wire }))).toMatchObject([{ kind: 'ignored' }]);
  // Between own accounts, unless the words say how it came from outside.
  expect(events(money('Transfer', '5'))).toMatchObject([{ kind: 'transfer' }]);
  expect(events(money('Transfer', '5', { description: 'ACH deposit' }))).toMatchObject([{ kind: 'deposit' }]);
  expect(events(money('Deposit', '5'))).toMatchObject([{ kind: 'deposit' }]);
});

test('what is taken back of a dividend beside it is tax, as long as it is less than the dividend', () => {
  const dividend = (value: string): string => money('Dividend', value, { symbol: 'ZQQ' });
  const kinds = (...values: readonly string[]) => events(...values.map(dividend)).map(({ kind }) => kind);
  expect(kinds('0.90', '-0.27')).toEqual(['dividend', 'tax']);
  expect(kinds('0.50', '0.40', '-0.60')).toEqual(['dividend', 'dividend', 'tax']);
  // As much as was paid is the payment taken back; without a payment, who pays is short the share.
  expect(kinds('0.90', '-0.90')).toEqual(['dividend', 'dividend']);
  expect(kinds('-0.90')).toEqual(['dividend']);
});

test('a float’s noise is taken off, and only that', () => {
  const amount = (value: string) =>
    events(money('Deposit', value)).map((event) => ('amount' in event ? event.amount : null));
  // Thirteen decimals or more went through a float on their way; twelve did not.
  expect(amount('0.17199999999999993')).toEqual(['0.172']);
  expect(amount('100.123456789012')).toEqual(['100.123456789012']);
  expect(amount('0.1234567890123')).toEqual(['0.123456789']);
  expect(amount('0.12345678905123')).toEqual(['0.1234567891']);
});

test('a blank amount is nothing', () => {
  const blank = shares('Buy', '10', '-300.00', { commissions: '', fees: '' });
  expect(events(blank)).toMatchObject([{ fee: { amount: '0' } }]);
  expect(code(shares('Buy', '', '-300.00'))).toBe('not-positive');
  expect(code(shares('Buy', '10', ''))).toBe('amount-differs');
});
