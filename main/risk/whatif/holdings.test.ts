import { expect, test } from 'vitest';
import type { ValuedBalance } from '../../../shared/book/valued-book.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { close, deskOf, trade } from '../fixtures/ticket-desk.ts';
import { applyTicket } from './apply-ticket.ts';
import type { Ticket } from './ticket.ts';

const flat = tiers([0, 0.05, 0]);
const spot = position({ symbol: 'ETH/USDT', quantity: 0, entry: 0, mark: 2000, tiers: flat, settleRate: 0.5 });
const gap = missing('nobody says', 'say it');

function done(ticket: Ticket, balances: readonly ValuedBalance[], untouched = true, positions = [] as const) {
  const applied = applyTicket(book([account(positions, balances)]), ticket, deskOf([spot], untouched));
  if (!applied.ok) return { fault: applied.fault.code, effects: [], left: {} };
  const [after] = applied.value.book.accounts;
  const left = Object.fromEntries(
    (after?.balances ?? []).map(({ asset, amount }) => [
      asset,
      amount.status === 'value' ? amount.value : amount.status,
    ]),
  );
  return { fault: null, effects: applied.value.effects, left };
}

const money = balance('USDT', 10_000);

test('coins are bought with what they are quoted in, the fee on top; sold, it comes off', () => {
  const bought = done(trade('ETH/USDT', 'buy', 2, { price: 1900, feeRate: 0.001 }), [money, balance('ETH', 1)]);
  // 2 x 1,900 and 3.8.
  expect(bought.left).toEqual({ USDT: 10_000 - 3803.8, ETH: 3 });
  expect(bought.effects).toMatchObject([
    {
      quantity: 2,
      price: 1900,
      leg: 'net',
      before: { quantity: known(1), entryPrice: null, leverage: null, marginMode: null },
      after: { quantity: known(3) },
      settleAsset: 'USDT',
      fee: expect.closeTo(3.8, 12) as number,
      realized: known(0),
      // A USDT is worth half a dollar here.
      value: known(1900),
    },
  ]);
  const sold = done(trade('ETH/USDT', 'sell', 0.5, { feeRate: 0.001 }), [money, balance('ETH', 1)]);
  expect(sold.left).toEqual({ USDT: 10_999, ETH: 0.5 });
});

test('a coin that was never held begins with its purchase; one that is sold without being held is not known', () => {
  expect(done(trade('ETH/USDT', 'buy', 2), [money]).left).toEqual({ USDT: 6000, ETH: 2 });
  expect(done(trade('ETH/USDT', 'buy', 0.5), [money]).left).toEqual({ USDT: 9000, ETH: 0.5 });
  expect(done(trade('ETH/USDT', 'sell', 2), [money]).left).toEqual({ USDT: 14_000, ETH: 'missing-data' });
  // Something moved it before: then nobody knows what it was.
  expect(done(trade('ETH/USDT', 'buy', 2), [money], false).left).toEqual({ USDT: 6000, ETH: 'missing-data' });
  // What is paid with a wallet that nobody states, and what a sale brings into one, says nothing of it.
  expect(done(trade('ETH/USDT', 'buy', 2), []).left).toEqual({ ETH: 2, USDT: 'missing-data' });
  expect(done(trade('ETH/USDT', 'sell', 1), [balance('ETH', 3)]).left).toEqual({ ETH: 2, USDT: 'missing-data' });
});

test('a share of the coins held is sold, of those owed bought back', () => {
  expect(done(close('ETH/USDT', 0.25), [money, balance('ETH', 4)]).left).toEqual({ USDT: 12_000, ETH: 3 });
  const owed = done(close('ETH/USDT', 1, { price: 1500 }), [money, balance('ETH', -2)]);
  expect(owed.left).toEqual({ USDT: 7000, ETH: 0 });
  expect(owed.effects).toMatchObject([{ quantity: 2 }]);
  expect(done(close('ETH/USDT', 1), [money, balance('ETH', 0)]).fault).toBe('nothing-held');
  expect(done(close('ETH/USDT', 1), [money]).fault).toBe('size-unknown');
  const unmarked = { ...spot, mark: gap };
  const applied = applyTicket(book([account([], [balance('ETH', 1)])]), close('ETH/USDT', 1), deskOf([unmarked]));
  expect(applied).toMatchObject({ ok: false, fault: { code: 'price-missing' } });
  const priceless = applyTicket(book([account([], [])]), trade('ETH/USDT', 'buy', 1), deskOf([unmarked]));
  expect(priceless).toMatchObject({ ok: false, fault: { code: 'price-missing' } });
  const rateless = applyTicket(
    book([account([], [money])]),
    trade('ETH/USDT', 'buy', 1),
    deskOf([{ ...spot, settleRate: gap }]),
  );
  expect(rateless).toMatchObject({ ok: true, value: { effects: [{ value: gap }] } });
});

test('money paid in begins a wallet, unless positions settle in it: theirs was there before', () => {
  const topUp = (asset: string, amount: number) => ({ kind: 'top-up', account: 'one', asset, amount }) as const;
  expect(done(topUp('USDC', 500), [money]).left).toEqual({ USDT: 10_000, USDC: 500 });
  expect(done(topUp('USDT', -500), [money]).left).toEqual({ USDT: 9500 });
  expect(done(topUp('USDC', 0.5), []).left).toEqual({ USDC: 0.5 });
  expect(done(topUp('USDC', 0), []).left).toEqual({ USDC: 'missing-data' });
  expect(done(topUp('USDC', -500), []).left).toEqual({ USDC: 'missing-data' });
  const held = position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 1, mark: 1, tiers: flat });
  const settled = applyTicket(book([account([held], [])]), topUp('USDT', 500), deskOf([]));
  expect(settled).toMatchObject({
    value: { book: { accounts: [{ balances: [{ amount: { status: 'missing-data' } }] }] } },
  });
  const other = applyTicket(book([account([held], [])]), topUp('USDC', 500), deskOf([]));
  expect(other).toMatchObject({ value: { book: { accounts: [{ balances: [{ amount: known(500) }] }] } } });
});

test('only the account that is named changes, and one that is not there is refused with those that are', () => {
  const two = { ...account([], [money]), name: 'two' };
  const ticket = { kind: 'top-up', account: 'two', asset: 'USDT', amount: 1 } as const;
  const applied = applyTicket(book([account([], [money]), two]), ticket, deskOf([]));
  expect(applied).toMatchObject({
    value: {
      book: { accounts: [{ balances: [{ amount: known(10_000) }] }, { balances: [{ amount: known(10_001) }] }] },
    },
  });
  const fault = (accounts: Parameters<typeof book>[0]) => {
    const found = applyTicket(book(accounts), { ...ticket, account: 'three' }, deskOf([]));
    return found.ok ? null : `${found.fault.message} ${found.fault.mend}`;
  };
  expect(fault([account([], []), two])).toBe('There is no account three. Name one of one, two.');
  expect(fault([])).toBe('There is no account three. State one first.');
});
