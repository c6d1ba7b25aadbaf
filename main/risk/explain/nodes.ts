import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';
import type { PriceOutcome } from '../../../shared/measures/outcome.ts';

/** A node while its tree is built: the value is null where an input is not known. */
export interface Draft extends Omit<ExplainNode, 'value' | 'children'> {
  readonly value: number | null;
  readonly children: readonly Draft[];
}

/** A price or a shock at which something happens: it can also say that there is none, or that it has happened already. */
export interface PricedFigure {
  readonly outcome: PriceOutcome;
  readonly draft: Draft | null;
}

/** What a node is about, without its value. */
export interface NodeHead {
  readonly symbol: string;
  readonly label: string;
  readonly unit: string;
  readonly why?: string | undefined;
  readonly flags?: readonly string[] | undefined;
}

/** Where an input comes from: file and line, a statement, a table; and the time of the datum. */
export interface Origin {
  readonly source: string;
  readonly asOf: string | null;
  readonly why?: string | undefined;
  readonly flags?: readonly string[] | undefined;
}

/** An input with where it comes from. */
export function leaf(head: NodeHead, value: number, { source, asOf, why, flags }: Origin): Draft {
  return {
    ...trimmed({ ...head, why: why ?? head.why, flags: flags ?? head.flags }),
    value,
    formula: null,
    source,
    asOf,
    children: [],
  };
}

/** A convention: a number that comes from no datum. */
export function fixed(head: NodeHead, value: number, source: string): Draft {
  return leaf(head, value, { source, asOf: null });
}

/** An input that is not known, and why. */
export function unknownLeaf(head: NodeHead, reason: string): Draft {
  return { ...trimmed(head), value: null, formula: null, source: reason, asOf: null, children: [] };
}

/** A number that follows from its children: its value is what the printed formula gives. */
export function branch(head: NodeHead, formula: string, children: readonly Draft[]): Draft {
  return { ...trimmed(head), value: refold(formula, children), formula, source: null, asOf: null, children };
}

/** The sum of the children, one after the other; a leaf of 0 where there are none. */
export function sumNode(head: NodeHead, children: readonly Draft[], nothing: string): Draft {
  if (children.length === 0) return fixed(head, 0, nothing);
  return branch(head, children.map((child) => child.symbol).join(' + '), children);
}

/** The same node under another name, so that siblings differ. */
export function renamed(node: Draft, symbol: string): Draft {
  return { ...node, symbol };
}

/** Siblings of one kind: `wallet1`, `wallet2` ... */
export function family(symbol: string, nodes: readonly Draft[]): readonly Draft[] {
  return nodes.map((node, index) => renamed(node, `${symbol}${index + 1}`));
}

/** The tree as it is shown; null where a part of it is not known. */
export function finished(draft: Draft): ExplainNode | null {
  const { value, children } = draft;
  if (value === null) return null;
  const done = children.map(finished);
  return done.includes(null) ? null : { ...draft, value, children: done as readonly ExplainNode[] };
}

/** The largest trees below a node whose every input is known. */
export function knownParts(draft: Draft): readonly ExplainNode[] {
  return draft.children.flatMap((child) => {
    const whole = finished(child);
    return whole === null ? knownParts(child) : [whole];
  });
}

function trimmed({ symbol, label, unit, why, flags }: NodeHead): NodeHead {
  return {
    symbol,
    label,
    unit,
    ...(why === undefined ? {} : { why }),
    ...(flags === undefined || flags.length === 0 ? {} : { flags }),
  };
}

/** Works out a formula from the values of the children; throws where two children share a name. */
function refold(formula: string, children: readonly Draft[]): number | null {
  const values = new Map<string, number>();
  for (const { symbol, value } of children) {
    if (value === null) return null;
    if (values.has(symbol)) throw new RangeError(`two parts of "${formula}" are called ${symbol}`);
    values.set(symbol, value);
  }
  return evaluateFormula(formula, values);
}
