import { expect, test } from 'vitest';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, missing } from '../../../shared/measures/outcome.ts';
import { account, balance, book, position, tiers } from '../fixtures/build-book.ts';
import { close, deskOf, trade } from '../fixtures/ticket-desk.ts';
import { applyTicket } from './apply-ticket.ts';
import { applyTickets } from './apply-tickets.ts';
import type { Ticket } from './ticket.ts';

const flat = tiers([0, 0.05, 0]);
const linear = 'BTC/USDT:USDT';
const inverse = 'BTC/USD:BTC';

/** 2 BTC long at 100, mark 120. */
const long = (more: Partial<ValuedPosition> = {}) =>
  position({ symbol: linear, quantity: 2, entry: 100, mark: 120, tiers: flat, more: { leverage: 5, ...more } });
/** 10 contracts of 100 USD, long at 50,000, mark 60,000. */
const coins = position({
  symbol: inverse,
  quantity: 10,
  entry: 50_000,
  mark: 60_000,
  tiers: flat,
  more: { multiplier: 100 },
});

function done(ticket: Ticket, positions: readonly ValuedPosition[], known: readonly ValuedPosition[] = positions) {
  const wallets = [balance('USDT', 1000), balance('BTC', 2, 60_000), balance('USD', 5000)];
  const applied = applyTicket(book([account(positions, wallets)]), ticket, deskOf(known));
  if (!applied.ok) return { fault: applied.fault, effects: [], positions: [], wallet: () => null };
  const [after] = applied.value.book.accounts;
  const wallet = (asset: string) => {
    const amount = after?.balances.find((one) => one.asset === asset)?.amount;
    return amount?.status === 'value' ? amount.value : null;
  };
  return { fault: null, effects: applied.value.effects, positions: after?.positions ?? [], wallet };
}

test('more of the same averages the entry, and only the fee is paid', () => {
  // (2 x 100 + 1 x 130) / 3 = 110; 0.1 % of 130.
  const { effects, positions, wallet } = done(trade(linear, 'buy', 1, { price: 130, feeRate: 0.001 }), [long()]);
  expect(positions).toMatchObject([{ quantity: 3, entryPrice: 110, realizedPnl: 0, side: 'long' }]);
  expect(wallet('USDT')).toBeCloseTo(999.87, 12);
  expect(effects).toMatchObject([
    {
      account: 'one',
      instrument: linear,
      leg: 'net',
      quantity: 1,
      price: 130,
      before: { quantity: known(2), entryPrice: 100, leverage: 5, marginMode: 'cross' },
      after: { quantity: known(3), entryPrice: 110, leverage: 5 },
      settleAsset: 'USDT',
      fee: 0.13,
      realized: known(0),
      value: known(130),
    },
  ]);
});

test('a part that is closed keeps the entry and takes its profit; what goes beyond begins anew at the price', () => {
  const part = done(trade(linear, 'sell', 0.5, { price: 110, feeRate: 0.001 }), [long()]);
  expect(part.positions).toMatchObject([{ quantity: 1.5, entryPrice: 100, realizedPnl: 5 }]);
  // 0.5 x 10, less 0.055.
  expect(part.wallet('USDT')).toBeCloseTo(1004.945, 12);
  const turned = done(trade(linear, 'sell', 3, { price: 110 }), [long({ isolatedMargin: 40 })]);
  expect(turned.positions).toMatchObject([
    { quantity: -1, side: 'short', entryPrice: 110, realizedPnl: 20, isolatedMargin: null },
  ]);
  expect(turned.effects).toMatchObject([{ realized: known(20), fee: 0, quantity: -3 }]);
  const gone = done(trade(linear, 'sell', 2), [long()]);
  expect(gone.positions).toEqual([]);
  // At the mark of 120.
  expect(gone.wallet('USDT')).toBe(1040);
  expect(gone.effects).toMatchObject([{ price: 120, after: { quantity: known(0), entryPrice: null, leverage: 5 } }]);
});

test('a short: sold more at a lower price, and bought back', () => {
  const short = position({ symbol: linear, quantity: -4, entry: 100, mark: 90, tiers: flat });
  const more = done(trade(linear, 'sell', 1, { price: 90 }), [short]);
  expect(more.positions).toMatchObject([{ quantity: -5, entryPrice: 98 }]);
  const back = done(trade(linear, 'buy', 5, { price: 80 }), [short]);
  expect(back.effects).toMatchObject([{ realized: known(80), after: { quantity: known(1), entryPrice: 80 } }]);
});

test('inverse contracts average by coins and are paid in them', () => {
  // 20 x 100 USD: 1,000 / 50,000 + 1,000 / 40,000 = 0.045 BTC for 2,000.
  const more = done(trade(inverse, 'buy', 10, { price: 40_000 }), [coins]);
  expect(more.positions[0]?.entryPrice).toBeCloseTo(2000 / 0.045, 6);
  // 500 USD cost 0.01 BTC and bring 0.008: 0.002 gained; a thousandth of 0.008 as the fee; worth 480 at 60,000.
  const part = done(trade(inverse, 'sell', 5, { price: 62_500, feeRate: 0.001 }), [coins]);
  expect(part.wallet('BTC')).toBeCloseTo(2.002 - 0.000008, 12);
  expect(part.effects[0]?.value).toEqual(known(480));
  expect(part.effects[0]?.fee).toBeCloseTo(0.000008, 15);
});

test('small and single contracts are booked like large ones; a contract may stand for several coins', () => {
  const half = { ...long(), quantity: 0.5 };
  expect(done(trade(linear, 'buy', 0.5, { price: 130 }), [half]).positions).toMatchObject([{ entryPrice: 115 }]);
  expect(done(trade(linear, 'sell', 0.25, { price: 130 }), [half]).effects).toMatchObject([{ realized: known(7.5) }]);
  expect(done(trade(linear, 'sell', 1), [{ ...long(), quantity: 1 }]).effects).toMatchObject([{ realized: known(20) }]);
  const short = { ...long(), quantity: -0.25, side: 'short' } as const;
  expect(done(trade(linear, 'buy', 0.75), [short]).positions).toMatchObject([{ quantity: 0.5, side: 'long' }]);
  const tens = position({ symbol: linear, quantity: 2, entry: 100, mark: 120, tiers: flat, more: { multiplier: 10 } });
  expect(done(trade(linear, 'sell', 1), [tens]).effects).toMatchObject([{ realized: known(200), value: known(1200) }]);
  const opened = done(trade(inverse, 'sell', 5), [long()], [long(), coins]);
  expect(opened.effects).toMatchObject([{ realized: known(0), after: { quantity: known(-5), entryPrice: 60_000 } }]);
  expect(opened.wallet('BTC')).toBe(2);
});

test('a stock is paid for outright, and the sale brings its price', () => {
  const shares = position({ symbol: 'ACME', quantity: 10, entry: 50, mark: 60, tiers: flat });
  const bought = done(trade('ACME', 'buy', 5, { price: 62, feeRate: 0.01 }), [shares]);
  // 5 x 62 and 1 % of it.
  expect(bought.wallet('USD')).toBeCloseTo(5000 - 310 - 3.1, 9);
  expect(bought.positions).toMatchObject([{ quantity: 15, entryPrice: 54 }]);
  const sold = done(trade('ACME', 'sell', 4), [shares]);
  expect(sold.wallet('USD')).toBe(5240);
  expect(sold.effects).toMatchObject([{ realized: known(40) }]);
  expect(done(trade('ACME', 'buy', 0.5), [shares]).wallet('USD')).toBe(4970);
});

test('a size in money is turned into contracts at the price and the rate', () => {
  const dear = position({ symbol: linear, quantity: 2, entry: 100, mark: 120, tiers: flat, settleRate: 0.5 });
  const of = (ticket: Ticket) => done(ticket, [dear, coins]).effects[0]?.quantity;
  // 300 USD are 600 USDT: 5 at 120. 300 USD are 0.005 BTC at 60,000: 3 contracts of 100.
  expect(of(trade(linear, 'buy', 0, { size: { unit: 'base', amount: 300 } }))).toBe(5);
  expect(of(trade(inverse, 'sell', 0, { size: { unit: 'base', amount: 300 } }))).toBeCloseTo(-3, 12);
});

test('a leverage that the ticket names is said from and to, and holds for all of the instrument', () => {
  const named = done(trade(linear, 'buy', 1, { leverage: 8 }), [long()]);
  expect(named.effects).toMatchObject([{ before: { leverage: 5 }, after: { leverage: 8 } }]);
  expect(named.positions).toMatchObject([{ leverage: 8 }]);
  const closing = done(trade(linear, 'sell', 2, { leverage: 8 }), [long()]);
  expect(closing.effects).toMatchObject([{ before: { leverage: 5 }, after: { leverage: 8 } }]);
  // Opened anew: what the account states, then what the ticket says.
  const opened = done(trade(linear, 'sell', 1, { leverage: 3 }), [coins], [coins, long({ leverage: 7 })]);
  expect(opened.effects).toMatchObject([{ before: { leverage: 7, quantity: known(0), entryPrice: null } }]);
  expect(opened.positions).toMatchObject([{ leverage: 10 }, { leverage: 3, quantity: -1, side: 'short' }]);
});

test('both legs of a hedge have one leverage; a leg must be named and does not turn round', () => {
  const legs = [long({ leg: 'long' }), { ...long(), leg: 'short', side: 'short', quantity: -3 } as const];
  const more = done(trade(linear, 'sell', 1, { leg: 'short', leverage: 2 }), legs);
  expect(more.positions).toMatchObject([
    { leg: 'long', quantity: 2, leverage: 2 },
    { leg: 'short', quantity: -4, leverage: 2 },
  ]);
  expect(done(trade(linear, 'sell', 1), legs).fault?.code).toBe('leg-missing');
  expect(done(trade(linear, 'sell', 1, { leg: 'long' }), [long()]).fault?.code).toBe('leg-unknown');
  expect(done(trade(linear, 'sell', 2, { leg: 'long' }), legs).positions).toHaveLength(1);
  expect(done(trade(linear, 'sell', 1.5, { leg: 'long' }), legs).positions).toHaveLength(2);
  const sold = done(trade(linear, 'sell', 2.5, { leg: 'long' }), legs).fault;
  expect(sold).toMatchObject({ code: 'leg-too-small', mend: 'Sell no more than that, or name the other leg.' });
  expect(sold?.message).toContain(`The long leg of ${linear} in one holds 2:`);
  const bought = done(trade(linear, 'buy', 3.5, { leg: 'short' }), legs).fault;
  expect(bought?.mend).toBe('Buy no more than that, or name the other leg.');
  // One leg only: the other begins with its leverage.
  const other = done(trade(linear, 'sell', 1, { leg: 'short' }), [long({ leg: 'long' })], [long({ leverage: 9 })]);
  expect(other.positions).toMatchObject([{ leverage: 5 }, { leg: 'short', side: 'short', quantity: -1, leverage: 5 }]);
});

test('more leverage than the margin table allows at this size is refused with its row and date', () => {
  const table = [
    { floor: 0, cap: 300, maintenanceRate: 0.01, deduction: 0, maxLeverage: 20 },
    { floor: 300, cap: 1000, maintenanceRate: 0.02, deduction: 3, maxLeverage: 10 },
    { floor: 1000, cap: null, maintenanceRate: 0.05, deduction: 33, maxLeverage: 4 },
  ];
  const tiered = position({ symbol: linear, quantity: 2, entry: 100, mark: 120, tiers: table, more: { leverage: 5 } });
  const ask = (side: 'buy' | 'sell', size: number, leverage: number, one = tiered) =>
    done(trade(linear, side, size, { price: 50, leverage }), [one]).fault;
  // 2.4 x 120 = 288 at the mark, not at the price of 50.
  expect(ask('buy', 0.4, 20)).toBeNull();
  expect(ask('buy', 0.4, 21)).toEqual({
    code: 'leverage-beyond-tier',
    message: `A leverage of 21 is more than test allows for ${linear} at this size: at most 20 from 0 to 300 USDT (row 1 of its margin table of 2026-09-01).`,
    mend: 'Set the leverage to 20 or less.',
  });
  // 2.5 x 120 is the next row.
  expect(ask('buy', 0.5, 11)).toMatchObject({
    message: expect.stringContaining('at most 10 from 300 to 1,000 USDT (row 2 of its margin table of 2026-09-01)'),
    mend: 'Set the leverage to 10 or less, or make the trade smaller.',
  });
  expect(ask('sell', 12, 5)?.message).toContain('at most 4 from 1,000 on USDT (row 3');
  expect(ask('buy', 40, 500, long())).toBeNull();
  // Without a mark the price of the trade counts: 5 x 50 = 250.
  const unmarked = { ...tiered, mark: missing('no mark', 'enter one') };
  expect(ask('buy', 3, 20, unmarked)).toBeNull();
  expect(ask('buy', 4, 20, unmarked)?.code).toBe('leverage-beyond-tier');
  const inverseTable = { ...coins, tierTable: { ...coins.tierTable, tiers: table.slice(0, 1) } };
  expect(done(trade(inverse, 'buy', 1, { leverage: 20 }), [inverseTable]).fault).toBeNull();
});

test('stated isolated margin grows by what is added over the leverage, shrinks with the share closed', () => {
  const isolated = long({ isolatedMargin: 60, marginMode: 'isolated' });
  const margin = (ticket: Ticket, one = isolated) => done(ticket, [one]).positions[0]?.isolatedMargin;
  expect(margin(trade(linear, 'buy', 1, { price: 130 }))).toBe(60 + 130 / 5);
  expect(margin(trade(linear, 'buy', 2, { price: 130 }))).toBe(112);
  expect(margin(trade(linear, 'buy', 1, { price: 130, leverage: 2 }))).toBe(125);
  expect(margin(trade(linear, 'sell', 0.5))).toBe(45);
  expect(margin(trade(linear, 'buy', 1), long({ isolatedMargin: 60, leverage: null }))).toBeNull();
  expect(margin(trade(linear, 'buy', 1), long())).toBeNull();
  expect(margin(trade(linear, 'sell', 1), long())).toBeNull();
});

test('a share is given back of every leg, or of the one named', () => {
  const legs = [long({ leg: 'long' }), { ...long(), leg: 'short', side: 'short', quantity: -4 } as const];
  const both = done(close(linear, 0.25, { price: 110, feeRate: 0.01 }), legs);
  expect(both.effects.map(({ quantity, realized }) => [quantity, realized])).toEqual([
    [-0.5, known(5)],
    [1, known(-10)],
  ]);
  // 1,000 + 5 - 10 - 1 % of 55 - 1 % of 110.
  expect(both.wallet('USDT')).toBeCloseTo(993.35, 9);
  const one = done(close(linear, 1, { leg: 'short' }), legs);
  expect(one.positions).toMatchObject([{ leg: 'long', quantity: 2, leverage: 5 }]);
  expect(done(close(linear, 1, { leg: 'short' }), [long()]).fault?.message).toBe(
    `one holds no short position of ${linear}.`,
  );
  expect(done(close(linear, 1), [coins]).fault?.message).toBe(`one holds no position of ${linear}.`);
  expect(done(close(linear, 1), [long({ mark: missing('no mark', 'enter one') })]).fault).toMatchObject({
    code: 'price-missing',
    message: 'no mark',
  });
});

test('what is not known stays so: an entry, a history, a mark, a rate', () => {
  const gap = missing('nobody says', 'say it');
  const sold = done(trade(linear, 'sell', 1), [long({ entryMissing: gap, entryPrice: 0 })]);
  expect(sold.effects).toMatchObject([{ realized: gap, before: { entryPrice: null } }]);
  expect(sold.wallet('USDT')).toBeNull();
  expect(sold.positions).toMatchObject([{ realizedMissing: gap }]);
  const code = (ticket: Ticket, one: ValuedPosition) => done(ticket, [one]).fault?.code ?? null;
  expect(code(trade(linear, 'buy', 1), long({ incomplete: gap }))).toBe('history-incomplete');
  expect(code(close(linear, 1), long({ incomplete: gap }))).toBe('history-incomplete');
  expect(code(trade(linear, 'buy', 1), long({ mark: gap }))).toBe('price-missing');
  expect(code(trade(linear, 'buy', 1, { price: 100 }), long({ mark: gap }))).toBeNull();
  const money = trade(linear, 'buy', 1, { size: { unit: 'base', amount: 5 } });
  expect(code(money, long({ settleRate: gap }))).toBe('rate-missing');
  expect(done(trade(linear, 'buy', 1), [long({ settleRate: gap })]).effects).toMatchObject([{ value: gap }]);
  expect(code({ ...money, account: 'two' }, long())).toBe('account-unknown');
});

test('a stop that loses nothing is refused', () => {
  const code = (side: 'buy' | 'sell', stop: number) =>
    done(trade(linear, side, 1, { price: 100, stop }), [long()]).fault?.code ?? null;
  expect([code('buy', 99), code('buy', 100), code('buy', 101)]).toEqual([null, 'stop-side', 'stop-side']);
  expect([code('sell', 101), code('sell', 100), code('sell', 99)]).toEqual([null, 'stop-side', 'stop-side']);
  const texts = (['buy', 'sell'] as const).map(
    (side) => done(trade(linear, side, 1, { price: 100, stop: 100 }), [long()]).fault,
  );
  expect(texts).toMatchObject([
    { message: `A stop at 100 loses nothing on a purchase of ${linear} at 100.`, mend: 'Set it below the price.' },
    { message: `A stop at 100 loses nothing on a sale of ${linear} at 100.`, mend: 'Set it above the price.' },
  ]);
});

test('amounts that cancel but for the rest of floats leave nothing', () => {
  const odd = { ...long(), quantity: 0.1 + 0.2 };
  expect(done(trade(linear, 'sell', 0.3), [odd]).positions).toEqual([]);
  expect(done(trade(linear, 'sell', 2 - 1e-11), [long()]).positions).toHaveLength(1);
  // One of a trillion is something.
  const trillion = { ...long(), quantity: 1e12 + 1 };
  expect(done(trade(linear, 'sell', 1e12), [trillion]).positions).toMatchObject([{ quantity: 1 }]);
  const leg = { ...long({ leg: 'long' }), quantity: 0.1 + 0.2 };
  expect(done(trade(linear, 'sell', 0.3, { leg: 'long' }), [leg]).positions).toEqual([]);
});

test('each ticket stands on the book that the one before leaves; a balance of nothing leaves with the last', () => {
  const before = book([account([long()], [balance('USDT', 1000), balance('ETH', 1, 50)])]);
  const tickets = [
    trade(linear, 'buy', 1, { price: 120, stop: 110 }),
    close(linear, 1, { price: 120 }),
    { kind: 'top-up', account: 'one', asset: 'ETH', amount: -1 } as const,
  ];
  const applied = applyTickets(before, tickets, known(500), deskOf([long()]));
  if (!applied.ok) throw new Error(applied.fault.message);
  const { effects, losses } = applied.value;
  // The first loses 10 at its stop, 2 % of 500; the close opens nothing.
  expect(effects.map(({ loss }) => loss.status)).toEqual(['value', 'not-applicable']);
  expect(losses).toEqual([{ instrument: linear, loss: known(10), share: known(0.02) }]);
  expect(effects[1]).toMatchObject({ quantity: -3, realized: known(40) });
  expect(applied.value.book.accounts[0]?.balances.map(({ asset }) => asset)).toEqual(['USDT']);
  // A wallet in which something settles stays, however empty.
  const emptied = book([account([long()], [balance('USDT', 5), balance('ETH', 1, 50)])]);
  const out = (asset: string, amount: number) => ({ kind: 'top-up', account: 'one', asset, amount }) as const;
  const left = applyTickets(emptied, [out('USDT', -5), out('ETH', -1)], known(1), deskOf([long()]));
  expect(left.ok && left.value.book.accounts[0]?.balances).toMatchObject([{ asset: 'USDT', amount: known(0) }]);
  const refused = applyTickets(before, [close('ACME', 1)], known(1), deskOf([long()]));
  expect(refused.ok).toBe(false);
});
