import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

interface Traded {
  readonly symbol: string;
  readonly price: number;
  readonly decimals: number;
}

const traded: readonly Traded[] = [
  { symbol: 'BTCUSDT', price: 91_000, decimals: 1 },
  { symbol: 'ETHUSDT', price: 3_100, decimals: 2 },
  { symbol: 'SOLUSDT', price: 147, decimals: 2 },
  { symbol: 'XRPUSDT', price: 2.1, decimals: 4 },
  { symbol: 'DOGEUSDT', price: 0.148, decimals: 5 },
  { symbol: 'LINKUSDT', price: 14, decimals: 3 },
  { symbol: 'AVAXUSDT', price: 16, decimals: 3 },
  { symbol: 'ADAUSDT', price: 0.45, decimals: 4 },
];

const quantity = 0.25;
const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID\n';

/** Writes a Binance USD-M trade history of invented fills, newest first as Binance does: each buy is closed by the next sell. */
export async function writeTradeHistory(path: string, rows: number): Promise<void> {
  const lines: string[] = [];
  const bought = new Map<string, number>();
  const first = Date.UTC(2026, 0, 1);
  for (let row = 0; row < rows; row += 1) {
    const { symbol, price: middle, decimals } = traded[row % traded.length] as Traded;
    const price = (middle * (1 + ((row * 7919) % 1000) / 50_000)).toFixed(decimals);
    const entry = bought.get(symbol);
    const profit = entry === undefined ? '0' : ((Number(price) - entry) * quantity).toFixed(8);
    if (entry === undefined) bought.set(symbol, Number(price));
    else bought.delete(symbol);
    const time = new Date(first + row * 1500).toISOString().replace('T', ' ').slice(2, 19);
    const amount = Number((Number(price) * quantity).toFixed(8));
    const fee = (amount * 0.0005).toFixed(8);
    const side = entry === undefined ? 'BUY' : 'SELL';
    lines.push(
      `900000001,${time},${symbol},${side},${price},${quantity},${amount},${fee} USDT,${profit},${side === 'BUY'},false,${7_000_000_000 + row},${89_000_000_000 + row}\n`,
    );
  }
  const out = createWriteStream(path);
  out.write(header);
  for (let end = lines.length; end > 0; end -= 20_000) {
    const block = lines.slice(Math.max(0, end - 20_000), end).toReversed().join('');
    if (!out.write(block)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
