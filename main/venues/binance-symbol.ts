const contract = /^([A-Z0-9]+)(USDT|USDC|FDUSD|BUSD|BTC)(?:_(\d{6}))?$/;

/** The unified symbol of a Binance USD-M contract such as BTCUSDT or BTCUSDT_260626; null when it is none. */
export function unifiedOfBinanceUsdm(symbol: string): string | null {
  const [, base, quote, date] = contract.exec(symbol) ?? [];
  if (base === undefined) return null;
  const perpetual = `${base}/${quote}:${quote}`;
  return date === undefined ? perpetual : `${perpetual}-${date}`;
}
