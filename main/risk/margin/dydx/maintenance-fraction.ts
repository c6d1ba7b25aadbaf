import { ppmOfOne } from './quantums.ts';

/**
 * The maintenance margin of a liquidity tier as a fraction of the notional: initial margin x maintenance fraction, rounded
 * down to whole ppm. It is what the venue prints; the margin that an account owes rounds up (`positionRisk`).
 *
 * @param initialMarginPpm base initial margin fraction, 0 to 1,000,000
 * @param maintenanceFractionPpm share of the initial margin that is maintenance, 0 to 1,000,000
 * Source: dydxprotocol/v4-chain, x/perpetuals/types/liquidity_tier.go, GetMaintenanceMarginPpm.
 */
export function maintenanceMarginPpm(initialMarginPpm: bigint, maintenanceFractionPpm: bigint): bigint {
  return (initialMarginPpm * maintenanceFractionPpm) / ppmOfOne;
}
