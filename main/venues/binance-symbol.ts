const quotes = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'BTC'];

/** The unified symbol of a Binance USD-M contract such as BTCUSDT or BTCUSDT_260626; null when it is none. */
export function unifiedOfBinanceUsdm(symbol: string): string | null {
  const [, pair, date] = /^([A-Z0-9]+?)(?:_(\d{6}))?$/.exec(symbol) ?? [];
  if (pair === undefined) return null;
  const quote = quotes.find((one) => pair.endsWith(one) && pair.length > one.length);
  if (quote === undefined) return null;
  const perpetual = `${pair.slice(0, -quote.length)}/${quote}:${quote}`;
  return date === undefined ? perpetual : `${perpetual}-${date}`;
}
