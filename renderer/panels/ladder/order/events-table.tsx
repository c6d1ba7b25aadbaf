import type { CascadeDocument, CascadeEventRow } from '../../../../shared/contract/cascade.ts';
import { instrumentText } from '../../../../shared/format/instrument-text.ts';
import { bearersText, eventWords } from '../../../../shared/format/event-words.ts';
import { moneyText } from '../../../../shared/format/money.ts';
import { notApplicableText } from '../../../../shared/format/number-text.ts';
import type { EventQuestion, ExplainTarget } from '../../../layout/explain-store.ts';
import { Flagged } from '../../../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../../../widgets/figure-button.tsx';
import { knownFigure } from '../../explain/explain-cells.ts';
import type { OrderQuestion } from './order-terms.ts';
import { anyPrice, placeText, placeTitle, poolName, tradedText, type OrderSide } from './order-texts.ts';

/** What happens, in order. Events beyond the rung of the ladder stand dimmed. */
export function EventsTable({
  document,
  side,
  question,
  reached,
  label,
  isNarrow,
}: {
  readonly document: CascadeDocument;
  readonly side: OrderSide;
  readonly question: OrderQuestion;
  /** How many of them the rung of the ladder has come to. */
  readonly reached: number;
  readonly label: string;
  readonly isNarrow: boolean;
}) {
  return (
    <FigureGroup>
      <table className="table events" aria-label={`${label}: what happens`}>
        <thead>
          <tr>
            <th scope="col" className="place">
              {placeTitle(document.axis)}
            </th>
            <th scope="col" className="left">
              Account, what happens
            </th>
            <th scope="col" className="amount">
              Quantity
            </th>
            {!isNarrow && (
              <th scope="col" className="price">
                Mark
              </th>
            )}
            <th scope="col" className="price">
              Obtained
            </th>
            <th scope="col" className="amount">
              Fee
            </th>
            {!isNarrow && (
              <th scope="col" className="amount">
                Impact
              </th>
            )}
            <th scope="col" className="price">
              Left
            </th>
          </tr>
        </thead>
        <tbody>
          {side.events.map((event, index) => {
            const of = figureOf(event, { question, side: side.side, index });
            return (
              // Events have no name of their own: their place is what they are.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index} className={index < reached ? '' : 'later'}>
                <td className="t1">{of('call', placeText(document.axis, event))}</td>
                <td className="left" title={titleOf(event)}>
                  <span className="t1">{poolName(event)}</span> {whatHappens(event)}
                </td>
                <td>{of('quantity', tradedText(event.quantity))}</td>
                {!isNarrow && <td>{of('price', anyPrice(event.price))}</td>}
                <td>{of('priceObtained', anyPrice(event.priceObtained))}</td>
                <td>{event.feeUnknown ? <span className="t3">unknown</span> : of('fee', moneyText(event.fee))}</td>
                {!isNarrow && <td>{of('impact', moneyText(event.impact))}</td>}
                <td className={event.equityAfter < 0 ? 'danger' : 't1'}>
                  {of('equityAfter', moneyText(event.equityAfter))}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </FigureGroup>
  );
}

function whatHappens({ kind, instrument, bearers }: CascadeEventRow): string {
  const who = bearers.length === 0 ? '' : `; asked for it: ${bearersText(bearers)}`;
  return `${eventWords[kind]}${instrument === null ? '' : ` ${instrumentText(instrument)}`}${who}`;
}

function titleOf(event: CascadeEventRow): string {
  const kept =
    event.forfeited > 0
      ? ` ${moneyText(event.forfeited)} ${event.kind === 'debt' ? 'borne by others' : 'kept by the venue'}.`
      : '';
  return `${poolName(event)}: ${whatHappens(event)}.${kept}`;
}

const meanings = {
  call: 'Where on the way the pool is called: its equity that counts has come down to its maintenance margin.',
  price: 'The mark of the moment.',
  quantity: 'What is closed, signed as traded: a long that is closed is sold, < 0.',
  priceObtained: 'What the sale brings a unit, after what it loses against the mark.',
  fee: 'What the venue charges for the liquidation.',
  impact: 'What the sale loses against the mark.',
  equityAfter: 'The equity of the pool after this; below 0 it is owed.',
} as const;

type ShownFigure = keyof typeof meanings;

const values: Readonly<Record<ShownFigure, (event: CascadeEventRow) => number | null>> = {
  call: ({ shockFraction }) => shockFraction,
  price: ({ price }) => price,
  quantity: ({ quantity }) => quantity,
  priceObtained: ({ priceObtained }) => priceObtained,
  fee: ({ fee }) => fee,
  impact: ({ impact }) => impact,
  equityAfter: ({ equityAfter }) => equityAfter,
};

const labels: Readonly<Record<ShownFigure, string>> = {
  call: 'Call',
  price: 'Mark',
  quantity: 'Quantity',
  priceObtained: 'Price obtained',
  fee: 'Fee',
  impact: 'Impact',
  equityAfter: 'Equity after',
};

/** A figure of an event that opens to its tree. */
function figureOf(event: CascadeEventRow, asked: EventQuestion['asked']) {
  return (figure: ShownFigure, text: string) => {
    const value = values[figure](event);
    if (value === null) return notApplicableText;
    const target: ExplainTarget = {
      label: labels[figure],
      about: `${poolName(event)}, ${eventWords[event.kind]}`,
      question: null,
      event: { asked, figure },
      meaning: meanings[figure],
      figure: knownFigure(value, event.flags),
      text,
      from: 'the order of events',
    };
    return (
      <FigureButton target={target}>
        <Flagged flags={event.flags}>{text}</Flagged>
      </FigureButton>
    );
  };
}
