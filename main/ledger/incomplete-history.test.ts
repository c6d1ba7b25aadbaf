import { expect, test } from 'vitest';
import type { FillEvent, LedgerEvent } from '../../shared/book/event.ts';
import { foldEvents } from './fold-events.ts';
import {
  booked,
  cash,
  decimal,
  fill,
  instrumentOf,
  inverse,
  only,
  opening,
  perpetual,
  settings,
  spot,
  wallet,
} from './fixtures/events.ts';

const gross = (amount: string) => ({ reportedPnl: { amount: decimal(amount), basis: 'gross' } }) as const;
const net = (amount: string, fee: string) =>
  ({
    reportedPnl: { amount: decimal(amount), basis: 'net-of-fee' },
    fee: { asset: 'USDT', amount: decimal(fee) },
  }) as const;

function read(events: readonly LedgerEvent[]) {
  return only(foldEvents(booked(events), settings()));
}

function expectIncomplete(events: readonly LedgerEvent[], found: RegExp): void {
  const position = read(events);
  expect(position.status).toBe('history-incomplete');
  expect(position.incomplete?.reason).toMatch(found);
  expect(position.incomplete?.mend).toBe('State the position of BTC/USDT:USDT in main, or import earlier files.');
}

const first = (side: 'buy' | 'sell', say: Partial<FillEvent>) => fill('2026-01-01T00:00:00Z', side, '1', '100', say);
const second = (side: 'buy' | 'sell', say: Partial<FillEvent>) => fill('2026-01-02T00:00:00Z', side, '1', '110', say);

test('a file that begins with a closing fill holds no phantom position', () => {
  expectIncomplete([first('buy', gross('97.84'))], /realised profit on a fill that closes nothing known/);
  expectIncomplete([first('sell', { effect: 'close' })], /calls a fill closing, but no such position is known/);
  expectIncomplete([first('sell', { effect: 'flip' })], /reversal/);
  expectIncomplete([first('sell', { positionAfter: decimal('4') })], /position that the file prints/);
  expectIncomplete([first('buy', net('0.98', '0.02'))], /closes nothing known/);
});

test('a first fill without a sign of closing starts flat', () => {
  expect(read([first('buy', gross('0'))])).toMatchObject({ status: 'open', quantity: '1' });
  expect(read([first('sell', { effect: 'open', positionAfter: decimal('-1') })])).toMatchObject({ quantity: '-1' });
  // An opening fill's net figure is its own fee, negative.
  expect(read([first('buy', net('-0.080389', '0.080389'))])).toMatchObject({ status: 'open' });
});

test('words that contradict a known position mark it too', () => {
  expectIncomplete([first('buy', {}), second('buy', { effect: 'close' })], /calls a fill closing/);
  expectIncomplete([first('buy', {}), second('sell', { effect: 'open' })], /calls a fill opening/);
  expectIncomplete([first('buy', {}), second('buy', gross('3'))], /closes nothing known/);
  const twice = fill('2026-01-02T00:00:00Z', 'sell', '2', '110', { effect: 'close' });
  expectIncomplete([first('buy', {}), twice], /closes more than is known to be held/);
  expectIncomplete(
    [first('buy', {}), second('sell', { positionAfter: decimal('1') })],
    /position that the file prints/,
  );
});

test('a printed profit that the fills do not give shows that something came before', () => {
  // Held 1 at 100, sold at 110: 10. A file that prints 12 knew another entry; one that prints 0 opened a short in hedge mode.
  expectIncomplete([first('buy', {}), second('sell', gross('12'))], /realised profit that the file prints/);
  expectIncomplete([first('buy', {}), second('sell', gross('0'))], /realised profit that the file prints/);
  expectIncomplete([first('buy', {}), second('sell', gross('10.0002'))], /realised profit that the file prints/);
  expect(read([first('buy', {}), second('sell', gross('10'))])).toMatchObject({ status: 'closed', realizedPnl: '10' });
});

test('rounding of the broker is no contradiction, a tick in the entry is one', () => {
  // 0.01 BTC from 73,851 to 73,822.3 is 0.287 for a short; Binance prints 0.28699999.
  const short = fill('2026-01-01T00:00:00Z', 'sell', '0.01', '73851', gross('0'));
  const cover = (pnl: string) => fill('2026-01-02T00:00:00Z', 'buy', '0.01', '73822.3', gross(pnl));
  expect(read([short, cover('0.28699999')])).toMatchObject({ status: 'closed', realizedPnl: '0.287' });
  // One tick of 0.1 in the entry is 0.001 in the profit.
  expectIncomplete([short, cover('0.288')], /realised profit that the file prints/);
  // Net of the fee: 0.287 - 0.02.
  const covered = fill('2026-01-02T00:00:00Z', 'buy', '0.01', '73822.3', net('0.267', '0.02'));
  expect(read([short, covered])).toMatchObject({ status: 'closed' });
});

test('profit through an incomplete history makes the wallet unknown until it is stated', () => {
  const events = [
    cash('2025-12-31T00:00:00Z', 'deposit', '1000'),
    first('buy', gross('97.84')),
    cash('2026-01-03T00:00:00Z', 'deposit', '50'),
  ];
  expect(foldEvents(booked(events), settings()).balances).toMatchObject([
    { status: 'unknown', flags: ['derived-from-incomplete-history'] },
  ]);
  expect(foldEvents(booked([...events, wallet('2026-01-04T00:00:00Z', '1147.8')]), settings()).balances).toMatchObject([
    { amount: '1147.8', status: 'known', knownSinceMs: Date.parse('2026-01-04T00:00:00Z'), flags: [] },
  ]);
});

test('a stated position clears the mark from its instant on', () => {
  const position = read([
    first('sell', gross('97.84')),
    opening('2026-01-01T12:00:00Z', '2', '90'),
    second('sell', gross('20')),
  ]);
  expect(position).toMatchObject({
    status: 'open',
    quantity: '1',
    averagePrice: '90',
    realizedPnl: '20',
    flags: ['realised-since-opening'],
  });
  const reading = foldEvents(
    booked([first('sell', gross('97.84')), opening('2026-01-01T12:00:00Z', '0', null)]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ status: 'closed', quantity: '0' });
  expect(reading.doubts).toMatchObject([{ incomplete: null, trustedSinceMs: Date.parse('2026-01-01T12:00:00Z') }]);
});

test('an opening before the first fill makes a closing fill complete', () => {
  const position = read([opening('2025-12-31T00:00:00Z', '-1', '197.84'), first('buy', gross('97.84'))]);
  expect(position).toMatchObject({ status: 'closed', realizedPnl: '97.84' });
});

test('a position stated without its average price stays missing, with its own mend', () => {
  const position = read([opening('2025-12-31T00:00:00Z', '-1', null)]);
  expect(position.incomplete?.mend).toBe('State the position of BTC/USDT:USDT in main with its average price.');
});

test('in hedge mode a fill must say which leg it belongs to', () => {
  const hedge = settings({}, 'hedge');
  const silentFill = only(foldEvents(booked([first('buy', {})]), hedge));
  expect(silentFill.incomplete?.reason).toMatch(/does not say to which leg/);
  const legs = foldEvents(
    booked([
      first('buy', { positionSide: 'long' }),
      second('sell', { positionSide: 'short' }),
      fill('2026-01-03T00:00:00Z', 'buy', '1', '100', { positionSide: 'short' }),
    ]),
    hedge,
  ).positions;
  expect(legs).toMatchObject([
    { leg: 'long', quantity: '1', realizedPnl: '0', status: 'open' },
    { leg: 'short', quantity: '0', realizedPnl: '10', status: 'closed' },
  ]);
});

test('open and close name the leg in hedge mode', () => {
  const legs = foldEvents(
    booked([first('buy', { effect: 'open' }), second('sell', { effect: 'open' }), second('sell', { effect: 'close' })]),
    settings({}, 'hedge'),
  ).positions;
  expect(legs).toMatchObject([
    { leg: 'long', quantity: '0', realizedPnl: '10' },
    { leg: 'short', quantity: '-1' },
  ]);
});

test('a leg never flips, and one bad leg spoils the instrument', () => {
  const legs = foldEvents(
    booked([
      first('sell', { positionSide: 'short' }),
      second('buy', { positionSide: 'long' }),
      fill('2026-01-03T00:00:00Z', 'sell', '2', '100', { positionSide: 'long' }),
    ]),
    settings(),
  ).positions;
  expect(legs.map((leg) => leg.status)).toEqual(['history-incomplete', 'history-incomplete']);
});

test('a statement without a side speaks for both legs, one with a side for its own', () => {
  const bad = [first('sell', { positionSide: 'long' }), first('buy', { positionSide: 'short' })];
  const one = foldEvents(
    booked([...bad, opening('2026-01-05T00:00:00Z', '3', '100', { positionSide: 'long' })]),
    settings(),
  );
  expect(one.positions.map((leg) => leg.status)).toEqual(['history-incomplete', 'history-incomplete']);
  const both = foldEvents(booked([...bad, opening('2026-01-05T00:00:00Z', '3', '100')]), settings());
  expect(both.positions).toMatchObject([
    { leg: 'long', quantity: '3', status: 'open' },
    { leg: 'short', quantity: '0', status: 'closed' },
  ]);
});

test('a failed row marks its instrument, or the account when that cannot be read', () => {
  const events = booked([cash('2025-12-31T00:00:00Z', 'deposit', '1000'), first('buy', {})]);
  const eth = instrumentOf('ETH/USDT:USDT').symbol;
  const reading = foldEvents(events, settings({ failedRows: [{ account: 'main', instrument: eth }] }));
  expect(reading.positions.map((one) => [one.instrument, one.status])).toEqual([
    [perpetual, 'open'],
    [eth, 'history-incomplete'],
  ]);
  // Its profit would have gone through the same wallet.
  expect(reading.balances).toMatchObject([{ asset: 'USDT', status: 'unknown', flags: ['row-failed'] }]);
  const whole = foldEvents(events, settings({ failedRows: [{ account: 'main', instrument: null }] }));
  expect(only(whole)).toMatchObject({ status: 'history-incomplete' });
  expect(only(whole).incomplete?.mend).toMatch(/dismiss the row/);
  const other = foldEvents(events, settings({ failedRows: [{ account: 'other', instrument: null }] }));
  expect(only(other)).toMatchObject({ status: 'open' });
});

test('rows of one second may stand in any order where a figure proves the right one', () => {
  const close = fill('2026-01-01T00:00:00Z', 'sell', '1', '110', { effect: 'close', positionAfter: decimal('0') });
  const open = fill('2026-01-01T00:00:00Z', 'buy', '1', '100', { effect: 'open', positionAfter: decimal('1') });
  expect(read([close, open])).toMatchObject({ status: 'closed', realizedPnl: '10' });
  // Without a figure the close may belong to an older position: nothing is passed over.
  expectIncomplete([{ ...close, positionAfter: null }, open], /calls a fill closing/);
});

test('a gross profit is held against the fold without the fee, within a millionth of the notional', () => {
  // Notional 738.223: a difference of 0.0001 is rounding, the fee of 0.29 would not be.
  const fee = { asset: 'USDT', amount: decimal('0.29528919') };
  const short = fill('2026-01-01T00:00:00Z', 'sell', '0.01', '73851');
  const cover = (pnl: string) => fill('2026-01-02T00:00:00Z', 'buy', '0.01', '73822.3', { ...gross(pnl), fee });
  expect(read([short, cover('0.2869')])).toMatchObject({ status: 'closed', realizedPnl: '0.287' });
  expectIncomplete([short, cover('0.2862')], /realised profit that the file prints/);
  expectIncomplete([short, cover('0.2878')], /realised profit that the file prints/);
});

test('the tolerance has three parts: printed digits, a rounded entry, a millionth of the notional', () => {
  const close = (quantity: string, price: string, pnl: string) =>
    read([
      fill('2026-01-01T00:00:00Z', 'buy', quantity, price),
      fill('2026-01-02T00:00:00Z', 'sell', quantity, price, gross(pnl)),
    ]).status;
  // 1 at 1: 0.000002 + 0.00000001 + 0.000001 = 0.00000301.
  expect(close('1', '1', '0.00000301')).toBe('closed');
  expect(close('1', '1', '-0.00000301')).toBe('closed');
  expect(close('1', '1', '0.000003010000000001')).toBe('history-incomplete');
  // 1,000,000 at 0.0008: 0.000002 + 0.01 + 0.0008 = 0.010802.
  expect(close('1000000', '0.0008', '0.010802')).toBe('closed');
  expect(close('1000000', '0.0008', '0.010802000000000001')).toBe('history-incomplete');
});

test('an inverse profit is held to the eighth digit of the coin and a millionth of the notional', () => {
  const close = (pnl: string) =>
    read([
      fill('2026-01-01T00:00:00Z', 'buy', '10000', '50000', { instrument: inverse }),
      fill('2026-01-02T00:00:00Z', 'sell', '10000', '50000', { instrument: inverse, ...gross(pnl) }),
    ]).status;
  // 0.2 BTC: 0.00000002 + 0.0000002 = 0.00000022.
  expect(close('0.00000022')).toBe('closed');
  expect(close('0.000000220000000001')).toBe('history-incomplete');
});

test('a net figure that is its fee up to the sixth digit closes nothing', () => {
  expect(read([first('buy', net('-0.019998', '0.02'))]).status).toBe('open');
  expect(read([first('buy', net('-0.020002', '0.02'))]).status).toBe('open');
  expectIncomplete([first('buy', net('-0.019997', '0.02'))], /closes nothing known/);
  // Without a fee the net figure is the gross one.
  const bare = { reportedPnl: { amount: decimal('0.5'), basis: 'net-of-fee' }, fee: null } as const;
  expectIncomplete([first('buy', bare)], /closes nothing known/);
});

test('a net figure is judged in the fee of the coin traded, and not at all in that of a third', () => {
  const bought = (asset: string, amount: string, pnl: string, instrument = spot) =>
    read([
      first('buy', {
        instrument,
        fee: { asset, amount: decimal(amount) },
        reportedPnl: { amount: decimal(pnl), basis: 'net-of-fee' },
      }),
    ]).status;
  expect(bought('HYPE', '0.01', '-1')).toBe('open');
  expect(bought('HYPE', '0.01', '5')).toBe('history-incomplete');
  expect(bought('BNB', '0.01', '0')).toBe('open');
  expect(bought('BTC', '0.01', '0', perpetual)).toBe('open');
});

test('the smallest position can be closed by name', () => {
  const speck = '0.000000000000000001';
  const opened = fill('2026-01-01T00:00:00Z', 'buy', speck, '1');
  const closed = fill('2026-01-02T00:00:00Z', 'sell', speck, '1', { effect: 'close' });
  expect(read([opened, closed]).status).toBe('closed');
});

test('fills with and without a leg cannot follow one position', () => {
  const mixed = (one: Partial<FillEvent>, two: Partial<FillEvent>) =>
    foldEvents(booked([first('buy', one), second('sell', two)]), settings()).positions;
  const sided = { positionSide: 'short' } as const;
  expect(mixed({}, sided).map((leg) => leg.incomplete?.reason)).toEqual([
    expect.stringMatching(/some fills name a leg/),
    expect.stringMatching(/some fills name a leg/),
  ]);
  expect(mixed(sided, {}).every((leg) => leg.status === 'history-incomplete')).toBe(true);
  // A flat one-way position may be followed by legs: the account changed its mode.
  const changed = foldEvents(
    booked([first('buy', {}), second('sell', {}), fill('2026-01-03T00:00:00Z', 'sell', '1', '100', sided)]),
    settings(),
  ).positions;
  expect(changed).toMatchObject([
    { leg: 'net', quantity: '0', realizedPnl: '10', status: 'closed' },
    { leg: 'short', quantity: '-1', status: 'open' },
  ]);
});

test('a fill of an unnamed leg is forgotten once both legs are stated', () => {
  const stated = (sides: readonly ('long' | 'short')[]) =>
    foldEvents(
      booked([
        first('buy', {}),
        ...sides.map((positionSide) =>
          opening('2026-01-05T00:00:00Z', positionSide === 'long' ? '2' : '-1', '100', { positionSide }),
        ),
      ]),
      settings({}, 'hedge'),
    ).positions.map((leg) => [leg.leg, leg.quantity, leg.status]);
  expect(stated(['long']).every(([, , status]) => status === 'history-incomplete')).toBe(true);
  expect(stated(['long', 'short'])).toEqual([
    ['net', '0', 'closed'],
    ['long', '2', 'open'],
    ['short', '-1', 'open'],
  ]);
});

test('a stated position that agrees keeps what was realised, one that differs starts anew', () => {
  const events = [fill('2026-01-01T00:00:00Z', 'buy', '2', '100'), fill('2026-01-02T00:00:00Z', 'sell', '1', '110')];
  expect(read([...events, opening('2026-01-03T00:00:00Z', '1', '100')])).toMatchObject({
    realizedPnl: '10',
    flags: [],
  });
  expect(read([...events, opening('2026-01-03T00:00:00Z', '5', '90')])).toMatchObject({
    quantity: '5',
    averagePrice: '90',
    realizedPnl: '0',
    flags: ['realised-since-opening'],
  });
});

test('funding of an account with both legs open is shown with the long one, flagged', () => {
  const legs = foldEvents(
    booked([
      first('buy', { positionSide: 'long' }),
      first('sell', { positionSide: 'short' }),
      cash('2026-01-01T08:00:00Z', 'funding', '-2', 'USDT', { instrument: perpetual }),
    ]),
    settings({}, 'hedge'),
  ).positions;
  expect(legs.map((leg) => [leg.leg, leg.funding, leg.flags])).toEqual([
    ['long', '-2', ['funding-of-both-legs']],
    ['short', '0', []],
  ]);
});
