import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import type { CascadePath } from '../../cascade/cascade-path.ts';
import { poolAlong } from '../../cascade/pool-along.ts';
import { rebased } from '../../cascade/rebase.ts';
import { surplusNow } from '../../cascade/working-pool.ts';
import type { MarginTable } from '../../margin/margin-table.ts';
import { callNode, type CallDesk } from './cascade-pool-nodes.ts';
import { branch, finished, fixed } from '../nodes.ts';

/**
 * The tree behind the least money that keeps a pool from being called: what it lacks where its maintenance is least covered on the
 * whole way.
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
  const [worst] = way
    .map((path) => {
      const { exponentOf, end } = path;
      const x = poolAlong(table, exponentOf).leastCoveredTo(end < 1 ? 'below' : 'above', end, amount);
      const there = tableAt(table, path, x);
      return { x, there, lacking: -surplusNow(there) };
    })
    .toSorted((a, b) => b.lacking - a.lacking);
  if (worst === undefined) return null;
  const { x, there, lacking } = worst;
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
