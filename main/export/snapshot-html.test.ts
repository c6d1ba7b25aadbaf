import { expect, test } from 'vitest';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { headlineView } from '../views/headline-view.ts';
import { dogeGap, figure, stateFigure, walletGap } from '../views/testing/small-figures.ts';
import { mainBook, smallBook } from '../views/testing/small-risk-document.ts';
import { snapshotHtml } from './snapshot-html.ts';
import { snapshotOf } from './snapshot.ts';

const noBasis = { rates: [], positions: [] };

const htmlOf = ({ risk, positions }: ReturnType<typeof mainBook>): string =>
  snapshotHtml(snapshotOf(risk, positions, noBasis));

/** What stands on paper: no titles, no tags, no style. */
function printed(html: string): string {
  return html
    .replace(/<style>[^]*<\/style>/, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');
}

/** The table row that holds a text. */
function rowWith(html: string, text: string): string {
  const rows = html.matchAll(/<tbody[^]*?<\/tbody>/g);
  const row = [...rows].map(([each]) => each).find((each) => each.includes(text));
  if (row === undefined) throw new Error(`no row with ${text}`);
  return printed(row);
}

function withFigures(risk: RiskDocument, ...figures: RiskDocument['measures']): RiskDocument {
  const replaced = new Set(figures.map(({ id, scope }) => `${id} ${scope}`));
  return {
    ...risk,
    measures: [...risk.measures.filter(({ id, scope }) => !replaced.has(`${id} ${scope}`)), ...figures],
  };
}

test('nothing in the file is fetched, runs, or leads away', () => {
  const html = htmlOf(smallBook());
  expect(html.toLowerCase()).not.toMatch(
    /<script|<link|<img|<iframe|<object|javascript:|@import|url\(|\s(src|href|action|on\w+)=/,
  );
  expect(html).not.toMatch(/https?:/);
  expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'`);
});

test('an account named like an attack is text everywhere: tables, ladder, notes', () => {
  const attack = '<img src=x onerror=alert(1)>"\'&';
  const { risk, positions } = smallBook();
  const hostile = JSON.parse(
    JSON.stringify({ risk, positions }).replaceAll('Second', attack.replaceAll('"', '\\"')),
  ) as ReturnType<typeof mainBook>;
  const html = htmlOf(hostile);
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  expect(html).not.toContain('<img');
  expect(html).not.toContain('"\'&');
});

test('every text of the documents is escaped, also those that are dates or names of pools', () => {
  const { risk, positions } = mainBook();
  const attack = '<b>x</b>';
  const drawdown = risk.drawdown as NonNullable<typeof risk.drawdown>;
  const html = snapshotHtml(
    snapshotOf(
      {
        ...risk,
        engine: attack,
        inputsHash: attack,
        base: attack,
        exposures: risk.exposures.map((row) => ({ ...row, asset: attack })),
        accounts: risk.accounts.map((account) => ({
          ...account,
          pools: account.pools.map((pool) => ({ ...pool, pool: attack, reason: attack, flags: [attack] })),
        })),
        ladder: risk.ladder && { ...risk.ladder, axis: { ...risk.ladder.axis, asset: attack } },
        drawdown: {
          ...drawdown,
          scope: attack,
          days: drawdown.days.map((day) => ({ ...day, day: attack })),
          episodes: drawdown.episodes.map((episode) => ({ ...episode, start: attack, trough: attack, end: attack })),
        },
      },
      positions,
      noBasis,
    ),
  );
  expect(html).not.toContain('<b>');
});

test('what is missing is printed as missing, with the reason and the mend in words', () => {
  const html = htmlOf(smallBook());
  const doge = rowWith(html, 'DOGE/USDT:USDT');
  // Quantity, entry, notional, both liquidation prices and both distances; only its mark is known.
  expect(doge.match(/missing/g)).toHaveLength(7);
  expect(doge).toContain('0.18000');
  expect(doge).toContain('a fill closes more than is known to be held. State the opening position of DOGE.');
  const eth = rowWith(html, 'ETH/USDT:USDT');
  expect(eth).toContain('−10,200');
  expect(eth).toContain('The USDT wallet of Second is not known. State the USDT wallet of Second.');
  expect(printed(html)).toContain(`Equity missing The ${walletGap.reason.slice(4)}`);
  expect(rowWith(html, '<td class="left">DOGE</td>')).toContain(dogeGap.mend);
});

test('an incomplete position is missing also where it has no side and no figures', () => {
  const { risk, positions, book } = smallBook();
  const flat = positions.positions.map((row) =>
    row.status === 'history-incomplete' ? { ...row, side: 'flat' as const } : row,
  );
  const html = htmlOf({ risk, book, positions: { ...positions, positions: flat } });
  expect(rowWith(html, 'DOGE/USDT:USDT').match(/missing/g)).toHaveLength(7);
});

test('flags are printed in words under the row, and marked at the figure', () => {
  const html = htmlOf(mainBook());
  expect(rowWith(html, 'BTC/USDT:USDT')).toMatch(/40,160\.6 ≈.*a margin table older than 90 days\./);
  expect(rowWith(html, '<td class="left">cross</td>')).toContain('a margin table older than 90 days');
  expect(printed(html)).toContain('≈ a price older than a day');
});

test('distances have their sign and do not read as further off than they are', () => {
  const sol = rowWith(htmlOf(mainBook()), 'SOL/USDT:USDT <span');
  expect(sol).toContain('−1.08 %');
  // 0.271 daily sigmas.
  expect(sol).toMatch(/−1\.08 % 0\.2 /);
  const { risk, positions, book } = mainBook();
  const scope = 'position:Main/BTC/USDT:USDT/long';
  const near = withFigures(risk, figure('distanceFraction', scope, 0.0004), figure('distanceSigma', scope, 0.999));
  expect(rowWith(htmlOf({ risk: near, positions, book }), 'BTC/USDT:USDT <span')).toMatch(/\+0\.04 % 0\.9 /);
});

test('none, liquidatable now and missing are three different words', () => {
  const { risk, positions, book } = smallBook();
  const scope = 'position:Main/BTC/USDT:USDT/long';
  const already = stateFigure('liquidationPrice.lower', scope, 'already-liquidatable', 'equity is at maintenance');
  const html = htmlOf({ risk: withFigures(risk, already), positions, book });
  expect(rowWith(html, 'BTC/USDT:USDT <span')).toMatch(/liquidatable now.*none/);
});

test('the ladder says in words who goes when, who does not, and of whom it is not known', () => {
  const text = printed(htmlOf(smallBook()));
  expect(text).toContain('Going down: Main, isolated SOL/USDT:USDT at −1.08 %; then Main, cross at −35.2 %.');
  expect(text).toContain('Going up: none.');
  expect(text).toContain('Not known, since a figure is missing: Second, cross.');
});

test('a pool that is gone at the marks goes now, and one that goes up has its plus', () => {
  const { risk, positions, book } = mainBook();
  if (risk.ladder === null) throw new Error('the book has a ladder');
  const order = {
    down: [{ account: 'Main', pool: 'cross', shockFraction: 0 }],
    up: [{ account: 'Main', pool: 'isolated SOL/USDT:USDT', shockFraction: 0.23 }],
  };
  const text = printed(htmlOf({ risk: { ...risk, ladder: { ...risk.ladder, order } }, positions, book }));
  expect(text).toContain('Going down: Main, cross now.');
  expect(text).toContain('Going up: Main, isolated SOL/USDT:USDT at +23.0 %.');
});

test('the ladder draws the equity of the book without what lies in spot, and no lane for spot', () => {
  const svg = /<svg[^]*?<\/svg>/.exec(htmlOf(mainBook()))?.[0] ?? '';
  // 6,750 at -10 % and 15,850 at +10 %: the highest is the sum of the margin pools alone.
  expect(svg).toContain('>15,850<');
  expect(svg).not.toContain('spot');
});

test('no figure is a signed zero, a hyphen for a minus, or not a number', () => {
  const { risk, positions, book } = mainBook();
  const zeros = risk.measures.map((each) => (each.status === 'value' ? { ...each, value: -0 } : each));
  for (const html of [htmlOf({ risk: { ...risk, measures: zeros }, positions, book }), htmlOf(smallBook())]) {
    expect(html).not.toMatch(/NaN|Infinity|undefined|\bnull\b/);
    expect(printed(html)).not.toMatch(/[−+-]0(\.0+)?(?![.\d])/);
    expect(html).not.toMatch(/>-\d/);
  }
});

test('a book that holds nothing says so in every section', () => {
  const { risk, positions } = mainBook();
  const text = printed(
    snapshotHtml(
      snapshotOf(
        { ...risk, measures: [], exposures: [], accounts: [], ladder: null, drawdown: null, assumptions: [] },
        { ...positions, positions: [], balances: [] },
        noBasis,
      ),
    ),
  );
  for (const words of ['Nothing.', 'No accounts yet.', 'No open positions.', 'No exposure.', 'No equity curve yet.'])
    expect(text).toContain(words);
});

test('pictures stand also for one day, an equity that never moves, and an equity that is gone', () => {
  const { risk, positions, book } = mainBook();
  const drawdown = risk.drawdown as NonNullable<typeof risk.drawdown>;
  const withDays = (days: typeof drawdown.days): string =>
    htmlOf({ risk: { ...risk, drawdown: { ...drawdown, days, episodes: [] } }, positions, book });
  const flat = drawdown.days.map((day) => ({ ...day, equity: 100, drawdown: 0 }));
  const gone = drawdown.days.map((day) => ({ ...day, index: null, drawdown: null }));
  expect(withDays(drawdown.days.slice(0, 1))).toContain('Two days with a position are needed');
  expect(withDays(flat)).toContain('Never below the peak.');
  expect(withDays(gone)).toContain('Equity was zero or less');
  expect(withDays(gone)).not.toContain('Never below the peak.');
  for (const html of [withDays(flat), withDays(gone)]) expect(html).not.toMatch(/NaN|Infinity/);
});

test('with the headline of the window the danger stands at the top, with what moves', () => {
  const { risk, positions, book } = smallBook();
  const text = printed(snapshotHtml(snapshotOf(risk, positions, noBasis), headlineView(risk, book)));
  expect(text).toContain('Margin ratio, worst pool 48.3 % Main, isolated SOL/USDT:USDT: danger');
  expect(text).toContain(
    'Nearest liquidation −1.08 %, 0.2 daily σ Main: SOL/USDT:USDT to 143.43, or BTC −1.08 % (Main)',
  );
});

test('the headline escapes names too, and says liquidatable now instead of a distance of nothing', () => {
  const { risk, positions, book } = smallBook();
  const view = headlineView(risk, book);
  if (view.nearest === null || view.worstMargin === null) throw new Error('the book has both');
  const distanceSigma = { value: null, status: 'already-liquidatable' as const, reason: null, mend: null, flags: [] };
  const hostile = '<img src=x onerror=alert(1)>';
  const html = snapshotHtml(snapshotOf(risk, positions, noBasis), {
    ...view,
    worstMargin: { ...view.worstMargin, account: hostile },
    nearest: { ...view.nearest, account: hostile, distanceFraction: 0, distanceSigma },
  });
  expect(html).not.toContain('<img');
  expect(printed(html)).toContain('Nearest liquidation liquidatable now &lt;img');
});
