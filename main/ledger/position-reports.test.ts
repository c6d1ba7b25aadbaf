import { expect, test } from 'vitest';
import type { LedgerEvent, ReportedPositionEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { dailyStates } from './daily-states.ts';
import { at, booked, fill, only, opening, perpetual, settings, spot, wallet } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';
import { reconcile } from './reconciliation/fixtures/reports.ts';

const acme = 'ACME' as InstrumentSymbol;
const share = { instrument: acme };

function report(
  time: string,
  quantity: string,
  averagePrice: string | null,
  say: Partial<ReportedPositionEvent> = {},
): ReportedPositionEvent {
  return {
    kind: 'reported-position',
    timeMs: at(time),
    sourceId: null,
    flags: [],
    instrument: acme,
    quantity: quantity as Decimal,
    averagePrice: averagePrice as Decimal | null,
    positionSide: null,
    mark: null,
    liquidationPrice: null,
    ...say,
  };
}

const bought = fill('2026-01-02T15:00:00Z', 'buy', '50', '20', share);
const evening = '2026-01-02T21:00:00Z';

test('a report that agrees confirms and changes nothing', () => {
  const plain = foldEvents(booked([bought]), settings());
  const held = foldEvents(booked([bought, report(evening, '50', '20.02')]), settings());
  expect(held.positions).toEqual(plain.positions);
});

test('a report that differs makes the history incomplete, and names both counts and the way to mend it', () => {
  const { incomplete } = only(foldEvents(booked([bought, report(evening, '100', '19.5')]), settings()));
  expect(incomplete).toEqual({
    status: 'missing-data',
    reason:
      'The history of ACME in main is incomplete: the broker reports 100 at 2026-01-02T21:00:00Z, the rows known add up to 50.',
    mend: 'State the position of ACME in main as the broker reports it (100 at 19.5 on 2026-01-02T21:00:00Z), or import earlier files.',
  });
});

test('the broker’s position taken as stated at its instant mends it, and the report then agrees', () => {
  const mended = foldEvents(
    booked([bought, report(evening, '100', '19.5'), opening(evening, '100', '19.5', share)]),
    settings(),
  );
  expect(only(mended)).toMatchObject({ quantity: '100', averagePrice: '19.5', status: 'open' });
});

test('a report tells of the end of its instant: a fill of the same instant is in it', () => {
  const reading = foldEvents(
    booked([report(evening, '50', null), fill(evening, 'buy', '50', '20', share)]),
    settings(),
  );
  expect(only(reading)).toMatchObject({ quantity: '50', status: 'open', flags: [] });
});

test('of shares of which nothing was known the report is the beginning, flagged; later fills go on from it', () => {
  const reading = foldEvents(
    booked([
      wallet('2026-01-02T00:00:00Z', '100', 'USD'),
      report(evening, '100', '19.5'),
      fill('2026-01-05T15:00:00Z', 'sell', '40', '20', share),
      report('2026-01-05T21:00:00Z', '60', '19.5'),
    ]),
    settings(),
  );
  // 40 x (20 - 19.5) = 20.
  expect(only(reading)).toMatchObject({ quantity: '60', averagePrice: '19.5', realizedPnl: '20', status: 'open' });
  expect(only(reading).flags).toEqual(['from-position-report']);
  expect(reading.balances[0]?.amount).toBe('900');
});

test('a report without an entry price leaves entry and profit unknown until it is flat', () => {
  const events = [report(evening, '100', null), fill('2026-01-05T15:00:00Z', 'buy', '20', '21', share)];
  expect(only(foldEvents(booked(events), settings()))).toMatchObject({
    quantity: '120',
    averagePrice: null,
    status: 'open',
  });
  const closed = [
    ...events,
    fill('2026-01-06T15:00:00Z', 'sell', '120', '22', share),
    fill('2026-01-07T15:00:00Z', 'buy', '10', '23', share),
  ];
  const after = only(foldEvents(booked(closed), settings()));
  expect(after).toMatchObject({ quantity: '10', averagePrice: '23' });
  expect(after.flags).toContain('realised-without-cost');
});

test('the profit of a contract whose entry nobody knows leaves its wallet unknown', () => {
  const perp = { instrument: perpetual };
  const reading = foldEvents(
    booked([
      wallet('2026-01-01T00:00:00Z', '1000'),
      report(evening, '1', null, perp),
      fill('2026-01-05T15:00:00Z', 'sell', '1', '100', perp),
    ]),
    settings(),
  );
  expect(reading.balances[0]).toMatchObject({ asset: 'USDT', status: 'unknown' });
});

test('a later report does not clear what was in doubt before it, but says what to state', () => {
  const doubted = fill('2026-01-02T15:00:00Z', 'sell', '10', '20', { ...share, effect: 'close' });
  const { status, incomplete } = only(foldEvents(booked([doubted, report(evening, '100', '19.5')]), settings()));
  expect(status).toBe('history-incomplete');
  expect(incomplete?.mend).toContain('as the broker reports it (100 at 19.5 on');
  const failedRows = [{ account: 'main', instrument: acme }];
  expect(only(foldEvents(booked([bought, report(evening, '50', '20')]), settings({ failedRows }))).status).toBe(
    'history-incomplete',
  );
});

test('each leg of a hedge is held against its own report', () => {
  const perp = (positionSide: 'long' | 'short') => ({ instrument: perpetual, positionSide });
  const events = [
    fill('2026-01-02T15:00:00Z', 'buy', '3', '100', perp('long')),
    fill('2026-01-02T15:01:00Z', 'sell', '2', '101', perp('short')),
  ];
  const agreed = [report(evening, '3', null, perp('long')), report(evening, '-2', null, perp('short'))];
  const unsided = [
    report(evening, '3', null, { instrument: perpetual }),
    report(evening, '-2', null, { instrument: perpetual }),
  ];
  for (const reports of [agreed, unsided])
    expect(
      foldEvents(booked([...events, ...reports]), settings({}, 'hedge')).positions.map(({ status }) => status),
    ).toEqual(['open', 'open']);
  const wrong = [report(evening, '-1', null, perp('short'))];
  expect(foldEvents(booked([...events, ...wrong]), settings({}, 'hedge')).positions[0]?.incomplete?.reason).toContain(
    'the broker reports -1',
  );
});

test('a report of nothing held: flat agrees, a position does not', () => {
  expect(foldEvents(booked([report(evening, '0', null)]), settings()).positions).toEqual([]);
  expect(only(foldEvents(booked([bought, report(evening, '0', null)]), settings())).status).toBe('history-incomplete');
});

test('shares that a report brings in are money from outside for the equity', () => {
  const { days } = dailyStates(booked([report(evening, '100', '19.5')]), settings(), at('2026-01-03T00:00:00Z'));
  expect(days[0]?.flows).toMatchObject([{ instrument: acme, amount: '100', kind: 'opening' }]);
});

test('a hedge is flat where a report of nothing names no side; with a side it speaks of that leg', () => {
  const sided = (side: 'buy' | 'sell', positionSide: 'long' | 'short') =>
    fill('2026-01-02T15:00:00Z', side, '2', '100', { positionSide });
  const nothing = (positionSide: 'long' | 'short' | null) =>
    report(evening, '0', null, { instrument: perpetual, positionSide });
  const status = (...events: readonly LedgerEvent[]) =>
    foldEvents(booked(events), settings({}, 'hedge')).positions[0]?.status;
  expect(status(sided('sell', 'short'), nothing(null))).toBe('history-incomplete');
  expect(status(sided('buy', 'long'), nothing(null))).toBe('history-incomplete');
  expect(status(sided('sell', 'short'), nothing('long'))).toBe('open');
  expect(status(sided('sell', 'short'), nothing('short'))).toBe('history-incomplete');
});

test('a statement answers what was reported of its leg, one without a side what was reported of both', () => {
  const sides = {
    long: { positionSide: 'long', instrument: perpetual },
    short: { positionSide: 'short', instrument: perpetual },
  } as const;
  const events = [
    fill('2026-01-02T15:00:00Z', 'buy', '3', '100', sides.long),
    fill('2026-01-02T15:01:00Z', 'sell', '2', '101', sides.short),
    report(evening, '4', null, sides.long),
    report(evening, '-5', null, sides.short),
  ];
  const open = (...more: readonly LedgerEvent[]) =>
    reconcile([...events, ...more])
      .lines.filter(({ kind }) => kind === 'position')
      .map(({ leg }) => leg);
  expect(open()).toEqual(['long', 'short']);
  expect(open(opening('2026-01-03T09:00:00Z', '4', '100', sides.long))).toEqual(['short']);
  expect(open(opening('2026-01-03T09:00:00Z', '-5', '100', sides.short))).toEqual(['long']);
  expect(open(opening('2026-01-03T09:00:00Z', '4', '100'))).toEqual([]);
});

test('a future’s report of the day may end with the session, a perpetual’s does not', () => {
  // 17:00 in New York is 22:00 UTC in January: the second contract is of the next session.
  const read = (instrument: InstrumentSymbol) =>
    only(
      foldEvents(
        booked([
          fill('2026-01-02T15:00:00Z', 'buy', '1', '6000', { instrument }),
          fill('2026-01-02T22:30:00Z', 'buy', '1', '6010', { instrument }),
          report('2026-01-02T23:59:59.999Z', '1', null, { instrument }),
        ]),
        settings(),
      ),
    );
  expect(read('/ESH6' as InstrumentSymbol)).toMatchObject({ quantity: '2', status: 'open' });
  expect(read(perpetual).status).toBe('history-incomplete');
});

test('shares that are stated after an incomplete history came in whole; the last digit of a share is a flow, too', () => {
  const flows = (...events: readonly LedgerEvent[]) =>
    dailyStates(booked(events), settings(), at('2026-02-01T00:00:00Z')).days.flatMap((day) =>
      day.flows.map(({ amount, kind }) => [amount, kind]),
    );
  const doubted = fill('2026-01-02T15:00:00Z', 'sell', '10', '20', { ...share, effect: 'close' });
  expect(flows(doubted, opening('2026-01-03T09:00:00Z', '7', '20', share))).toEqual([['7', 'difference']]);
  expect(flows(bought, opening('2026-01-03T09:00:00Z', '50.000000000000000001', '20', share))).toEqual([
    ['0.000000000000000001', 'difference'],
  ]);
  expect(flows(bought, opening('2026-01-03T09:00:00Z', '50', '20', share))).toEqual([]);
});

test('where no average is printed, none is named as what to state', () => {
  const { incomplete } = only(foldEvents(booked([bought, report(evening, '100', null)]), settings()));
  expect(incomplete?.mend).toContain('as the broker reports it (100 on 2026-01-02T21:00:00Z)');
});

test('what is reported as gone says nothing of the others, coins in spot are none of its positions', () => {
  const other = fill('2026-01-02T15:00:00Z', 'buy', '5', '9', { instrument: 'APEX' as InstrumentSymbol });
  const sold = fill('2026-01-02T16:00:00Z', 'sell', '50', '21', share);
  const { positions } = foldEvents(booked([bought, other, sold, report(evening, '0', null)]), settings());
  expect(positions.map(({ status }) => status)).toEqual(['closed', 'open']);
  const coins = report(evening, '3', '40', { instrument: spot });
  expect(only(foldEvents(booked([coins]), settings()))).toMatchObject({ quantity: '0', status: 'closed' });
  const coin = fill('2026-01-02T15:00:00Z', 'buy', '2', '40', { instrument: spot });
  expect(only(foldEvents(booked([coin, coins]), settings()))).toMatchObject({ quantity: '2', status: 'open' });
});

test('nothing that cannot be trusted is taken off what is stated after it', () => {
  const printed = fill('2026-01-02T15:00:00Z', 'buy', '50', '20', { ...share, positionAfter: '80' as Decimal });
  const { days } = dailyStates(
    booked([printed, opening('2026-01-03T09:00:00Z', '80', '20', share)]),
    settings(),
    at('2026-02-01T00:00:00Z'),
  );
  expect(days.flatMap(({ flows }) => flows)).toMatchObject([{ amount: '80', kind: 'difference' }]);
});

test('a position whose entry was not reported has one again once it is stated or closed', () => {
  const unknown = report(evening, '5', null);
  expect(only(foldEvents(booked([unknown]), settings())).openedMs).toBe(at(evening));
  const stated = opening('2026-01-03T09:00:00Z', '5', '30', share);
  expect(only(foldEvents(booked([unknown, stated]), settings()))).toMatchObject({ averagePrice: '30' });
  const flat = [
    opening('2026-01-03T09:00:00Z', '0', null, share),
    fill('2026-01-04T15:00:00Z', 'buy', '1', '50', share),
  ];
  expect(only(foldEvents(booked([unknown, ...flat]), settings()))).toMatchObject({ averagePrice: '50' });
});
