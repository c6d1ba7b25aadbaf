import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';
import type { CollateralTerm, MarginTable } from '../margin/margin-table.ts';
import { legNodes } from './leg-nodes.ts';
import { branch, leaf, priceLeaf, renamed, sumNode } from './nodes.ts';

/** Maintenance of a pool at the marks: the sum of its positions'. */
export function poolMaintenanceNode(table: MarginTable, base: string, symbol = 'maintenance'): ExplainNode {
  return sumNode(
    { symbol, label: `Maintenance margin of ${table.account}, ${table.pool}`, unit: base },
    table.legs.map((leg, index) => renamed(legNodes(leg, base).maintenance(null), `maintenance${index + 1}`)),
    'no position asks for margin',
  );
}

/** Equity of a pool at the marks: its collateral and the unrealised profit of its positions. */
export function poolEquityNode(table: MarginTable, base: string, symbol = 'equity'): ExplainNode {
  return sumNode(
    { symbol, label: `Equity of ${table.account}, ${table.pool}`, unit: base },
    [
      ...table.collateral.map((term, index) => collateralNode(term, base, `wallet${index + 1}`)),
      ...table.legs.map((leg, index) => renamed(legNodes(leg, base).profit, `profit${index + 1}`)),
    ],
    'nothing is held',
  );
}

/** A balance as it counts: less what isolated positions hold of it, at its rate. */
export function collateralNode(term: CollateralTerm, base: string, symbol: string): ExplainNode {
  const sources = {
    wallet: 'wallet of the account',
    stated: 'isolated margin as stated',
    assumed: 'assumed: entry notional over leverage',
  } as const;
  const { asset, rate } = term;
  const amount = leaf(
    { symbol: 'amount', label: `${asset} balance`, unit: asset },
    term.amount,
    sources[term.origin],
    isoTimeOfMs(rate.asOfMs),
  );
  const price = priceLeaf({ symbol: 'rate', label: `${base} per ${asset}`, unit: base }, rate);
  const head = { symbol, label: `${asset} as collateral`, unit: base };
  if (term.posted === 0) return branch(head, 'amount * rate', [amount, price]);
  const posted = leaf(
    { symbol: 'posted', label: `${asset} posted to isolated positions`, unit: asset },
    term.posted,
    'isolated positions of the account',
  );
  return branch(head, '(amount - posted) * rate', [amount, posted, price]);
}
