import type { ValuedAccount, ValuedPosition } from '../../shared/book/valued-book.ts';
import type { AccountView } from '../../shared/contract/views.ts';

type Question = NonNullable<AccountView['question']>;

/**
 * The one thing that, once said, makes most figures of the account appear; null when nothing is missing. First what the
 * position is, then its price, then the money behind it; then what only makes the figures better.
 * @param failedInstruments symbols of this account of which a row could not be read
 * @param lacksInitial whether the initial margin of a position is not known
 */
export function accountQuestion(
  account: ValuedAccount,
  failedInstruments: ReadonlySet<string>,
  lacksInitial: (position: ValuedPosition) => boolean,
): AccountView['question'] {
  for (const ask of [
    askOpening(failedInstruments),
    askMark,
    askRate,
    askWallet,
    askIsolatedMargin,
    askVenue,
    askLeverage(lacksInitial),
  ]) {
    const question = ask(account);
    if (question !== null) return question;
  }
  return null;
}

/** A stated opening mends a gap in the history; a row that could not be read is mended or dismissed in Imports. */
function askOpening(failedInstruments: ReadonlySet<string>): (account: ValuedAccount) => Question | null {
  return ({ positions }) => {
    for (const { incomplete, instrument } of positions) {
      if (incomplete === null) continue;
      const kind = failedInstruments.has(instrument.symbol) ? 'failed-rows' : 'opening';
      return aboutInstrument(kind, incomplete.reason, instrument.symbol);
    }
    return null;
  };
}

function askMark({ name, positions }: ValuedAccount): Question | null {
  const unmarked = positions.find(({ mark }) => mark.status === 'missing-data');
  if (unmarked === undefined) return null;
  const { symbol } = unmarked.instrument;
  return aboutInstrument('mark', `${name}: ${symbol} has no price, so nothing built on it is shown.`, symbol);
}

/** A coin-settled contract is worth nothing in the base currency until its coin has a price. */
function askRate({ name, positions }: ValuedAccount): Question | null {
  const unrated = positions.find(({ settleRate }) => settleRate.status === 'missing-data');
  if (unrated === undefined) return null;
  const { settleAsset, symbol } = unrated.instrument;
  const text = `${name}: ${settleAsset}, in which ${symbol} is paid, has no price, so nothing built on it is shown.`;
  return { kind: 'mark', text, asset: settleAsset, instrument: null };
}

function askWallet({ name, positions, balances }: ValuedAccount): Question | null {
  const known = new Set(balances.filter(({ amount }) => amount.status === 'value').map(({ asset }) => asset));
  const unfunded = positions.find(
    ({ marginMode, instrument }) => marginMode === 'cross' && !known.has(instrument.settleAsset),
  );
  if (unfunded === undefined) return null;
  const asset = unfunded.instrument.settleAsset;
  const text = `${name}: no file names its ${asset} wallet, so equity, margin and liquidation prices are missing.`;
  return { kind: 'wallet', text, asset, instrument: null };
}

/** Without margin or leverage nothing says what was posted to an isolated position. */
function askIsolatedMargin({ name, positions }: ValuedAccount): Question | null {
  const bare = positions.find(
    (position) => position.marginMode === 'isolated' && position.isolatedMargin === null && isUnlevered(position),
  );
  if (bare === undefined) return null;
  const { symbol } = bare.instrument;
  const text = `${name}: neither margin nor leverage of the isolated ${symbol} is stated, so its liquidation price is missing.`;
  return aboutInstrument('leverage', text, symbol);
}

function askVenue({ name, venue, positions }: ValuedAccount): Question | null {
  if (venue !== null || positions.length === 0) return null;
  const text = `${name}: at which venue? Until then its margin rests on a flat rate.`;
  return { kind: 'venue', text, asset: null, instrument: null };
}

/** Where the venue sets the initial margin itself, no leverage is asked for. */
function askLeverage(lacksInitial: (position: ValuedPosition) => boolean): (account: ValuedAccount) => Question | null {
  return ({ name, positions }) => {
    const unlevered = positions.find((position) => isUnlevered(position) && lacksInitial(position));
    if (unlevered === undefined) return null;
    const { symbol } = unlevered.instrument;
    const text = `${name}: the leverage of ${symbol} is not stated, so its initial margin is missing.`;
    return aboutInstrument('leverage', text, symbol);
  };
}

function isUnlevered({ leverage }: ValuedPosition): boolean {
  return leverage === null;
}

function aboutInstrument(kind: Question['kind'], text: string, instrument: string): Question {
  return { kind, text, asset: null, instrument };
}
