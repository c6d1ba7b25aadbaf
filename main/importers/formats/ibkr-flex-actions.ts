import type { FillEvent, SplitEvent } from '../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { stockOf } from '../../../shared/book/listed-symbol.ts';
import {
  formatScaled,
  magnitudeOf,
  mulScaled,
  scaledOf,
  type Decimal,
  type Scaled,
} from '../../../shared/units/decimal.ts';
import type { LateOutcome, RowOutcome } from '../importer.ts';
import type { LocalClock } from '../local-time.ts';
import { absolute, isNegative } from '../read-fields.ts';
import { symbolOfRow } from './ibkr-flex-instrument.ts';
import { amountOf, attributeOf, isAmountFault, type FlexRow } from './ibkr-flex-row.ts';
import { instantOfRow } from './ibkr-flex-time.ts';
import { isRowFault, rowFault, type RowFault, type RowTime } from './row-time.ts';

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
  readonly symbol: string;
  /** Signed change of the holding. */
  readonly quantity: Scaled;
  readonly proceeds: Decimal | null;
  readonly currency: string;
  readonly time: RowTime;
}

function outcomesOf(group: readonly FlexRow[], clock: LocalClock): readonly LateOutcome[] {
  const actions: Action[] = [];
  for (const row of group) {
    const action = readAction(row, clock);
    if (isRowFault(action)) return group.map((one) => late(one, forRow(one, action)));
    actions.push(action);
  }
  const [first, ...rest] = group;
  const event = first === undefined ? null : eventOf(first, actions);
  if (first === undefined || event === null) return group.map((row) => late(row, notRead(row)));
  const terms = actions
    .map(({ symbol, currency }) => stockOf(symbol, currency))
    .filter(({ symbol }) => isNamed(event, symbol));
  return [late(first, { kind: 'event', event, joined: rest.map(({ record }) => record.line), terms })];
}

function eventOf(row: FlexRow, actions: readonly Action[]): SplitEvent | FillEvent | null {
  const description = attributeOf(row, 'actionDescription', 'description');
  const [first, second] = actions;
  if (first === undefined || actions.length > 2) return null;
  const split = /\bSPLIT\s+([\d.]+)\s+FOR\s+([\d.]+)/i.exec(description);
  const head = /^\s*([^\s(]+)\s*\(/.exec(description)?.[1] ?? first.symbol;
  if (actions.some(({ proceeds }) => proceeds !== null && proceeds !== '0')) {
    return second === undefined && split === null ? saleOf(row, first, description) : null;
  }
  if (split !== null) return splitOf(row, actions, split[1] ?? '', split[2] ?? '');
  if (second === undefined || first.quantity > 0n === second.quantity > 0n) return null;
  const leaves = actions.find(({ symbol }) => symbol === head);
  const comes = actions.find((action) => action !== leaves);
  if (leaves === undefined || comes === undefined) return null;
  return exchange(row, leaves, comes, magnitudeOf(leaves.quantity), magnitudeOf(comes.quantity));
}

/** `SPLIT 4 FOR 1`: four for each one. The row of the old shares may be marked `.OLD`. */
function splitOf(row: FlexRow, actions: readonly Action[], to: string, from: string): SplitEvent | null {
  if (!/^\d+(?:\.\d+)?$/.test(to) || !/^\d+(?:\.\d+)?$/.test(from)) return null;
  const [now, before] = [scaledOf(to as Decimal), scaledOf(from as Decimal)];
  const [first, second] = actions;
  if (first === undefined || now === 0n || before === 0n || now === before) return null;
  if (second === undefined) {
    // One row says what is added or taken away: more shares for a long position that is split forward, fewer for the reverse.
    return { ...exchange(row, first, first, before, now), into: null };
  }
  const fits = (old: Action, fresh: Action) =>
    old.quantity > 0n !== fresh.quantity > 0n &&
    magnitudeOf(magnitudeOf(old.quantity) * now - magnitudeOf(fresh.quantity) * before) < before * 10n ** 18n;
  if (fits(first, second)) return exchange(row, first, second, before, now);
  if (fits(second, first)) return exchange(row, second, first, before, now);
  return null;
}

function exchange(row: FlexRow, leaves: Action, comes: Action, from: Scaled, to: Scaled): SplitEvent {
  const old = withoutOld(leaves.symbol);
  const fresh = withoutOld(comes.symbol);
  return {
    kind: 'split',
    timeMs: leaves.time.ms,
    sourceId: idOf(row),
    flags: leaves.time.ambiguous ? ['time-ambiguous'] : [],
    instrument: old as InstrumentSymbol,
    from: formatScaled(from),
    to: formatScaled(to),
    into: fresh === old ? null : (fresh as InstrumentSymbol),
  };
}

/** `MERGED ... FOR CAD 2.86 PER SHARE`: the shares are sold at that price. */
function saleOf(
  row: FlexRow,
  { symbol, quantity, proceeds, currency, time }: Action,
  description: string,
): FillEvent | null {
  const match = /\bFOR\s+([A-Z]{3})\s+(\d+(?:\.\d+)?)\s+PER SHARE/i.exec(description);
  const price = match?.[2];
  if (match === null || price === undefined || match[1] !== currency || proceeds === null) return null;
  const perShare = scaledOf(price as Decimal);
  const paid = mulScaled(magnitudeOf(quantity), perShare);
  const apart = magnitudeOf(paid - scaledOf(absolute(proceeds)));
  // The cash goes against the shares, and is theirs to the cent.
  if (quantity === 0n || perShare === 0n || isNegative(proceeds) !== quantity > 0n || apart > 10n ** 16n) return null;
  return {
    kind: 'trade',
    timeMs: time.ms,
    sourceId: idOf(row),
    flags: time.ambiguous ? ['time-ambiguous'] : [],
    instrument: symbol as InstrumentSymbol,
    side: quantity < 0n ? 'sell' : 'buy',
    quantity: formatScaled(magnitudeOf(quantity)),
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
  const symbol = symbolOfRow(row);
  const category = attributeOf(row, 'assetCategory').toUpperCase();
  if (symbol === null || !['', 'STK', 'FUND'].includes(category)) return notRead(row);
  const time = instantOfRow(row, ['dateTime', 'reportDate'], clock, 'end', symbol);
  if (isRowFault(time)) return time;
  const quantity = amountOf(row, 'quantity', symbol);
  if (isAmountFault(quantity)) return quantity;
  const proceeds = amountOf(row, 'proceeds', symbol);
  if (isAmountFault(proceeds)) return proceeds;
  const currency = attributeOf(row, 'currency').toUpperCase();
  if (quantity.value === null || !/^[A-Z]{3}$/.test(currency)) return notRead(row);
  return { symbol, quantity: scaledOf(quantity.value), proceeds: proceeds.value, currency, time };
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
    `what becomes of the shares and their cost is not proven by this row (${description.slice(0, 120)}); state the position that the broker shows after it`,
    symbolOfRow(row),
  );
}

function forRow(row: FlexRow, fault: RowFault): RowOutcome {
  return { ...fault, instrument: symbolOfRow(row) };
}

function late(row: FlexRow, outcome: RowOutcome): LateOutcome {
  const { line, byteOffset, byteLength } = row.record;
  return { line, byteOffset, byteLength, outcome: withAccount(outcome, row) };
}

function withAccount(outcome: RowOutcome, { account }: FlexRow): RowOutcome {
  return account !== null && (outcome.kind === 'event' || outcome.kind === 'failed')
    ? { ...outcome, brokerAccount: account }
    : outcome;
}

function idOf(row: FlexRow): string | null {
  const id = attributeOf(row, 'transactionID', 'actionID');
  return id === '' ? null : id;
}

function isNamed(event: SplitEvent | FillEvent, symbol: string): boolean {
  return event.instrument === symbol || (event.kind === 'split' && event.into === symbol);
}

function withoutOld(symbol: string): string {
  return symbol.replace(/\.OLD$/, '');
}
