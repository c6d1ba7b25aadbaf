import type { CollateralTable, DatedSource, LiquidationRules } from '../../shared/book/venue-rules.ts';
import type { ScenarioArrayTable } from '../../shared/book/scenario-array.ts';
import { dayOfIsoDate } from '../../shared/units/iso-day.ts';
import { utcDay, type EpochMs } from '../../shared/units/unit.ts';
import type { ListedKindTable } from '../../shared/book/listed-kind.ts';
import { listedKinds } from './listed-kinds.ts';
import { shippedCollateralTables } from './collateral-tables.ts';
import { portfolioMarginScenarios } from './portfolio-margin-scenarios.ts';
import { shippedLiquidationRules } from './liquidation-rules.ts';

/** What is known of a venue at an instant: the newest of each that is valid by that UTC day. */
export function findVenueRules(
  venue: string | null,
  asOfMs: EpochMs,
): {
  readonly liquidationRules: LiquidationRules | null;
  readonly collateralTables: readonly CollateralTable[];
  readonly scenarioArrays?: ScenarioArrayTable;
  readonly listedKinds?: ListedKindTable;
} {
  const rules = newestValid(
    shippedLiquidationRules.filter((one) => one.venue === venue),
    asOfMs,
  );
  const ofVenue = shippedCollateralTables.filter((one) => one.venue === venue);
  const assets = [...new Set(ofVenue.map(({ asset }) => asset))];
  return {
    ...ofStockBroker(venue, asOfMs),
    liquidationRules: rules,
    collateralTables: assets.flatMap(
      (asset) =>
        newestValid(
          ofVenue.filter((one) => one.asset === asset),
          asOfMs,
        ) ?? [],
    ),
  };
}

const stockBrokers: ReadonlySet<string | null> = new Set(['interactive-brokers', 'tastytrade']);

/** The moves of portfolio margin and what is known of underlyings, for brokers of stocks. */
function ofStockBroker(
  venue: string | null,
  asOfMs: EpochMs,
): Pick<ReturnType<typeof findVenueRules>, 'scenarioArrays' | 'listedKinds'> {
  if (!stockBrokers.has(venue)) return {};
  const scenarios = newestValid([portfolioMarginScenarios], asOfMs);
  const kinds = newestValid([listedKinds], asOfMs);
  return {
    ...(scenarios === null ? {} : { scenarioArrays: scenarios }),
    ...(kinds === null ? {} : { listedKinds: kinds }),
  };
}

/** The first day for which it is known how a venue liquidates; null where it is not known of any. */
export function rulesKnownFrom(venue: string): string | null {
  const days = shippedLiquidationRules.flatMap((one) => (one.venue === venue ? [one.validFrom] : []));
  // Dates of this form sort as text.
  return days.toSorted()[0] ?? null;
}

/** The newest entry that is valid by the UTC day of an instant; null where none is. */
export function newestValid<Entry extends Pick<DatedSource, 'validFrom'>>(
  entries: readonly Entry[],
  asOfMs: EpochMs,
): Entry | null {
  const valid = entries.filter(({ validFrom }) => dayOfIsoDate(validFrom) <= utcDay(asOfMs));
  return valid.toSorted((a, b) => dayOfIsoDate(b.validFrom) - dayOfIsoDate(a.validFrom))[0] ?? null;
}
