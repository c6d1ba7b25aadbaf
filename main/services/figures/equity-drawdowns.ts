import { isoDateOfDay } from '../../../shared/units/iso-day.ts';
import type { EquityPath } from '../../../shared/book/valued-book.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { DrawdownDocument } from '../../../shared/contract/risk.ts';
import type { Maybe } from '../../../shared/measures/outcome.ts';
import { equityCurveMeasures } from '../../../shared/measures/drawdown-measures.ts';
import { measures } from '../../../shared/measures/measure.ts';
import { equityDrawdown, type DrawdownMeasures, type EquityDrawdown } from '../../risk/drawdown/equity-drawdown.ts';
import { marketYear } from '../../risk/drawdown/market-year.ts';
import { equityPath } from '../../valuation/equity-path.ts';
import { bookAt, cached } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import type { EpochMs } from '../../../shared/units/unit.ts';

/** The drawdown of one scope: its figures, and its curve where there is one. */
export interface ScopeDrawdown {
  /** `book` or `account:NAME`. */
  readonly scope: string;
  readonly path: Maybe<EquityPath>;
  readonly measures: readonly MeasureResult[];
  readonly document: DrawdownDocument | null;
}

/** Drawdown of the book and of each account, the book first. */
export function scopeDrawdowns(context: ServiceContext, asOfMs: EpochMs): readonly ScopeDrawdown[] {
  return cached(context, asOfMs, 'drawdown', () => {
    const book = bookAt(context, asOfMs);
    const states = book.daily;
    const accounts = book.valued.accounts.map((account) => account.name);
    return [null, ...accounts].map((account) => {
      const { marks, instrumentOf, base } = book;
      const path = equityPath({ states, account, marks, instrumentOf, asOfMs, base });
      return scopeDrawdown(account === null ? 'book' : `account:${account}`, path);
    });
  });
}

function scopeDrawdown(scope: string, path: Maybe<EquityPath>): ScopeDrawdown {
  if (path.status !== 'value') {
    const { reason, mend } = path;
    return {
      scope,
      path,
      measures: equityCurveMeasures.map((id) => ({
        id,
        scope,
        status: 'missing-data',
        value: null,
        unit: measures[id].unit,
        reason,
        mend,
        flags: [],
      })),
      document: null,
    };
  }
  const { initialWealth, days } = path.value;
  const stale = days.some((day) => day.stale);
  const drawdown = equityDrawdown({
    initialWealth,
    days: days.map(({ day, equity, deposits, withdrawals }) => ({
      day,
      equity,
      depositsAtStart: deposits,
      withdrawalsAtEnd: withdrawals,
    })),
    ...marketYear(days),
  });
  return {
    scope,
    path,
    measures: equityCurveMeasures.map((id) => measureOf(id, scope, drawdown.measures[id], stale)),
    document: drawdownDocument(scope, drawdown),
  };
}

function measureOf(
  id: (typeof equityCurveMeasures)[number],
  scope: string,
  outcome: DrawdownMeasures[(typeof equityCurveMeasures)[number]],
  stale: boolean,
): MeasureResult {
  return {
    id,
    scope,
    status: outcome.status,
    value: outcome.status === 'value' ? outcome.value : null,
    unit: measures[id].unit,
    reason: outcome.status === 'value' ? null : outcome.reason,
    mend: outcome.status === 'missing-data' ? outcome.mend : null,
    flags: stale && outcome.status === 'value' ? ['mark-stale'] : [],
  };
}

function drawdownDocument(scope: string, drawdown: EquityDrawdown): DrawdownDocument | null {
  switch (drawdown.kind) {
    case 'no-observations':
      return null;
    case 'money-only':
      return {
        scope,
        days: drawdown.money.days.map(({ day, equity, flow }) => ({
          day: isoDateOfDay(day),
          equity,
          flow,
          index: null,
          drawdown: null,
        })),
        maximum: null,
        episodes: [],
      };
    case 'fraction': {
      const { maximum } = drawdown;
      return {
        scope,
        days: drawdown.days.map((day) => ({ ...day, day: isoDateOfDay(day.day) })),
        maximum:
          maximum.peak === null
            ? null
            : {
                depth: maximum.depth,
                // The wealth before the first day is the peak: the eve of the first observation.
                peak: isoDateOfDay(maximum.peak === 'initial-wealth' ? (drawdown.days[0]?.day ?? 0) - 1 : maximum.peak),
                trough: isoDateOfDay(maximum.trough),
              },
        episodes: drawdown.episodes.map(({ start, trough, end, depth, length, toTrough }) => ({
          start: isoDateOfDay(start),
          trough: isoDateOfDay(trough),
          end: end === null ? null : isoDateOfDay(end),
          depth,
          length,
          toTrough,
        })),
      };
    }
  }
}
