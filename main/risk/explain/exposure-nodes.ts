import type { Exposure } from '../exposure/exposures.ts';
import type { ValuedBalance } from '../../../shared/book/valued-book.ts';
import { balanceNode } from './margin/collateral-nodes.ts';
import type { Desk } from './desk.ts';
import { branch, family, fixed, renamed, sumNode, unknownLeaf, type Draft } from './nodes.ts';
import { positionNodes } from './position-nodes.ts';

export type ExposureSide = 'gross' | 'net' | 'long' | 'short';

const words: Readonly<Record<ExposureSide, string>> = {
  gross: 'Gross exposure',
  net: 'Net exposure',
  long: 'Long exposure',
  short: 'Short exposure',
};

/** One thing whose price matters, signed, in the base currency. */
export function exposureNode(exposure: Exposure, desk: Desk): Draft {
  const { position, account, source, value } = exposure;
  if (position !== null) {
    const node = positionNodes(position, account, desk).exposure;
    // Of an option everything is known but its delta.
    return node.value !== null && value.status === 'missing-data' ? unknownLeaf(node, value.reason) : node;
  }
  return renamed(balanceNode(source as ValuedBalance, account, desk), 'exposure');
}

/** A sum over exposures: all of them without their signs, with them, or one side alone. */
export function exposureSumNode(side: ExposureSide, exposures: readonly Exposure[], desk: Desk, of = ''): Draft {
  const head = { symbol: side, label: `${words[side]}${of}`, unit: desk.book.base };
  const counted = exposures.filter(({ value }) => {
    if (value.status !== 'value' || side === 'gross' || side === 'net') return true;
    return side === 'long' ? value.value > 0 : value.value < 0;
  });
  const parts = family(
    'exposure',
    counted.map((one) => exposureNode(one, desk)),
  );
  if (parts.length === 0) return fixed(head, 0, 'nothing is held whose price could move this way');
  const formula = parts.map(({ symbol }) => (side === 'gross' ? `abs(${symbol})` : symbol)).join(' + ');
  return branch(head, parts.length > mostWritten && side === 'gross' ? 'sum(abs(exposure))' : formula, parts);
}

/** Above this a sum of sizes is printed by its family. */
const mostWritten = 3;

/** Gross exposure of an asset, or of one row, over that of the book. */
export function shareNode(part: Draft, all: readonly Exposure[], desk: Desk): Draft {
  const whole = renamed(exposureSumNode('gross', all, desk, ' of the book'), 'book');
  const head = { symbol: 'share', label: 'Share of the gross exposure', unit: 'fraction' };
  return branch(head, `${part.symbol === 'gross' ? 'gross' : `abs(${part.symbol})`} / book`, [part, whole]);
}

/** Sum of the squared shares of the assets. */
export function herfindahlNode(all: readonly Exposure[], desk: Desk): Draft {
  const assets = [...Map.groupBy(all, (one) => one.asset)];
  const parts = family(
    'gross',
    assets.map(([asset, held]) => exposureSumNode('gross', held, desk, ` of ${asset}`)),
  );
  const head = {
    symbol: 'herfindahl',
    label: 'Concentration',
    unit: 'index',
    why: 'The share of each asset in the gross exposure, squared.',
  };
  if (parts.length === 0) return fixed(head, 0, 'nothing is held whose price could move');
  return branch(head, 'sum((gross / book) ^ 2)', [
    ...parts,
    renamed(sumNode({ symbol: 'book', label: 'Gross exposure of the book', unit: desk.book.base }, parts, ''), 'book'),
  ]);
}

/** What a rise of an asset by 1 % does: 1 % of every value that this asset's price moves. */
export function onePercentNode(all: readonly Exposure[], asset: string, desk: Desk): Draft {
  const parts = all.flatMap((exposure): readonly Draft[] => {
    const { position, account } = exposure;
    if (position === null) return exposure.asset === asset ? [exposureNode(exposure, desk)] : [];
    const { equityTerms, name } = positionNodes(position, account, desk);
    const [first, second] = equityTerms;
    const [ofBase, ofQuote] =
      position.instrument.payoff === 'inverse' && second !== undefined ? [second, first] : [first, second];
    const own = exposure.asset === asset && ofBase !== undefined ? [ofBase] : [];
    const quoted = position.instrument.quoteAsset === asset && ofQuote !== undefined ? [ofQuote] : [];
    if (own.length + quoted.length > 0 && exposure.value.status === 'missing-data')
      return [exposureNode(exposure, desk)];
    const terms = [...own, ...quoted];
    const head = { symbol: 'value', label: `Value of ${name}`, unit: desk.book.base };
    return terms.length === 2 ? [sumNode(head, terms, '')] : terms;
  });
  const values = family('value', parts);
  const head = { symbol: 'onePercentMove', label: `A 1 % rise of ${asset}`, unit: desk.book.base };
  if (values.length === 0) return fixed(head, 0, `nothing is held that ${asset} moves`);
  return branch(head, '0.01 * sum(value)', values);
}
