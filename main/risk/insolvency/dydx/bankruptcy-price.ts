import { floorDivide } from '../../margin/dydx/quantums.ts';
import {
  positionRisk,
  subaccountRisk,
  type DydxPosition,
  type DydxSubaccount,
} from '../../margin/dydx/subaccount-risk.ts';

/**
 * What closing a part of a position must bring so that the rest of the subaccount is left as bankrupt or solvent as before:
 * - change in notional - floor(net collateral x |change in maintenance| / maintenance). In quote quantums, signed: above 0
 * is received (a long is sold), below 0 is paid. Rounded towards plus infinity: never in the trader's favour.
 *
 * @param position one of the subaccount's positions
 * @param deltaBaseQuantums what is closed: sign opposite to the position, no larger than it
 * Throws a RangeError where the subaccount owes no maintenance at all.
 * Source: dydxprotocol/v4-chain, x/clob/keeper/liquidations.go, GetBankruptcyPriceInQuoteQuantums.
 */
export function bankruptcyPriceQuoteQuantums(
  subaccount: DydxSubaccount,
  position: DydxPosition,
  deltaBaseQuantums: bigint,
): bigint {
  const total = subaccountRisk(subaccount);
  const before = positionRisk(position);
  const after = positionRisk({ ...position, baseQuantums: position.baseQuantums + deltaBaseQuantums });
  const notionalGiven = before.netCollateralQuoteQuantums - after.netCollateralQuoteQuantums;
  const maintenanceFreed = before.maintenanceQuoteQuantums - after.maintenanceQuoteQuantums;
  return (
    notionalGiven - floorDivide(total.netCollateralQuoteQuantums * maintenanceFreed, total.maintenanceQuoteQuantums)
  );
}
