import type { MendAction } from '../../../shared/contract/reconcile.ts';
import { assertNever } from '../../../shared/result/result.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { isoTimeOf } from '../iso-time.ts';

/** What to type for the same; null where the command line has nothing for it. */
export function mendCommand(action: MendAction): string | null {
  switch (action.kind) {
    case 'state-position': {
      const { account, instrument, quantity, averagePrice, side, timeMs } = action;
      const average = averagePrice === null ? '' : ` --average ${averagePrice}`;
      const leg = side === null ? '' : ` --position-side ${side}`;
      return `ballast add position --account ${quoted(account)} --instrument ${quoted(instrument)} --quantity ${quantity}${average}${leg} --time ${isoTimeOf(epochMs(timeMs))}`;
    }
    case 'state-opening':
      return `ballast add opening --account ${quoted(action.account)} --instrument ${quoted(action.instrument)} --quantity QUANTITY --average PRICE`;
    case 'confirm-position': {
      const leg = action.side === null ? '' : ` --position-side ${action.side}`;
      return `ballast add position --account ${quoted(action.account)} --instrument ${quoted(action.instrument)} --quantity QUANTITY${leg} --time TIME`;
    }
    case 'state-wallet':
      return `ballast account ${quoted(action.account)} --wallet ${action.asset ?? 'ASSET'}=AMOUNT@${action.timeMs === undefined ? 'TIME' : isoTimeOf(epochMs(action.timeMs))}`;
    case 'add-cash': {
      const { account, asset, amount, timeMs } = action;
      const [kind, size] = amount.startsWith('-') ? ['withdrawal', amount.slice(1)] : ['deposit', amount];
      return `ballast add ${kind} --account ${quoted(account)} --asset ${asset} --amount ${size} --time ${isoTimeOf(epochMs(timeMs))}`;
    }
    case 'account-settings':
      return `ballast account ${quoted(action.account)} --venue VENUE`;
    case 'isolated-margin':
      return `ballast account ${quoted(action.account)} --isolated ${quoted(action.instrument)}=AMOUNT`;
    case 'import-margin-table':
      return `ballast margin-table FILE --venue ${quoted(action.venue)}`;
    case 'import-files':
      return `ballast import FILE --account ${quoted(action.account)}`;
    case 'remove-row':
      return `ballast correct ${action.eventId} --remove`;
    case 'mend-row':
      return null;
    default:
      return assertNever(action);
  }
}

function quoted(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
