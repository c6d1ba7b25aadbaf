import { isCashMovement, isFill, isStatement, type BookedEvent } from '../../../shared/book/event.ts';
import type { Origin } from '../../risk/explain/nodes.ts';
import type { BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { mostRowsWalked, rowWord, type VaultOrigins } from './explain-origins.ts';
import { isoTimeOf } from '../iso-time.ts';

/** The rows of one balance, as far as they tell where it comes from. */
interface BalanceRows {
  /** The last statement of the whole balance. */
  stated: BookedEvent | null;
  /** Rows since, by what they are. */
  readonly since: Map<string, number>;
  last: BookedEvent | null;
}

/** Answers where a balance comes from; the rows of an account are walked once, when first asked for. */
export function balanceOrigins(
  context: ServiceContext,
  book: BookAt,
  origins: VaultOrigins,
): (account: string, asset: string) => Origin {
  const walked = new Map<string, ReadonlyMap<string, BalanceRows> | null>();
  return (account, asset) => {
    if (!walked.has(account)) walked.set(account, walkAccount(context, book, account));
    const kept = book.ledger.balances.find((one) => one.account === account && one.asset === asset);
    const flags = kept === undefined ? [] : kept.flags;
    const rows = walked.get(account)?.get(asset);
    if (rows?.last == null) return { source: 'wallet of the account', asOf: null, flags };
    return {
      source: origins.ofEvent(rows.last),
      asOf: isoTimeOf(rows.last.timeMs),
      why: rowsText(rows, origins),
      flags,
    };
  };
}

function walkAccount(
  { vault }: ServiceContext,
  book: BookAt,
  account: string,
): ReadonlyMap<string, BalanceRows> | null {
  if (vault.events.count({ account }) > mostRowsWalked) return null;
  const byAsset = new Map<string, BalanceRows>();
  const rowsOf = (asset: string): BalanceRows => {
    const known = byAsset.get(asset);
    if (known !== undefined) return known;
    const made: BalanceRows = { stated: null, since: new Map(), last: null };
    byAsset.set(asset, made);
    return made;
  };
  for (const row of vault.events.read({ account, untilMs: book.asOfMs }))
    for (const asset of assetsOf(row, book)) {
      const rows = rowsOf(asset);
      if (row.kind === 'opening-balance' || row.kind === 'reported-balance') {
        rows.stated = row;
        rows.since.clear();
      } else rows.since.set(rowWord(row), (rows.since.get(rowWord(row)) ?? 0) + 1);
      rows.last = row;
    }
  return byAsset;
}

/** The balances that a row may move: of a fill what it pays in, what it trades and its fee. */
function assetsOf(row: BookedEvent, { instrumentOf }: BookAt): readonly string[] {
  if (isCashMovement(row)) return [row.asset];
  if (isStatement(row)) return row.kind === 'opening-position' ? [] : [row.asset];
  if (!isFill(row)) return [];
  const { kind, baseAsset, settleAsset } = instrumentOf(row.instrument);
  const fee = row.fee === null ? [] : [row.fee.asset];
  return [...new Set([settleAsset, ...(kind === 'spot' ? [baseAsset] : []), ...fee])];
}

function rowsText({ stated, since }: BalanceRows, origins: VaultOrigins): string {
  const moved = [...since].map(([word, count]) => countText(count, word)).join(', ');
  if (stated === null) return `All rows from the first on: ${moved}.`;
  const { timeMs } = stated;
  const amount = 'amount' in stated ? `${stated.amount} ` : '';
  const begun = `Stated as ${amount}on ${isoTimeOf(timeMs).slice(0, 10)} (${origins.ofEvent(stated)})`;
  return moved === '' ? `${begun}; nothing moved it since.` : `${begun}; since then ${moved}.`;
}

const counted: ReadonlySet<string> = new Set([
  'fill',
  'deposit',
  'withdrawal',
  'transfer',
  'fee',
  'liquidation',
  'settlement',
]);

/** `96 fills`, `1 deposit`, `1654 funding rows`. */
function countText(count: number, word: string): string {
  if (counted.has(word)) return `${count} ${word}${count === 1 ? '' : 's'}`;
  return `${count} ${word} ${count === 1 ? 'row' : 'rows'}`;
}
