import { expect, test } from 'vitest';
import type { AccountView } from '../../shared/contract/views.ts';
import { viewCalls } from '../../shared/contract/views.ts';
import { missing } from '../../shared/measures/outcome.ts';
import { accountsView } from './accounts-view.ts';
import { dogeGap, stateFigure, walletGap } from './testing/small-figures.ts';
import { smallMark, smallPosition } from './testing/small-holdings.ts';
import { mainBook, smallAsOfMs, smallBook, type SmallBook } from './testing/small-risk-document.ts';

const differing = { state: 'differs', summary: 'One figure differs from the broker’s own.', differences: 1 } as const;

function accountsOf({ risk, book, positions }: SmallBook): readonly AccountView[] {
  const view = accountsView(risk, book, positions, new Map([['Main', differing]]));
  expect(viewCalls['views.accounts'].output.parse(view)).toEqual(view);
  return view.accounts;
}

test('Main shows the ratio of its worst pool, not of its largest, and SOL as its nearest liquidation', () => {
  const [main] = accountsOf(smallBook());
  expect(main).toMatchObject({
    name: 'Main',
    venueName: 'Binance USD-M futures',
    state: 'danger',
    equity: { value: 11_300 },
    maintenance: { value: 269 },
    marginRatio: { value: 145 / 300 },
    nearest: { asset: 'SOL', distanceFraction: -0.010797631 },
    question: null,
    reconciliation: differing,
  });
});

test('a pool whose equity is gone has no ratio: the account does not show the healthy one instead', () => {
  const { risk, book, positions } = mainBook();
  const scope = 'pool:Main/isolated SOL/USDT:USDT';
  const accounts = risk.accounts.map((account) => ({
    ...account,
    pools: account.pools.map((pool) => (pool.kind === 'isolated' ? { ...pool, equity: -10, marginRatio: null } : pool)),
  }));
  const gone = stateFigure('marginRatio', scope, 'not-applicable', 'equity is zero or negative');
  const measures = [...risk.measures.filter(({ id, scope: of }) => id !== 'marginRatio' || of !== scope), gone];
  const [main] = accountsOf({ risk: { ...risk, accounts, measures }, book, positions });
  expect(main?.marginRatio).toMatchObject({ status: 'not-applicable', reason: 'equity is zero or negative' });
});

test('a position that is liquidatable already is 0 away', () => {
  const { risk, book, positions } = mainBook();
  const scope = 'position:Main/BTC/USDT:USDT/long';
  const ids = ['liquidationPrice.lower', 'liquidationPrice.upper', 'distanceFraction', 'distanceSigma'] as const;
  const already = ids.map((id) => stateFigure(id, scope, 'already-liquidatable', 'equity is at maintenance'));
  const measures = [...risk.measures.filter((figure) => figure.scope !== scope), ...already];
  const [main] = accountsOf({ risk: { ...risk, measures }, book, positions });
  expect(main?.nearest).toEqual({ asset: 'BTC', distanceFraction: 0 });
  expect(main?.positions[0]?.liquidation.status).toBe('already-liquidatable');
});

test('balances carry their value at the rate; one whose beginning is not known has none', () => {
  const [main, second] = accountsOf(smallBook());
  expect(main?.balances.map(({ asset, amount, value }) => [asset, amount, value.value])).toEqual([
    ['USDT', '10800', 10_800],
    ['BNB', '2', 1200],
  ]);
  expect(second?.balances).toEqual([
    {
      asset: 'USDT',
      amount: '-12.5',
      status: 'unknown',
      value: {
        value: null,
        status: 'missing-data',
        reason: 'Nothing says where this balance began.',
        mend: 'State the wallet of Second in USDT.',
        flags: [],
      },
    },
  ]);
});

test('a balance without a price says so, instead of blaming its beginning', () => {
  const { risk, book, positions } = mainBook();
  const balances = [{ account: 'Main', asset: 'XYZ', amount: '5', status: 'known' as const, flags: [] }];
  const [main] = accountsOf({ risk, book, positions: { ...positions, balances } });
  expect(main?.balances[0]?.value).toMatchObject({ status: 'missing-data', reason: 'No price of XYZ is known.' });
});

test('the position without a history shows its mark, and every other figure as missing with the reason', () => {
  const [, second] = accountsOf(smallBook());
  const [eth, doge] = second?.positions ?? [];
  expect(eth).toMatchObject({
    quantity: { value: -4 },
    notional: { value: -10_200 },
    pnl: { value: -200 },
    liquidation: { status: 'missing-data', reason: walletGap.reason },
    status: 'open',
  });
  expect(doge).toMatchObject({ status: 'history-incomplete', mark: { value: 0.18 }, reason: dogeGap.reason });
  for (const key of ['quantity', 'entry', 'notional', 'pnl', 'realizedPnl', 'liquidation'] as const) {
    expect(doge?.[key], key).toEqual({
      value: null,
      status: 'missing-data',
      reason: dogeGap.reason,
      mend: dogeGap.mend,
      flags: [],
    });
  }
});

test('the leg of a hedge whose history is whole is not hidden by the other leg', () => {
  const { risk, book, positions } = mainBook();
  const [main] = book.accounts;
  const [btc] = risk.exposures;
  if (main === undefined || btc === undefined) throw new Error('Main holds BTC');
  const mark = smallMark(62_000, smallAsOfMs, false);
  const short = smallPosition('BTC/USDT:USDT', {
    quantity: -0.1,
    entryPrice: 60_000,
    mark,
    incomplete: dogeGap,
    leg: 'short',
  });
  const hedged = { ...main, positionMode: 'hedge' as const, positions: [short, ...main.positions] };
  const gap = { ...btc, side: 'short' as const, quantity: -0.1, exposure: null, unrealizedPnl: null };
  const [account] = accountsOf({
    risk: { ...risk, exposures: [gap, ...risk.exposures] },
    book: { ...book, accounts: [hedged] },
    positions,
  });
  expect(account?.positions.slice(0, 2).map(({ side, notional }) => [side, notional.value])).toEqual([
    ['short', null],
    ['long', 31_000],
  ]);
});

test('profit of a coin-settled contract is shown in the base currency, missing with the rate of its coin', () => {
  const { risk, book, positions } = mainBook();
  const [main] = book.accounts;
  if (main === undefined) throw new Error('the book has an account');
  const mark = smallMark(62_000, smallAsOfMs, false);
  const inverse = smallPosition('BTC/USD:BTC', { quantity: 6200, entryPrice: 50_000, mark, realizedPnl: 0.01 });
  const realizedOf = (position: typeof inverse): AccountView['positions'][number]['realizedPnl'] | undefined =>
    accountsOf({ risk, positions, book: { ...book, accounts: [{ ...main, positions: [position] }] } })[0]?.positions[0]
      ?.realizedPnl;
  expect(realizedOf(inverse)?.value).toBeCloseTo(620, 9);
  const unrated = { ...inverse, settleRate: missing('BTC has no price', 'Set a mark for BTC.') };
  expect(realizedOf(unrated)).toMatchObject({ status: 'missing-data', reason: 'BTC has no price' });
});
