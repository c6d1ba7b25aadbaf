import type { CascadeDocument, CascadeEventRow } from '../../shared/contract/cascade.ts';
import { eventWords } from '../../shared/format/event-words.ts';
import { nobodyCalledText, nobodyOwesText } from '../../shared/format/left-out-pools.ts';
import { figure, left, right, textTable } from './text-table.ts';

/** A cascade for reading: what happens on each side, what it costs against a mere mark-down, and what would have prevented it. */
export function ladderText(document: CascadeDocument): string {
  const { axis, base } = document;
  const mover = axis.kind === 'vector' ? 'the vector' : axis.asset;
  const parts = [`As of ${document.asOf}, in ${base}, along ${mover}.`];
  for (const { side, events, firstDebt } of document.sides) {
    const heading = headingOf(axis, side);
    const end = side === 'down' && axis.kind === 'asset' ? document.rungs[0] : document.rungs.at(-1);
    parts.push('', `${heading}:`, events.length === 0 ? `  ${nobodyCalledText(document)}` : eventsText(events));
    if (end !== undefined && end.bookEquity !== null && end.markDownEquity !== null)
      parts.push(
        `  at ${figure(end.shockFraction)}: equity ${figure(end.bookEquity)}, without any call ${figure(end.markDownEquity)}`,
      );
    parts.push(`  ${firstDebt === null ? nobodyOwesText(document) : `the first debt at ${figure(firstDebt)}`}`);
    const called = document.topUps.filter((one) => one.side === side && one.amount !== 0);
    for (const { account, pool, amount } of called)
      parts.push(
        `  ${account} (${pool}) ${amount === null ? 'is called whatever is paid in' : `is not called with ${figure(amount)} more`}`,
      );
  }
  parts.push(...rulesText(document), ...plansText(document));
  for (const [title, notes] of [
    ['Left out', document.excluded],
    ['Assumed', document.assumptions],
  ] as const) {
    if (notes.length === 0) continue;
    parts.push('', `${title}:`, ...notes.map((one) => `  ${one.text} ${one.mend}`.trimEnd()));
  }
  return parts.join('\n');
}

function headingOf(axis: CascadeDocument['axis'], side: 'down' | 'up'): string {
  switch (axis.kind) {
    case 'vector':
      return 'On the way to the whole vector';
    case 'pinned':
      return `It goes from ${figure(axis.mark)} to ${figure(axis.first)} and then to ${figure(axis.second)}`;
    case 'asset':
      return side === 'down' ? 'It falls' : 'It rises';
  }
}

/** What harder rules do at the marks, said only where they are asked about. */
function rulesText({ rules, judged }: CascadeDocument): readonly string[] {
  if (rules === null) return [];
  const lines = judged.map(({ account, pool, isCalled, initialShort, largestSize }) => {
    const size = largestSize === null ? 'no size is called' : `called from ${figure(largestSize)} times its size on`;
    const short =
      initialShort === null || initialShort === 0 ? '' : `, ${figure(initialShort)} short of initial margin`;
    return `  ${account} (${pool}): ${isCalled ? 'called at once, ' : ''}${size}${short}`;
  });
  return ['', 'Under these rules, at the marks:', ...lines];
}

function plansText({ plans }: CascadeDocument): readonly string[] {
  if (plans.length === 0) return [];
  const lines = plans.map(({ account, pool, trades }) => {
    if (trades === null) return `  ${account} (${pool}): closing everything is not enough`;
    const each = trades.map(
      ({ instrument, quantity, cost }) =>
        `${quantity < 0 ? 'sell' : 'buy'} ${figure(Math.abs(quantity))} ${instrument} for a cost of ${figure(cost)}`,
    );
    return `  ${account} (${pool}): ${each.join(', ')}`;
  });
  return ['', 'To the margin ratio asked for, at the marks:', ...lines];
}

function eventsText(events: readonly CascadeEventRow[]): string {
  return textTable<CascadeEventRow>(
    [
      right('shock', (event) => figure(event.shockFraction)),
      ...(events[0]?.pathLeg === undefined ? [] : [right<CascadeEventRow>('leg', (event) => String(event.pathLeg))]),
      left('account', (event) => `${event.account} (${event.pool})`),
      left('what', (event) => eventWords[event.kind]),
      left('instrument', (event) => event.instrument ?? ''),
      right('quantity', (event) => (event.quantity === null ? '' : figure(event.quantity))),
      right('mark', (event) => (event.price === null ? '' : figure(event.price))),
      right('obtained', (event) => (event.priceObtained === null ? '' : figure(event.priceObtained))),
      right('fee', (event) => (event.feeUnknown ? 'not known' : figure(event.fee))),
      right('impact', (event) => figure(event.impact)),
      right('equity after', (event) => figure(event.equityAfter)),
    ],
    events,
    '',
  );
}
