import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';

/** What a figure does when one input of it moves, everything else as it is. */
export interface Movement {
  readonly input: ExplainNode;
  readonly change: number;
}

/** The step by which each input is moved. */
const movedBy = 0.01;

/** The value of a tree from its leaves alone, each formula worked out anew; `moved` may give a node another value. */
export function refold(node: ExplainNode, moved: (node: ExplainNode) => number | null = () => null): number {
  const instead = moved(node);
  if (instead !== null) return instead;
  if (node.formula === null) return node.value;
  return evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, refold(child, moved)])));
}

/**
 * The inputs that move a figure most when they rise by one per cent, the strongest first. An input that stands at several places
 * of the tree (a mark) moves at all of them. Rates, contract terms and past prices are no inputs that move. Null where the tree is too large
 * to try them all.
 */
export function movements(tree: ExplainNode, count: number): readonly Movement[] | null {
  const inputs = new Map<string, ExplainNode>();
  let size = 0;
  const walk = (node: ExplainNode): void => {
    size += 1;
    if (isInput(node)) {
      if (canMove(node)) inputs.set(keyOf(node), node);
      return;
    }
    for (const child of node.children) walk(child);
  };
  walk(tree);
  if (inputs.size * size > workLimit) return null;
  const before = refold(tree);
  return [...inputs]
    .map(([key, input]) => ({
      input,
      change:
        refold(tree, (node) => (isInput(node) && keyOf(node) === key ? node.value * (1 + movedBy) : null)) - before,
    }))
    .filter(({ change }) => Number.isFinite(change) && Math.abs(change) > Math.abs(before) * 1e-9)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, count);
}

const workLimit = 200_000;

/** What one would change: a leaf, or an amount that its fills add up to. */
function isInput({ formula, symbol }: ExplainNode): boolean {
  return formula === null || /^(quantity|amount|balance)\d*$/.test(symbol);
}

function canMove({ value, unit, symbol }: ExplainNode): boolean {
  return (
    value !== 0 &&
    unit !== 'fraction' &&
    unit !== 'per contract' &&
    !/^(entry|tierFloor|day|peak|return|flow|close)/.test(symbol)
  );
}

/** Two leaves are one input when they say the same of the same. */
function keyOf({ label, unit, value, source }: ExplainNode): string {
  return [label, unit, value, source].join('\n');
}

/** Equity and maintenance of a pool at the price at which they should meet. */
export interface Meeting {
  readonly price: number;
  readonly equity: number;
  readonly maintenance: number;
}

/** Both sides at a liquidation price, from the parts of its tree; null where the tree is of another form. */
export function meetingAt(tree: ExplainNode): Meeting | null {
  const part = (symbol: string): number | null => {
    const child = tree.children.find((each) => each.symbol === symbol);
    return child === undefined ? null : refold(child);
  };
  const [mark, fixedEquity, movingEquity] = [part('mark'), part('fixedEquity'), part('movingEquity')];
  const [fixedMaintenance, movingMaintenance] = [part('fixedMaintenance'), part('movingMaintenance')];
  if (mark === null || mark === 0 || fixedEquity === null || movingEquity === null) return null;
  if (fixedMaintenance === null || movingMaintenance === null) return null;
  const factor = tree.value / mark;
  return {
    price: tree.value,
    equity: fixedEquity + movingEquity * factor,
    maintenance: fixedMaintenance + movingMaintenance * factor,
  };
}
