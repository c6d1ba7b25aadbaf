import type { MendAction } from '../../../shared/contract/reconcile.ts';
import { formatScaled } from '../../../shared/units/decimal.ts';
import { isoTimeOfMs } from '../../../shared/units/iso-day.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import type { Cause } from './cause.ts';
import { dayText, reportDayText } from './day-text.ts';
import { differenceOf, type Line } from './line.ts';

/** The one thing to do about a line; null where nothing is to be done. */
export interface Mend {
  readonly text: string;
  readonly action: MendAction | null;
}

const nothing: Mend = { text: '', action: null };

/** What mends a line: what its cause asks for, else the broker's own figure taken as true. */
export function mendOf(account: string, line: Line, found: Cause): Mend {
  if (line.status === 'explained' || line.status === 'noted') return nothing;
  const { remedy } = found;
  if (remedy !== null)
    switch (remedy.kind) {
      case 'mend-row':
        return { text: 'Mend that row and import its file again, or book by hand what it says.', action: remedy };
      case 'remove-row':
        return { text: 'Take the second row back.', action: remedy };
      case 'import-files':
        return importFiles(account, remedy.fromMs, remedy.untilMs);
    }
  if (line.kind === 'position')
    return line.reported === null ? confirmPosition(account, line) : statePosition(account, line);
  if (line.kind === 'cash' && line.reported === null) return stateWallet(account, line);
  if (line.kind === 'cash' || line.kind === 'running-balance') return addCash(account, line);
  return stateOpening(account, line);
}

function importFiles(account: string, fromMs: Line['timeMs'], untilMs: NonNullable<Line['timeMs']>): Mend {
  const until = dayText(untilMs);
  const text =
    fromMs === null ? `Import the files before ${until}.` : `Import the files from ${dayText(fromMs)} to ${until}.`;
  return { text, action: { kind: 'import-files', account, fromMs, untilMs } };
}

function statePosition(account: string, { instrument, leg, newest, reported }: Line): Mend {
  if (instrument === null || newest === null || reported === null) return nothing;
  const quantity = formatScaled(newest.quantity);
  const averagePrice = newest.average === null || newest.quantity === 0n ? null : formatScaled(newest.average);
  const side = leg === 'net' ? null : leg;
  const as = newest.corrected ? 'as reported, without what was taken back later' : 'as reported';
  if (averagePrice === null && newest.quantity !== 0n)
    return {
      text: `State the position ${as} (${quantity} on ${isoTimeOfMs(newest.timeMs)}) with its average price, or import earlier files.`,
      action: { kind: 'state-opening', account, instrument },
    };
  const at = averagePrice === null ? '' : ` at ${averagePrice}`;
  const { timeMs } = newest;
  return {
    text: `State the position ${as} (${quantity}${at} on ${isoTimeOfMs(timeMs)}), or import earlier files.`,
    action: { kind: 'state-position', account, instrument, quantity, averagePrice, side, timeMs },
  };
}

/** What nothing was held against: the trader can copy the broker's figure. */
function confirmPosition(account: string, { instrument, leg }: Line): Mend {
  if (instrument === null) return nothing;
  return {
    text: 'State the position as the broker shows it, with its time: then it is held against the rows.',
    action: { kind: 'confirm-position', account, instrument, side: leg === 'net' ? null : leg },
  };
}

function stateWallet(account: string, { asset }: Line): Mend {
  return {
    text: 'State the wallet as the broker shows it, with its time: then it is held against the rows.',
    action: { kind: 'state-wallet', account, asset: asset === '' ? null : asset },
  };
}

/** Booked just before the figure that it is to agree with. */
function addCash(account: string, line: Line): Mend {
  const difference = differenceOf(line);
  if (difference === null || line.timeMs === null) return nothing;
  const amount = formatScaled(difference);
  const { asset } = line;
  const timeMs = epochMs(line.timeMs - 1);
  return {
    text: `Import what is missing, or book ${amount} ${asset} on ${reportDayText(line.timeMs)} by hand.`,
    action: { kind: 'add-cash', account, asset, amount, timeMs },
  };
}

function stateOpening(account: string, { instrument, mend }: Line): Mend {
  const text = mend ?? 'Import earlier files.';
  return { text, action: instrument === null ? null : { kind: 'state-opening', account, instrument } };
}
