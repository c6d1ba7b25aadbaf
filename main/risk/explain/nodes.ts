import type { ExplainNode } from '../../../shared/contract/risk.ts';
import type { MarginTier, MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { DatedPrice } from '../../../shared/book/valued-book.ts';
import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';
import { evaluateFormula } from './evaluate-formula.ts';

/** What a node is about, without its value. */
export interface NodeHead {
  readonly symbol: string;
  readonly label: string;
  readonly unit: string;
}

/** An input: where it comes from and of when it is. */
export function leaf(head: NodeHead, value: number, source: string, asOf: string | null = null): ExplainNode {
  return { ...head, value, formula: null, source, asOf, children: [] };
}

/** A number that follows from its children: its value is what the printed formula gives. */
export function branch(head: NodeHead, formula: string, children: readonly ExplainNode[]): ExplainNode {
  return { ...head, value: refold(formula, children), formula, source: null, asOf: null, children };
}

/** The sum of the children; a leaf of 0 where there are none. */
export function sumNode(head: NodeHead, children: readonly ExplainNode[], nothing: string): ExplainNode {
  if (children.length === 0) return leaf(head, 0, nothing);
  return branch(head, children.map((child) => child.symbol).join(' + '), children);
}

/** The same node under another name, so that siblings differ. */
export function renamed(node: ExplainNode, symbol: string): ExplainNode {
  return { ...node, symbol };
}

/** Recomputes a formula from the values of the children; throws where two children share a name. */
function refold(formula: string, children: readonly ExplainNode[]): number {
  const values = new Map(children.map((child) => [child.symbol, child.value]));
  if (values.size < children.length) throw new RangeError(`two parts of "${formula}" share a name`);
  return evaluateFormula(formula, values);
}

/** A mark or rate. */
export function priceLeaf(head: NodeHead, { price, origin, via, asOfMs }: DatedPrice): ExplainNode {
  const sources = {
    mark: via === null ? 'mark' : `mark of ${via}`,
    close: via === null ? 'daily close' : `daily close of ${via}`,
    par: 'taken at par',
    unit: 'the base currency itself',
  } as const;
  return leaf(head, price, sources[origin], origin === 'unit' ? null : isoTimeOfMs(asOfMs));
}

/** The row of a margin table. */
export function tierSource(table: MarginTierTable, tier: MarginTier): string {
  const upTo = tier.cap === null ? 'upwards' : `to ${tier.cap}`;
  return `${table.source}; tier from ${tier.floor} ${upTo}`;
}
