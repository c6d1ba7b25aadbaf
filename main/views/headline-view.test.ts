import { expect, test } from 'vitest';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { viewCalls } from '../../shared/contract/views.ts';
import { riskDocument } from '../../shared/contract/risk.ts';
import { headlineView } from './headline-view.ts';
import { figure, gapFigure, stateFigure, walletGap } from './testing/small-figures.ts';
import { mainBook, smallAsOfMs, smallBook } from './testing/small-risk-document.ts';

const hourMs = 3_600_000;
const sol = 'position:Main/SOL/USDT:USDT/long';
const btc = 'position:Main/BTC/USDT:USDT/long';

/** The document with some figures put in the place of others. */
function withFigures(risk: RiskDocument, ...figures: RiskDocument['measures']): RiskDocument {
  const replaced = new Set(figures.map(({ id, scope }) => `${id} ${scope}`));
  return {
    ...risk,
    measures: [...risk.measures.filter(({ id, scope }) => !replaced.has(`${id} ${scope}`)), ...figures],
  };
}

test('the hand-worked documents and the headline made of them keep the contract', () => {
  for (const { risk, book } of [mainBook(), smallBook()]) {
    expect(riskDocument.parse(risk)).toEqual(risk);
    const view = headlineView(risk, book);
    expect(viewCalls['views.headline'].output.parse(view)).toEqual(view);
  }
});

test('a deposit on the last day is no gain: 11,300 - 9,975 - 1,000 = +325', () => {
  const { risk, book } = mainBook();
  expect(headlineView(risk, book).dayChange).toMatchObject({ status: 'value', value: 325 });
});

test('a withdrawal on the last day is no loss: with 1,000 taken out instead, 11,300 - 9,975 + 1,000 = +2,325', () => {
  const { risk, book } = mainBook();
  const days = risk.drawdown?.days.map((day) => ({ ...day, flow: -day.flow })) ?? [];
  const view = headlineView(
    { ...risk, drawdown: { ...(risk.drawdown as NonNullable<typeof risk.drawdown>), days } },
    book,
  );
  expect(view.dayChange.value).toBe(2325);
});

test('without an equity curve the day change says why, and there are no days below a peak', () => {
  const { risk, book } = smallBook();
  const view = headlineView(risk, book);
  expect(view.dayChange).toEqual({
    value: null,
    status: 'missing-data',
    reason: walletGap.reason,
    mend: walletGap.mend,
    flags: [],
  });
  expect(view.drawdownDays).toBeNull();
});

test('the drawdown of one account is not taken for that of the book', () => {
  const { risk, book } = mainBook();
  const drawdown = { ...(risk.drawdown as NonNullable<typeof risk.drawdown>), scope: 'account:Main' };
  const view = headlineView({ ...risk, drawdown }, book);
  expect(view.dayChange.status).toBe('not-applicable');
  expect(view.drawdownDays).toBeNull();
});

test('two observations lie below the peak of 8 March; from the start below, all do; at the peak none', () => {
  const { risk, book } = mainBook();
  const drawdown = risk.drawdown as NonNullable<typeof risk.drawdown>;
  const daysOf = (losses: readonly (number | null)[]): number | null => {
    const days = drawdown.days.map((day, index) => ({ ...day, drawdown: losses[index] as number | null }));
    return headlineView({ ...risk, drawdown: { ...drawdown, days } }, book).drawdownDays;
  };
  expect(headlineView(risk, book).drawdownDays).toBe(2);
  expect(daysOf([0.01, 0.02, 0.03])).toBe(3);
  expect(daysOf([0.01, 0.02, 0])).toBe(0);
  // Once equity was zero or less no fraction is told, so no day can be counted from a peak.
  expect(daysOf([0, 0.5, null])).toBeNull();
});

test('the worst margin is the pool in danger, although a larger one is calm', () => {
  const { risk, book } = mainBook();
  expect(headlineView(risk, book).worstMargin).toMatchObject({
    account: 'Main',
    pool: 'isolated SOL/USDT:USDT',
    ratio: { status: 'value', value: 145 / 300 },
    state: 'danger',
  });
});

test('a pool of which nothing is known comes before one to watch, and never reads as safe', () => {
  const { risk, book } = smallBook();
  const calm = risk.accounts.map((account) => ({
    ...account,
    pools: account.pools.map((pool) => (pool.state === 'danger' ? { ...pool, state: 'watch' as const } : pool)),
  }));
  expect(headlineView({ ...risk, accounts: calm }, book).worstMargin).toMatchObject({
    account: 'Second',
    ratio: { status: 'missing-data', reason: walletGap.reason },
    state: 'unknown',
  });
});

test('a pool whose equity is gone has no ratio, and is worse than one at 90 %', () => {
  const { risk, book } = mainBook();
  const accounts = risk.accounts.map((account) => ({
    ...account,
    pools: account.pools.map((pool) =>
      pool.pool === 'cross'
        ? { ...pool, equity: -50, marginRatio: null, state: 'danger' as const }
        : { ...pool, marginRatio: 0.9 },
    ),
  }));
  expect(headlineView({ ...risk, accounts }, book).worstMargin?.pool).toBe('cross');
});

test('spot pools and pools without positions are not asked', () => {
  const { risk, book } = mainBook();
  const pools = risk.accounts.flatMap((account) => account.pools.filter((pool) => pool.kind === 'spot'));
  const accounts = risk.accounts.map((account) => ({ ...account, pools }));
  expect(headlineView({ ...risk, accounts }, book).worstMargin).toBeNull();
});

test('the nearest liquidation is that of SOL, with the first of the ladder beside it', () => {
  const { risk, book } = smallBook();
  expect(headlineView(risk, book).nearest).toEqual({
    account: 'Main',
    instrument: 'SOL/USDT:USDT',
    price: 143.43434343,
    distanceFraction: -0.010797631,
    distanceSigma: { value: 0.271409, status: 'value', reason: null, mend: null, flags: [] },
    state: 'danger',
    flags: [],
    ladder: { asset: 'BTC', account: 'Main', pool: 'isolated SOL/USDT:USDT', shockFraction: -0.010797631 },
  });
});

test('a distance above the mark takes the price above it', () => {
  const { risk, book } = mainBook();
  const squeezed = withFigures(
    risk,
    figure('liquidationPrice.lower', btc, 1),
    figure('liquidationPrice.upper', btc, 62_310),
    figure('distanceFraction', btc, 0.005),
    figure('distanceSigma', btc, 0.1995),
  );
  expect(headlineView(squeezed, book).nearest).toMatchObject({
    instrument: 'BTC/USDT:USDT',
    price: 62_310,
    distanceFraction: 0.005,
    state: 'danger',
  });
});

test('a position that is liquidatable already is the nearest of all, at its mark and in danger', () => {
  const { risk, book } = mainBook();
  const why = 'equity is at or below maintenance at the marks already';
  const already = (
    ['liquidationPrice.lower', 'liquidationPrice.upper', 'distanceFraction', 'distanceSigma'] as const
  ).map((id) => stateFigure(id, btc, 'already-liquidatable', why));
  expect(headlineView(withFigures(risk, ...already), book).nearest).toMatchObject({
    instrument: 'BTC/USDT:USDT',
    price: 62_000,
    distanceFraction: 0,
    distanceSigma: { status: 'already-liquidatable' },
    state: 'danger',
  });
});

test('nearest is told in daily sigmas: 6 % of a wild coin is nearer than 4 % of a quiet one', () => {
  const { risk, book } = mainBook();
  const two = withFigures(
    risk,
    figure('distanceFraction', btc, -0.04),
    figure('distanceSigma', btc, 2.9),
    figure('distanceFraction', sol, -0.06),
    figure('distanceSigma', sol, 1.1),
  );
  expect(headlineView(two, book).nearest).toMatchObject({ instrument: 'SOL/USDT:USDT', state: 'watch' });
});

test('where one sigma is missing the shorter way in price is the nearest, and its state is not safe', () => {
  const { risk, book } = mainBook();
  const noHistory = withFigures(
    risk,
    figure('distanceFraction', btc, -0.04),
    gapFigure('distanceSigma', btc, { ...walletGap, reason: 'under 60 closes of BTC' }),
    figure('distanceFraction', sol, -0.06),
    figure('distanceSigma', sol, 1.1),
  );
  expect(headlineView(noHistory, book).nearest).toMatchObject({
    instrument: 'BTC/USDT:USDT',
    distanceSigma: { status: 'missing-data', reason: 'under 60 closes of BTC' },
    state: 'unknown',
  });
});

test('data age spans the newest and the oldest price behind a known figure', () => {
  const { risk, book } = smallBook();
  // DOGE has the newest mark, one hour old, but no figure rests on it; BTC and SOL follow with two hours.
  expect(headlineView(risk, book).dataAge).toEqual({
    newestMs: smallAsOfMs - 2 * hourMs,
    oldestAccount: 'Main',
    oldestMs: smallAsOfMs - 30 * hourMs,
    asOfMs: smallAsOfMs,
  });
});

test('a coin without any position still has an age', () => {
  const { risk, book } = mainBook();
  const coins = { ...book, accounts: book.accounts.map((account) => ({ ...account, positions: [] })) };
  expect(headlineView(risk, coins).dataAge.newestMs).toBe(smallAsOfMs - 30 * hourMs);
});

test('an empty book has neither margin nor liquidation nor age', () => {
  const { risk, book } = mainBook();
  const view = headlineView(
    { ...risk, measures: [], exposures: [], accounts: [], ladder: null, drawdown: null },
    { ...book, accounts: [] },
  );
  expect([view.worstMargin, view.nearest, view.dataAge.newestMs]).toEqual([null, null, null]);
  expect(view.equity.status).toBe('not-applicable');
});
