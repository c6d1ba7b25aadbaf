import type { BrokerLiquidation } from '../../shared/contract/broker-liquidation.ts';
import type { MeasureResult } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { brokerSentence } from '../../shared/format/broker-sentence.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { figure, left, right, textTable } from './text-table.ts';

/** The risk picture for reading: figures by scope, the order in which pools go, and what is left out or assumed. */
export function riskText(document: RiskDocument): string {
  const known = document.measures.filter((result) => result.status !== 'missing-data');
  const parts = [`As of ${document.asOf}, in ${document.base}.`, '', measuresText(known)];
  if (document.ladder !== null) {
    const { axis, order, rungs } = document.ladder;
    const unknown = (rungs[0]?.pools ?? []).filter((pool) => pool.state === 'missing-data');
    const pools = unknown.length === 0 ? 'no pool' : 'no pool of which it is known';
    parts.push('', `If ${axis.asset} moves:`);
    for (const [side, gone] of [
      ['falls', order.down],
      ['rises', order.up],
    ] as const)
      parts.push(
        gone.length === 0
          ? `  ${pools} is liquidated when it ${side}`
          : `  it ${side}: ${gone.map((one) => `${one.account} (${one.pool}) at ${figure(one.shockFraction)}`).join(', ')}`,
      );
    if (unknown.length > 0)
      parts.push(`  not known of: ${unknown.map(({ account, pool }) => `${account} (${pool})`).join(', ')}`);
  }
  parts.push(...brokerLines(document.brokerLiquidations ?? []), ...missingText(document.measures));
  for (const [title, notes] of [
    ['Left out', document.excluded],
    ['Assumed', document.assumptions],
  ] as const) {
    if (notes.length === 0) continue;
    parts.push('', `${title}:`, ...notes.map((note) => `  ${note.text} ${note.mend}`.trimEnd()));
  }
  return parts.join('\n');
}

/** The liquidation prices that brokers' own reports print, beside ours. */
function brokerLines(prices: readonly BrokerLiquidation[]): readonly string[] {
  if (prices.length === 0) return [];
  return [
    '',
    "The brokers' own liquidation prices:",
    ...prices.map((one) => `  ${one.scope}: ${brokerSentence(one, figure)}`),
  ];
}

/** Figures that cannot be known, by what they lack. */
function missingText(results: readonly MeasureResult[]): readonly string[] {
  const byReason = new Map<string, Set<string>>();
  for (const { status, id, reason, mend } of results) {
    if (status !== 'missing-data') continue;
    const why = [reason, mend].filter((part) => part !== null).join(' ');
    byReason.set(why, (byReason.get(why) ?? new Set()).add(labelOf(id)));
  }
  if (byReason.size === 0) return [];
  const lines = Array.from(byReason, ([why, labels]) => `  ${why}\n    lacking it: ${[...labels].join(', ')}`);
  return ['', 'Missing:', ...lines];
}

function measuresText(results: readonly MeasureResult[]): string {
  return textTable<MeasureResult>(
    [
      left('scope', (result) => result.scope),
      left('measure', (result) => labelOf(result.id)),
      right('value', (result) => (result.value === null ? result.status : figure(result.value))),
      left('unit', (result) => result.unit),
      left('', (result) => [...result.flags, ...(result.reason === null ? [] : [result.reason])].join(', ')),
    ],
    results,
    'Nothing to measure yet.',
  );
}

function labelOf(id: string): string {
  return isMeasureId(id) ? measures[id].label : id;
}
