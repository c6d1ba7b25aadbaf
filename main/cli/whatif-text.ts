import type { Note } from '../../shared/contract/common.ts';
import type { Cell } from '../../shared/contract/views.ts';
import type {
  AssessedWhatIf,
  CalledPools,
  Compared,
  ComparedFigure,
  ComparedPosition,
  LargestSize,
  OrderOfEvents,
  WhatIfDocument,
} from '../../shared/contract/whatif.ts';
import { countedText } from '../../shared/format/count.ts';
import { ticketText } from '../../shared/format/ticket-text.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { judgedText } from './limits-text.ts';
import { figure, left, right, textTable } from './text-table.ts';

/** What-ifs for reading: each beside the book as it stands, only what changes. */
export function whatIfText(document: WhatIfDocument): string {
  const parts = [`As of ${document.asOf}, in ${document.base}. What-if: nothing of this is booked.`];
  for (const one of document.whatIfs) parts.push('', ...assessedText(one));
  parts.push(...notesText('Left out', document.excluded), ...notesText('Assumed', document.assumptions));
  return parts.join('\n');
}

function assessedText(one: AssessedWhatIf): readonly string[] {
  const heading = `What-if ${one.label}${one.isKept ? ' (kept)' : ''}: ${one.tickets.map((ticket) => ticketText(ticket, figure)).join('; ')}`;
  if (one.fault !== null) return [heading, `  cannot be done: ${one.fault.message} ${one.fault.mend}`.trimEnd()];
  const { comparison, limits, largestSize } = one;
  const parts = [heading, ...one.effects.map(effectText)];
  if (comparison !== null) {
    parts.push('', figuresText(comparison.figures), '', positionsText(comparison.positions));
    parts.push(...ladderText(comparison.ladder), ...eventsText(comparison.events));
  }
  if (limits !== null) parts.push('', 'Limits in the what-if:', judgedText(limits, 'what-if'));
  if (largestSize !== null) parts.push(largestText(largestSize));
  return [...parts, ...notesText('Assumed or left out in this what-if', one.notes)];
}

function effectText({
  quantity,
  instrument,
  account,
  price,
  settleAsset,
  ...effect
}: AssessedWhatIf['effects'][number]): string {
  const { before, after, fee, realized, loss } = effect;
  const entry = after.entryPrice === null ? '' : ` with an entry of ${figure(after.entryPrice)}`;
  const parts = [
    `  what-if ${quantity < 0 ? 'sold' : 'bought'} ${figure(Math.abs(quantity))} ${instrument} in ${account} at ${figure(price)}`,
    `${cellText(before.quantity)} becomes ${cellText(after.quantity)}${entry}`,
    ...(before.leverage === after.leverage
      ? []
      : [`leverage ${figure(before.leverage, 'not stated')} becomes ${figure(after.leverage, 'not stated')}`]),
    `fee ${figure(fee)} ${settleAsset}`,
    `realised ${cellText(realized)} ${settleAsset}`,
    ...(loss.status === 'not-applicable' ? [] : [`loss at the stop ${cellText(loss)}`]),
  ];
  return parts.join(', ');
}

function figuresText(figures: readonly ComparedFigure[]): string {
  return textTable<ComparedFigure>(
    [
      left('scope', (one) => one.scope),
      left('measure', (one) => (isMeasureId(one.id) ? measures[one.id].label : one.id)),
      right('actual', (one) => cellText(one.actual)),
      right('what-if', (one) => cellText(one.whatIf)),
      right('difference', differenceText),
      left('', (one) => one.differenceReason ?? ''),
    ],
    figures.filter((one) => one.scope === 'book' || isChanged(one)),
    'No figure changes.',
  );
}

function positionsText(positions: readonly ComparedPosition[]): string {
  return textTable<ComparedPosition>(
    [
      left('position', ({ account, instrument, side }) => `${account} ${instrument} ${side}`),
      right('size', ({ quantity }) => cellText(quantity.actual)),
      right('what-if', ({ quantity }) => cellText(quantity.whatIf)),
      right('liquidation below', ({ liquidationLower }) => cellText(liquidationLower.actual)),
      right('what-if', ({ liquidationLower }) => cellText(liquidationLower.whatIf)),
      right('difference', ({ liquidationLower }) => differenceText(liquidationLower)),
      right('above', ({ liquidationUpper }) => cellText(liquidationUpper.actual)),
      right('what-if', ({ liquidationUpper }) => cellText(liquidationUpper.whatIf)),
      right('difference', ({ liquidationUpper }) => differenceText(liquidationUpper)),
    ],
    positions.filter((one) => one.isChanged),
    'No position changes.',
  );
}

function ladderText(ladder: NonNullable<AssessedWhatIf['comparison']>['ladder']): readonly string[] {
  if (ladder === null) return [];
  type Departures = (typeof ladder.sides)[number]['actual'];
  const orderText = ({ order, unknown }: Departures): string => {
    const known = order.map(({ account, pool, shockFraction }) => `${account} (${pool}) at ${figure(shockFraction)}`);
    const hidden = unknown.map(({ account, pool }) => `${account} (${pool}) not known`);
    return [...known, ...hidden].join(', ') || 'no pool goes';
  };
  return ladder.sides.flatMap(({ side, actual, whatIf, isReordered }) => [
    '',
    `If ${ladder.asset} ${side === 'down' ? 'falls' : 'rises'}${isReordered ? ' (another order)' : ''}:`,
    `  actual   ${orderText(actual)}`,
    `  what-if  ${orderText(whatIf)}`,
  ]);
}

/** Which pools are called, how much happens to each and where it owes; the three figures with their difference. */
function eventsText(events: OrderOfEvents | null): readonly string[] {
  if (events === null) return [];
  const orderText = ({ order, unknown }: CalledPools): string => {
    const known = order.map(({ account, pool, shockFraction, events: count, debtShockFraction }) => {
      const debt = debtShockFraction === null ? '' : `, owes at ${figure(debtShockFraction)}`;
      return `${account} (${pool}) at ${figure(shockFraction)}: ${countedText(count, 'event')}${debt}`;
    });
    const hidden = unknown.map(({ account, pool }) => `${account} (${pool}) not known`);
    return [...known, ...hidden].join('; ') || 'no pool is called';
  };
  return events.sides.flatMap(({ side, firstCall, events: count, firstDebt, actual, whatIf, isReordered }) => [
    '',
    `Order of events if ${events.asset} ${side === 'down' ? `falls to ${figure(events.from)}` : `rises to +${figure(events.to)}`}${isReordered ? ' (another order)' : ''}:`,
    textTable<{ readonly what: string; readonly compared: Compared }>(
      [
        left('', ({ what }) => `  ${what}`),
        right('actual', ({ compared }) => cellText(compared.actual)),
        right('what-if', ({ compared }) => cellText(compared.whatIf)),
        right('difference', ({ compared }) => differenceText(compared)),
      ],
      [
        { what: 'first call', compared: firstCall },
        { what: 'events', compared: count },
        { what: 'first debt', compared: firstDebt },
      ],
      '',
    ),
    `  actual   ${orderText(actual)}`,
    `  what-if  ${orderText(whatIf)}`,
  ]);
}

function largestText({ amount, unit, step, reason, stoppedBy }: LargestSize): string {
  const stopped = stoppedBy.map(({ rule, scope }) => `${rule} of ${scope}`).join(', ');
  const why = [reason ?? '', stopped === '' ? '' : `one step further breaks ${stopped}`].filter((part) => part !== '');
  const size = amount === null ? 'none' : `${unit === 'base' ? 'for ' : ''}${amount}`;
  return `What-if size that passes at most: ${size} (steps of ${step})${why.length === 0 ? '' : `: ${why.join('; ')}`}`;
}

/** By more than sums of floats do by themselves. */
function isChanged({ actual, whatIf, difference }: Compared): boolean {
  if (difference === null || actual.value === null) return actual.status !== whatIf.status;
  return Math.abs(difference) > 1e-9 * Math.abs(actual.value);
}

/** With its sign, also where it is a gain. */
function differenceText({ difference }: Compared): string {
  if (difference === null) return '';
  const text = figure(difference);
  return difference > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

function cellText({ value, status }: Cell): string {
  return value === null ? status : figure(value);
}

function notesText(title: string, notes: readonly Note[]): readonly string[] {
  if (notes.length === 0) return [];
  return ['', `${title}:`, ...notes.map((note) => `  ${note.text} ${note.mend}`.trimEnd())];
}
