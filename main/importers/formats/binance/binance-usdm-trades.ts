import type { EventFlag, FillEffect, FillEvent } from '../../../../shared/book/event.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { Answers, FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../../importer.ts';
import { createLocalClock, type LocalClock } from '../../local-time.ts';
import { describeBadDecimal, isDecimal, isNegative, readDecimal } from '../../read-fields.ts';
import { createAmountCheck } from './amount-check.ts';
import { readBinanceContract, type BinanceContract } from './binance-symbol.ts';
import { binanceZone } from './binance-time-zone.ts';
import { withPoint, writesDecimalCommas } from './decimal-comma.ts';
import { readGluedAmount } from './glued-amount.ts';
import { fieldAt, findHeader, hasColumns, isBlankRecord, repeatsHeader, type Columns } from '../header-columns.ts';
import { instantOfRow, isNewestFirst, isRowFault, rowFault, type RowFault, type RowTime } from '../row-time.ts';

/** Fills of Binance USD-M futures: the export "Trade History" of the futures page, in its layouts past and present. */
export const binanceUsdmTrades: Format = {
  id: 'binance-usdm-trades',
  broker: 'Binance',
  export: 'USD-M futures trade history',
  detects: 'columns Symbol, Side, Price, Quantity, Fee, Realized Profit and a time',
  seen: 'real files of 2023 to 2026 in the layout with Trade ID; the layouts Date(UTC), with and without Quote Asset, and Position Side from descriptions of others',
  venue: 'binance-usdm',
  grain: 'fills',
  recognise,
};

const requiredColumns = ['symbol', 'side', 'price', 'quantity', 'fee', 'realized profit'];
const timeColumn = /^(?:time|date)(?: ?\(utc.*\))?$/;
const noFlags: readonly EventFlag[] = [];

function recognise(head: FileHead): Recognition | null {
  const header = findHeader(
    head.records,
    (columns) => hasColumns(columns, requiredColumns) && timeNameOf(columns) !== null,
  );
  if (header === null) return null;
  const timeName = timeNameOf(header.columns) ?? '';
  const place = placesOf(header.columns, timeName);
  const data = [...head.records.slice(header.index + 1), head.last].filter((record) => record !== null);
  const newestFirst = isNewestFirst(data.map((record) => fieldAt(record, place.time))) ?? true;
  const commas = writesDecimalCommas(data, [place.price, place.quantity, place.profit]);
  return {
    layout: layoutOf(header.columns, timeName),
    zone: binanceZone(header.record.fields[place.time] ?? '', head.name),
    dateOrder: { kind: 'not-needed' },
    newestFirst,
    reader: (answers) => createReader(header.record, place, { newestFirst, commas }, answers),
  };
}

/** How the rows of a file are written. */
interface Writing {
  readonly newestFirst: boolean;
  readonly commas: boolean;
}

function timeNameOf(columns: Columns): string | null {
  for (const name of columns.keys()) if (timeColumn.test(name)) return name;
  return null;
}

function layoutOf(columns: Columns, timeName: string): string {
  const identity = columns.has('trade id') ? 'with Trade ID' : 'without Trade ID';
  const user = columns.has('uid') ? 'with Uid' : 'without Uid';
  return `${columns.size} columns, ${user}, ${identity}${columns.has('position side') ? ', with Position Side' : ''}, times under ${timeName}`;
}

interface Places {
  readonly user: number | undefined;
  readonly time: number;
  readonly symbol: number;
  readonly side: number;
  readonly positionSide: number | undefined;
  readonly price: number;
  readonly quantity: number;
  readonly amount: number | undefined;
  readonly fee: number;
  readonly feeAsset: number | undefined;
  readonly profit: number;
  readonly tradeId: number | undefined;
}

function placesOf(columns: Columns, timeName: string): Places {
  const required = (name: string): number => {
    const index = columns.get(name);
    if (index === undefined) throw new Error(`column ${name} was found and is gone`);
    return index;
  };
  return {
    user: columns.get('uid') ?? columns.get('user id'),
    time: required(timeName),
    symbol: required('symbol'),
    side: required('side'),
    positionSide: columns.get('position side'),
    price: required('price'),
    quantity: required('quantity'),
    amount: columns.get('amount'),
    fee: required('fee'),
    feeAsset: columns.get('quote asset') ?? columns.get('fee asset'),
    profit: required('realized profit'),
    tradeId: columns.get('trade id'),
  };
}

function createReader(
  header: RawRecord,
  place: Places,
  { newestFirst, commas }: Writing,
  answers: Answers,
): RecordReader {
  const numberAt = (record: RawRecord, index: number | undefined): string =>
    commas ? withPoint(fieldAt(record, index)) : fieldAt(record, index);
  const clock: LocalClock = createLocalClock(answers.zone, newestFirst ? 'newest-first' : 'oldest-first');
  const contracts = new Map<string, BinanceContract | null>();
  const amounts = createAmountCheck();
  // A row that was cut off may have lost the digits of its last figure too.
  const lastPlace = Math.max(...Object.values(place).filter((index) => index !== undefined));
  let user: string | null = null;
  let last: { readonly text: string; readonly time: RowTime } | null = null;

  function contractOf(symbol: string): BinanceContract | null {
    const known = contracts.get(symbol);
    if (known !== undefined) return known;
    const read = readBinanceContract(symbol);
    contracts.set(symbol, read);
    return read;
  }

  function row(record: RawRecord): RowOutcome {
    if (record.line < header.line) return { kind: 'ignored', reason: 'preamble' };
    if (record.line === header.line) return { kind: 'ignored', reason: 'header' };
    const symbol = fieldAt(record, place.symbol);
    const contract = contractOf(symbol);
    if (contract === null) return rowWithoutContract(record, symbol);
    const { instrument } = contract;
    if (contract.market === 'coin-m') {
      return rowFault(
        'coin-m-contract',
        `${symbol} is a COIN-M contract: its quantity counts contracts whose size this file does not state, and Ballast does not guess it`,
        instrument,
      );
    }
    const uid = fieldAt(record, place.user);
    user ??= uid === '' ? null : uid;
    if (uid !== '' && uid !== user) {
      return rowFault(
        'other-account',
        `the row belongs to another Uid than the rows before it; import each account from a file of its own`,
        instrument,
      );
    }
    const timeText = fieldAt(record, place.time);
    // The partial fills of one order share their second.
    const time = timeText === last?.text ? last.time : instantOfRow(timeText, clock, instrument);
    if (isRowFault(time)) return time;
    if (last?.time !== time) last = { text: timeText, time };
    const fill = fillOf(record, contract, time);
    return isRowFault(fill) ? fill : { kind: 'event', event: fill, joined: noLines };
  }

  function rowWithoutContract(record: RawRecord, symbol: string): RowOutcome {
    if (repeatsHeader(record, header)) return { kind: 'ignored', reason: 'header' };
    if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
    return rowFault('symbol-unknown', `"${symbol}" is no symbol of Binance futures that Ballast can split`, null);
  }

  function fillOf(record: RawRecord, { instrument, quoteAsset }: BinanceContract, time: RowTime): FillEvent | RowFault {
    const side = sideOf(fieldAt(record, place.side));
    if (record.fields.length <= lastPlace) {
      return rowFault(
        'row-short',
        `the row ends after ${record.fields.length} of ${header.fields.length} columns`,
        instrument,
      );
    }
    if (side === null)
      return rowFault('side-unknown', `Side "${fieldAt(record, place.side)}" is neither BUY nor SELL`, instrument);
    const price = positive('Price', numberAt(record, place.price), instrument);
    if (isRowFault(price)) return price;
    const quantity = positive('Quantity', numberAt(record, place.quantity), instrument);
    if (isRowFault(quantity)) return quantity;
    const amount = numberAt(record, place.amount);
    if (amount !== '' && !amounts.holds(price, quantity, amount)) {
      return rowFault(
        'amount-differs',
        `Amount ${amount} is not Price ${price} times Quantity ${quantity}: one of the three is wrong`,
        instrument,
      );
    }
    const fee = feeOf(record, quoteAsset, instrument, Number(price) * Number(quantity));
    if (isRowFault(fee)) return fee;
    const profitText = numberAt(record, place.profit);
    const profit = profitText === '' ? null : readGluedAmount(profitText, quoteAsset);
    if (profit !== null && 'fault' in profit) {
      return rowFault('profit-unreadable', describeBadDecimal('Realized Profit', profitText, profit), instrument);
    }
    const positionSide = positionSideOf(fieldAt(record, place.positionSide));
    if (positionSide === 'unknown') {
      return rowFault(
        'position-side-unknown',
        `Position Side "${fieldAt(record, place.positionSide)}" is none of LONG, SHORT, BOTH`,
        instrument,
      );
    }
    const tradeId = fieldAt(record, place.tradeId);
    return {
      kind: 'trade',
      timeMs: time.ms,
      // An id that a spreadsheet has rounded (7.16E+09) is no id any more: such fills are known by their content.
      sourceId: wholeNumber.test(tradeId) ? tradeId : null,
      flags: time.ambiguous ? ['time-ambiguous'] : noFlags,
      instrument,
      side,
      quantity,
      price,
      fee,
      positionSide,
      effect: effectOf(side, positionSide),
      reportedPnl: profit === null ? null : { amount: profit.amount, basis: 'gross' },
      positionAfter: null,
      balanceAfter: null,
    };
  }

  function feeOf(
    record: RawRecord,
    quoteAsset: string,
    instrument: string,
    notional: number,
  ): FillEvent['fee'] | RowFault {
    const text = numberAt(record, place.fee);
    if (text === '') return null;
    const read = readGluedAmount(text, quoteAsset);
    if ('fault' in read) return rowFault('fee-unreadable', describeBadDecimal('Fee', text, read), instrument);
    const stated = fieldAt(record, place.feeAsset).toUpperCase();
    const asset = read.asset ?? (stated === '' ? null : stated);
    if (asset !== null) return { asset, amount: read.amount };
    // No unit is written: BNB as well as the quote asset. Nothing is nothing in either, and this much BNB nobody is charged.
    if (read.amount === '0' || (quoteAsset !== 'BTC' && Number(read.amount) >= notional * mostBnb))
      return { asset: quoteAsset, amount: read.amount };
    return rowFault('fee-asset-unknown', `Fee "${text}" does not say in which asset it was paid`, instrument);
  }

  return { row, finish: () => [], refuse: amounts.refusal };
}

/**
 * Above this many BNB a dollar (all quote assets but BTC are dollars) no fee can be in BNB: the highest rate of a Binance futures taker is
 * 0.05 % (binance.com, futures fee structure, VIP 0), and BNB has been worth more than 6 dollars since these futures exist.
 */
const mostBnb = 0.0001;
const noLines: readonly number[] = [];
const wholeNumber = /^\d+$/;

function sideOf(text: string): 'buy' | 'sell' | null {
  if (text === 'BUY') return 'buy';
  if (text === 'SELL') return 'sell';
  const lower = text.toLowerCase();
  return lower === 'buy' || lower === 'sell' ? lower : null;
}

function positionSideOf(text: string): 'long' | 'short' | null | 'unknown' {
  const side = text.toLowerCase();
  if (side === '' || side === 'both') return null;
  return side === 'long' || side === 'short' ? side : 'unknown';
}

/**
 * In hedge mode side and leg decide. Otherwise the file does not say: a realised profit stands on a close as well as on
 * a fill that turns the position round, so the profit itself is held against the fold instead.
 */
function effectOf(side: 'buy' | 'sell', leg: 'long' | 'short' | null): FillEffect {
  if (leg === null) return null;
  return (side === 'buy') === (leg === 'long') ? 'open' : 'close';
}

function positive(column: string, text: string, instrument: string): Decimal | RowFault {
  const read = readDecimal(text);
  if (!isDecimal(read)) return rowFault('number-unreadable', describeBadDecimal(column, text, read), instrument);
  if (read === '0' || isNegative(read))
    return rowFault('not-positive', `${column} ${text} is not above zero`, instrument);
  return read;
}
