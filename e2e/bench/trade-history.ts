import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { formatScaled } from '../../shared/units/decimal.ts';

/** What the fills of one contract add up to, calculated while they were invented: not by the fold. */
export interface TradedPosition {
  readonly instrument: string;
  readonly quantity: string;
  readonly averagePrice: string | null;
  readonly realizedPnl: string;
  readonly fees: readonly { readonly asset: string; readonly amount: string }[];
  readonly status: 'open' | 'closed';
}

interface Contract {
  readonly coin: string;
  readonly price: number;
  readonly decimals: number;
}

const contracts: readonly Contract[] = [
  { coin: 'BTC', price: 91_000, decimals: 1 },
  { coin: 'ETH', price: 3_100, decimals: 2 },
  { coin: 'SOL', price: 147, decimals: 2 },
  { coin: 'XRP', price: 2.1, decimals: 4 },
  { coin: 'DOGE', price: 0.148, decimals: 5 },
  { coin: 'LINK', price: 14, decimals: 3 },
  { coin: 'AVAX', price: 16, decimals: 3 },
  { coin: 'ADA', price: 0.45, decimals: 4 },
];

const quantity = 0.25;
const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID\n';

/** Exact sums of one contract, in units of 1e-8. */
interface Sums {
  entry: bigint | null;
  profit: bigint;
  fees: bigint;
}

/**
 * Writes a Binance USD-M trade history of invented fills, newest first as Binance does: each buy is closed by the next
 * sell of its contract.
 *
 * @returns what it must fold to, by instrument
 */
export async function writeTradeHistory(path: string, rows: number): Promise<readonly TradedPosition[]> {
  const lines: string[] = [];
  const sums = new Map<Contract, Sums>();
  const first = Date.UTC(2026, 0, 1);
  for (let row = 0; row < rows; row += 1) {
    const contract = contracts[row % contracts.length] as Contract;
    const price = (contract.price * (1 + ((row * 7919) % 1000) / 50_000)).toFixed(contract.decimals);
    const exact = eighths(Number(price).toFixed(8));
    const sum = sums.get(contract) ?? { entry: null, profit: 0n, fees: 0n };
    sums.set(contract, sum);
    const isBuy = sum.entry === null;
    const profit = sum.entry === null ? 0n : (exact - sum.entry) / 4n;
    sum.profit += profit;
    sum.entry = isBuy ? exact : null;
    const amount = Number((Number(price) * quantity).toFixed(8));
    const fee = (amount * 0.0005).toFixed(8);
    sum.fees += eighths(fee);
    const time = new Date(first + row * 1500).toISOString().replace('T', ' ').slice(2, 19);
    lines.push(
      `900000001,${time},${contract.coin}USDT,${isBuy ? 'BUY' : 'SELL'},${price},${quantity},${amount},${fee} USDT,${decimal(profit)},${isBuy},false,${7_000_000_000 + row},${89_000_000_000 + row}\n`,
    );
  }
  await write(path, lines);
  return [...sums].map(([contract, sum]) => positionOf(contract, sum)).sort(byInstrument);
}

function positionOf({ coin }: Contract, { entry, profit, fees }: Sums): TradedPosition {
  return {
    instrument: `${coin}/USDT:USDT`,
    quantity: entry === null ? '0' : String(quantity),
    averagePrice: entry === null ? null : decimal(entry),
    realizedPnl: decimal(profit),
    fees: [{ asset: 'USDT', amount: decimal(fees) }],
    status: entry === null ? 'closed' : 'open',
  };
}

/** Text with eight decimals in units of 1e-8, exactly. */
function eighths(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

function decimal(amount: bigint): string {
  return formatScaled(amount * 10n ** 10n);
}

function byInstrument(a: TradedPosition, b: TradedPosition): number {
  return a.instrument < b.instrument ? -1 : 1;
}

async function write(path: string, lines: readonly string[]): Promise<void> {
  const out = createWriteStream(path);
  out.write(header);
  for (let end = lines.length; end > 0; end -= 20_000) {
    const block = lines
      .slice(Math.max(0, end - 20_000), end)
      .toReversed()
      .join('');
    if (!out.write(block)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}
