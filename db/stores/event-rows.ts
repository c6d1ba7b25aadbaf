import {
  isCashMovement,
  isFill,
  type AssetAmount,
  type BookedEvent,
  type CashKind,
  type EventKind,
  type FillEvent,
  type LedgerEvent,
  type Provenance,
} from '../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { epochMs } from '../../shared/units/unit.ts';
import type { Dictionaries } from './dictionaries.ts';
import { detailBits, detailOfBits, kindCode, kindOfCode } from './event-codes.ts';
import { isRare, rareColumns, rareEventOf, type RareEvent } from './rare-events.ts';

/** The columns in which an event is read, in this order. */
export const eventColumns =
  'id, change_id, account_id, kind_code, time_ms, instrument_id, side, quantity, price, asset_id, amount, ' +
  'fee_asset_id, fee_amount, reported_pnl, position_after, balance_after, detail_bits, line, byte_offset, byte_length, detail_json';

export type EventTuple = readonly [
  id: number,
  changeId: number,
  accountId: number,
  kindCode: number,
  timeMs: number,
  instrumentId: number | null,
  side: number | null,
  quantity: Decimal | null,
  price: Decimal | null,
  assetId: number | null,
  amount: Decimal | null,
  feeAssetId: number | null,
  feeAmount: Decimal | null,
  reportedPnl: Decimal | null,
  positionAfter: Decimal | null,
  balanceAfter: Decimal | null,
  detailBits: number,
  line: number | null,
  byteOffset: number | null,
  byteLength: number | null,
  detailJson: string | null,
];

/** The columns that `bodyOf` fills, in its order. */
export const bodyColumns = [
  'kind_code',
  'time_ms',
  'instrument_id',
  'side',
  'quantity',
  'price',
  'asset_id',
  'amount',
  'fee_asset_id',
  'fee_amount',
  'reported_pnl',
  'position_after',
  'balance_after',
  'detail_bits',
  'detail_json',
] as const;

export type EventBody = readonly (string | number | null)[];

export function bodyOf(event: LedgerEvent, dictionaries: Dictionaries): EventBody {
  const kind = kindCode(event.kind);
  const bits = detailBits(event);
  if (isFill(event)) {
    const { fee } = event;
    return [
      kind,
      event.timeMs,
      dictionaries.instruments.idOf(event.instrument),
      event.side === 'buy' ? 1 : -1,
      event.quantity,
      event.price,
      null,
      null,
      fee === null ? null : dictionaries.assets.idOf(fee.asset),
      fee === null ? null : fee.amount,
      event.reportedPnl === null ? null : event.reportedPnl.amount,
      event.positionAfter,
      event.balanceAfter,
      bits,
      null,
    ];
  }
  const nothing = [null, null, null] as const;
  if (event.kind === 'opening-position') {
    const instrument = dictionaries.instruments.idOf(event.instrument);
    return [
      kind,
      event.timeMs,
      instrument,
      null,
      event.quantity,
      event.averagePrice,
      null,
      null,
      null,
      null,
      ...nothing,
      bits,
      null,
    ];
  }
  if (isRare(event)) return rareBody(event, dictionaries, kind, bits);
  const asset = dictionaries.assets.idOf(event.asset);
  const common = [null, null, null, asset, event.amount, null, null, null, null] as const;
  if (!isCashMovement(event)) return [kind, event.timeMs, null, ...common, null, bits, null];
  const instrument = event.instrument === null ? null : dictionaries.instruments.idOf(event.instrument);
  return [kind, event.timeMs, instrument, ...common, event.balanceAfter, bits, heldDetail(event.positionHeld)];
}

/** Few rows of cash print a position, so it has no column of its own. */
function heldDetail(positionHeld: Decimal | null | undefined): string | null {
  return positionHeld === undefined || positionHeld === null ? null : JSON.stringify({ positionHeld });
}

function rareBody(event: RareEvent, dictionaries: Dictionaries, kind: number, bits: number): EventBody {
  const { side, quantity, price, detail } = rareColumns(event);
  const instrument = dictionaries.instruments.idOf(event.instrument);
  return [kind, event.timeMs, instrument, side, quantity, price, ...Array<null>(7).fill(null), bits, detail];
}

export function eventOf(row: EventTuple, dictionaries: Dictionaries): BookedEvent {
  const kind = kindOfCode(row[3]);
  switch (kind) {
    case 'trade':
    case 'liquidation':
    case 'expiry':
    case 'assignment':
    case 'exercise':
      return fillOf(kind, row, dictionaries);
    default:
      return otherEventOf(kind, row, dictionaries);
  }
}

/** Written out field by field: a million fills are read for every fold, and copying objects into objects would double it. */
function fillOf(kind: FillEvent['kind'], row: EventTuple, dictionaries: Dictionaries): BookedEvent {
  const detail = detailOfBits(row[16]);
  return {
    id: row[0],
    account: dictionaries.accounts.wordOf(row[2]),
    timeMs: epochMs(row[4]),
    sourceId: null,
    flags: detail.flags,
    provenance: provenanceOf(row),
    kind,
    instrument: instrumentOf(row, dictionaries),
    side: row[6] === 1 ? 'buy' : 'sell',
    quantity: required(row[7]),
    price: required(row[8]),
    fee: row[12] === null ? null : amountOf(row[11], row[12], dictionaries),
    positionSide: detail.positionSide,
    effect: detail.effect,
    reportedPnl: row[13] === null ? null : { amount: row[13], basis: detail.pnlBasis },
    positionAfter: row[14],
    balanceAfter: row[15],
  };
}

function otherEventOf(
  kind: Exclude<EventKind, FillEvent['kind']>,
  row: EventTuple,
  dictionaries: Dictionaries,
): BookedEvent {
  const detail = detailOfBits(row[16]);
  const common = {
    id: row[0],
    account: dictionaries.accounts.wordOf(row[2]),
    timeMs: epochMs(row[4]),
    sourceId: null,
    flags: detail.flags,
    provenance: provenanceOf(row),
  };
  switch (kind) {
    case 'opening-position':
      return {
        ...common,
        kind,
        instrument: instrumentOf(row, dictionaries),
        quantity: required(row[7]),
        averagePrice: row[8],
        positionSide: detail.positionSide,
      };
    case 'split':
    case 'cancel':
    case 'reported-position':
      return {
        ...common,
        ...rareEventOf(kind, row[20], {
          instrument: instrumentOf(row, dictionaries),
          side: row[6] === 1 ? 'buy' : 'sell',
          quantity: row[7],
          price: row[8],
          positionSide: detail.positionSide,
        }),
      };
    case 'opening-balance':
    case 'reported-balance':
      return { ...common, kind, ...amountOf(row[9], row[10], dictionaries) };
    default:
      return {
        ...common,
        kind: kind satisfies CashKind,
        ...amountOf(row[9], row[10], dictionaries),
        instrument: row[5] === null ? null : instrumentOf(row, dictionaries),
        grain: detail.grain,
        balanceAfter: row[15],
        // Text that `heldDetail` wrote.
        ...(row[20] === null ? {} : (JSON.parse(row[20]) as { readonly positionHeld: Decimal })),
      };
  }
}

function provenanceOf(row: EventTuple): Provenance | null {
  if (row[17] === null) return null;
  return { importId: row[1], line: row[17], byteOffset: required(row[18]), byteLength: required(row[19]) };
}

function instrumentOf(row: EventTuple, dictionaries: Dictionaries): InstrumentSymbol {
  return dictionaries.instruments.wordOf(required(row[5])) as InstrumentSymbol;
}

function amountOf(assetId: number | null, amount: Decimal | null, dictionaries: Dictionaries): AssetAmount {
  return { asset: dictionaries.assets.wordOf(required(assetId)), amount: required(amount) };
}

function required<T>(value: T | null): T {
  if (value === null) throw new Error('an event row lacks a column that its kind needs');
  return value;
}
