import type { CashEvent, CashKind } from '../../../../shared/book/event.ts';
import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import type { Answers, FileHead, Format, RawRecord, Recognition, RecordReader, RowOutcome } from '../../importer.ts';
import { createLocalClock } from '../../local-time.ts';
import { describeBadDecimal, isDecimal, readDecimal } from '../../read-fields.ts';
import { readBinanceContract } from './binance-symbol.ts';
import { binanceZone } from './binance-time-zone.ts';
import { withPoint, writesDecimalCommas } from './decimal-comma.ts';
import { fieldAt, findHeader, hasColumns, isBlankRecord, repeatsHeader, type Columns } from '../header-columns.ts';
import { instantOfRow, isNewestFirst, isRowFault, rowFault } from '../row-time.ts';

/** The cash ledger of Binance futures: the export "Transaction History" of the futures page. It makes no positions. */
export const binanceUsdmTransactions: Format = {
  id: 'binance-usdm-transactions',
  broker: 'Binance',
  export: 'USD-M futures transaction history',
  detects: 'columns Time, Type, Amount, Asset, Symbol, Transaction ID',
  seen: 'headers and single rows of real files; the list of types from the API documentation (income history)',
  venue: 'binance-usdm',
  grain: 'ledger',
  recognise,
};

interface Meaning {
  readonly kind: CashKind;
  readonly grain: CashEvent['grain'];
  /** Means nothing without the contract it was paid for. */
  readonly needsContract: boolean;
}

const ofContract = (kind: CashKind, grain: CashEvent['grain']): Meaning => ({ kind, grain, needsContract: true });
const ofAccount = (kind: CashKind): Meaning => ({ kind, grain: 'own', needsContract: false });

/**
 * What each type of row moves. `ledger` rows restate what the fills of the trade history say (BOOK section 3). Types:
 * Binance USD-M API, "Get Income History", incomeType; DELIVERED_SETTELMENT is written so by Binance.
 */
const meanings: ReadonlyMap<string, Meaning> = new Map([
  ['REALIZED_PNL', ofContract('settlement', 'ledger')],
  ['COMMISSION', ofContract('fee', 'ledger')],
  ['FUNDING_FEE', ofContract('funding', 'own')],
  ['INSURANCE_CLEAR', ofContract('fee', 'own')],
  ['LIQUIDATION_FEE', ofContract('fee', 'own')],
  ['DELIVERED_SETTELMENT', ofContract('settlement', 'ledger')],
  ['DELIVERED_SETTLEMENT', ofContract('settlement', 'ledger')],
  ['POSITION_LIMIT_INCREASE_FEE', ofAccount('fee')],
  ['TRANSFER', ofAccount('transfer')],
  ['INTERNAL_TRANSFER', ofAccount('transfer')],
  ['CROSS_COLLATERAL_TRANSFER', ofAccount('transfer')],
  ['STRATEGY_UMFUTURES_TRANSFER', ofAccount('transfer')],
  ['REFERRAL_KICKBACK', ofAccount('adjustment')],
  ['COMMISSION_REBATE', ofAccount('adjustment')],
  ['API_REBATE', ofAccount('adjustment')],
  ['FEE_RETURN', ofAccount('adjustment')],
  ['WELCOME_BONUS', ofAccount('adjustment')],
  ['CONTEST_REWARD', ofAccount('adjustment')],
  ['BFUSD_REWARD', ofAccount('adjustment')],
  ['COIN_SWAP_DEPOSIT', ofAccount('adjustment')],
  ['COIN_SWAP_WITHDRAW', ofAccount('adjustment')],
  ['AUTO_EXCHANGE', ofAccount('adjustment')],
]);

const requiredColumns = ['type', 'amount', 'asset', 'symbol', 'transaction id'];
const timeColumn = /^(?:time|date)(?: ?\(utc.*\))?$/;

function recognise(head: FileHead): Recognition | null {
  const header = findHeader(
    head.records,
    (columns) => hasColumns(columns, requiredColumns) && timeIndexOf(columns) !== null,
  );
  if (header === null) return null;
  const time = timeIndexOf(header.columns);
  if (time === null) return null;
  const data = [...head.records.slice(header.index + 1), head.last].filter((record) => record !== null);
  const newestFirst = isNewestFirst(data.map((record) => fieldAt(record, time))) ?? true;
  const timeName = header.record.fields[time] ?? '';
  const amount = header.columns.get('amount');
  const commas = writesDecimalCommas(data, amount === undefined ? [] : [amount]);
  return {
    layout: `${header.columns.size} columns, times under ${timeName.trim()}`,
    zone: binanceZone(timeName, head.name),
    dateOrder: { kind: 'not-needed' },
    newestFirst,
    reader: (answers) => createReader(header.record, header.columns, { time, newestFirst, commas }, answers),
  };
}

function timeIndexOf(columns: Columns): number | null {
  for (const [name, index] of columns) if (timeColumn.test(name)) return index;
  return null;
}

function createReader(
  header: RawRecord,
  columns: Columns,
  { time, newestFirst, commas }: { readonly time: number; readonly newestFirst: boolean; readonly commas: boolean },
  answers: Answers,
): RecordReader {
  const clock = createLocalClock(answers.zone, newestFirst ? 'newest-first' : 'oldest-first');

  function row(record: RawRecord): RowOutcome {
    if (record.line < header.line) return { kind: 'ignored', reason: 'preamble' };
    if (record.line === header.line || repeatsHeader(record, header)) return { kind: 'ignored', reason: 'header' };
    if (isBlankRecord(record)) return { kind: 'ignored', reason: 'blank cells only' };
    const type = fieldAt(record, columns.get('type')).toUpperCase().replace(/\s+/g, '_');
    const symbol = fieldAt(record, columns.get('symbol'));
    const contract = symbol === '' ? null : readBinanceContract(symbol);
    const instrument: InstrumentSymbol | null = contract === null ? null : contract.instrument;
    const meaning = meanings.get(type);
    if (meaning === undefined) {
      return rowFault('type-unknown', `Ballast does not know Binance transactions of type "${type}"`, instrument);
    }
    if (meaning.needsContract && instrument === null) {
      return rowFault(
        'symbol-unknown',
        symbol === ''
          ? `a row of type ${type} does not name its contract`
          : `"${symbol}" is no symbol of Binance futures that Ballast can split`,
        null,
      );
    }
    const instant = instantOfRow(fieldAt(record, time), clock, instrument);
    if (isRowFault(instant)) return instant;
    const written = fieldAt(record, columns.get('amount'));
    const amountText = commas ? withPoint(written) : written;
    const amount = readDecimal(amountText);
    if (!isDecimal(amount)) {
      return rowFault('number-unreadable', describeBadDecimal('Amount', amountText, amount), instrument);
    }
    const asset = fieldAt(record, columns.get('asset')).toUpperCase();
    if (asset === '') return rowFault('asset-missing', 'Asset is blank', instrument);
    const id = fieldAt(record, columns.get('transaction id'));
    return {
      kind: 'event',
      joined: [],
      event: {
        kind: meaning.kind,
        timeMs: instant.ms,
        // Binance gives one id to the rows of several types that one fill makes; a rounded id (8.96E+17) is none.
        sourceId: id === '' || roundedId.test(id) ? null : `${type}|${id}`,
        flags: instant.ambiguous ? ['time-ambiguous'] : [],
        asset,
        amount,
        instrument,
        grain: meaning.grain,
        balanceAfter: null,
      },
    };
  }

  return { row, finish: () => [] };
}

const roundedId = /^\d[.,]?\d*E\+?\d+$/i;
