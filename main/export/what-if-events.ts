import type { CalledPools, OrderOfEvents } from '../../shared/contract/whatif.ts';
import { countedText } from '../../shared/format/count.ts';
import { shockText } from './figure-text.ts';
import { escapeHtml, htmlTable } from './html-text.ts';

/** Of each side, on paper. */
const mostPools = 8;

/** Who is called on the way, how much happens and where debt begins, actual and hypothetical. */
export function eventsHtml(events: OrderOfEvents | null): string {
  if (events === null) return '';
  const rows = events.sides.flatMap(({ side, actual, whatIf }) => [
    { side, what: 'actual', pools: actual },
    { side, what: 'what-if', pools: whatIf },
  ]);
  return htmlTable<(typeof rows)[number]>(
    [
      {
        title: 'Order of events',
        align: 'left',
        cell: ({ side, what }) => {
          const [way, end] = side === 'down' ? ['falls', events.from] : ['rises', events.to];
          return `<span class="whole">${escapeHtml(`${events.asset} ${way} to ${shockText(end)}, ${what}`)}</span>`;
        },
      },
      { title: 'Who is called, sold at the mark', align: 'left', cell: ({ pools }) => escapeHtml(calledText(pools)) },
    ],
    rows,
    '',
  );
}

function calledText({ order, unknown }: CalledPools): string {
  const shown = order.slice(0, mostPools).map(({ account, pool, shockFraction, events, debtShockFraction }) => {
    const debt = debtShockFraction === null ? '' : `, owes from ${shockText(debtShockFraction)}`;
    return `${account}, ${pool} ${shockText(shockFraction)}: ${countedText(events, 'event')}${debt}`;
  });
  const more = order.length - shown.length;
  const parts = [
    ...(shown.length === 0 ? [unknown.length === 0 ? 'nobody is called' : 'none that is known'] : shown),
    ...(more > 0 ? [`then ${more} more, in the CSV table what-if-events and in the JSON`] : []),
  ];
  const hidden = unknown.map(({ account, pool }) => `${account}, ${pool}`);
  const tail = hidden.length === 0 ? '' : ` Not known, since a figure is missing: ${hidden.join('; ')}.`;
  return `${parts.join('; ')}.${tail}`;
}
