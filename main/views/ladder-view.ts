import type { ValuedBook } from '../../shared/book/valued-book.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { LadderView } from '../../shared/contract/views.ts';
import { figuresOf } from './figures.ts';

/** The ladder as columns over the shocks, a lane for each pool that holds positions, in the order in which they go. */
export function ladderView(risk: RiskDocument, book: ValuedBook): LadderView | null {
  const { ladder } = risk;
  const first = ladder?.rungs[0];
  if (ladder === null || first === undefined) return null;
  const rows = new Map(
    risk.accounts.flatMap(({ account, pools }) =>
      pools.map((pool) => [
        `${account}/${pool.pool}`,
        { pool, alone: pools.filter(({ kind }) => kind !== 'spot').length < 2 },
      ]),
    ),
  );
  const exact = (side: 'down' | 'up', account: string, pool: string): number | null =>
    ladder.order[side].find((entry) => entry.account === account && entry.pool === pool)?.shockFraction ?? null;
  const lanes = first.pools.flatMap(({ account, pool }, index) => {
    const row = rows.get(`${account}/${pool}`);
    if (row === undefined || row.pool.kind === 'spot') return [];
    const column = ladder.rungs.map((rung) => rung.pools[index]);
    return [
      {
        account,
        pool,
        label: row.alone ? account : `${account} · ${pool}`,
        down: exact('down', account, pool),
        up: exact('up', account, pool),
        state: row.pool.state,
        equity: column.map((entry) => entry?.equity ?? null),
        maintenance: column.map((entry) => entry?.maintenance ?? null),
        states: column.map((entry) => entry?.state ?? 'missing-data'),
        notional: column.map((entry) => entry?.liquidatedNotional ?? null),
        reason: row.pool.reason,
        mend: row.pool.mend,
      },
    ];
  });
  const away = (lane: (typeof lanes)[number]): number =>
    Math.min(Math.abs(lane.down ?? Infinity), Math.abs(lane.up ?? Infinity));
  return {
    axis: { ...ladder.axis, mark: markOf(book, ladder.axis.asset) },
    assets: assetsByExposure(risk),
    shocks: ladder.rungs.map((rung) => rung.shockFraction),
    bookEquity: ladder.rungs.map((rung) => sumOrNull(rung.pools.map((pool) => pool.equity))),
    lanes: lanes.toSorted((a, b) => away(a) - away(b)),
    notes: [...risk.excluded, ...risk.assumptions],
  };
}

/** The mark that the price scale under the shock counts from: the largest position in the asset that has one. */
function markOf(book: ValuedBook, asset: string): number | null {
  let found: { price: number; size: number } | null = null;
  for (const { positions } of book.accounts) {
    for (const { instrument, mark, quantity, multiplier } of positions) {
      if (instrument.asset !== asset || mark.status !== 'value') continue;
      const size = Math.abs(quantity) * multiplier * (instrument.payoff === 'linear' ? mark.value.price : 1);
      if (found === null || size > found.size) found = { price: mark.value.price, size };
    }
    for (const { asset: held, rate } of book.accounts.flatMap((account) => account.balances)) {
      if (held === asset && rate.status === 'value' && found === null) found = { price: rate.value.price, size: 0 };
    }
  }
  return found?.price ?? null;
}

function assetsByExposure(risk: RiskDocument): string[] {
  const figures = figuresOf(risk);
  const names = [...new Set(risk.exposures.map((row) => row.asset))];
  const size = (asset: string): number => Math.abs(figures.at('netExposure', `asset:${asset}`).value ?? 0);
  return names.toSorted((a, b) => size(b) - size(a) || a.localeCompare(b));
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  let total = 0;
  for (const value of values) {
    if (value === null) return null;
    total += value;
  }
  return total;
}
