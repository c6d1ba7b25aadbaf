import type { ExplainDocument, ExplainNode } from '../../shared/contract/risk.ts';
import { ageText } from '../../shared/format/age.ts';
import { brokerSentence } from '../../shared/format/broker-sentence.ts';
import { flagWords } from '../../shared/measures/flag-words.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { figure } from './text-table.ts';

/** A figure and its tree for reading: a line an input, indented by its depth, with where it comes from and how old it is. */
export function explainText({ asOf, measure, tree, known, broker }: ExplainDocument): string {
  const asOfMs = Date.parse(asOf);
  const meaning = isMeasureId(measure.id) ? measures[measure.id] : null;
  const head = [
    `${meaning?.label ?? measure.id} of ${measure.scope}: ${measure.value ?? measure.status}${measure.value === null ? '' : ` ${measure.unit}`}, as of ${asOf}`,
    ...(meaning === null ? [] : [meaning.meaning]),
    ...[measure.reason, measure.mend].filter((text) => text !== null && text !== ''),
    ...(measure.flags.length === 0 ? [] : [`Rests on ${flagWords(measure.flags)}.`]),
    ...(broker == null ? [] : [brokerSentence(broker, figure)]),
    '',
  ];
  if (tree !== null) return [...head, ...treeLines(tree, 0, asOfMs)].join('\n');
  const parts = known.flatMap((node) => treeLines(node, 1, asOfMs));
  return [...head, ...(parts.length === 0 ? [] : ['What is known of it:', ...parts])].join('\n').trimEnd();
}

/** A tree alone, a line an input. @param asOf the instant of the book, from which ages are counted */
export function treeText(tree: ExplainNode, asOf: string): string {
  return treeLines(tree, 0, Date.parse(asOf)).join('\n');
}

function treeLines(node: ExplainNode, depth: number, asOfMs: number): readonly string[] {
  const indent = '  '.repeat(depth);
  const formula = node.formula === null ? '' : ` = ${formulaText(node)}`;
  const flags = node.flags === undefined ? '' : `   ! ${flagWords(node.flags)}`;
  const line = `${indent}${node.symbol}: ${node.label} ${node.value} ${node.unit}${formula}${sourceText(node, asOfMs)}${flags}`;
  const why = node.why === undefined ? [] : [`${indent}  (${node.why})`];
  return [line, ...why, ...node.children.flatMap((child) => treeLines(child, depth + 1, asOfMs))];
}

/** A long sum is counted, not written out. */
function formulaText({ formula, children }: ExplainNode): string | null {
  const isLongSum = children.length > 5 && formula !== null && /^[\w+\s]+$/.test(formula);
  return isLongSum ? `sum of ${children.length}` : formula;
}

function sourceText({ source, asOf }: ExplainNode, asOfMs: number): string {
  if (source === null) return '';
  if (asOf === null) return `   [${source}]`;
  const age = ageText(asOfMs - Date.parse(asOf));
  return `   [${source}, ${asOf}${age === 'now' ? '' : `, ${age} old`}]`;
}
