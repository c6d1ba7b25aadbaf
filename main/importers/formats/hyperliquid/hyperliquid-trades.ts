import type { EventFlag, FillEvent, ReportedPnl } from '../../../../shared/book/event.ts';
import { magnitudeOf, mulScaled, scaledOf, type Decimal, type Scaled } from '../../../../shared/units/decimal.ts';
import type { Format, RowOutcome } from '../../importer.ts';
import { isDecimal, isNegative } from '../../read-fields.ts';
import { hyperliquidCoin, type HyperliquidCoin } from './hyperliquid-coin.ts';
import { readFillDirection, type FillDirection } from './hyperliquid-direction.ts';
import { amountOf, isAmount, readEvidence } from './hyperliquid-numbers.ts';
import { recogniseTable, type TableRow } from './hyperliquid-table.ts';
import { rowFault } from '../row-time.ts';

/** The trade history downloaded from Hyperliquid's page, perpetuals and spot; also with the columns feeToken and hash. */
export const hyperliquidTrades: Format = {
  id: 'hyperliquid-trades',
  broker: 'Hyperliquid',
  export: 'Trade history',
  detects: 'columns time, coin, dir, px, sz, ntl, fee, closedPnl',
  seen: 'real exports of 2025 and 2026 in three date layouts; flips, liquidations, @ pairs and builder exchanges from the venue interface and parsers',
  venue: 'hyperliquid',
  grain: 'fills',
  recognise: (head) =>
    recogniseTable(head, {
      columns: ['time', 'coin', 'dir', 'px', 'sz', 'ntl', 'fee', 'closedpnl'],
      rowReader: (sample, header) => {
        // The page takes the fee off closedPnl, its interface does not; copies with more columns may be either.
        const isOfPage = !['feetoken', 'hash'].some((column) => header.includes(column));
        const basis = pnlBasis(sample) ?? (isOfPage ? 'net-of-fee' : null);
        return (row) => readFill(row, basis);
      },
    }),
};

function readFill(row: TableRow, basis: ReportedPnl['basis'] | null): RowOutcome {
  const coin = hyperliquidCoin(row.cell('coin'));
  if (coin === null) return rowFault('coin-unknown', `"${row.cell('coin')}" is no market that Ballast can read`, null);
  const { symbol } = coin;
  const direction = readFillDirection(row.cell('dir'));
  if (direction === null) {
    return rowFault(
      'direction-unknown',
      `Ballast does not know what "${row.cell('dir')}" does to the position`,
      symbol,
    );
  }
  if ((direction.market === 'spot') !== coin.isSpot) {
    const message = `"${row.cell('dir')}" is a ${direction.market} trade, but ${row.cell('coin')} is ${coin.isSpot ? 'a spot pair' : 'a perpetual'}`;
    return rowFault('market-contradicts', message, null);
  }
  const price = amountOf(row, 'px', symbol);
  if (!isAmount(price)) return price;
  const quantity = amountOf(row, 'sz', symbol);
  if (!isAmount(quantity)) return quantity;
  const fee = row.cell('fee') === '' ? null : amountOf(row, 'fee', symbol);
  if (fee !== null && !isAmount(fee)) return fee;
  const closedPnl = row.cell('closedpnl') === '' ? null : amountOf(row, 'closedpnl', symbol, readEvidence);
  if (closedPnl !== null && !isAmount(closedPnl)) return closedPnl;
  if (price === '0' || isNegative(price)) return rowFault('price-missing', `the price ${price} is not above 0`, symbol);
  if (quantity === '0' || isNegative(quantity)) {
    return rowFault('quantity-missing', `the size ${quantity} is not above 0`, symbol);
  }
  const notional = notionalFlags(row, price, quantity);
  if (notional === null) {
    return rowFault(
      'amounts-contradict',
      `ntl ${row.cell('ntl')} is not px ${price} x sz ${quantity}; the file may have been changed by a spreadsheet`,
      symbol,
    );
  }
  const event: FillEvent = {
    kind: direction.kind,
    instrument: symbol,
    side: direction.side,
    quantity,
    price,
    fee: fee === null ? null : { asset: feeAsset(row, coin, direction, { price, fee, closedPnl }), amount: fee },
    positionSide: null,
    effect: direction.effect,
    reportedPnl:
      closesSomething(direction) && basis !== null && closedPnl !== null ? { amount: closedPnl, basis } : null,
    positionAfter: null,
    balanceAfter: null,
    timeMs: row.timeMs,
    // The hash names a transaction, which may hold many fills, so no row has an id of its own.
    sourceId: null,
    flags: [...row.flags, ...notional],
  };
  return { kind: 'event', event, joined: [] };
}

/** An opening fill and a spot purchase realise nothing: their closedPnl is only the fee. */
function closesSomething({ market, side, effect }: FillDirection): boolean {
  return market === 'spot' ? side === 'sell' : effect !== 'open';
}

/**
 * Whether closedPnl is net of the fee, as the rows that realise nothing show it: they print minus the fee, or 0.
 * Null when the first rows hold none with a fee, or contradict each other.
 */
function pnlBasis(sample: readonly Pick<TableRow, 'cell'>[]): ReportedPnl['basis'] | null {
  const found = new Set<ReportedPnl['basis']>();
  for (const { cell } of sample) {
    const direction = readFillDirection(cell('dir'));
    if (direction === null || closesSomething(direction)) continue;
    const [fee, closedPnl] = [readEvidence(cell('fee')), readEvidence(cell('closedpnl'))];
    const price = readEvidence(cell('px'));
    if (!isDecimal(fee) || !isDecimal(closedPnl) || !isDecimal(price) || fee === '0') continue;
    if (closedPnl === '0') found.add('gross');
    else if (isMinus(closedPnl, fee) || isMinusTimes(closedPnl, fee, price)) found.add('net-of-fee');
  }
  const [basis] = found;
  return found.size === 1 && basis !== undefined ? basis : null;
}

/**
 * The coin that the fee was taken in. A spot purchase is charged in the coin bought (its closedPnl is then minus
 * fee x price), everything else in the quote coin. The column feeToken, where there is one, says it outright.
 */
function feeAsset(
  row: TableRow,
  coin: HyperliquidCoin,
  { market, side }: FillDirection,
  { price, fee, closedPnl }: { readonly price: Decimal; readonly fee: Decimal; readonly closedPnl: Decimal | null },
): string {
  const stated = row.cell('feetoken');
  if (stated !== '') return stated;
  if (market === 'perpetual' || side === 'sell') return coin.quoteAsset;
  const isInQuote = closedPnl !== null && isMinus(closedPnl, fee) && !isMinusTimes(closedPnl, fee, price);
  return isInQuote ? coin.quoteAsset : coin.baseAsset;
}

/**
 * Holds ntl against price x size: it is printed with binary noise, so it is only a check. A difference within a
 * thousandth is flagged; beyond that the row contradicts itself, and the answer is null.
 */
function notionalFlags(row: TableRow, price: Decimal, quantity: Decimal): readonly EventFlag[] | null {
  const printed = readEvidence(row.cell('ntl'));
  if (!isDecimal(printed)) return row.cell('ntl') === '' ? [] : null;
  const computed = mulScaled(scaledOf(price), scaledOf(quantity));
  const difference = magnitudeOf(computed - magnitudeOf(scaledOf(printed)));
  if (difference * 1_000_000n <= computed) return [];
  return difference * 1_000n <= computed ? ['amount-differs'] : null;
}

function isMinus(amount: Decimal, of: Decimal): boolean {
  return isNearlyZero(scaledOf(amount) + scaledOf(of), scaledOf(of));
}

function isMinusTimes(amount: Decimal, one: Decimal, other: Decimal): boolean {
  const product = mulScaled(scaledOf(one), scaledOf(other));
  return isNearlyZero(scaledOf(amount) + product, product);
}

function isNearlyZero(amount: Scaled, comparedWith: Scaled): boolean {
  return magnitudeOf(amount) * 1_000_000n <= magnitudeOf(comparedWith);
}
