import type { FillEvent, SplitEvent } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { stockOf } from '../../../../shared/book/listed-symbol.ts';
import {
  formatScaled,
  magnitudeOf,
  mulScaled,
  scaledOf,
  scaledOne,
  type Decimal,
  type Scaled,
} from '../../../../shared/units/decimal.ts';
import type { LateOutcome, RowOutcome } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { absolute, isNegative } from '../../read-fields.ts';
import { symbolOfRow } from './ibkr-flex-instrument.ts';
import { amountOf, attributeOf, idOf, isAmountFault, lateOutcome, type FlexRow } from './ibkr-flex-row.ts';
import { instantOfRow } from './ibkr-flex-time.ts';
import { isRowFault, rowFault, type RowFault, type RowTime } from '../row-time.ts';

/**
 * The corporate actions of a file, which may take two rows: one takes the old shares away, one brings the new. Read are
 * splits, exchanges of one share for another without cash (a new symbol, a merger for shares), and mergers for cash at a
 * stated price. Any other (a spin-off, rights, a dividend in shares) leaves a cost that its rows do not prove: it fails by
 * name, and the instrument is incomplete until its position is stated.
 */
export function actionOutcomes(rows: readonly FlexRow[], clock: LocalClock): readonly LateOutcome[] {
  const groups = new Map<string, FlexRow[]>();
  for (const row of rows) {
    const key = groupOf(row);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].flatMap((group) => outcomesOf(group, clock));
}

interface Action {
  readonly row: FlexRow;
  /** Without the mark `.OLD`. */
  readonly symbol: string;
  readonly isOld: boolean;
  /** Signed change of the holding, never zero. */
  readonly quantity: Decimal;
  /** Null where the row does not say. */
  readonly proceeds: Decimal | null;
  readonly currency: string;
  readonly time: RowTime;
}

function outcomesOf(group: readonly FlexRow[], clock: LocalClock): readonly LateOutcome[] {
  const actions: Action[] = [];
  for (const row of group) {
    const action = readAction(row, clock);
    if (isRowFault(action)) return group.map((one) => lateOutcome(one, forRow(one, action)));
    actions.push(action);
  }
  const [first, ...rest] = actions;
  if (first === undefined) return [];
  const event = eventOf(first, rest);
  if (event === null) return group.map((row) => lateOutcome(row, notRead(row)));
  const terms = actions.map(({ symbol, currency }) => stockOf(symbol, currency));
  const joined = rest.map(({ row }) => row.record.line);
  return [lateOutcome(first.row, { kind: 'event', event, joined, terms })];
}

/** `SPLIT 4 FOR 1`: four for each one, neither of them zero. */
const splitWords =
  /\bSPLIT\s+(?=[\d.]*[1-9])(\d{1,12}(?:\.\d{1,12})?)\s+FOR\s+(?=[\d.]*[1-9])(\d{1,12}(?:\.\d{1,12})?)(?![\d.])/i;

/** `MERGED ... FOR CAD 2.86 PER SHARE`: the shares are sold at that price. */
const perShareWords = /\bFOR\s+([A-Z]{3})\s+(?=[\d.]*[1-9])(\d{1,12}(?:\.\d{1,12})?)\s+PER SHARE/i;

function eventOf(first: Action, [second, ...more]: readonly Action[]): SplitEvent | FillEvent | null {
  const description = attributeOf(first.row, 'actionDescription', 'description');
  const ratio = ratioIn(description);
  if (second === undefined) return ratio === null ? saleOf(first, description) : splitOfOne(first, ratio);
  const leaves = oldRow([first, second], description);
  if (leaves === undefined || more.length > 0) return null;
  const comes = leaves === first ? second : first;
  return ratio === null ? exchangeOf(leaves, comes) : splitOf(leaves, comes, ratio);
}

/** So many new shares for so many old ones. */
interface Ratio {
  readonly from: Scaled;
  readonly to: Scaled;
}

function ratioIn(description: string): Ratio | null {
  const match = splitWords.exec(description);
  if (match === null) return null;
  const [, to, from] = match;
  return { from: scaledOf(from as Decimal), to: scaledOf(to as Decimal) };
}

/** The row of the old shares is marked `.OLD`, or has the symbol before the description's first bracket. */
function oldRow(actions: readonly Action[], description: string): Action | undefined {
  const [head = ''] = description.split('(');
  return actions.find(({ isOld }) => isOld) ?? actions.find(({ symbol }) => symbol === head.trim());
}

/** One row says what is added or taken away: more shares for a long position that is split forward, fewer for the reverse. */
function splitOfOne(action: Action, ratio: Ratio): SplitEvent | null {
  return isPaid(action) ? null : exchange(action, action, ratio);
}

/** All the old shares go and the new ones come, up to a fraction of a share for which cash is paid. */
function splitOf(leaves: Action, comes: Action, ratio: Ratio): SplitEvent | null {
  const apart = magnitudeOf(scaledOf(leaves.quantity) * ratio.to + scaledOf(comes.quantity) * ratio.from);
  if (isPaid(leaves) || isPaid(comes) || apart >= ratio.from * scaledOne) return null;
  return exchange(leaves, comes, ratio);
}

/** One share for another, where both rows say that no cash comes with it. */
function exchangeOf(leaves: Action, comes: Action): SplitEvent | null {
  if (isNegative(leaves.quantity) === isNegative(comes.quantity)) return null;
  if (leaves.proceeds !== '0' || comes.proceeds !== '0') return null;
  return exchange(leaves, comes, {
    from: magnitudeOf(scaledOf(leaves.quantity)),
    to: magnitudeOf(scaledOf(comes.quantity)),
  });
}

function isPaid({ proceeds }: Action): boolean {
  return proceeds !== null && proceeds !== '0';
}

function exchange(leaves: Action, comes: Action, { from, to }: Ratio): SplitEvent {
  return {
    kind: 'split',
    timeMs: leaves.time.ms,
    sourceId: idOf(leaves.row, 'transactionID', 'actionID'),
    flags: leaves.time.ambiguous ? ['time-ambiguous'] : [],
    instrument: leaves.symbol as InstrumentSymbol,
    from: formatScaled(from),
    to: formatScaled(to),
    into: comes.symbol === leaves.symbol ? null : (comes.symbol as InstrumentSymbol),
  };
}

function saleOf({ row, symbol, quantity, proceeds, currency, time }: Action, description: string): FillEvent | null {
  const [, paidIn, price] = perShareWords.exec(description) ?? [];
  if (price === undefined || paidIn !== currency || proceeds === null) return null;
  const perShare = scaledOf(price as Decimal);
  // Shares that go bring cash, and the cash is theirs to the cent.
  const owed = mulScaled(scaledOf(quantity), perShare);
  if (magnitudeOf(owed + scaledOf(proceeds)) > cent) return null;
  return {
    kind: 'trade',
    timeMs: time.ms,
    sourceId: idOf(row, 'transactionID', 'actionID'),
    flags: time.ambiguous ? ['time-ambiguous'] : [],
    instrument: symbol as InstrumentSymbol,
    side: isNegative(quantity) ? 'sell' : 'buy',
    quantity: absolute(quantity),
    price: formatScaled(perShare),
    fee: null,
    positionSide: null,
    effect: 'close',
    reportedPnl: null,
    positionAfter: null,
    balanceAfter: null,
  };
}

function readAction(row: FlexRow, clock: LocalClock): Action | RowFault {
  const named = symbolOfRow(row);
  const category = attributeOf(row, 'assetCategory').toUpperCase();
  if (named === null || !['', 'STK', 'FUND'].includes(category)) return notRead(row);
  const time = instantOfRow(row, ['dateTime', 'reportDate'], clock, 'end', named);
  if (isRowFault(time)) return time;
  const quantity = amountOf(row, 'quantity', named);
  if (isAmountFault(quantity)) return quantity;
  const proceeds = amountOf(row, 'proceeds', named);
  if (isAmountFault(proceeds)) return proceeds;
  const currency = attributeOf(row, 'currency').toUpperCase();
  const moved = quantity.value === '0' ? null : quantity.value;
  if (moved === null || !/^[A-Z]{3}$/.test(currency)) return notRead(row);
  const symbol = named.replace(/\.OLD$/, '');
  return { row, symbol, isOld: symbol !== named, quantity: moved, proceeds: proceeds.value, currency, time };
}

/** Rows of one action share their account, their action id or else their time and the words before the last bracket. */
function groupOf(row: FlexRow): string {
  const action = attributeOf(row, 'actionID');
  const words = attributeOf(row, 'actionDescription', 'description').replace(/\s*\([^()]*\)\s*$/, '');
  const same = action === '' ? `${attributeOf(row, 'dateTime', 'reportDate')}|${words}` : action;
  return `${row.account ?? ''}|${same}`;
}

function notRead(row: FlexRow): RowFault {
  const description = attributeOf(row, 'actionDescription', 'description') || attributeOf(row, 'type');
  return rowFault(
    'corporate-action',
    `what becomes of the shares and their cost is not proven by this row (${description}); state the position that the broker shows after it`,
    symbolOfRow(row),
  );
}

function forRow(row: FlexRow, fault: RowFault): RowOutcome {
  return { ...fault, instrument: symbolOfRow(row) };
}

const cent = scaledOne / 100n;
