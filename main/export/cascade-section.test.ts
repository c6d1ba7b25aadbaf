import { expect, test } from 'vitest';
import type { CascadeDocument, CascadeEventRow } from '../../shared/contract/cascade.ts';
import { mainBook } from '../views/testing/small-risk-document.ts';
import { snapshotTables } from './snapshot-csv.ts';
import { snapshotHtml } from './snapshot-html.ts';
import { noOutlook, snapshotOf, type Snapshot } from './snapshot.ts';

const closed: CascadeEventRow = {
  kind: 'closed',
  shockFraction: -0.25,
  account: 'Main',
  pool: 'cross',
  instrument: 'BTC/USDT:USDT',
  quantity: -0.125,
  price: 45_000,
  priceObtained: 44_550,
  notional: 5_625,
  fee: 12,
  feeUnknown: false,
  impact: 56.25,
  forfeited: 0,
  equityAfter: 88,
  bearers: [],
  flags: [],
};
const debt: CascadeEventRow = {
  ...closed,
  kind: 'debt',
  shockFraction: -0.4,
  instrument: null,
  quantity: null,
  price: null,
  priceObtained: null,
  notional: 0,
  fee: 0,
  impact: 0,
  forfeited: 300,
  equityAfter: -50,
  bearers: ['insurance-fund', 'socialised'],
};

function cascadeOf(events: readonly CascadeEventRow[], more: Partial<CascadeDocument> = {}): CascadeDocument {
  return {
    schema: 'ballast.cascade/1',
    asOf: '2026-03-10T12:00:00Z',
    engine: 'test',
    base: 'USD',
    axis: { kind: 'asset', asset: 'BTC', from: -0.5, to: 0, step: 0.5, beta: 0 },
    sale: { kind: 'haircut', fraction: 0.01 },
    salesMovePrice: true,
    rungs: [
      { shockFraction: -0.5, bookEquity: 88, markDownEquity: -500, pools: [] },
      { shockFraction: 0, bookEquity: 11_300, markDownEquity: 11_300, pools: [] },
    ],
    sides: [{ side: 'down', events: [...events], firstDebt: null }],
    topUps: [],
    rules: null,
    judged: [],
    plans: [],
    assumptions: [],
    excluded: [],
    ...more,
  };
}

function snapshotWith(cascade: CascadeDocument): Snapshot {
  const { risk, positions } = mainBook();
  return snapshotOf(risk, positions, { rates: [], positions: [] }, { ...noOutlook, cascade });
}

function printed(cascade: CascadeDocument): string {
  const html = snapshotHtml(snapshotWith(cascade));
  const section = html.split('<section>').find((one) => one.startsWith('<h2>Order of events</h2>')) ?? '';
  return section.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('the terms of the sales, what is obtained, and who bears a debt', () => {
  const text = printed(
    cascadeOf([closed, debt], { sides: [{ side: 'down', events: [closed, debt], firstDebt: -0.4 }] }),
  );
  expect(text).toContain('BTC moves, the others stand still. What is closed loses 1.0 % of its value.');
  expect(text).toContain('Forced sales move the price for every account. The venues&#39; own rules hold.');
  expect(text).toContain('−25.0 % Main cross closed BTC/USDT:USDT −0.125 45,000.0 44,550.0 12 88');
  expect(text).toContain('−40.0 % Main cross owes – – – – 0 −50');
  expect(text).toContain('Borne by the insurance fund, then all traders together. Others bear 300 of it.');
  expect(text).toContain(
    'At −50.0 % the equity of the book is 88; −500 if nothing were closed (+588 by what is closed).',
  );
  expect(text).toContain('The first debt arises at −40.0 %.');
});

test('a debt of which nobody knows who bears it, a takeover that keeps equity, a fee that is not known', () => {
  const text = printed(
    cascadeOf([
      { ...closed, kind: 'taken-over', forfeited: 77, feeUnknown: true },
      { ...debt, bearers: [], forfeited: 0 },
    ]),
  );
  expect(text).toContain('taken over by the venue BTC/USDT:USDT −0.125 45,000.0 44,550.0 not known 88');
  expect(text).toContain('77 of the equity is kept by whoever takes it.');
  expect(text).toContain('Who bears it is not known.');
  expect(text).not.toContain('Others bear');
});

test('twenty-five events stand on paper, all of them in the table; a line says where the rest is', () => {
  const many = Array.from({ length: 27 }, (_, index) => ({ ...closed, shockFraction: -0.01 * (index + 1) }));
  expect(printed(cascadeOf(many))).toContain(
    '−25.0 % Main cross closed BTC/USDT:USDT −0.125 45,000.0 44,550.0 12 88 2 more events of 27 stand in the CSV table cascade-events and in the JSON.',
  );
  expect(printed(cascadeOf(many.slice(0, 26)))).toContain('1 more event of 26 stands');
  expect(printed(cascadeOf(many.slice(0, 25)))).not.toContain('more event');
  const table = snapshotTables(snapshotWith(cascadeOf(many))).find(({ name }) => name === 'cascade-events');
  expect(table?.text.trimEnd().split('\r\n')).toHaveLength(28);
});

test('top-ups are rounded up and told of called pools alone; where no money helps, that is said', () => {
  const topUps = [
    { account: 'A', pool: 'cross', side: 'down', amount: 10.2 },
    { account: 'B', pool: 'cross', side: 'down', amount: null },
    { account: 'C', pool: 'cross', side: 'down', amount: 0 },
    { account: 'D', pool: 'cross', side: 'up', amount: 5 },
  ] as const;
  const text = printed(cascadeOf([], { topUps: [...topUps] }));
  expect(text).toContain('A, cross: not called with 11 more paid in now. B, cross: called whatever is paid in.');
  expect(text).not.toMatch(/[CD], cross/);
});

test('an end that is not known, another axis, and what only the cascade leaves out', () => {
  const { risk } = mainBook();
  const said = { kind: 'assumed', text: 'Said above already.', mend: '', account: null } as const;
  const own = { kind: 'excluded', text: 'Second is not in it.', mend: 'State its wallet.', account: 'Second' } as const;
  const cascade = cascadeOf([], {
    axis: { kind: 'vector', shocks: { BTC: -0.3, ETH: 0.1 }, steps: 1 },
    sale: { kind: 'square-root', coefficient: 1.5, dailyVolume: {} },
    rungs: [{ shockFraction: 1, bookEquity: null, markDownEquity: 3, pools: [] }],
    rules: { maintenanceFactor: 2, collateralFactor: 1, leverageCap: null },
    assumptions: [said],
    excluded: [own],
  });
  const { positions } = mainBook();
  const basis = { rates: [], positions: [] };
  const html = snapshotHtml(snapshotOf({ ...risk, assumptions: [said] }, positions, basis, { ...noOutlook, cascade }));
  const section = html.split('<h2>Order of events</h2>')[1]?.split('</section>')[0] ?? '';
  expect(section).toContain('Each asset moves by its own shock, all in step: BTC −30.0 %, ETH +10.0 %.');
  expect(section).toContain('square-root impact, coefficient 1.5.');
  expect(section).toContain('Under changed rules of the venues.');
  expect(section).toContain('<h3>On the way to the whole vector</h3>');
  expect(section).toContain('At its end the equity of the book is not known: a pool lacks a figure.');
  expect(section).toContain('<li>Second is not in it. State its wallet.</li>');
  expect(section).not.toContain('Said above already.');
});
