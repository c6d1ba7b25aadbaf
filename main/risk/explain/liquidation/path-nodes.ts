import type { MarginTier } from '../../../../shared/book/margin-tier.ts';
import { segmentAt, type Crossing } from '../../liquidation/first-crossing.ts';
import type { PathMaintenance, PoolLines, PricePath } from '../../liquidation/price-path.ts';
import type { MarginLeg, MarginTable } from '../../margin/margin-table.ts';
import { askedNode, collateralNode, haircutNode } from '../margin/collateral-nodes.ts';
import type { Desk } from '../desk.ts';
import { jointNode, linePart } from '../margin/joint-nodes.ts';
import { marginNodes } from '../margin/margin-nodes.ts';
import { branch, family, fixed, renamed, sumNode, type Draft } from '../nodes.ts';
import { positionNodes, type PositionNodes } from '../position-nodes.ts';

/** What of a pool moves with one price, at the mark, and what does not. */
export interface PathNodes {
  readonly fixedEquity: Draft;
  readonly movingEquity: Draft;
  /** The equity less what of the collateral does not count for the margin. */
  readonly fixedCounted: Draft;
  readonly movingCounted: Draft;
  readonly fixedMaintenance: Draft;
  readonly movingMaintenance: Draft;
  /** Formula and parts of equity less maintenance, where it must be added up without losing a digit. */
  readonly fixedSurplus: Draft;
  readonly movingSurplus: Draft;
}

/** A pool along a path: the legs that the engine moves, and the others at their marks. */
export interface MovedPool {
  readonly table: MarginTable;
  readonly path: PricePath;
  readonly lines: PoolLines;
  readonly legs: readonly MarginLeg[];
  /** Other positions, instrument by instrument: those before the moved one, and those after it from the last. */
  readonly before: readonly (readonly MarginLeg[])[];
  readonly after: readonly (readonly MarginLeg[])[];
}

type Kind = 'equity' | 'haircut' | 'steady' | 'tiered';

/** @param crossing whose tiers hold; null where tiers do not matter */
export function pathNodes(moved: MovedPool, crossing: Extract<Crossing, { kind: 'at' }> | null, desk: Desk): PathNodes {
  const { table, path, lines } = moved;
  const parts = new Parts();
  for (const term of table.collateral) {
    const moving = path.ofBalance(term.asset, term.isCash);
    parts.add('equity', moving, collateralNode(term, table, desk));
    const [haircut, asked] = [haircutNode(term, table, desk), askedNode(term, table, desk)];
    if (haircut !== null) parts.add('haircut', moving, haircut);
    if (asked !== null) parts.add('steady', moving, asked);
  }
  for (const leg of moved.legs) {
    const tiered = lines.tiered.find((one) => one.leg === leg);
    addEquity(parts, leg, moved, desk);
    const tier = tiered === undefined || crossing === null ? null : segmentAt(tiered, crossing.inside).tier;
    addMaintenance(parts, leg, moved, { tier, tiered }, desk);
  }
  addJoint(parts, moved, crossing, desk);
  const others = othersNodes(moved, desk);
  const unit = desk.book.base;
  const equity = (moving: 0 | 1): Draft =>
    partSum(
      moving === 1
        ? { symbol: 'movingEquity', label: 'Equity that moves with this price, at the mark', unit }
        : { symbol: 'fixedEquity', label: 'Equity that does not move with this price', unit },
      parts.of('equity', moving),
      moving === 1 ? null : others.equity,
    );
  const haircut = (moving: 0 | 1): readonly Draft[] => family('haircut', parts.of('haircut', moving));
  const counted = (moving: 0 | 1): Draft => {
    const whole = equity(moving);
    const lost = haircut(moving);
    if (lost.length === 0) return whole;
    const label =
      moving === 1
        ? 'Equity that counts and moves with this price, at the mark'
        : 'Equity that counts and does not move with this price';
    const [first, names] = [renamed(whole, 'equity'), lost.map(({ symbol }) => ` - ${symbol}`).join('')];
    return branch({ symbol: whole.symbol, label, unit }, `equity${names}`, [first, ...lost]);
  };
  const steady = (moving: 0 | 1): Draft =>
    partSum(
      {
        symbol: moving === 1 ? 'movingSteady' : 'fixedSteady',
        label: 'Maintenance of positions without a change of tier',
        unit,
      },
      parts.of('steady', moving),
      moving === 1 ? null : others.maintenance,
    );
  const maintenance = (moving: 0 | 1): Draft =>
    partSum(
      moving === 1
        ? { symbol: 'movingMaintenance', label: 'Maintenance that moves with this price, at the mark', unit }
        : { symbol: 'fixedMaintenance', label: 'Maintenance that does not move with this price', unit },
      [...parts.of('steady', moving), ...parts.of('tiered', moving)],
      moving === 1 ? null : others.maintenance,
    );
  const surplus = (moving: 0 | 1): Draft => {
    const tiers = family('tier', parts.of('tiered', moving));
    const head =
      moving === 1
        ? { symbol: 'moving', label: 'Equity less maintenance that moves with this price, at the mark', unit }
        : { symbol: 'fixed', label: 'Equity less maintenance that does not move with this price', unit };
    const lost = haircut(moving);
    const [own, still] = [equity(moving), steady(moving)];
    const names = [
      own.symbol,
      ...(lost.length > 0 ? ['-haircut'] : []),
      `-${still.symbol}`,
      ...(tiers.length > 0 ? ['-tier'] : []),
    ];
    return branch(head, `exactSum(${names.join(', ')})`, [own, ...lost, still, ...tiers]);
  };
  return {
    fixedEquity: equity(0),
    movingEquity: equity(1),
    fixedCounted: counted(0),
    movingCounted: counted(1),
    fixedMaintenance: maintenance(0),
    movingMaintenance: maintenance(1),
    fixedSurplus: surplus(0),
    movingSurplus: surplus(1),
  };
}

/** What positions need together: of the line that is the worst where the pool goes, what stays and what moves. */
function addJoint(
  parts: Parts,
  { table, path, lines }: MovedPool,
  crossing: Extract<Crossing, { kind: 'at' }> | null,
  desk: Desk,
): void {
  const unit = desk.book.base;
  const moving = table.joint.filter(({ asset }) => asset !== null && path.ofAsset(asset) === 1);
  for (const joint of table.joint) if (!moving.includes(joint)) parts.add('steady', 0, jointNode(joint, unit));
  const together = lines.tiered.filter(({ leg }) => leg === null);
  for (const [index, joint] of moving.entries()) {
    const { line } = segmentAt(together[index] as PathMaintenance, crossing?.inside ?? 1);
    parts.add('tiered', 0, linePart('joint', joint, line, 'constant', unit));
    parts.add('tiered', 1, linePart('joint', joint, line, 'slope', unit));
  }
}

function addEquity(parts: Parts, leg: MarginLeg, { table, path }: MovedPool, desk: Desk): void {
  const { price, settle } = exponentsOf(leg, path);
  const nodes = positionNodes(leg.position, table.account, desk);
  if (price === settle) {
    parts.add('equity', settle, totalNode(nodes.name, [nodes], desk));
    return;
  }
  const [atMark, atEntry] = nodes.equityTerms;
  parts.add('equity', price, atMark);
  if (atEntry !== undefined) parts.add('equity', settle, atEntry);
}

function addMaintenance(
  parts: Parts,
  leg: MarginLeg,
  { table, path }: MovedPool,
  { tier, tiered }: { readonly tier: MarginTier | null; readonly tiered: PathMaintenance | undefined },
  desk: Desk,
): void {
  const { price, settle } = exponentsOf(leg, path);
  const nodes = marginNodes(leg, table.account, desk);
  const kind = tiered === undefined ? 'steady' : 'tiered';
  if (price === settle || leg.fixedMaintenance !== null) parts.add(kind, settle, nodes.maintenance(tier));
  else {
    parts.add(kind, price, nodes.rateTerm(tier));
    const deduction = nodes.deductionTerm(tier);
    if (deduction.value !== 0) parts.add(kind, settle, deduction);
  }
}

/** By which power of the factor the value at the mark moves, and the value at the entry. */
function exponentsOf(leg: MarginLeg, path: PricePath): { readonly price: 0 | 1; readonly settle: 0 | 1 } {
  const { price, settle } = path.ofLeg(leg);
  return { price: (settle + (leg.payoff === 'linear' ? price : -price)) as 0 | 1, settle };
}

/** Equity and maintenance of the positions that stand still, added up as the engine adds them. */
function othersNodes(
  { table, before, after }: MovedPool,
  desk: Desk,
): { readonly equity: Draft | null; readonly maintenance: Draft | null } {
  const unit = desk.book.base;
  if (before.length + after.length === 0) return { equity: null, maintenance: null };
  const node = (symbol: string, label: string, of: (legs: readonly MarginLeg[]) => Draft): Draft => {
    const groups = [...family('earlier', before.map(of)), ...family('later', after.map(of))];
    const names = [before.length > 0 ? 'sum(earlier)' : [], after.length > 0 ? 'sum(later)' : []].flat();
    return branch({ symbol, label, unit }, names.join(' + '), groups);
  };
  return {
    equity: node('others', 'What the other positions add to equity', (legs) => {
      const held = legs.map((leg) => positionNodes(leg.position, table.account, desk));
      return totalNode(legs[0]?.position.instrument.symbol ?? '', held, desk);
    }),
    maintenance: node('others', 'Maintenance of the other positions', (legs) =>
      sumNode(
        { symbol: 'maintenance', label: `Maintenance of ${legs[0]?.position.instrument.symbol ?? ''}`, unit },
        family(
          'maintenance',
          legs.map((leg) => marginNodes(leg, table.account, desk).maintenance(null)),
        ),
        '',
      ),
    ),
  };
}

/** What several legs add to equity; in exact shape as the engine has it: value at the mark and at the entry, then the legs. */
function totalNode(name: string, held: readonly PositionNodes[], desk: Desk): Draft {
  const head = { symbol: 'position', label: `${name}, what it adds to equity`, unit: desk.book.base };
  const legs = held.map(({ equity, equityTerms }) =>
    desk.exact && equityTerms.length === 2
      ? branch({ ...head, label: equity.label }, 'atMark + atEntry', equityTerms)
      : equity,
  );
  const [only] = legs;
  return only !== undefined && legs.length === 1
    ? renamed(only, 'position')
    : sumNode(head, family('position', legs), '');
}

function partSum(
  head: { readonly symbol: string; readonly label: string; readonly unit: string },
  nodes: readonly Draft[],
  others: Draft | null,
): Draft {
  const named = nodes.map((node, index) => ({ ...node, symbol: `${node.symbol}${index + 1}` }));
  const all = others === null ? named : [...named, others];
  return all.length === 0 ? fixed(head, 0, 'nothing') : sumNode(head, all, 'nothing');
}

/** Parts of equity and maintenance, still and moving. */
class Parts {
  readonly #nodes = new Map<string, Draft[]>();

  add(kind: Kind, moving: 0 | 1, node: Draft): void {
    this.#nodes.set(`${kind} ${moving}`, [...this.of(kind, moving), node]);
  }

  of(kind: Kind, moving: 0 | 1): readonly Draft[] {
    return this.#nodes.get(`${kind} ${moving}`) ?? [];
  }
}
