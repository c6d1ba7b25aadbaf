import { expect, test } from 'vitest';
import type { CalledPools, Compared, OrderOfEvents, WhatIfDocument } from '../../shared/contract/whatif.ts';
import { whatIfTables } from './csv-what-if-tables.ts';
import { eventsHtml } from './what-if-events.ts';

const cell = { value: null, status: 'none', reason: 'not shown', mend: null, flags: [] } as const;
const unread: Compared = {
  actual: { ...cell, flags: [] },
  whatIf: { ...cell, flags: [] },
  difference: null,
  differenceReason: null,
};

function eventsOf(actual: CalledPools, whatIf: CalledPools): OrderOfEvents {
  const side = { firstCall: unread, events: unread, firstDebt: unread, actual, whatIf, isReordered: false };
  const nobody: CalledPools = { order: [], unknown: [] };
  return {
    hypothetical: true,
    asset: 'BTC',
    beta: 1,
    from: -0.5,
    to: 0.5,
    sides: [
      { ...side, side: 'down' },
      { ...side, side: 'up', actual: nobody, whatIf: nobody },
    ],
  };
}

function printed(actual: CalledPools, whatIf: CalledPools): string {
  return eventsHtml(eventsOf(actual, whatIf))
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

const pool = (account: string, shockFraction: number, events: number, debtShockFraction: number | null) => ({
  account,
  pool: 'cross',
  shockFraction,
  events,
  debtShockFraction,
});

test('who is called on the way, how much happens to each and where it owes; what is not known apart', () => {
  const text = printed(
    { order: [pool('Main', -0.1, 1, null), pool('Old <b>', -0.2, 3, -0.25)], unknown: [] },
    { order: [], unknown: [{ account: 'Dark', pool: 'cross' }] },
  );
  expect(text).toContain(
    'BTC falls to −50.0 %, actual Main, cross −10.0 %: 1 event; Old &lt;b&gt;, cross −20.0 %: 3 events, owes from −25.0 %.',
  );
  expect(text).toContain(
    'BTC falls to −50.0 %, what-if none that is known. Not known, since a figure is missing: Dark, cross.',
  );
  expect(text).toContain('BTC rises to +50.0 %, actual nobody is called.');
});

test('eight pools stand on paper, with a word for the rest; without an axis nothing does', () => {
  const order = Array.from({ length: 10 }, (_, index) => pool(`A${index}`, -0.1, 1, null));
  const text = printed({ order, unknown: [] }, { order: [], unknown: [] });
  expect(text).toContain('A7, cross −10.0 %: 1 event; then 2 more, in the CSV table what-if-events and in the JSON.');
  expect(text).not.toContain('A8');
  expect(eventsHtml(null)).toBe('');
});

test('the table has every pool, and one row for each that is not known', () => {
  const events = eventsOf(
    { order: [pool('Main', -0.1, 1, null), pool('Old', -0.2, 3, -0.25)], unknown: [] },
    { order: [], unknown: [{ account: 'Dark', pool: 'cross' }] },
  );
  const assessed = {
    label: 'More BTC',
    tickets: [],
    fault: null,
    largestSize: null,
    notes: [],
    limits: null,
    effects: [],
    comparison: { figures: [], positions: [], ladder: null, events },
  };
  const tables = whatIfTables({ schema: 'ballast.whatif/1', whatIfs: [assessed] } as unknown as WhatIfDocument);
  const lines =
    tables
      .find(({ name }) => name === 'what-if-events')
      ?.text.trimEnd()
      .split('\r\n') ?? [];
  expect(lines.slice(1)).toEqual([
    'More BTC,BTC,down,-0.5,actual,Main,cross,-0.1,1,,',
    'More BTC,BTC,down,-0.5,actual,Old,cross,-0.2,3,-0.25,',
    'More BTC,BTC,down,-0.5,what-if,Dark,cross,,,,not known whether it is called',
  ]);
});
