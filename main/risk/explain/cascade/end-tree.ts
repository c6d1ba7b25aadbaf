import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import type { CascadeEnd } from '../../cascade/cascade-ends.ts';
import { callEquityNode, type CallDesk } from './cascade-pool-nodes.ts';
import { family, finished, sumNode } from '../nodes.ts';

/** The tree behind what the book is worth at the end of a way, with all that was closed or with nothing closed; null where a pool is not known. */
export function endTree(
  end: CascadeEnd,
  figure: 'left' | 'markDown',
  where: string,
  desk: CallDesk,
): ExplainNode | null {
  const tables = end[figure];
  if (tables.length === 0) return null;
  return finished(
    sumNode(
      {
        symbol: 'bookEquity',
        label: figure === 'left' ? `Equity of the book ${where}` : `Equity of the book ${where}, with nothing closed`,
        unit: desk.book.base,
      },
      family(
        'equity',
        tables.map((table) => callEquityNode(table, desk, where)),
      ),
      'nothing is held',
    ),
  );
}
