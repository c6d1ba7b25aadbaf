import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/**
 * Three accounts on margin, stated in a terminal: perpetuals at two venues and stocks at a broker.
 *
 * perps (Hyperliquid): 20,000 USDC, long 3 BTC from 60,000 at 60,000.
 * desk (Binance USD-M): 10,000 USDT, long 1 BTC from 60,000, short 12 ETH from 2,500, both at the mark.
 * shares (Interactive Brokers): 40,000 USD paid in, 500 ACME bought at 200, now at 210: 60,000 USD owed.
 */
const commands = [
  'account perps --venue hyperliquid --wallet USDC=20000 --leverage BTC/USDC:USDC=10',
  'account desk --venue binance-usdm --wallet USDT=10000 --leverage BTC/USDT:USDT=10 --leverage ETH/USDT:USDT=10',
  'account shares --venue interactive-brokers',
  'add position --account perps --instrument BTC/USDC:USDC --quantity 3 --average 60000',
  'add position --account desk --instrument BTC/USDT:USDT --quantity 1 --average 60000',
  'add position --account desk --instrument ETH/USDT:USDT --quantity -12 --average 2500',
  'add deposit --account shares --asset USD --amount 40000',
  'add trade --account shares --instrument ACME --side buy --quantity 500 --price 200',
  'marks BTC/USDC:USDC=60000 BTC/USDT:USDT=60000 ETH/USDT:USDT=2500 ACME=210 USDT/USD=1 USDC/USD=1',
];

/** Writes the book into a new vault. */
export function writeMixedMargin(vaultPath: string): void {
  const program = join(import.meta.dirname, '..', '..', 'main', 'cli.ts');
  for (const command of commands) {
    const ran = spawnSync(process.execPath, [program, ...command.split(' '), '--vault', vaultPath], {
      encoding: 'utf8',
    });
    if (ran.status !== 0) throw new Error(`ballast ${command}: ${ran.stderr}`);
  }
}
