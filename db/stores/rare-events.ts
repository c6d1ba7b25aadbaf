import type { CancelEvent, LedgerEvent, ReportedPositionEvent, SplitEvent } from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';

/** Events of which a book holds few: what they say beyond a fill's columns stands in `detail_json`. */
export type RareEvent = SplitEvent | CancelEvent | ReportedPositionEvent;

export function isRare(event: LedgerEvent): event is RareEvent {
  return event.kind === 'split' || event.kind === 'cancel' || event.kind === 'reported-position';
}

interface RareColumns {
  readonly side: 1 | -1 | null;
  readonly quantity: Decimal | null;
  readonly price: Decimal | null;
  readonly detail: string;
}

export function rareColumns(event: RareEvent): RareColumns {
  switch (event.kind) {
    case 'split': {
      const { from, to, into } = event;
      return { side: null, quantity: null, price: null, detail: JSON.stringify({ from, to, into }) };
    }
    case 'cancel': {
      const { side, quantity, price, cancelledMs, fee = null } = event;
      return { side: side === 'buy' ? 1 : -1, quantity, price, detail: JSON.stringify({ cancelledMs, fee }) };
    }
    case 'reported-position': {
      const { quantity, averagePrice, mark, liquidationPrice } = event;
      return { side: null, quantity, price: averagePrice, detail: JSON.stringify({ mark, liquidationPrice }) };
    }
  }
}

type Body<Event> = Omit<Event, 'timeMs' | 'sourceId' | 'flags'>;

export function rareEventOf(
  kind: RareEvent['kind'],
  detail: string | null,
  columns: {
    readonly instrument: InstrumentSymbol;
    readonly side: 'buy' | 'sell';
    readonly quantity: Decimal | null;
    readonly price: Decimal | null;
    readonly positionSide: 'long' | 'short' | null;
  },
): Body<SplitEvent> | Body<CancelEvent> | Body<ReportedPositionEvent> {
  const { instrument, side, quantity, price, positionSide } = columns;
  // Text that `rareColumns` wrote.
  const said: unknown = JSON.parse(required(detail, kind));
  if (kind === 'split') return { kind, instrument, ...(said as Pick<SplitEvent, 'from' | 'to' | 'into'>) };
  if (kind === 'reported-position') {
    const printed = said as Pick<ReportedPositionEvent, 'mark' | 'liquidationPrice'>;
    return { kind, instrument, quantity: required(quantity, kind), averagePrice: price, positionSide, ...printed };
  }
  const { cancelledMs, fee = null } = said as Pick<CancelEvent, 'cancelledMs' | 'fee'>;
  return { kind, instrument, side, quantity: required(quantity, kind), price: required(price, kind), fee, cancelledMs };
}

function required<T>(value: T | null, kind: string): T {
  if (value === null) throw new Error(`an event row of kind ${kind} lacks a column that it needs`);
  return value;
}
