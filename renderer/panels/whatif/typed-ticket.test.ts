import { expect, test } from 'vitest';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { blankTicket, readTicket, typedTicket } from './typed-ticket.ts';

const trade: WhatIfTicket = {
  kind: 'trade',
  account: 'Perps',
  instrument: 'BTC/USDT:USDT',
  side: 'sell',
  leg: 'short',
  size: { unit: 'base', amount: '1250.75' },
  price: '50000',
  leverage: 12.5,
  feeRate: 0.0005,
  stop: '51000',
};

test('a ticket put into the fields and read again is the same ticket', () => {
  const bare: WhatIfTicket = {
    ...trade,
    leg: null,
    size: { unit: 'contracts', amount: '2' },
    price: null,
    leverage: null,
    feeRate: null,
    stop: null,
  };
  const close: WhatIfTicket = {
    kind: 'close',
    account: 'Perps',
    instrument: 'BTC/USDT:USDT',
    leg: null,
    share: 0.07,
    price: null,
    feeRate: -0.0001,
  };
  const paidIn: WhatIfTicket = { kind: 'top-up', account: 'Perps', asset: 'USDT', amount: '1000' };
  for (const ticket of [
    trade,
    bare,
    close,
    { ...close, leg: 'long' as const, price: '9' },
    paidIn,
    { ...paidIn, amount: '-40' },
  ])
    expect(readTicket(typedTicket(7, ticket))).toEqual({ ok: true, ticket });
  expect(typedTicket(7, trade)).toMatchObject({ key: 7, feeRate: '0.05', leverage: '12.5', leg: 'short' });
  expect(typedTicket(7, { ...close, leg: 'long' }).leg).toBe('long');
  expect(typedTicket(7, { ...paidIn, amount: '-40' })).toMatchObject({ direction: 'out', amount: '40' });
});

test('the first field that says nothing usable is named, and whether it is only blank', () => {
  const typed = typedTicket(1, trade);
  expect(readTicket(blankTicket(1, ''))).toEqual({
    ok: false,
    field: 'account',
    message: 'The account is missing. Choose one.',
    isBlank: true,
  });
  expect(readTicket(blankTicket(1, 'Perps'))).toMatchObject({ field: 'instrument', isBlank: true });
  expect(readTicket({ ...typed, size: '0' })).toEqual({
    ok: false,
    field: 'size',
    message: 'Size: give one above 0.',
    isBlank: false,
  });
  expect(readTicket({ ...typed, size: ' ' })).toMatchObject({ field: 'size', isBlank: true });
  expect(readTicket({ ...typed, price: '1,5' })).toMatchObject({
    field: 'price',
    message: 'Price: Write decimals with a point, such as 1250.75.',
    isBlank: false,
  });
  expect(readTicket({ ...typed, leverage: '-2' })).toMatchObject({
    field: 'leverage',
    message: 'Leverage: give one above 0.',
  });
  expect(readTicket({ ...typed, stop: 'far' })).toMatchObject({
    field: 'stop',
    message: 'Stop: "far" is not a number.',
  });
  expect(readTicket({ ...typed, feeRate: '100' })).toEqual({
    ok: false,
    field: 'feeRate',
    message: 'Fee rate: less than 100 % of the value.',
    isBlank: false,
  });
  expect(readTicket({ ...typed, feeRate: '-100' })).toMatchObject({ field: 'feeRate' });
  expect(readTicket({ ...typed, feeRate: '99.9' })).toMatchObject({ ok: true, ticket: { feeRate: 0.999 } });
  expect(readTicket({ ...typed, kind: 'close', share: '100.5' })).toEqual({
    ok: false,
    field: 'share',
    message: 'Share: no more than 100 %.',
    isBlank: false,
  });
  expect(readTicket({ ...typed, kind: 'close' })).toMatchObject({ ok: true, ticket: { share: 1 } });
  expect(readTicket({ ...typed, kind: 'close', share: 'all' })).toMatchObject({
    message: 'Share: "all" is not a number.',
  });
  expect(readTicket({ ...typed, kind: 'close', price: '0' })).toMatchObject({ message: 'Price: give one above 0.' });
  expect(readTicket({ ...typed, kind: 'close', feeRate: 'x' })).toMatchObject({
    message: 'Fee rate: "x" is not a number.',
  });
  expect(readTicket({ ...typed, instrument: ' ' })).toMatchObject({
    message: 'The instrument is missing. Choose what is held, or type it.',
  });
  const paid = { ...typed, kind: 'top-up' as const };
  expect(readTicket(paid)).toMatchObject({ field: 'asset', message: 'The asset is missing. Name it, such as USDT.' });
  expect(readTicket({ ...paid, asset: 'USDT' })).toMatchObject({ field: 'amount', isBlank: true });
  expect(readTicket({ ...paid, asset: 'USDT', amount: '-1' })).toMatchObject({ message: 'Amount: give one above 0.' });
});
