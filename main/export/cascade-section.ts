import type { CascadeDocument, CascadeEventRow } from '../../shared/contract/cascade.ts';
import { moneyText, signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText } from '../../shared/format/number-text.ts';
import { nobodyCalledText, nobodyOwesText } from '../../shared/format/left-out-pools.ts';
import { bearersText, eventWords } from '../../shared/format/event-words.ts';
import { cascadeTerms } from './cascade-words.ts';
import { anyPriceText, shockText } from './figure-text.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { withRest } from './long-list.ts';
import { ownNotes } from './own-notes.ts';
import type { Snapshot } from './snapshot.ts';
import { sizeText } from './unit-text.ts';

type Side = CascadeDocument['sides'][number];

/** Events of one side that stand on paper. */
const mostEvents = 25;

/** The order of events if prices go on: who is called, what is closed, what is left, where debt begins, what would have prevented it. */
export function cascadeSection({ cascade, risk }: Snapshot): string {
  if (cascade === null) return '<p class="empty">No position whose price could move.</p>';
  return [
    `<p class="about">${escapeHtml(cascadeTerms(cascade).join(' '))} Each call stands as it follows from those before it.</p>`,
    ...cascade.sides.map((side) => sideOf(cascade, side)),
    ownNotes(cascade, risk),
  ].join('\n');
}

function sideOf(cascade: CascadeDocument, side: Side): string {
  const title = `<h3>${escapeHtml(sideTitle(cascade, side.side))}</h3>`;
  const words = [endText(cascade, side), debtText(cascade, side), ...topUpTexts(cascade, side.side)].map(
    (text) => `<li>${escapeHtml(text)}</li>`,
  );
  return `${title}${withRest(side.events, mostEvents, 'event', 'cascade-events', (events) => eventsTable(cascade, events))}<ul class="notes">${words.join('')}</ul>`;
}

function sideTitle({ axis }: CascadeDocument, side: Side['side']): string {
  switch (axis.kind) {
    case 'vector':
      return 'On the way to the whole vector';
    case 'pinned':
      return 'Along the path';
    case 'asset':
      return `${axis.asset} ${side === 'down' ? 'falls' : 'rises'}`;
  }
}

function eventsTable(cascade: CascadeDocument, events: readonly CascadeEventRow[]): string {
  const price = (value: number | null): string => (value === null ? notApplicableText : anyPriceText(value));
  return htmlTable<CascadeEventRow>(
    [
      { title: 'At', align: 'right', cell: ({ shockFraction }) => escapeHtml(shockText(shockFraction)) },
      {
        title: 'Account, pool',
        align: 'left',
        cell: ({ account, pool }) => `${escapeHtml(account)} <span class="quiet">${escapeHtml(pool)}</span>`,
      },
      { title: 'What happens', align: 'left', cell: ({ kind }) => eventWords[kind] },
      {
        title: 'Instrument',
        align: 'left',
        cell: ({ instrument }) => (instrument === null ? notApplicableText : escapeHtml(instrument)),
      },
      {
        title: 'Quantity',
        align: 'right',
        cell: ({ quantity }) => (quantity === null ? notApplicableText : sizeText(quantity)),
      },
      { title: 'Mark', align: 'right', cell: (event) => price(event.price) },
      { title: 'Obtained', align: 'right', cell: (event) => price(event.priceObtained) },
      { title: 'Fee', align: 'right', cell: ({ fee, feeUnknown }) => (feeUnknown ? 'not known' : moneyText(fee)) },
      { title: 'Equity after', align: 'right', cell: ({ equityAfter }) => moneyText(equityAfter) },
    ],
    events,
    nobodyCalledText(cascade),
    eventNote,
  );
}

/** Who bears a debt, and what a takeover keeps. */
function eventNote({ kind, bearers, forfeited }: CascadeEventRow): string | null {
  if (kind === 'debt') {
    const who = bearersText(bearers);
    const others = forfeited > 0 ? ` Others bear ${moneyText(forfeited)} of it.` : '';
    return `${who === '' ? 'Who bears it is not known.' : `Borne by ${who}.`}${others}`;
  }
  return forfeited > 0 ? `${moneyText(forfeited)} of the equity is kept by whoever takes it.` : null;
}

/** What is left at the end of a side, against a simple mark-down. */
function endText({ axis, rungs }: CascadeDocument, { side }: Side): string {
  const end = side === 'down' && axis.kind === 'asset' ? rungs[0] : rungs.at(-1);
  if (end === undefined) return 'Nothing is shocked.';
  const where = axis.kind === 'asset' ? `At ${shockText(end.shockFraction)}` : 'At its end';
  const { bookEquity, markDownEquity } = end;
  if (bookEquity === null || markDownEquity === null)
    return `${where} the equity of the book is not known: a pool lacks a figure.`;
  const difference = bookEquity - markDownEquity;
  return `${where} the equity of the book is ${moneyText(bookEquity)}; ${moneyText(markDownEquity)} if nothing were closed (${signedMoneyText(difference)} by what is closed).`;
}

function debtText(cascade: CascadeDocument, { firstDebt }: Side): string {
  return firstDebt === null ? nobodyOwesText(cascade) : `The first debt arises at ${shockText(firstDebt)}.`;
}

/** Only of pools that are called. */
function topUpTexts({ topUps }: CascadeDocument, side: Side['side']): readonly string[] {
  return topUps
    .filter((one) => one.side === side && one.amount !== 0)
    .map(({ account, pool, amount }) =>
      amount === null
        ? `${account}, ${pool}: called whatever is paid in.`
        : `${account}, ${pool}: not called with ${moneyText(Math.ceil(amount))} more paid in now.`,
    );
}
