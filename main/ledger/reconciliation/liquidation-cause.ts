import type { MarginTierTable } from '../../../shared/book/margin-tier.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';
import { magnitudeOf, type Scaled } from '../../../shared/units/decimal.ts';
import { flagWords } from '../../../shared/measures/flag-words.ts';
import { cause, type Cause } from './cause.ts';
import { reportDayText } from './day-text.ts';
import type { Mend } from './mend.ts';

/** Our liquidation price at the instant of a report, and what it rests on. */
export interface LiquidationFacts {
  readonly account: string;
  readonly venue: string | null;
  readonly instrument: string;
  readonly settleAsset: string;
  readonly timeMs: EpochMs;
  readonly reported: Scaled;
  /** The engine's own; null where it has none, with the reason. */
  readonly derived: Scaled | null;
  readonly reason: string | null;
  readonly mend: string | null;
  /** What the figure rests on that is assumed, stale or old. */
  readonly flags: readonly string[];
  readonly isIsolated: boolean;
  /** The broker's own word on the wallet, or the trader's, agrees up to this instant. */
  readonly isWalletHeld: boolean;
  /** The oldest price of another position of the same pool; null where it holds no other. */
  readonly oldestOtherMs: EpochMs | null;
  readonly tierTable: Pick<MarginTierTable, 'origin' | 'validFrom'>;
}

/** What comes of a liquidation price that a broker prints. */
export type LiquidationVerdict =
  { readonly kind: 'agrees' } | { readonly kind: 'differs' | 'noted'; readonly cause: Cause; readonly mend: Mend };

/**
 * Holds the liquidation price that a broker prints against ours at that instant. They agree within a tenth of a percent:
 * brokers round sizes and count closing fees. Beyond that the account differs only where nothing of ours is assumed: the
 * venue's own margin table, dated; the margin of the position stated or the wallet held against the broker at that
 * instant; and every price of the pool of that minute. Otherwise what is missing is the likely cause and the line is for
 * information: a flat rate of 5 % must differ.
 */
export function judgeLiquidation(facts: LiquidationFacts): LiquidationVerdict {
  const { derived, reported } = facts;
  if (derived !== null && magnitudeOf(derived - reported) * 1000n <= magnitudeOf(reported)) return { kind: 'agrees' };
  const lacking = whatIsMissing(facts) ?? whatIsAssumed(facts);
  return lacking === null ? { kind: 'differs', ...unexplained(facts) } : { kind: 'noted', ...lacking };
}

type Judged = { readonly cause: Cause; readonly mend: Mend };

/** Why there is no price of ours because something is not known; null where there is one, or where none liquidates. */
function whatIsMissing(facts: LiquidationFacts): Judged | null {
  const { derived, mend, reason, isIsolated, isWalletHeld } = facts;
  if (derived !== null || mend === null) return null;
  const action = isIsolated || isWalletHeld ? importPrices(facts) : stateWallet(facts);
  return { cause: cause('missing-input', `Ours is not known: ${reason ?? ''}`), mend: { text: mend, action } };
}

function whatIsAssumed(facts: LiquidationFacts): Judged | null {
  const { flags, venue, instrument, tierTable, isIsolated, isWalletHeld, oldestOtherMs, timeMs } = facts;
  const none = facts.derived === null ? ` Ours: ${facts.reason ?? 'there is none.'}` : '';
  if (venue === null)
    return {
      cause: cause('margin-table', `The venue of the account is not stated, so no margin table of it is known.${none}`),
      mend: {
        text: 'State the venue of the account.',
        action: { kind: 'account-settings', account: facts.account },
      },
    };
  if (flags.includes('flat-rate-tiers'))
    return {
      cause: cause(
        'margin-table',
        `No margin table of the venue holds ${instrument}: ours takes a flat maintenance rate of 5 % instead.${none}`,
      ),
      mend: importTable(venue, instrument),
    };
  if (flags.includes('tier-table-old'))
    return {
      cause: cause(
        'margin-table',
        `The margin table of ${instrument} is of ${tierTable.validFrom}, more than 90 days before the report.${none}`,
      ),
      mend: importTable(venue, instrument),
    };
  if (flags.includes('isolated-margin-assumed'))
    return {
      cause: cause(
        'assumed-margin',
        `The margin posted to ${instrument} is not stated: ours takes entry notional over leverage.${none}`,
      ),
      mend: {
        text: `State the isolated margin of ${instrument} as the broker shows it.`,
        action: { kind: 'isolated-margin', account: facts.account, instrument },
      },
    };
  if (oldestOtherMs !== null && oldestOtherMs < timeMs - minuteMs)
    return {
      cause: cause(
        'marks',
        `Another price of the same pool is of ${reportDayText(oldestOtherMs)}, older than the report: with its own marks the pool has another equity.${none}`,
      ),
      mend: {
        text: 'Import the prices of that instant for the other positions of the pool.',
        action: importPrices(facts),
      },
    };
  if (!isIsolated && !isWalletHeld)
    return {
      cause: cause(
        'wallet',
        `The ${facts.settleAsset} wallet of that instant is not held against anything: another wallet gives another price.${none}`,
      ),
      mend: {
        text: `State the ${facts.settleAsset} wallet of ${reportDayText(timeMs)} as the broker shows it, with its time.`,
        action: stateWallet(facts),
      },
    };
  if (flags.includes('venue-rules-unknown'))
    return {
      cause: cause(
        'venue-rules',
        `Ballast does not know the margin rules of ${venue}: ours takes those that most venues have.${none}`,
      ),
      mend: { text: '', action: null },
    };
  if (flags.length === 0) return null;
  return {
    cause: cause('not-explained', `Ours rests on ${flagWords(flags)}.${none}`),
    mend: { text: '', action: null },
  };
}

const minuteMs = 60_000;

function unexplained({ venue, instrument, derived, reason }: LiquidationFacts): Judged {
  const none = derived === null ? ` Ours: ${reason ?? 'there is none.'}` : '';
  return {
    cause: cause(
      'not-explained',
      `Position, margin, prices and margin table are all there: the venue most likely used another margin table, or counts something that Ballast does not.${none}`,
    ),
    mend: importTable(venue ?? '', instrument),
  };
}

function importTable(venue: string, instrument: string): Mend {
  return {
    text: `Import the venue’s own margin table with ${instrument}, of that time.`,
    action: { kind: 'import-margin-table', venue },
  };
}

function importPrices({ account, timeMs }: LiquidationFacts): Mend['action'] {
  return { kind: 'import-files', account, fromMs: null, untilMs: timeMs };
}

function stateWallet({ account, settleAsset, timeMs }: LiquidationFacts): Mend['action'] {
  return { kind: 'state-wallet', account, asset: settleAsset, timeMs };
}
