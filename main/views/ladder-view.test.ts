import { expect, test } from 'vitest';
import { viewCalls } from '../../shared/contract/views.ts';
import { known } from '../../shared/measures/outcome.ts';
import { ladderView } from './ladder-view.ts';
import { smallBalance, smallMark } from './testing/small-holdings.ts';
import { mainBook, smallAsOfMs, smallBook } from './testing/small-risk-document.ts';

function ladderOf({ risk, book }: ReturnType<typeof mainBook>): NonNullable<ReturnType<typeof ladderView>> {
  const view = ladderView(risk, book);
  if (view === null) throw new Error('the book has a ladder');
  expect(viewCalls['views.ladder'].output.parse(view)).toEqual(view);
  return view;
}

test('lanes stand in the order in which they go, and what is not known stands after them', () => {
  const lanes = ladderOf(smallBook()).lanes;
  expect(lanes.map(({ label, down, up, state }) => [label, down, up, state])).toEqual([
    ['Main · isolated SOL/USDT:USDT', -0.010797631, null, 'danger'],
    ['Main · cross', -0.3522477, null, 'safe'],
    ['Second', null, null, 'unknown'],
  ]);
});

test('the order counts the nearer side: a pool that goes at +0.5 % comes before one at -1.1 %', () => {
  const { risk, book, positions } = mainBook();
  if (risk.ladder === null) throw new Error('the book has a ladder');
  const order = { ...risk.ladder.order, up: [{ account: 'Main', pool: 'cross', shockFraction: 0.005 }] };
  const lanes = ladderOf({ book, positions, risk: { ...risk, ladder: { ...risk.ladder, order } } }).lanes;
  expect(lanes.map(({ pool }) => pool)).toEqual(['cross', 'isolated SOL/USDT:USDT']);
});

test('the spot pool beside margin pools has no lane and is no part of the equity of the book', () => {
  const view = ladderOf(mainBook());
  expect(view.lanes.map(({ pool }) => pool)).not.toContain('spot');
  // 7,900 - 1,150, 11,000 + 300, 14,100 + 1,750: at 0 the equity of the headline, 11,300.
  expect(view.bookEquity).toEqual([6750, 11_300, 15_850]);
});

test('an account that holds coins alone has no lane, and its coins are the equity', () => {
  const { risk, book, positions } = mainBook();
  const accounts = risk.accounts.map((account) => ({
    ...account,
    pools: account.pools.filter(({ kind }) => kind === 'spot'),
  }));
  const view = ladderOf({ book, positions, risk: { ...risk, accounts } });
  expect(view.lanes).toEqual([]);
  expect(view.bookEquity).toEqual([1080, 1200, 1320]);
});

test('where a pool is missing the equity of the book is, and its lane says so at every rung', () => {
  const view = ladderOf(smallBook());
  expect(view.bookEquity).toEqual([null, null, null]);
  expect(view.lanes.at(-1)).toMatchObject({
    equity: [null, null, null],
    states: ['missing-data', 'missing-data', 'missing-data'],
    reason: 'the USDT wallet of Second is not known',
    mend: 'State the USDT wallet of Second.',
  });
});

test('a rung that does not name a pool leaves a gap there instead of taking its neighbour', () => {
  const { risk, book, positions } = mainBook();
  if (risk.ladder === null) throw new Error('the book has a ladder');
  const rungs = risk.ladder.rungs.map((rung, index) => (index === 0 ? { ...rung, pools: rung.pools.slice(1) } : rung));
  const view = ladderOf({ book, positions, risk: { ...risk, ladder: { ...risk.ladder, rungs } } });
  expect(view.lanes.map(({ equity }) => equity[0])).toEqual([-1150, null]);
  expect(view.bookEquity).toEqual([null, 11_300, 15_850]);
});

test('equity below zero is bankrupt and not floored', () => {
  const sol = ladderOf(mainBook()).lanes[0];
  expect(sol).toMatchObject({ states: ['bankrupt', 'safe', 'safe'], equity: [-1150, 300, 1750] });
});

test('the price scale counts from the mark of the axis, else from the rate of a coin held', () => {
  const { risk, book, positions } = mainBook();
  expect(ladderOf(mainBook()).axis).toMatchObject({ asset: 'BTC', mark: 62_000 });
  const [main] = book.accounts;
  if (main === undefined) throw new Error('the book has an account');
  const coin = {
    ...main,
    positions: [],
    balances: [smallBalance('BTC', known(1), smallMark(61_500, smallAsOfMs, false))],
  };
  expect(ladderOf({ risk, positions, book: { ...book, accounts: [coin] } }).axis.mark).toBe(61_500);
  expect(ladderOf({ risk, positions, book: { ...book, accounts: [] } }).axis.mark).toBeNull();
});

test('the assets to choose from stand by net exposure, unknown ones last', () => {
  expect(ladderOf(smallBook()).assets).toEqual(['BTC', 'SOL', 'ETH', 'BNB', 'DOGE']);
});

test('without anything whose price could move there is no ladder', () => {
  const { risk, book } = mainBook();
  expect(ladderView({ ...risk, ladder: null }, book)).toBeNull();
});

test('a pool that is known at the marks but not along the axis says why', () => {
  const { risk, book } = mainBook();
  const [lane] = ladderOf(mainBook()).lanes;
  if (lane === undefined) throw new Error('the ladder has a lane');
  expect(lane.reason).toBeNull();
  const missing = { reason: 'Beta of SOL to BTC: there is no price history of SOL.', mend: 'Import it.' };
  const view = ladderView(risk, book, [{ account: lane.account, pool: lane.pool, missing }]);
  expect(view?.lanes[0]).toMatchObject(missing);
});
