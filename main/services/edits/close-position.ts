import type { FillEvent, FillKind } from '../../../shared/book/event.ts';
import type { Instrument, OptionInstrument } from '../../../shared/book/instrument.ts';
import { stockOf } from '../../../shared/book/listed-symbol.ts';
import type { LedgerPosition } from '../../../shared/book/position.ts';
import type { ReadBookEdit } from '../../../shared/contract/edits.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { formatScaled, magnitudeOf, mulScaled, scaledOf, type Decimal } from '../../../shared/units/decimal.ts';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';
import { instantOr, type PlannedChange, type ServiceContext } from '../context.ts';
import { deliversStock, instantFault, numberFault } from './edit-faults.ts';
import { createInstrumentReader, foldBook } from '../book/fold-book.ts';

type Closing = Extract<ReadBookEdit, { readonly kind: 'close' }>;

/**
 * A position is closed by hand, whole or in part, as of now or of an earlier instant: by a trade the other way, or as a
 * contract ends. Who is assigned was short, who exercises was long: the option leaves at 0 and the shares are traded at
 * the strike, in one change. Faults: `position-unknown`, `quantity-not-positive`, `quantity-too-large`, `price-missing`,
 * `price-not-positive`, `time-in-future`, `closing-way`.
 */
export function planClose(context: ServiceContext, edit: Closing): Result<PlannedChange> {
  const timeMs = instantOr(context, edit.timeMs);
  const late = instantFault(context, timeMs);
  if (late !== null) return late;
  const held = heldAt(context, edit, timeMs);
  if (!held.ok) return held;
  const instrument = createInstrumentReader(context)(held.value.instrument);
  const whole = formatScaled(magnitudeOf(scaledOf(held.value.quantity)));
  const quantity = (edit.quantity ?? whole) as Decimal;
  const fault = numberFault('quantity', quantity) ?? sizeFault(quantity, whole) ?? wayFault(instrument, edit);
  if (fault !== null) return fault;
  const price = priceOf(edit);
  if (!price.ok) return price;
  const fee =
    edit.fee === null || edit.fee.amount === '0'
      ? null
      : { asset: edit.fee.asset.trim().toUpperCase(), amount: edit.fee.amount as Decimal };
  const closing = fill({
    kind: kindOf(edit.how),
    timeMs,
    instrument,
    side: edit.side === 'long' ? 'sell' : 'buy',
    quantity,
    price: price.value,
    fee,
    positionSide: held.value.leg === 'net' ? null : held.value.leg,
    effect: 'close',
  });
  const delivered = delivery(context, edit, instrument, quantity, timeMs);
  return success({
    kind: 'add',
    description: describe(edit, quantity, price.value, delivered),
    write: (changeId) => {
      const { events } = context.vault;
      events.insert(changeId, edit.account, closing);
      if (delivered !== null) events.insert(changeId, edit.account, delivered);
    },
  });
}

function heldAt(context: ServiceContext, edit: Closing, timeMs: EpochMs): Result<LedgerPosition> {
  const { account, instrument, side } = edit;
  const found = foldBook(context, timeMs, account).positions.find(
    (one) =>
      one.account === account &&
      one.instrument === instrument &&
      one.status !== 'closed' &&
      (one.leg === side || (one.leg === 'net' && (side === 'short') === one.quantity.startsWith('-'))),
  );
  if (found === undefined)
    return failure(
      'position-unknown',
      `${account} holds no ${instrument} ${side} at that time.`,
      'Give a time at which it was held.',
    );
  if (found.incomplete !== null) return failure('position-unknown', found.incomplete.reason, found.incomplete.mend);
  return success(found);
}

function sizeFault(quantity: Decimal, whole: Decimal) {
  if (scaledOf(quantity) <= scaledOf(whole)) return null;
  return failure(
    'quantity-too-large',
    `Only ${whole} is held: closing ${quantity} would turn the position round.`,
    `Give ${whole} or less.`,
  );
}

function wayFault(instrument: Instrument, { how, side }: Closing) {
  if (how === 'trade') return null;
  if (instrument.kind !== 'option' && (how !== 'expired' || instrument.kind !== 'future'))
    return failure('closing-way', `${instrument.symbol} does not expire.`, 'Close it by a trade.');
  if (how === 'expired') return null;
  if (!deliversStock(instrument))
    return failure(
      'closing-way',
      `${instrument.symbol} delivers no shares.`,
      'Say that it expired, with what was settled for it.',
    );
  if ((how === 'assigned') === (side === 'short')) return null;
  return failure(
    'closing-way',
    how === 'assigned' ? 'Only who is short can be assigned.' : 'Only who is long can exercise.',
    'Choose another way.',
  );
}

function priceOf({ how, price }: Closing): Result<Decimal> {
  if (how === 'assigned' || how === 'exercised') return success('0' as Decimal);
  if (how === 'expired' && (price === null || price === '0')) return success('0' as Decimal);
  if (price === null) return failure('price-missing', 'The price is missing.', 'Give the price of the trade.');
  return numberFault('price', price) ?? success(price as Decimal);
}

function kindOf(how: Closing['how']): FillKind {
  switch (how) {
    case 'trade':
      return 'trade';
    case 'expired':
      return 'expiry';
    case 'assigned':
      return 'assignment';
    case 'exercised':
      return 'exercise';
  }
}

/** The shares that change hands at the strike: a call brings them to its holder, a put takes them. */
function delivery(
  context: ServiceContext,
  { how, side }: Closing,
  instrument: Instrument,
  quantity: Decimal,
  timeMs: EpochMs,
): FillEvent | null {
  if ((how !== 'assigned' && how !== 'exercised') || instrument.kind !== 'option') return null;
  const shares = formatScaled(mulScaled(scaledOf(quantity), scaledOf(instrument.multiplier)));
  const receives = (instrument.right === 'call') === (side === 'long');
  return fill({
    kind: 'trade',
    timeMs,
    instrument: underlyingOf(context, instrument),
    side: receives ? 'buy' : 'sell',
    quantity: shares,
    price: instrument.strike,
    fee: null,
    positionSide: null,
    effect: null,
  });
}

/** As the book knows it, else a share by that symbol in the option's currency. */
function underlyingOf(context: ServiceContext, option: OptionInstrument): Instrument {
  const stock = stockOf(option.baseAsset, option.quoteAsset);
  return context.vault.instrumentTerms.read().get(stock.symbol) ?? stock;
}

function fill(
  said: Pick<FillEvent, 'kind' | 'side' | 'quantity' | 'price' | 'fee' | 'positionSide' | 'effect'> & {
    readonly timeMs: EpochMs;
    readonly instrument: Instrument;
  },
): FillEvent {
  return {
    ...said,
    timeMs: epochMs(said.timeMs),
    instrument: said.instrument.symbol,
    sourceId: null,
    flags: ['stated'],
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

function describe(edit: Closing, quantity: string, price: string, delivered: FillEvent | null): string {
  const what = `${quantity} ${edit.instrument} ${edit.side} in ${edit.account}`;
  if (edit.how === 'trade') return `Closed by hand: ${what} at ${price}`;
  if (delivered === null) return `Expired: ${what}${price === '0' ? ', worthless' : `, settled at ${price}`}`;
  return `${edit.how === 'assigned' ? 'Assigned' : 'Exercised'}: ${what}, ${delivered.side} ${delivered.quantity} ${delivered.instrument} at ${delivered.price}`;
}
