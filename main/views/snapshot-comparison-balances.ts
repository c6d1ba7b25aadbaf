import type { ComparedBalance } from '../../shared/contract/snapshots.ts';
import type { PositionChange } from './snapshot-comparison-position.ts';
import { times, type ReadSnapshot } from './snapshot-comparison-reading.ts';

/**
 * What moved each balance: the newer rate of what was held, and what neither the positions that settle in it nor their
 * funding and fees account for (money in and out, spot trades, interest). A balance that neither side holds is left away.
 */
export function compareBalances(
  from: ReadSnapshot,
  to: ReadSnapshot,
  changes: readonly PositionChange[],
): readonly ComparedBalance[] {
  const byAccount = Map.groupBy(changes, ({ account }) => account);
  // Also one that no snapshot lists: what positions paid into or out of it is then accounted for as `other`.
  const touched = changes.flatMap(({ account, settleAsset, fees, isUntouched }) =>
    isUntouched
      ? []
      : [settleAsset, ...fees.keys()].map((asset) => [`${account} ${asset}`, { account, asset }] as const),
  );
  const all = new Map([...touched, ...from.balances, ...to.balances]);
  return [...all.entries()].flatMap(([key, { account, asset }]) => {
    const [before, after] = [from.balances.get(key), to.balances.get(key)];
    const [held, holds] = [before === undefined ? 0 : before.amount, after === undefined ? 0 : after.amount];
    const [oldRate, rate] = [from.rateOf(asset), to.rateOf(asset)];
    const unexplained = unexplainedIn(asset, held, holds, byAccount.get(account) ?? []);
    const told = {
      account,
      asset,
      from: before === undefined ? '0' : before.text,
      to: after === undefined ? '0' : after.text,
      isCash: to.isCash(asset) || from.isCash(asset),
      rateEffect: times(held, oldRate === null || rate === null ? null : rate - oldRate),
      other: times(unexplained, rate),
    };
    return held === 0 && holds === 0 && told.other === 0 ? [] : [told];
  });
}

/** In units of the asset. */
function unexplainedIn(
  asset: string,
  held: number | null,
  holds: number | null,
  changes: readonly PositionChange[],
): number | null {
  if (held === null || holds === null) return null;
  const moves = changes.flatMap(({ settleAsset, paid, fees }) => [
    ...(settleAsset === asset ? [paid] : []),
    -(fees.get(asset) ?? 0),
  ]);
  let [left, size] = [holds - held, Math.abs(holds) + Math.abs(held)];
  for (const move of moves) {
    if (move === null) return null;
    left -= move;
    size += Math.abs(move);
  }
  // What is left of rounding is nothing.
  return Math.abs(left) <= size * 1e-13 ? 0 : left;
}
