import { ppmOfOne, type Ratio } from '../../margin/dydx/quantums.ts';
import {
  positionRisk,
  subaccountRisk,
  type DydxPosition,
  type DydxSubaccount,
} from '../../margin/dydx/subaccount-risk.ts';

/** How far from the oracle price a liquidation may fill. */
export interface FillablePriceConfig {
  /** How fast the spread widens as equity falls below maintenance; 1,000,000 by default. */
  readonly bankruptcyAdjustmentPpm: bigint;
  /** Widest spread as a share of the position's maintenance; 100,000 by default. */
  readonly spreadToMaintenancePpm: bigint;
}

/**
 * The worst price at which a liquidation of the position is filled, exact, in quote quantums a base quantum:
 * (notional - rating x spread x maintenance of the position) / size, where rating = clamp(adjustment x (1 - net collateral /
 * maintenance of the subaccount), 0, 1). Below the oracle price for a long, above it for a short.
 *
 * @param position one of the subaccount's positions, not flat
 * Throws a RangeError where the subaccount owes no maintenance at all.
 * Source: dydxprotocol/v4-chain, x/clob/keeper/liquidations.go, GetFillablePrice.
 */
export function fillablePrice(
  subaccount: DydxSubaccount,
  position: DydxPosition,
  { bankruptcyAdjustmentPpm, spreadToMaintenancePpm }: FillablePriceConfig,
): Ratio {
  const total = subaccountRisk(subaccount);
  if (total.maintenanceQuoteQuantums === 0n)
    throw new RangeError('a subaccount without maintenance is never liquidated');
  const own = positionRisk(position);
  // Rating and spread, each over its own whole; divided once, at the end.
  const whole = ppmOfOne * total.maintenanceQuoteQuantums;
  const shortfall = total.maintenanceQuoteQuantums - total.netCollateralQuoteQuantums;
  const rating = clamp(bankruptcyAdjustmentPpm * shortfall, whole);
  const spread = rating * spreadToMaintenancePpm * own.maintenanceQuoteQuantums;
  const value = own.netCollateralQuoteQuantums * whole * ppmOfOne - spread;
  // The size on both sides: the denominator of a short is above 0 as well.
  const { baseQuantums: size } = position;
  return { numerator: value * size, denominator: size * size * whole * ppmOfOne };
}

function clamp(value: bigint, most: bigint): bigint {
  if (value < 0n) return 0n;
  return value > most ? most : value;
}
