import { expect, test } from 'vitest';
import type { ReportedPositionEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { dailyStates } from './daily-states.ts';
import { at, booked, fill, only, opening, perpetual, settings, wallet } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';

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
