import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import { moneyText, signedMoneyText } from '../../../../shared/format/money.ts';
import { useLadderSettings } from '../use-ladder.ts';
import { EventsTable } from './events-table.tsx';
import type { OrderQuestion } from './order-terms.ts';
import { eventsUpTo, firstCalls, lastRung, placeText, poolName, wayText, type OrderSide } from './order-texts.ts';

/** One way from the marks: who goes in which order, what happens, and what stands at its end. */
export function OrderWay({
  document,
  side,
  question,
  isNarrow,
}: {
  readonly document: CascadeDocument;
  readonly side: OrderSide;
  readonly question: OrderQuestion;
  readonly isNarrow: boolean;
}) {
  const title = wayText(document.axis, side.side);
  const shock = useLadderSettings((state) => state.shock);
  // The rung of the ladder on this side; the other side shows all of its own.
  const rung = shock === null || shock === 0 || shock < 0 !== (side.side === 'down') ? null : shock;
  const reached = eventsUpTo(document, side, rung);
  return (
    <section aria-label={title}>
      <h2 className="label">{title}</h2>
      {side.events.length === 0 ? (
        <p className="order-words t2">No account is called on this way.</p>
      ) : (
        <>
          <ol className="order-strip" aria-label={`${title}: who goes first`}>
            {firstCalls(side).map((event, place) => (
              <li key={poolName(event)} className={place === 0 ? 'first' : ''}>
                <span className="t3">{place + 1}</span> <span className="t1">{poolName(event)}</span>{' '}
                {placeText(document.axis, event)}
              </li>
            ))}
          </ol>
          <EventsTable
            document={document}
            side={side}
            question={question}
            reached={reached}
            label={title}
            isNarrow={isNarrow}
          />
        </>
      )}
      <p className="order-words">{endText(document, side)}</p>
    </section>
  );
}

function endText(document: CascadeDocument, side: OrderSide): string {
  const end = lastRung(document, side.side);
  const debt =
    side.firstDebt === null
      ? 'No account comes to owe.'
      : `The first debt begins at ${placeText(document.axis, { ...(side.events[0] as OrderSide['events'][number]), shockFraction: side.firstDebt })}.`;
  if (end === null || end.bookEquity === null || end.markDownEquity === null)
    return `${debt} What is left at the end is not known: a pool is left out.`;
  const { bookEquity, markDownEquity } = end;
  return `At the end the book is worth ${moneyText(bookEquity)} ${document.base}; with nothing closed it would be ${moneyText(markDownEquity)} (${signedMoneyText(bookEquity - markDownEquity)}). ${debt}`;
}
