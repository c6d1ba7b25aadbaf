import type { ExplainNode } from '../../../shared/contract/risk.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { firstCrossing, segmentAt, type Crossing } from '../liquidation/first-crossing.ts';
import { instrumentPath, poolPath, type PathLeg, type PricePath } from '../liquidation/price-path.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';
import { legNodes } from './leg-nodes.ts';
import { branch, leaf, priceLeaf, renamed, sumNode, tierSource } from './nodes.ts';
import { collateralNode } from './pool-nodes.ts';

type Reached = Extract<Crossing, { kind: 'at' }>;

/**
 * The tree behind a liquidation price: with x the price over the mark, equity and maintenance are straight lines of x between
 * tier edges, and they meet at x = (fixed maintenance - fixed equity) / (moving equity - moving maintenance).
 * Where maintenance jumps at a tier edge instead, the price is that at which the tier begins. Null when there is no price.
 */
export function liquidationNode(
  table: MarginTable,
  position: ValuedPosition,
  side: 'below' | 'above',
  base: string,
): ExplainNode | null {
  const path = instrumentPath(position.instrument);
  const along = poolPath(table, path);
  const crossing = firstCrossing(along, side);
  if (crossing.kind !== 'at' || position.mark.status !== 'value') return null;
  const { symbol, quoteAsset } = position.instrument;
  const head = {
    symbol: 'liquidationPrice',
    label: `Liquidation price of ${symbol}, ${side} the mark`,
    unit: quoteAsset,
  };
  if (crossing.cause === 'tier-edge') return edgeNode(head, along.tiered, crossing);
  const mark = priceLeaf({ symbol: 'mark', label: `Mark of ${symbol}`, unit: quoteAsset }, position.mark.value);
  const parts = new Parts();
  for (const term of table.collateral)
    parts.add('equity', path.ofBalance(term.asset, term.isCash), collateralNode(term, base, 'wallet'));
  for (const leg of table.legs) addLeg(parts, leg, path, along.tiered, crossing, base);
  const node = (name: string, label: string, moving: 0 | 1, kind: 'equity' | 'maintenance'): ExplainNode =>
    sumNode({ symbol: name, label, unit: base }, parts.of(kind, moving), 'nothing');
  return branch(head, 'mark * (fixedMaintenance - fixedEquity) / (movingEquity - movingMaintenance)', [
    mark,
    node('fixedMaintenance', 'Maintenance that does not move with this price', 0, 'maintenance'),
    node('fixedEquity', 'Equity that does not move with this price', 0, 'equity'),
    node('movingEquity', 'Equity that moves with this price, at the mark', 1, 'equity'),
    node('movingMaintenance', 'Maintenance that moves with this price, at the mark', 1, 'maintenance'),
  ]);
}

function addLeg(
  parts: Parts,
  leg: MarginLeg,
  path: PricePath,
  tiered: readonly PathLeg[],
  crossing: Reached,
  base: string,
): void {
  const { price, settle } = path.ofLeg(leg);
  const moving = (settle + (leg.payoff === 'linear' ? price : -price)) as 0 | 1;
  const nodes = legNodes(leg, base);
  const pathLeg = tiered.find((one) => one.leg === leg);
  const tier = pathLeg === undefined ? null : segmentAt(pathLeg, crossing.inside).tier;
  if (moving === settle) {
    parts.add('equity', settle, nodes.profit);
    parts.add('maintenance', settle, nodes.maintenance(tier));
    return;
  }
  parts.add('equity', moving, nodes.priceTerm);
  parts.add('equity', settle, nodes.fixedTerm);
  if (leg.fixedMaintenance !== null) {
    parts.add('maintenance', settle, nodes.maintenance(null));
    return;
  }
  const row = tier ?? (leg.tierTable.tiers[0] as NonNullable<typeof tier>);
  parts.add('maintenance', moving, nodes.rateTerm(row));
  if (row.deduction !== 0) parts.add('maintenance', settle, nodes.deductionTerm(row));
}

/** The price at which the tier begins that maintenance jumps to. */
function edgeNode(
  head: { symbol: string; label: string; unit: string },
  tiered: readonly PathLeg[],
  crossing: Reached,
): ExplainNode {
  const found = tiered.flatMap(({ leg, maintenance }) => {
    const index = maintenance.findIndex((segment) => segment.from === crossing.factor);
    const dearer = [maintenance[index - 1], maintenance[index]].flatMap((segment) => segment?.tier ?? []);
    const tier = dearer.sort((a, b) => b.floor - a.floor)[0];
    return index < 0 || tier === undefined ? [] : [{ leg, tier }];
  })[0];
  if (found === undefined) throw new RangeError('a jump without a tier edge');
  const { leg, tier } = found;
  const { instrument, quantity, multiplier } = leg.position;
  const children = [
    leaf(
      { symbol: 'tierFloor', label: `Notional from which the tier holds`, unit: instrument.settleAsset },
      tier.floor,
      tierSource(leg.tierTable, tier),
      leg.tierTable.validFrom,
    ),
    leaf(
      { symbol: 'quantity', label: `Quantity of ${instrument.symbol}`, unit: 'contracts' },
      quantity,
      'ledger of the account',
    ),
    leaf({ symbol: 'multiplier', label: 'Contract multiplier', unit: 'per contract' }, multiplier, 'contract'),
  ];
  return branch(
    head,
    leg.payoff === 'linear' ? 'tierFloor / (abs(quantity) * multiplier)' : 'abs(quantity) * multiplier / tierFloor',
    children,
  );
}

/** Parts of equity and maintenance, still and moving, each under a name of its own. */
class Parts {
  readonly #nodes = new Map<string, ExplainNode[]>();

  add(kind: 'equity' | 'maintenance', moving: 0 | 1, node: ExplainNode): void {
    const list = this.of(kind, moving);
    list.push(renamed(node, `${node.symbol}${list.length + 1}`));
    this.#nodes.set(`${kind} ${moving}`, list);
  }

  of(kind: 'equity' | 'maintenance', moving: 0 | 1): ExplainNode[] {
    return this.#nodes.get(`${kind} ${moving}`) ?? [];
  }
}
