import type { BookedEvent, CancelEvent, SplitEvent } from '../../shared/book/event.ts';
import { missing, type MissingData } from '../../shared/measures/outcome.ts';
import { mulDiv } from '../../shared/units/decimal.ts';
import { moveByUnknown } from './balance.ts';
import { fastScaled } from './fast-scaled.ts';
import { incompleteHistory, legOf, legsOf, markIncomplete, type InstrumentState } from './instrument-state.ts';
import { closeLeg, type LegState } from './leg.ts';
import {
  balanceOf,
  instrumentStateOf,
  noteChangedLeg,
  remark,
  type AccountState,
  type LedgerState,
} from './ledger-state.ts';

/**
 * Turns units into other units with their cost carried over: no profit, no cash. Exact where the broker prints its own
 * counts (from what was held to what is held then), else half-even at the eighteenth digit.
 */
export function applySplit(ledger: LedgerState, account: AccountState, event: BookedEvent & SplitEvent): void {
  const { instrument, from, to, into, timeMs } = event;
  if (into === null)
    if (!ledger.splits.some((one) => one.instrument === instrument && one.timeMs === timeMs))
      ledger.splits.push({ instrument, timeMs, from, to });
  const state = account.instruments.get(instrument);
  if (state === undefined) {
    remark(ledger, {
      kind: 'split-without-position',
      account: account.account,
      instrument,
      text: `${account.account} has a split of ${instrument}, but no purchase of it is known: a position in it is left out.`,
    });
    return;
  }
  const target = into === null ? state : instrumentStateOf(ledger, account, into);
  for (const leg of legsOf(state)) {
    noteChangedLeg(ledger, state, leg);
    leg.lastEventMs = timeMs;
    const quantity = mulDiv(leg.quantity, fastScaled(to), fastScaled(from));
    if (target === state) leg.quantity = quantity;
    else moveLeg(ledger, state, leg, target, quantity, event);
  }
  if (target !== state) {
    target.cameFrom.add(instrument);
    for (const earlier of state.cameFrom) target.cameFrom.add(earlier);
  }
}

/** All of a leg becomes units of another instrument; what is held there already merges with it at cost. */
function moveLeg(
  ledger: LedgerState,
  state: InstrumentState,
  leg: LegState,
  target: InstrumentState,
  quantity: bigint,
  { timeMs, instrument }: SplitEvent,
): void {
  const into = legOf(target, leg.leg);
  noteChangedLeg(ledger, target, into);
  into.lastEventMs = timeMs;
  if (leg.mark !== null) {
    markIncomplete(into, carried(leg.mark, state, target), timeMs);
    // What was held is gone whatever it was; what was realised on it before cannot be proved.
    leg.mark = null;
    leg.realized = 0n;
    leg.flags.add('realised-since-opening');
    state.clearedMs = timeMs;
  } else if (quantity !== 0n) {
    const opposite = into.quantity * quantity < 0n;
    const inverse = [state, target].some(({ payoff }) => payoff.inverse);
    if (opposite || inverse || state.assets.settle !== target.assets.settle)
      markIncomplete(
        into,
        incompleteHistory(target, `${instrument} turned into it in a way that cannot be followed`),
        timeMs,
      );
    else {
      into.openedMs ??= leg.openedMs;
      into.costKnown &&= leg.costKnown;
      into.quantity += quantity;
      into.openCost += leg.openCost;
      for (const flag of leg.flags) into.flags.add(flag);
      into.flags.add('from-split');
    }
  }
  closeLeg(leg);
}

function carried(mark: MissingData, state: InstrumentState, target: InstrumentState): MissingData {
  const { account, instrument } = target;
  return missing(
    `${instrument.symbol} in ${account} came from ${state.instrument.symbol}. ${mark.reason}`,
    `State the position of ${instrument.symbol} in ${account}, or import earlier files.`,
  );
}

/** A fill taken back that no file brought: what is held and what was paid for it cannot be told. */
export function applyUnmatchedCancel(
  ledger: LedgerState,
  account: AccountState,
  event: BookedEvent & CancelEvent,
): void {
  const { side, quantity, price, timeMs } = event;
  const state = instrumentStateOf(ledger, account, event.instrument);
  const found = `the file takes back a fill (${side} ${quantity} at ${price}) that is not known`;
  const known = legsOf(state);
  for (const leg of known.length === 0 ? [legOf(state, 'net')] : known) {
    leg.lastEventMs = timeMs;
    markIncomplete(leg, incompleteHistory(state, found), timeMs);
  }
  moveByUnknown(balanceOf(ledger, account, state.assets.settle), timeMs);
  if (state.spot) moveByUnknown(balanceOf(ledger, account, state.assets.base), timeMs);
}
