import type { DatedPrice, ValuedAccount, ValuedBook } from '../../shared/book/valued-book.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { Cell, HeadlineView } from '../../shared/contract/views.ts';
import type { Maybe } from '../../shared/measures/outcome.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { cellOf, figuresOf, noCell, valueCell, type Figures } from './figures.ts';
import { isLiquidatable, nearestFirst } from './nearest-first.ts';
import { outlookOf } from './position-outlook.ts';
import { worstPool } from './worst-pool.ts';

/** What the headline bar shows: the book in one line, the danger first. */
export function headlineView(risk: RiskDocument, book: ValuedBook): HeadlineView {
  const figures = figuresOf(risk);
  return {
    base: risk.base,
    equity: figures.at('equity', 'book'),
    dayChange: dayChange(risk, figures),
    grossExposure: figures.at('grossExposure', 'book'),
    longExposure: figures.at('longExposure', 'book'),
    shortExposure: figures.at('shortExposure', 'book'),
    netExposure: figures.at('netExposure', 'book'),
    effectiveLeverage: figures.at('effectiveLeverage', 'book'),
    worstMargin: worstMargin(risk, figures),
    bookMarginRatio: figures.at('marginRatio', 'book'),
    nearest: nearest(risk, figures),
    currentDrawdown: figures.at('currentDrawdown', 'book'),
    maxDrawdown: figures.at('maxDrawdown', 'book'),
    drawdownDays: daysBelowPeak(risk),
    drawdownStart: openEpisode(risk),
    dataAge: dataAge(book),
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

/** The book's own days; a document may carry the drawdown of one account. */
function bookDays(risk: RiskDocument): NonNullable<RiskDocument['drawdown']>['days'] {
  return risk.drawdown?.scope === 'book' ? risk.drawdown.days : [];
}

/** Change of equity over the last observed day, its flows taken out; without a curve, why there is none. */
function dayChange(risk: RiskDocument, figures: Figures): Cell {
  const days = bookDays(risk);
  const [before, last] = days.slice(-2);
  if (before !== undefined && last !== undefined) return valueCell(last.equity - before.equity - last.flow);
  const current = figures.at('currentDrawdown', 'book');
  return current.status === 'missing-data' ? cellOf(current) : { ...noCell, reason: 'There is no earlier day yet.' };
}

/** The pool with the worst state. */
function worstMargin(risk: RiskDocument, figures: Figures): HeadlineView['worstMargin'] {
  const worst = worstPool(risk.accounts.flatMap(({ account, pools }) => pools.map((pool) => ({ account, pool }))));
  if (worst === undefined) return null;
  const { account, pool } = worst;
  return {
    account,
    pool: pool.pool,
    ratio: figures.cell('marginRatio', scopeText({ kind: 'pool', account, pool: pool.pool })),
    state: pool.state,
  };
}

/**
 * The position whose own price has the shortest way to its liquidation, and beside it the shortest shock of the ladder.
 * A position that is liquidatable already stands at its mark, 0 away; among several the largest.
 */
function nearest(risk: RiskDocument, figures: Figures): HeadlineView['nearest'] {
  const ways = risk.exposures
    .toSorted((a, b) => Math.abs(b.exposure ?? 0) - Math.abs(a.exposure ?? 0))
    .flatMap(({ account, instrument, side, mark }) => {
      if (instrument === null) return [];
      const outlook = outlookOf(figures, scopeText({ kind: 'position', account, instrument, side }));
      const already = isLiquidatable(outlook.liquidation);
      const price = already ? mark : outlook.liquidation.value;
      const distanceFraction = already ? 0 : outlook.distanceFraction.value;
      return price === null || distanceFraction === null
        ? []
        : [{ ...outlook, account, instrument, price, away: distanceFraction }];
    });
  const [first] = nearestFirst(ways, (way) => way);
  if (first === undefined) return null;
  const { account, instrument, price, away, distanceSigma, state } = first;
  const flags = [...first.flags];
  return {
    account,
    instrument,
    price,
    distanceFraction: away,
    distanceSigma,
    state,
    flags,
    ladder: firstOfLadder(risk),
  };
}

function firstOfLadder(risk: RiskDocument): NonNullable<HeadlineView['nearest']>['ladder'] {
  if (risk.ladder === null) return null;
  const { axis, order } = risk.ladder;
  const [first] = [order.down[0], order.up[0]]
    .filter((entry) => entry !== undefined)
    .toSorted((a, b) => Math.abs(a.shockFraction) - Math.abs(b.shockFraction));
  return first === undefined ? null : { asset: axis.asset, ...first };
}

/** Observations since the last peak; null while there is no curve, or once a fraction of the equity says nothing. */
function daysBelowPeak(risk: RiskDocument): number | null {
  const days = bookDays(risk);
  const last = days.at(-1);
  if (last === undefined || last.drawdown === null) return null;
  return days.length - 1 - days.findLastIndex((day) => day.drawdown === 0);
}

function openEpisode({ drawdown }: RiskDocument): string | null {
  if (drawdown?.scope !== 'book') return null;
  return drawdown.episodes.find(({ end }) => end === null)?.start ?? null;
}

/** The newest and the oldest price that a figure rests on; what is at par or in the base currency has no age. */
function dataAge(book: ValuedBook): HeadlineView['dataAge'] {
  const ages = book.accounts.flatMap((account) =>
    pricesOf(account).flatMap((price) =>
      price.status === 'value' && (price.value.origin === 'mark' || price.value.origin === 'close')
        ? [{ account: account.name, ms: price.value.asOfMs }]
        : [],
    ),
  );
  const ordered = ages.toSorted((a, b) => a.ms - b.ms);
  const oldest = ordered[0];
  return {
    newestMs: ordered.at(-1)?.ms ?? null,
    oldestAccount: oldest?.account ?? null,
    oldestMs: oldest?.ms ?? null,
    asOfMs: book.asOfMs,
  };
}

/** Prices under known figures: an incomplete position shows none, whatever its mark. */
function pricesOf({ positions, balances }: ValuedAccount): readonly Maybe<DatedPrice>[] {
  return [
    ...positions.filter(({ incomplete }) => incomplete === null).flatMap(({ mark, settleRate }) => [mark, settleRate]),
    ...balances.filter(({ amount }) => amount.status === 'value').map(({ rate }) => rate),
  ];
}
