import type { CashEvent, CashKind, LedgerEvent } from '../../../../shared/book/event.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import { assertNever } from '../../../../shared/result/result.ts';
import type { RowKind } from '../../../../shared/contract/mapping.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import { endOfUtcDay, utcDay } from '../../../../shared/units/unit.ts';
import type { RowOutcome } from '../../importer.ts';
import { absolute, isNegative, negate } from '../../read-fields.ts';
import { readFee } from './mapped-csv-fill.ts';
import { termsOf, withInstrument, type MappedRow } from './mapped-csv-row.ts';
import { isRowFault, rowFault, type RowFault } from '../row-time.ts';

type MoneyKind = Exclude<RowKind, 'ignored' | 'fill' | 'buy' | 'sell' | 'mark' | 'close' | PositionKind>;
type PositionKind = 'opening-position' | 'reported-position';

/** A movement of cash, or a balance, by the mapping of its table. */
export function readMappedCash(kind: MoneyKind, row: MappedRow): RowOutcome {
  const { record, cells, mapping } = row;
  const instrument = readInstrument(kind, row);
  if (isRowFault(instrument)) return instrument;
  const named = (fault: RowFault): RowFault => withInstrument(fault, cells, record);
  if (mapping.amount === null) return named(rowFault('amount-missing', 'No column says the amount', null));
  const { column, asset: source, sign } = mapping.amount;
  const written = cells.neededNumber(record, column);
  if (isRowFault(written)) return named(written);
  const readable = cells.instrument(record);
  const asset =
    source === null
      ? rowFault('asset-missing', 'The mapping does not say the currency of amounts', null)
      : cells.asset(record, source, written.asset, isRowFault(readable) ? null : readable);
  if (isRowFault(asset)) return named(asset);
  const common = { timeMs: row.timeMs, sourceId: row.sourceId, flags: row.flags } as const;
  if (kind === 'opening-balance' || kind === 'reported-balance') {
    // A balance of a day is that of its end.
    const timeMs = kind === 'reported-balance' && row.daily ? endOfUtcDay(utcDay(row.timeMs)) : row.timeMs;
    return { kind: 'event', event: { ...common, timeMs, kind, asset, amount: written.amount }, joined: [] };
  }
  const amount = signed(kind, written.amount, sign);
  const balance = mapping.balanceAfter === null ? null : cells.number(record, mapping.balanceAfter.column);
  if (isRowFault(balance)) return named(balance);
  const also = feeBeside(row, instrument);
  if (isRowFault(also)) return named(also);
  const event: CashEvent = {
    ...common,
    kind: kind === 'flow' ? (isNegative(amount) ? 'withdrawal' : 'deposit') : kind,
    asset,
    amount,
    instrument: instrument === null ? null : instrument.symbol,
    grain: 'own',
    // A fee taken besides comes after the amount: the balance is then that after the fee.
    balanceAfter: balance === null || also.length > 0 ? null : balance.amount,
  };
  const balanced =
    balance === null
      ? also
      : also.map((fee) => ({ ...fee, balanceAfter: fee.asset === asset ? balance.amount : null }));
  return {
    kind: 'event',
    event,
    joined: [],
    also: balanced satisfies readonly LedgerEvent[],
    ...(instrument === null ? {} : { terms: termsOf(instrument) }),
  };
}

/** Received > 0, paid < 0. */
function signed(kind: CashKind | 'flow', written: Decimal, sign: 'as-written' | 'reversed' | 'by-kind'): Decimal {
  if (sign === 'reversed') return negate(written);
  if (sign === 'as-written') return written;
  switch (kind) {
    case 'deposit':
    case 'dividend':
      return absolute(written);
    case 'withdrawal':
    case 'fee':
    case 'tax':
      return negate(absolute(written));
    case 'flow':
    case 'funding':
    case 'interest':
    case 'transfer':
    case 'adjustment':
    case 'settlement':
      return written;
    default:
      return assertNever(kind);
  }
}

/** Money of a position names its instrument; deposits, withdrawals and transfers are of the account. */
function readInstrument(kind: MoneyKind, { record, cells, mapping }: MappedRow): Instrument | RowFault | null {
  if (mapping.instrument === null) return null;
  const needed = kind === 'funding' || kind === 'dividend';
  if (!needed && kind !== 'fee' && kind !== 'tax') return null;
  if (mapping.instrument.from === 'column' && cells.at(record, mapping.instrument.column) === '') return null;
  const instrument = cells.instrument(record);
  return isRowFault(instrument) && !needed ? null : instrument;
}

/** The fee of a row that moves cash; a fee of which nobody has said whether the amount holds it fails the row. */
function feeBeside(row: MappedRow, instrument: Instrument | null): readonly CashEvent[] | RowFault {
  const { fee } = row.mapping;
  if (fee === null || fee.onCash === 'within') return [];
  // A column that is the amount itself is no second fee.
  if (row.mapping.amount !== null && fee.columns.includes(row.mapping.amount.column)) return [];
  const read = readFee(row, instrument);
  if (isRowFault(read)) return read;
  if (read === null || read.amount === '0') return [];
  if (fee.onCash === null)
    return rowFault(
      'fee-beside-amount',
      `a fee of ${read.amount} ${read.asset}: the mapping does not say whether the amount holds it already`,
      null,
    );
  return [
    {
      kind: 'fee',
      timeMs: row.timeMs,
      sourceId: row.sourceId === null ? null : `${row.sourceId}#fee`,
      flags: row.flags,
      asset: read.asset,
      amount: negate(read.amount),
      instrument: null,
      grain: 'own',
      balanceAfter: null,
    },
  ];
}
