import type { EventFlag } from '../../../../shared/book/event.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import type { Answers, FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../../importer.ts';
import { createLocalClock } from '../../local-time.ts';
import { bybitSpotSide } from './bybit-contract.ts';
import {
  cashMovement,
  contractFill,
  instrumentOfRow,
  kindOfRow,
  sideOf,
  spotLegFault,
  thirdCoinFee,
} from './bybit-log-events.ts';
import {
  changeHolds,
  isLogPreamble,
  readLogHeader,
  readLogRow,
  type LogColumns,
  type LogRow,
} from './bybit-log-row.ts';
import { createSpotJoiner } from './bybit-spot-legs.ts';
import { fieldAt, isBlankRecord } from '../header-columns.ts';
import { instantOfRow, isNewestFirst, isRowFault, rowFault } from '../row-time.ts';

/**
 * The transaction log of a Bybit unified account, in both its layouts: the data export (`AssetChangeDetails_uta_...csv`,
 * with a line `UID: ...` on top) and the log downloaded from the page, with order and trade ids and milliseconds.
 */
export const bybitTransactionLog: Format = {
  id: 'bybit-transaction-log',
  broker: 'Bybit',
  export: 'Unified account transaction log',
  detects:
    'columns Currency, Contract, Type, Direction, Filled Price, Funding, Fee Paid, Cash Flow, Change, Wallet Balance, Action',
  seen: 'real data exports of 2026 (spot, linear, funding, transfers); the layout with ids from parsers and written examples; LIQUIDATION, DELIVERY and BONUS rows from the vendor documentation only',
  venue: 'bybit',
  grain: 'fills-and-ledger',
  recognise,
};

function recognise(head: FileHead): Recognition | null {
  const [found] = head.records.flatMap((header, at) => {
    const columns = readLogHeader(header.fields);
    return columns === null ? [] : [{ header, columns, at }];
  });
  if (found === undefined) return null;
  const { header, columns, at } = found;
  const rows = [...head.records.slice(at + 1), head.last].filter((record) => record !== null);
  const newestFirst = isNewestFirst(rows.map((record) => fieldAt(record, columns.time))) === true;
  return {
    layout: `${columns.width} columns, ${columns.tradeId === null ? 'data export' : 'with trade ids'}`,
    zone:
      columns.zone === null
        ? { kind: 'none' }
        : { kind: 'known', zone: columns.zone, from: `the header ${columns.timeHeader}` },
    dateOrder: { kind: 'not-needed' },
    newestFirst,
    reader: (answers) => createReader(columns, header, newestFirst, answers),
  };
}

function createReader(columns: LogColumns, header: RawRecord, newestFirst: boolean, { zone }: Answers): RecordReader {
  const clock = createLocalClock(zone, newestFirst ? 'newest-first' : 'oldest-first');
  const joiner = createSpotJoiner();
  let account: string | null = null;

  const row = (record: RawRecord): RowOutcome => {
    if (record.line < header.line || isLogPreamble(record.fields)) return { kind: 'ignored', reason: 'preamble' };
    if (record.line === header.line || readLogHeader(record.fields) !== null) {
      return { kind: 'ignored', reason: 'header' };
    }
    if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
    const read = readLogRow(record, columns, instrumentOfRow);
    if (isRowFault(read)) return read;
    account ??= read.uid === '' ? null : read.uid;
    if (read.uid !== '' && read.uid !== account) {
      return rowFault(
        'other-account',
        `the row belongs to account ${read.uid}, the rows before it to ${account}; import each account from a file of its own`,
        null,
      );
    }
    const time = instantOfRow(read.time, clock, instrumentOfRow(read));
    if (isRowFault(time)) return time;
    return outcomeOf(record, read, time.ms, time.ambiguous ? ['time-ambiguous'] : []);
  };

  const outcomeOf = (record: RawRecord, read: LogRow, timeMs: EpochMs, flags: readonly EventFlag[]): RowOutcome => {
    switch (kindOfRow(read)) {
      case 'contract-fill':
        return contractFill(read, timeMs, flags);
      case 'cash':
        return cashMovement(read, timeMs, flags);
      case 'spot-leg':
        return spotLeg(record, read, timeMs, flags);
      case 'unknown':
        return rowFault(
          'type-unknown',
          `Ballast does not know Bybit rows of type ${read.type ?? '--'}`,
          instrumentOfRow(read),
        );
    }
  };

  const spotLeg = (record: RawRecord, read: LogRow, timeMs: EpochMs, flags: readonly EventFlag[]): RowOutcome => {
    const side = bybitSpotSide(read.contract, read.currency);
    if (side === null) return thirdCoinFee(read, timeMs, flags);
    const isLiquidation = read.type !== 'TRADE';
    const fault = spotLegFault(read, side);
    // A liquidated contract may leave the action blank; its Cash Flow is then no amount of the coin traded.
    if (fault?.code === 'spot-amount' && isLiquidation) return contractFill(read, timeMs, flags);
    if (fault !== null) return fault;
    const { cashFlow, price } = read;
    if (cashFlow === null || price === null) throw new Error('spotLegFault lets no blank amount pass');
    return joiner.add({
      record,
      kind: isLiquidation ? 'liquidation' : 'trade',
      symbol: side.symbol,
      role: side.role,
      coin: read.currency,
      side: sideOf(side.role, cashFlow),
      amount: cashFlow,
      price,
      feePaid: read.fee,
      balance: read.balance,
      tradeId: read.tradeId,
      timeMs,
      flags: changeHolds(read) ? flags : [...flags, 'amount-differs'],
    });
  };

  return { row, finish: joiner.finish };
}
