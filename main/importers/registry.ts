import { failure, success, type Result } from '../../shared/result/result.ts';
import { binanceKlines } from './formats/prices/binance-klines.ts';
import { binanceUsdmTrades } from './formats/binance/binance-usdm-trades.ts';
import { binanceUsdmTransactions } from './formats/binance/binance-usdm-transactions.ts';
import { bybitTransactionLog } from './formats/bybit/bybit-transaction-log.ts';
import { hyperliquidFunding } from './formats/hyperliquid/hyperliquid-funding.ts';
import { hyperliquidTrades } from './formats/hyperliquid/hyperliquid-trades.ts';
import { ibkrFlex } from './formats/ibkr/ibkr-flex.ts';
import { priceHistory } from './formats/prices/price-history.ts';
import { tastytradeTransactions } from './formats/tastytrade/tastytrade-transactions.ts';
import type { FileHead, Format, Recognition } from './importer.ts';
import { firstRecordText, refusalOf } from './name-others.ts';

/** Every format that Ballast reads; the one that asks least of a header comes last. */
export const formats: readonly Format[] = [
  binanceUsdmTrades,
  binanceUsdmTransactions,
  bybitTransactionLog,
  hyperliquidTrades,
  hyperliquidFunding,
  ibkrFlex,
  tastytradeTransactions,
  binanceKlines,
  priceHistory,
];

export interface Recognised {
  readonly format: Format;
  readonly recognition: Recognition;
}

/**
 * Finds the format of a file by its content, or holds it against the one that the trader named. A file that fits none
 * is refused by the name of what it looks like, with what was seen.
 */
export function recogniseFile(head: FileHead, formatId: string | null): Result<Recognised> {
  if (formatId !== null) return recogniseAs(head, formatId);
  for (const format of formats) {
    const recognition = format.recognise(head);
    if (recognition !== null) return success({ format, recognition });
  }
  return { ok: false, fault: refusalOf(head, formats) };
}

function recogniseAs(head: FileHead, formatId: string): Result<Recognised> {
  const format = formats.find(({ id }) => id === formatId);
  if (format === undefined) {
    return failure(
      'format-id-unknown',
      `There is no format "${formatId}".`,
      `Name one of: ${formats.map(({ id }) => id).join(', ')}.`,
    );
  }
  const recognition = format.recognise(head);
  if (recognition !== null) return success({ format, recognition });
  return failure(
    'format-does-not-fit',
    `This file is no ${format.broker} ${format.export} (first record: ${firstRecordText(head)}).`,
    `Ballast knows that export by: ${format.detects}. Leave the format out to let Ballast find it.`,
  );
}
