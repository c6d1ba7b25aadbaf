import type { ValuedBook } from '../../shared/book/valued-book.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { Maybe, MissingData } from '../../shared/measures/outcome.ts';
import type { LadderView } from '../../shared/contract/views.ts';
import { figuresOf } from './figures.ts';
import { countsToEquity } from './worst-pool.ts';

type Rung = NonNullable<RiskDocument['ladder']>['rungs'][number];
type Lane = LadderView['lanes'][number];

/** Why a pool has no figures along an axis (no beta, an option) though it has them at the marks. */
export interface LaneGap {
  readonly account: string;
  readonly pool: string;
  readonly missing: Pick<MissingData, 'reason' | 'mend'> | null;
}

/** By how much an asset moves along with that of the axis, where each moves by its own. */
export interface AssetBeta {
  readonly asset: string;
  readonly beta: Maybe<{ readonly beta: number; readonly standardError: number }>;
}

/** The ladder as columns over the shocks, a lane for each margin pool, in the order in which they go. */
export function ladderView(
  risk: RiskDocument,
  book: ValuedBook,
  gaps: readonly LaneGap[] = [],
  betas: readonly AssetBeta[] = [],
): LadderView | null {
  const { ladder } = risk;
  if (ladder === null || ladder.rungs.length === 0) return null;
  const pools = risk.accounts.flatMap(({ account, pools: own }) =>
    own.map((pool) => ({
      account,
      pool,
      counts: countsToEquity(pool, own),
      alone: own.filter(({ kind }) => kind !== 'spot').length < 2,
    })),
  );
  const rungs = ladder.rungs.map(poolsOfRung);
  const gapOf = (account: string, pool: string): LaneGap['missing'] =>
    gaps.find((gap) => gap.account === account && gap.pool === pool)?.missing ?? null;
  const lanes = pools
    .filter(({ pool }) => pool.kind !== 'spot')
    .map(({ account, pool, alone }): Lane => {
      const column = rungs.map((rung) => rung.get(keyOf(account, pool.pool)));
      const exact = (side: 'down' | 'up'): number | null =>
        ladder.order[side].find((entry) => entry.account === account && entry.pool === pool.pool)?.shockFraction ??
        null;
      return {
        account,
        pool: pool.pool,
        label: alone ? account : `${account} · ${pool.pool}`,
        down: exact('down'),
        up: exact('up'),
        state: pool.state,
        equity: column.map((entry) => entry?.equity ?? null),
        haircut: column.map((entry) => entry?.haircut ?? null),
        maintenance: column.map((entry) => entry?.maintenance ?? null),
        states: column.map((entry) => entry?.state ?? 'missing-data'),
        notional: column.map((entry) => entry?.liquidatedNotional ?? null),
        flags: [...pool.flags],
        reason: pool.reason ?? gapOf(account, pool.pool)?.reason ?? null,
        mend: pool.mend ?? gapOf(account, pool.pool)?.mend ?? null,
      };
    });
  const counted = pools.filter(({ counts }) => counts).map(({ account, pool }) => keyOf(account, pool.pool));
  return {
    axis: { ...ladder.axis, mark: markOf(book, ladder.axis.asset) },
    assets: assetsByExposure(risk),
    shocks: ladder.rungs.map((rung) => rung.shockFraction),
    bookEquity: rungs.map((rung) => sumOrNull(counted.map((key) => rung.get(key)?.equity ?? null))),
    lanes: lanes.toSorted(goesFirst),
    betas: betas.map(({ asset, beta }) =>
      beta.status === 'value'
        ? { asset, beta: beta.value.beta, standardError: beta.value.standardError, reason: null, mend: null }
        : { asset, beta: null, standardError: null, reason: beta.reason, mend: beta.mend },
    ),
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

function keyOf(account: string, pool: string): string {
  return `${account}/${pool}`;
}

function poolsOfRung(rung: Rung): ReadonlyMap<string, Rung['pools'][number]> {
  return new Map(rung.pools.map((entry) => [keyOf(entry.account, entry.pool), entry]));
}

/** The nearest shock on either side first, then pools of which it is not known, last those that never go. */
function goesFirst(a: Lane, b: Lane): number {
  const away = ({ down, up }: Lane): number => Math.min(Math.abs(down ?? Infinity), Math.abs(up ?? Infinity));
  const [first, second] = [away(a), away(b)];
  return first === second ? Number(isUnknown(b)) - Number(isUnknown(a)) : first - second;
}

function isUnknown(lane: Lane): boolean {
  return lane.states.includes('missing-data');
}

/** The mark that the price scale under the shock counts from: of the largest position in the asset, else of a balance. */
export function markOf(book: ValuedBook, asset: string): number | null {
  const marks = book.accounts.flatMap(({ positions }) =>
    positions.flatMap(({ instrument, mark, quantity, multiplier, incomplete }) => {
      if (instrument.asset !== asset || mark.status !== 'value' || incomplete !== null) return [];
      const { price } = mark.value;
      return [{ price, size: Math.abs(quantity) * multiplier * (instrument.payoff === 'linear' ? price : 1) }];
    }),
  );
  const rates = book.accounts.flatMap(({ balances }) =>
    balances.flatMap((balance) =>
      balance.asset === asset && balance.rate.status === 'value' ? [balance.rate.value.price] : [],
    ),
  );
  return marks.toSorted((a, b) => b.size - a.size)[0]?.price ?? rates[0] ?? null;
}

/** Largest net exposure first; what is not known comes last, by name. */
function assetsByExposure(risk: RiskDocument): string[] {
  const figures = figuresOf(risk);
  const size = (asset: string): number => Math.abs(figures.at('netExposure', `asset:${asset}`).value ?? 0);
  const names = [...new Set(risk.exposures.map((row) => row.asset))].map((asset) => ({ asset, size: size(asset) }));
  return names.toSorted((a, b) => b.size - a.size || (a.asset < b.asset ? -1 : 1)).map(({ asset }) => asset);
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
