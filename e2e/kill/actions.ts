import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../db/seeds/random.ts';
import type { BallastContract } from '../../shared/contract/contract.ts';
import type { Client } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';
import { assertNever } from '../../shared/result/result.ts';

/** One thing that a trader does to a vault. */
export type Action =
  | { readonly kind: 'import'; readonly account: string; readonly rows: number; readonly firstId: number }
  | { readonly kind: 'preview'; readonly rows: number }
  | { readonly kind: 'wallet'; readonly account: string; readonly amount: string }
  | {
      readonly kind: 'trade';
      readonly account: string;
      readonly side: 'buy' | 'sell';
      readonly quantity: string;
      readonly price: string;
    }
  | { readonly kind: 'mark'; readonly price: string }
  | { readonly kind: 'layout'; readonly text: string }
  | { readonly kind: 'undo' }
  /** Any change, also an old one; which there are is not known here. */
  | { readonly kind: 'undo-one'; readonly changeId: number }
  | { readonly kind: 'redo' }
  | { readonly kind: 'backup' };

/** What is done as the n-th thing: depends on seed and number alone, so that a reference vault can be taken through the same. */
export function actionAt(seed: number, index: number): Action {
  const { uniform } = seededRandom(Math.imul(seed, 1_000_003) + index);
  // The generator's first values of neighbouring seeds are alike.
  for (let skipped = 0; skipped < 3; skipped += 1) uniform();
  const whole = (from: number, to: number) => from + Math.floor(uniform() * (to - from + 1));
  const account = `account ${whole(1, 3)}`;
  const draw = uniform();
  if (draw < 0.38) {
    const size = uniform();
    const rows = size < 0.5 ? whole(1, 40) : size < 0.9 ? whole(100, 900) : whole(4100, 4500);
    // Files overlap now and then, so that some rows are known already.
    return { kind: 'import', account, rows, firstId: whole(0, 12) * 400 };
  }
  if (draw < 0.44) return { kind: 'preview', rows: whole(50, 600) };
  if (draw < 0.52) return { kind: 'wallet', account, amount: `${whole(100, 90_000)}.${whole(1, 9)}` };
  if (draw < 0.62)
    return {
      kind: 'trade',
      account,
      side: uniform() < 0.5 ? 'buy' : 'sell',
      quantity: `0.${whole(1, 9)}`,
      price: `${whole(50_000, 70_000)}`,
    };
  if (draw < 0.69) return { kind: 'mark', price: `${whole(40_000, 90_000)}` };
  if (draw < 0.73) return { kind: 'layout', text: `layout ${whole(1, 1_000_000)}` };
  if (draw < 0.8) return { kind: 'undo' };
  if (draw < 0.86) return { kind: 'undo-one', changeId: whole(1, 8) };
  return draw < 0.89 ? { kind: 'redo' } : { kind: 'backup' };
}

/** Where the backup of an action goes. */
export function backupPath(folder: string, index: number): string {
  return join(folder, `backup-${index}.vault`);
}

/** The clock of an action. */
export function instantOf(index: number): number {
  return Date.UTC(2026, 4, 1) + index * 60_000;
}

export interface Performance {
  readonly client: Client<BallastContract>;
  readonly folder: string;
  /** The reference makes no backups. */
  readonly backups: boolean;
}

/** Does it through the contract, as window and command line do. A refusal is an answer as well (nothing to undo). */
export async function perform(
  { client, folder, backups }: Performance,
  action: Action,
  index: number,
): Promise<Result<unknown>> {
  switch (action.kind) {
    case 'import':
      return client['imports.run']({
        source: { kind: 'path', path: writeFills(folder, index, action.rows, action.firstId) },
        options: { account: action.account },
      });
    case 'preview':
      return client['imports.preview']({
        source: { kind: 'path', path: writeFills(folder, index, action.rows, 0) },
        options: { account: 'account 1' },
      });
    case 'wallet':
      return client['accounts.set']({ name: action.account, wallet: [{ asset: 'USDT', amount: action.amount }] });
    case 'trade': {
      const { account, side, quantity, price } = action;
      return client['book.add']({ kind: 'trade', account, instrument, side, quantity, price });
    }
    case 'mark':
      return client['book.marks']({ marks: [{ instrument, price: action.price }] });
    case 'layout':
      return client['layouts.set']({ name: 'workspace', layout: action.text });
    case 'undo':
      return client['vault.undo']({});
    case 'undo-one':
      return client['vault.undoChange']({ changeId: action.changeId });
    case 'redo':
      return client['vault.redo']({});
    case 'backup':
      return backups ? client['vault.backup']({ path: backupPath(folder, index) }) : { ok: true, value: null };
    default:
      return assertNever(action);
  }
}

const instrument = 'BTC/USDT:USDT';

/** A Binance USD-M trade history: a row depends on its id alone, so that files which overlap agree. */
function writeFills(folder: string, index: number, rows: number, firstId: number): string {
  const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID';
  const lines = Array.from({ length: rows }, (_, row) => {
    const id = firstId + row + 1;
    const time = new Date(Date.UTC(2026, 0, 1) + id * 1000).toISOString().slice(0, 19).replace('T', ' ');
    const price = 50_000 + (id % 977);
    return `700100,${time},BTCUSDT,${id % 3 === 0 ? 'SELL' : 'BUY'},${price},0.01,${price / 100},0.1 USDT,0,${id % 3 !== 0},false,${id},${id}7`;
  });
  const path = join(folder, `fills-${index}(UTC+0).csv`);
  writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
  return path;
}
