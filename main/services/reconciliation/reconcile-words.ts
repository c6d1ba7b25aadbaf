import type { AccountLines } from '../../ledger/reconciliation/account-lines.ts';
import { reportDayText } from '../../ledger/reconciliation/day-text.ts';
import type { Line } from '../../ledger/reconciliation/line.ts';

export function subjectOf({ instrument, asset }: Line): string {
  return instrument ?? asset;
}

/** What is held against what, as a trader says it. */
export function lineWords(line: Line): string {
  const subject = subjectOf(line);
  const day = line.timeMs === null ? '' : ` on ${reportDayText(line.timeMs)}`;
  const stated = line.by === 'statement' ? ', as you stated it' : '';
  const side = line.leg === 'net' ? '' : ` (${line.leg})`;
  switch (line.kind) {
    case 'position':
      if (line.reported === null && line.status === 'cannot-check') return `Position of ${subject}${side}`;
      return line.listed
        ? `Position of ${subject}${side}${day}${stated}`
        : `Position of ${subject}${side}${day}: the report lists others, not this one`;
    case 'cash':
      if (line.reported === null) return line.derived === null ? 'Positions and cash' : `${subject} cash`;
      return `${subject} cash${day}${stated}`;
    case 'running-balance':
      return line.count === 1
        ? `Running balance of ${subject}${day}`
        : `Running balance of ${subject}: ${line.count} gaps, the first${day}`;
    case 'realised-profit':
      return `Realised profit printed on a fill of ${subject}${day}`;
    case 'running-position':
      return `Position printed after a fill of ${subject}${day}`;
    case 'history':
      return subject === '' ? 'History of the account' : `History of ${subject}`;
    case 'average-price':
      return `Average price of ${subject}${day}`;
    case 'liquidation-price':
      return `Liquidation price of ${subject}${day}`;
  }
}

export function differencesOf({ lines }: Pick<AccountLines, 'lines'>): number {
  return lines.filter(({ status }) => status === 'differs').length;
}

export function summaryOf({ state, upToMs, hasNewer, lines }: AccountLines): string {
  const day = upToMs === null ? '' : reportDayText(upToMs);
  const newer = hasNewer ? ' Rows after that are not held against anything yet.' : '';
  switch (state) {
    case 'reconciled':
      return `Reconciled up to ${day}.${newer}`;
    case 'differs': {
      const count = differencesOf({ lines });
      return count === 1
        ? 'One figure differs from the broker’s own.'
        : `${count} figures differ from the broker’s own.`;
    }
    case 'cannot-check':
      return upToMs === null
        ? 'Cannot be checked: nothing that the files print can be held against the rows.'
        : `Cannot be checked as a whole: ${uncheckedOf(lines)}. What could be held against the broker’s own agrees up to ${day}.`;
  }
}

function uncheckedOf(lines: AccountLines['lines']): string {
  return lines.some(({ kind }) => kind === 'history' || kind === 'running-position' || kind === 'realised-profit')
    ? 'some of its history is incomplete'
    : 'some of it was never held against a figure of the broker’s';
}
