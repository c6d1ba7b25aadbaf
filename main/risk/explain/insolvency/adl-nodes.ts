import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import { notApplicable, type Outcome } from '../../../../shared/measures/outcome.ts';
import { assetSigmas } from '../../assessment/asset-sigmas.ts';
import { assessPool } from '../../assessment/assessed-pool.ts';
import { defaultThresholds } from '../../assessment/assessment.ts';
import { adlCandidates, adlFormulaOf, adlRanks } from '../../insolvency/adl-candidates.ts';
import type { AdlFormula } from '../../insolvency/adl-order.ts';
import type { MarginTable } from '../../margin/margin-table.ts';
import type { Desk } from '../desk.ts';
import { leverageNode } from '../margin/initial-nodes.ts';
import { bankruptcyNode } from '../liquidation/liquidation-nodes.ts';
import { branch, type Draft } from '../nodes.ts';
import { poolsNode } from '../margin/pool-nodes.ts';
import { positionNodes } from '../position-nodes.ts';

/** The score of a position in profit, by the formula of its venue. */
export function adlFigure(
  table: MarginTable,
  position: ValuedPosition,
  desk: Desk,
): { readonly outcome: Outcome; readonly draft: Draft | null } {
  const pool = assessPool(table, assetSigmas(desk.book), defaultThresholds);
  const ranked = adlRanks(adlCandidates([pool])).find(({ candidate }) => candidate.position === position);
  if (ranked === undefined)
    return { outcome: notApplicable('Its venue closes no such position, or it is not in profit.'), draft: null };
  const { score } = ranked;
  return {
    outcome: score,
    draft: score.status === 'value' ? scoreNode(adlFormulaOf(table.venue), table, position, desk) : null,
  };
}

/** Of a gain: by what share the price went the position's way, times what the venue weighs it by. */
function scoreNode(formula: AdlFormula, table: MarginTable, position: ValuedPosition, desk: Desk): Draft | null {
  const { mark, entry, notional } = positionNodes(position, table.account, desk);
  const head = { symbol: 'score', label: `Auto-deleveraging score of ${position.instrument.symbol}`, unit: 'index' };
  const equity = poolsNode('equity', [table], desk);
  // Values of a coin contract go with 1 over the price.
  const isCoin = position.instrument.payoff === 'inverse';
  const profit = isCoin ? 'abs(mark - entry) / mark' : 'abs(mark - entry) / entry';
  const moved = position.side === 'long' ? 'mark / entry' : 'entry / mark';
  switch (formula) {
    case 'binance':
      return branch(head, `${profit} * notional / equity`, [mark, entry, notional, equity]);
    case 'bitmex': {
      const bankruptcy = bankruptcyNode(table, position, desk);
      const weight = `${isCoin ? 'bankruptcyPrice' : 'mark'} / abs(mark - bankruptcyPrice)`;
      return branch(head, `${profit} * ${weight}`, [mark, entry, bankruptcy]);
    }
    case 'hyperliquid':
      return branch(head, `${moved} * notional / equity`, [mark, entry, notional, equity]);
    case 'bybit':
      return branch(head, `(${moved} - 1) * leverage`, [mark, entry, leverageNode(position, table.account, desk)]);
    case 'unknown':
      return null;
  }
}
