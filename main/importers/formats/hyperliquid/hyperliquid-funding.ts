import type { EventFlag } from '../../../../shared/book/event.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';
import type { Format, RowOutcome } from '../../importer.ts';
import { absolute, isDecimal, isNegative, negate } from '../../read-fields.ts';
import { hyperliquidCoin } from './hyperliquid-coin.ts';
import { amountOf, isAmount, readEvidence } from './hyperliquid-numbers.ts';
import { recogniseTable, type TableRow } from './hyperliquid-table.ts';
import { rowFault } from '../row-time.ts';

/** The funding history downloaded from Hyperliquid's page. */
export const hyperliquidFunding: Format = {
  id: 'hyperliquid-funding',
  broker: 'Hyperliquid',
  export: 'Funding history',
  detects: 'columns time, coin, sz, side, payment, rate',
  seen: 'a real export of 2025',
  venue: 'hyperliquid',
  grain: 'ledger',
  recognise: (head) =>
    recogniseTable(head, {
      columns: ['time', 'coin', 'sz', 'side', 'payment', 'rate'],
      rowReader: () => readFunding,
    }),
};

function readFunding(row: TableRow): RowOutcome {
  const coin = hyperliquidCoin(row.cell('coin'));
  if (coin === null || coin.isSpot) {
    return rowFault(
      'coin-unknown',
      `"${row.cell('coin')}" is no perpetual that Ballast can read`,
      coin?.symbol ?? null,
    );
  }
  const amount = amountOf(row, 'payment', coin.symbol);
  if (!isAmount(amount)) return amount;
  return {
    kind: 'event',
    event: {
      kind: 'funding',
      asset: coin.quoteAsset,
      amount,
      instrument: coin.symbol,
      grain: 'own',
      balanceAfter: null,
      positionHeld: positionOf(row),
      timeMs: row.timeMs,
      sourceId: null,
      flags: [...row.flags, ...signFlags(row, amount)],
    },
    joined: [],
  };
}

/** The position that the row says was held; a size or a side that cannot be read is no evidence. */
function positionOf(row: TableRow): Decimal | null {
  const size = readEvidence(row.cell('sz'));
  const side = sideOf(row);
  if (!isDecimal(size) || size === '0' || side === null) return null;
  return side === 'short' ? negate(absolute(size)) : absolute(size);
}

/** The payment is cash and keeps its sign; a long pays when the rate is positive, so a row may contradict itself. */
function signFlags(row: TableRow, payment: Decimal): readonly EventFlag[] {
  const rate = readEvidence(row.cell('rate'));
  const side = sideOf(row);
  if (!isDecimal(rate) || rate === '0' || payment === '0' || side === null) return [];
  const isPaid = (side === 'long') !== isNegative(rate);
  return isPaid === isNegative(payment) ? [] : ['amount-differs'];
}

function sideOf(row: TableRow): 'long' | 'short' | null {
  const side = row.cell('side').toLowerCase();
  return side === 'long' || side === 'short' ? side : null;
}
