import { tierAt } from '../../../main/risk/margin/maintenance-segments.ts';
import { continuousTiers } from '../../../main/venues/tier-rows.ts';
import { result, type Family } from '../family.ts';
import { readNumber, readObject, readObjects, readText } from '../readers.ts';

/** The tier of a notional and its maintenance amount, derived from the tiers since the tables are continuous. */
export const maintenanceTierLookup: Family = {
  name: 'margin.maintenance_tier_lookup',
  run: (vector, context) => {
    const rows = readObjects(
      readObject(context.table('margin.binance_tiers'), 'tiers'),
      readText(vector.input, 'pair'),
    );
    const tiers = continuousTiers(
      rows.map((row) => ({
        floor: readNumber(row, 'minNotional'),
        maintenanceRate: readNumber(row, 'maintenanceMarginRate'),
        maxLeverage: readNumber(row, 'maxLeverage'),
      })),
      null,
    );
    const tier = tierAt(tiers, readNumber(vector.input, 'notional'));
    return result(
      { field: 'expected_mmr', actual: tier.maintenanceRate },
      { field: 'expected_maint_amount', actual: tier.deduction },
    );
  },
};
