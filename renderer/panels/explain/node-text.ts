import { isCash } from '../../../shared/book/asset.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { ageText } from '../../../shared/format/age.ts';
import { countText } from '../../../shared/format/count.ts';
import { amountsAreHidden, amountText, hiddenAmountText } from '../../../shared/format/hidden-amounts.ts';
import { minus, numberText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { timeText } from '../../../shared/format/time.ts';
import { plainText } from '../../widgets/copy-text.ts';

/** A value of the tree as it is read, with its unit apart. */
export interface NodeValue {
  readonly text: string;
  readonly unit: string;
}

/** Money at cents, prices by their size, amounts of coins with every digit that says something, fractions in per cent. */
export function nodeValue({ value, unit, symbol }: Pick<ExplainNode, 'value' | 'unit' | 'symbol'>): NodeValue {
  if (unit === 'fraction') return { text: numberText(value * 100, Math.abs(value) < 0.001 ? 4 : 2), unit: '%' };
  if (/sigma|σ/i.test(unit)) return { text: numberText(value, 2), unit: 'σ' };
  if (unit === 'multiple') return { text: numberText(value, 2), unit: '×' };
  if (isPrice(symbol)) return { text: priceText(value, priceDecimals(value)), unit };
  if (isRate(symbol)) return { text: numberText(value, Math.max(2, amountDecimals(value))), unit };
  if (isTerm(symbol)) return { text: numberText(value, amountDecimals(value)), unit };
  if (isAmount(symbol) || isUnits(unit))
    return { text: amountText(() => numberText(value, amountDecimals(value))), unit };
  if (unit === 'index') return { text: numberText(value, 4), unit: '' };
  const decimals = value !== 0 && Math.abs(value) < 0.1 ? smallDecimals(value) : 2;
  return { text: amountText(() => numberText(value, decimals)), unit };
}

/** Every digit of a value, as a tooltip and the line in focus show it; amounts that are hidden stay so. */
export function exactValue(node: Pick<ExplainNode, 'value' | 'unit' | 'symbol'>): string {
  return nodeValue(node).text === hiddenAmountText ? hiddenAmountText : plainText(node.value);
}

function isPrice(symbol: string): boolean {
  return /^(mark|entry|close|price|liquidation|bankruptcy)/i.test(symbol);
}

/** What a unit of one asset is worth in another. */
function isRate(symbol: string): boolean {
  return /rate\d*$/i.test(symbol);
}

/** What is no secret of the trader's: the terms of a contract, and what is only counted. */
function isTerm(symbol: string): boolean {
  return /^(multiplier|count|days|leverage)/i.test(symbol);
}

function isAmount(symbol: string): boolean {
  return /^(quantity|amount|posted|contracts)/i.test(symbol);
}

/** Coins, contracts, days: whatever is counted and is no money. */
function isUnits(unit: string): boolean {
  return unit !== 'index' && !isCash(unit);
}

/** Up to eight decimals, no noughts at the end. */
function amountDecimals(value: number): number {
  for (let decimals = 0; decimals < 8; decimals += 1)
    if (Math.abs(value * 10 ** decimals - Math.round(value * 10 ** decimals)) < 1e-6) return decimals;
  return 8;
}

function smallDecimals(value: number): number {
  return Math.min(10, 3 - Math.floor(Math.log10(Math.abs(value))));
}

/** `fixedMaintenance` and `profit2` as words: `fixed maintenance`, `profit 2`. */
export function symbolWords(symbol: string): string {
  return symbol
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Za-z])(\d+)$/g, '$1 $2')
    .toLowerCase();
}

/** A formula as it is printed in a book: words for symbols, × and a true minus. A long sum is only counted. */
export function formulaWords(node: ExplainNode): string {
  return written(node, (child) => symbolWords(child.symbol));
}

/** The same formula with the values of its inputs. */
export function formulaNumbers(node: ExplainNode): string {
  return written(node, (child) => {
    const { text, unit } = nodeValue(child);
    const shown = unit === '%' ? `${text} %` : text;
    return child.value < 0 && node.formula !== child.symbol ? `(${shown})` : shown;
  });
}

/** Above this many terms a sum is not written out. */
const longSum = 5;

function written(node: ExplainNode, name: (child: ExplainNode) => string): string {
  const { formula, children } = node;
  if (formula === null) return '';
  if (children.length > longSum && isPlainSum(formula)) return `sum of ${countText(children.length)}`;
  const bySymbol = new Map(children.map((child) => [child.symbol, child]));
  const tokens = formula.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[A-Za-z_]\w*|[-+*/(),]|\S/gi) ?? [];
  return tokens
    .map((token, index) => {
      const child = bySymbol.get(token);
      if (child !== undefined) return name(child);
      const family = children.filter(({ symbol }) => symbol.replace(/\d+$/, '') === token).length;
      if (family > 0) return familyName(token, family);
      const isSign = token === '-' && (index === 0 || '(,*/+-'.includes(tokens[index - 1] ?? ''));
      if (isSign) return minus;
      return operators[token] ?? functionWords[token] ?? token;
    })
    .join('')
    .trim();
}

/** A name without a number stands for all inputs of that name: `mean(return)` is the mean of `return 1`, `return 2` and so on. */
function familyName(token: string, count: number): string {
  return `${countText(count)} × ${symbolWords(token)}`;
}

const operators: Readonly<Record<string, string>> = {
  '+': ' + ',
  '-': ` ${minus} `,
  '*': ' × ',
  '/': ' / ',
  ',': ', ',
};

const functionWords: Readonly<Record<string, string>> = {
  exactSum: 'sum',
  moneySum: 'sum',
  worstMean: 'worst mean',
  placeOfMax: 'place of the largest of ',
  firstRoot: 'first root of ',
};

function isPlainSum(formula: string): boolean {
  return !/[^\w+\s]/.test(formula);
}

/** Where a value comes from: a leaf its source with date and age, a figure worked out its numbers. */
export function whereText(node: ExplainNode, asOfMs: number | null): string {
  if (node.formula !== null) return formulaNumbers(node);
  const [where = '', ...rest] = tierFirst(node.source ?? '');
  const origin = [where, datedText(node.asOf, asOfMs)].filter((text) => text !== '').join(', ');
  // What tells of amounts in prose is kept back with them.
  const why = amountsAreHidden() ? '' : (node.why ?? '');
  return [[origin, ...rest].filter((text) => text !== '').join('; '), why].filter((text) => text !== '').join('. ');
}

/** The row of a margin table before the address of the table: a narrow column cuts off the end. */
function tierFirst(source: string): readonly string[] {
  const parts = source.split('; ');
  const tier = parts.find((part) => /^(\w+ )?tier\b/.test(part));
  if (tier === undefined) return [source];
  return [groupedDigits(tier), ...parts.filter((part) => part !== tier)];
}

/** `3000000` as `3,000,000`. */
function groupedDigits(text: string): string {
  return text.replaceAll(/\d{5,}/g, (digits) => numberText(Number(digits), 0));
}

function datedText(asOf: string | null, asOfMs: number | null): string {
  if (asOf === null) return '';
  const instant = Date.parse(asOf);
  if (Number.isNaN(instant)) return asOf;
  const isDay = !asOf.includes('T');
  const age = asOfMs === null ? '' : ageText(asOfMs - instant);
  return `${isDay ? asOf : timeText(instant)}${age === '' || age === 'now' ? '' : `, ${age} old`}`;
}

/** The oldest date among the inputs of a tree, with the input; null where none has one. */
export function oldestInput(tree: ExplainNode): { readonly input: ExplainNode; readonly atMs: number } | null {
  let oldest: { readonly input: ExplainNode; readonly atMs: number } | null = null;
  const walk = (node: ExplainNode): void => {
    const atMs = node.asOf === null ? Number.NaN : Date.parse(node.asOf);
    if (!Number.isNaN(atMs) && (oldest === null || atMs < oldest.atMs)) oldest = { input: node, atMs };
    for (const child of node.children) walk(child);
  };
  walk(tree);
  return oldest;
}

/** The whole tree as lines of text, in full precision, to be pasted elsewhere. */
export function treeAsText(tree: ExplainNode): string {
  const lines: string[] = [];
  const walk = (node: ExplainNode, depth: number): void => {
    const origin =
      node.formula === null ? [node.source, node.asOf].filter((text) => text !== null).join(', ') : `= ${node.formula}`;
    lines.push(`${'  '.repeat(depth)}${node.symbol}\t${node.label}\t${plainText(node.value)}\t${node.unit}\t${origin}`);
    for (const child of node.children) walk(child, depth + 1);
  };
  walk(tree, 0);
  return `${lines.join('\n')}\n`;
}
