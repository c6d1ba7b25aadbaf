import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import { moneyText, signedMoneyText } from '../../../../shared/format/money.ts';
import { nobodyCalledText, nobodyOwesText } from '../../../../shared/format/left-out-pools.ts';
import { useLadderSettings } from '../use-ladder.ts';
import { FigureGroup } from '../../../widgets/figure-button.tsx';
import { EventsTable } from './events-table.tsx';
import { FigureBeside } from './figure-beside.tsx';
import type { OrderQuestion } from './order-terms.ts';
import {
  eventsUpTo,
  firstCalls,
  lastRung,
  neededText,
  placeText,
  poolName,
  wayText,
  type OrderSide,
} from './order-texts.ts';

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
        <p className="order-words t2">{nobodyCalledText(document)}</p>
      ) : (
        <>
          <FigureGroup>
            <ol className="order-strip" aria-label={`${title}: who goes first`}>
              {firstCalls(side).map((event, place) => (
                <li key={poolName(event)} className={place === 0 ? 'first' : ''}>
                  <span className="t3">{place + 1}</span> <span className="t1">{poolName(event)}</span>{' '}
                  {placeText(document.axis, event)}
                  {place === 0 && <Needed document={document} side={side} question={question} event={event} />}
                </li>
              ))}
            </ol>
          </FigureGroup>
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
      <EndOfWay document={document} side={side} question={question} />
    </section>
  );
}

/** What would have kept the first one from being called; nothing where no money does. */
function Needed({
  document,
  side,
  question,
  event: { account, pool },
}: {
  readonly document: CascadeDocument;
  readonly side: OrderSide;
  readonly question: OrderQuestion;
  readonly event: OrderSide['events'][number];
}) {
  const amount = document.topUps.find(
    (one) => one.account === account && one.pool === pool && one.side === side.side,
  )?.amount;
  if (amount == null || amount === 0) return null;
  return (
    <>
      , not with{' '}
      <FigureBeside
        question={question}
        asked={{ kind: 'top-up', side: side.side, account, pool }}
        about={poolName({ account, pool })}
        value={amount}
        text={`${neededText(amount)} ${document.base} more`}
      />
    </>
  );
}

/** What the book is worth at the end, beside what it would be with nothing closed, and where debt begins. */
function EndOfWay({
  document,
  side,
  question,
}: {
  readonly document: CascadeDocument;
  readonly side: OrderSide;
  readonly question: OrderQuestion;
}) {
  const { base } = document;
  const end = lastRung(document, side.side);
  const debt = debtText(document, side);
  if (end === null || end.bookEquity === null || end.markDownEquity === null)
    return <p className="order-words">What is left at the end is not known: a pool is left out. {debt}</p>;
  const { bookEquity, markDownEquity } = end;
  const opens = (figure: 'left' | 'markDown', value: number, text: string) => (
    <FigureBeside
      question={question}
      asked={{ kind: 'end', side: side.side, figure }}
      about={figure === 'left' ? 'the book' : 'the book, with nothing closed'}
      value={value}
      text={text}
    />
  );
  return (
    <FigureGroup>
      <p className="order-words">
        At the end the book is worth {opens('left', bookEquity, `${moneyText(bookEquity)} ${base}`)}; with nothing
        closed it would be {opens('markDown', markDownEquity, moneyText(markDownEquity))} (
        {signedMoneyText(bookEquity - markDownEquity)}). {debt}
      </p>
    </FigureGroup>
  );
}

function debtText(document: CascadeDocument, { firstDebt, events }: OrderSide): string {
  const [first] = events;
  if (firstDebt === null || first === undefined) return nobodyOwesText(document);
  return `The first debt begins at ${placeText(document.axis, { ...first, shockFraction: firstDebt })}.`;
}
