import { maintenanceMarginPpm } from '../../../main/risk/margin/dydx/maintenance-fraction.ts';
import { result, type Family } from '../family.ts';
import { readInteger } from './exact-inputs.ts';

/** Maintenance margin fraction of a liquidity tier in ppm, rounded down. */
export const dydxMaintenanceFraction: Family = {
  name: 'margin.dydx_v4_mmf',
  run: ({ input }) => {
    const ppm = maintenanceMarginPpm(
      readInteger(input, 'initial_margin_ppm'),
      readInteger(input, 'maintenance_fraction_ppm'),
    );
    return result({ field: 'expected_mm_ppm', actual: ppm.toString() });
  },
};
