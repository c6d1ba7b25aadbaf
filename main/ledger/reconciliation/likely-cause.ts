import { assertNever } from '../../../shared/result/result.ts';
import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';
import { cashCause } from './cash-cause.ts';
import { cause, type Cause } from './cause.ts';
import type { Clues } from './clues.ts';
import type { Line } from './line.ts';
import { positionCause } from './position-cause.ts';

const nothingPrinted = cause(
  'incomplete-history',
  'The files of this account print no position and no balance that the rows could be held against.',
);

const notPrinted = cause(
  'incomplete-history',
  'No file prints what the broker holds of it; what agrees in this account says nothing of it.',
);

/** What most likely made a line what it is, from what the book holds. */
export function likelyCause(line: Line, clues: Clues): Cause {
  if (line.cutOffMs !== null)
    return cause(
      'after-cut-off',
      `Trades from ${isoTimeOfMs(line.cutOffMs)} on are not in this report: after the session's end they belong to the next day's.`,
    );
  switch (line.kind) {
    case 'cash':
      return line.reported === null ? (line.derived === null ? nothingPrinted : notPrinted) : cashCause(line, clues);
    case 'running-balance':
      return cashCause(line, clues);
    case 'position':
      return line.reported === null ? notPrinted : positionCause(line, clues);
    case 'realised-profit':
    case 'running-position':
    case 'history':
      return cause('incomplete-history', line.reason ?? 'The history is incomplete.');
    case 'average-price':
      return cause(
        'not-explained',
        'Brokers count lots first-in first-out and with commissions; Ballast takes the average without them.',
      );
    case 'liquidation-price':
      return cause('not-explained', 'The broker may use other marks, another wallet or newer tiers than the book.');
    default:
      return assertNever(line.kind);
  }
}
