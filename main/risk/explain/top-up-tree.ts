import type { ExplainNode } from '../../../shared/contract/risk.ts';
import type { CascadePath } from '../cascade/cascade-path.ts';
import { rebased } from '../cascade/rebase.ts';
import { surplusNow } from '../cascade/working-pool.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { callNode, type CallDesk } from './cascade-pool-nodes.ts';
import { branch, finished, fixed } from './nodes.ts';

/** Of the amounts in the pool: what two ways of adding them up may differ by. */
const rounding = 1e-9;

/**
 * The tree behind the least money that keeps a pool from being called: what it lacks where its maintenance is least covered on the
 * whole way. Null where that point lies between the edges of its tiers (powers of a price that bend), which no tree names.
 *
 * @param way the stretches along which it is asked
 * @param amount what the engine found, base currency, above 0
 * @param placeOf how a point of the way is called: `at −80 %`
 */
export function topUpTree(
  table: MarginTable,
  way: readonly CascadePath[],
  amount: number,
  placeOf: (x: number) => string,
  desk: CallDesk,
): ExplainNode | null {
  const points = way.flatMap((path) => pointsOf(table, path).map((x) => ({ x, there: tableAt(table, path, x) })));
  const [worst] = points
    .map((point) => ({ ...point, lacking: -surplusNow(point.there) }))
    .toSorted((a, b) => b.lacking - a.lacking);
  if (worst === undefined) return null;
  const { x, there, lacking } = worst;
  const size = Math.max(
    ...there.legs.map(({ notional }) => notional),
    ...there.collateral.map((one) => Math.abs(one.value)),
  );
  if (Math.abs(amount - lacking) > rounding * (size + amount)) return null;
  const { base } = desk.book;
  const head = {
    symbol: 'topUp',
    label: `Money that ${table.account}, ${table.pool}, lacks ${placeOf(x)}`,
    unit: base,
    why: 'There its maintenance is least covered on the whole way; where both are equal it may be called as well.',
  };
  return finished(
    branch(head, 'more - surplus', [
      callNode(there, desk, placeOf(x)),
      fixed(
        { symbol: 'more', label: 'A hair more, and what rounding leaves', unit: base },
        amount - lacking,
        'Ballast',
      ),
    ]),
  );
}

function tableAt(table: MarginTable, { exponentOf }: CascadePath, x: number): MarginTable {
  return rebased(table, (asset) => x ** exponentOf(asset));
}

/** Between two edges what is left over maintenance is a line: it is least at one of its ends. */
function pointsOf(table: MarginTable, path: CascadePath): readonly number[] {
  const [low, high] = [Math.min(1, path.end), Math.max(1, path.end)];
  const edges = table.legs
    .flatMap((leg) => edgesOf(leg, path))
    .flatMap((x) => [x * (1 - 1e-12), x * (1 + 1e-12)])
    .filter((x) => x > low && x < high);
  return [1, path.end, ...edges];
}

/** Where on the way a leg changes its tier. */
function edgesOf({ asset, quoteAsset, payoff, segments }: MarginLeg, { exponentOf }: CascadePath): readonly number[] {
  const power = exponentOf(asset) - exponentOf(quoteAsset);
  const rise = payoff === 'linear' ? power : -power;
  return rise === 0 ? [] : segments.map(({ from }) => from ** (1 / rise));
}
