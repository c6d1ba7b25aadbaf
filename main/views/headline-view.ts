import type { ValuedBook } from '../../shared/book/valued-book.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { Cell, HeadlineView } from '../../shared/contract/views.ts';
import { parseScope } from '../../shared/measures/scope.ts';
import { figuresOf, noCell, valueCell, type Figures } from './figures.ts';

/** What the headline bar shows: the book in one line, the danger first. */
export function headlineView(risk: RiskDocument, book: ValuedBook): HeadlineView {
  const figures = figuresOf(risk);
  return {
    base: risk.base,
    equity: figures.at('equity', 'book'),
    dayChange: dayChange(risk),
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
    dataAge: dataAge(book),
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

/** Change of equity over the last observed day, its flows taken out. */
function dayChange(risk: RiskDocument): Cell {
  const [before, last] = risk.drawdown?.days.slice(-2) ?? [];
  return before === undefined || last === undefined ? noCell : valueCell(last.equity - before.equity - last.flow);
}

const severity = { danger: 3, unknown: 2, watch: 1, safe: 0 } as const;

/** The pool with the worst state, and among equals the highest margin ratio. Pools without positions have none. */
function worstMargin(risk: RiskDocument, figures: Figures): HeadlineView['worstMargin'] {
  const pools = risk.accounts.flatMap(({ account, pools: own }) => own.map((pool) => ({ account, pool })));
  const asked = pools.filter(
    ({ pool }) => pool.kind !== 'spot' && (pool.state !== 'safe' || pool.marginRatio !== null),
  );
  const [worst] = asked.toSorted(
    (a, b) =>
      severity[b.pool.state] - severity[a.pool.state] ||
      (b.pool.marginRatio ?? Infinity) - (a.pool.marginRatio ?? Infinity),
  );
  if (worst === undefined) return null;
  const { account, pool } = worst;
  return {
    account,
    pool: pool.pool,
    ratio: figures.cell('marginRatio', `pool:${account}/${pool.pool}`),
    state: pool.state,
  };
}

/** The position whose own price has the shortest way to its liquidation, and beside it the shortest shock of the ladder. */
function nearest(risk: RiskDocument, figures: Figures): HeadlineView['nearest'] {
  const away = risk.measures.flatMap((result) =>
    result.id === 'distanceFraction' && result.value !== null ? [{ scope: result.scope, distance: result.value }] : [],
  );
  const [first] = away.toSorted((a, b) => Math.abs(a.distance) - Math.abs(b.distance));
  const scope = first === undefined ? null : parseScope(first.scope);
  if (first === undefined || scope?.kind !== 'position') return null;
  const price = figures.at(
    first.distance <= 0 ? 'liquidationPrice.lower' : 'liquidationPrice.upper',
    first.scope,
  ).value;
  const row = risk.exposures.find(
    (entry) => entry.account === scope.account && entry.instrument === scope.instrument && entry.side === scope.side,
  );
  const resolved = price ?? row?.mark ?? null;
  if (resolved === null) return null;
  return {
    account: scope.account,
    instrument: scope.instrument,
    price: resolved,
    distanceFraction: first.distance,
    distanceSigma: figures.cell('distanceSigma', first.scope),
    state: positionState(risk, figures, first.scope),
    ladder: firstOfLadder(risk),
  };
}

function positionState(risk: RiskDocument, figures: Figures, scope: string): 'safe' | 'watch' | 'danger' | 'unknown' {
  const parsed = parseScope(scope);
  const account = risk.accounts.find((entry) => parsed?.kind === 'position' && entry.account === parsed.account);
  const sigmas = figures.at('distanceSigma', scope).value;
  if (sigmas === null) return account?.state ?? 'unknown';
  if (sigmas < 1) return 'danger';
  return sigmas < 3 ? 'watch' : 'safe';
}

function firstOfLadder(risk: RiskDocument): { asset: string; account: string; shockFraction: number } | null {
  if (risk.ladder === null) return null;
  const { axis, order } = risk.ladder;
  const [first] = [order.down[0], order.up[0]]
    .filter((entry) => entry !== undefined)
    .toSorted((a, b) => Math.abs(a.shockFraction) - Math.abs(b.shockFraction));
  return first === undefined ? null : { asset: axis.asset, account: first.account, shockFraction: first.shockFraction };
}

/** Observations since the last peak; null while there is no curve. */
function daysBelowPeak(risk: RiskDocument): number | null {
  const days = risk.drawdown?.days;
  if (days === undefined || days.length === 0) return null;
  const lastPeak = days.findLastIndex((day) => day.drawdown === 0);
  return days.length - 1 - lastPeak;
}

function dataAge(book: ValuedBook): HeadlineView['dataAge'] {
  let newestMs: number | null = null;
  let oldest: { account: string; ms: number } | null = null;
  for (const account of book.accounts) {
    for (const { mark } of account.positions) {
      if (mark.status !== 'value') continue;
      const ms = mark.value.asOfMs;
      if (newestMs === null || ms > newestMs) newestMs = ms;
      if (oldest === null || ms < oldest.ms) oldest = { account: account.name, ms };
    }
  }
  return { newestMs, oldestAccount: oldest?.account ?? null, oldestMs: oldest?.ms ?? null, asOfMs: book.asOfMs };
}
