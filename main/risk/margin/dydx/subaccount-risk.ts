import { magnitudeOf } from '../../../../shared/units/decimal.ts';
import { ceilDivide, ppmOfOne, type Ratio } from './quantums.ts';

/** A perpetual of dYdX v4, as far as its margin goes. */
export interface DydxMarket {
  /** Oracle price, in quote quantums (1e-6 USDC) a base quantum. */
  readonly quoteQuantumsPerBaseQuantum: Ratio;
  /** Base initial margin fraction. Open interest does not raise the maintenance. */
  readonly initialMarginPpm: bigint;
  /** Share of the initial margin that is maintenance. */
  readonly maintenanceFractionPpm: bigint;
}

export interface DydxPosition {
  readonly market: DydxMarket;
  /** Signed: short < 0. */
  readonly baseQuantums: bigint;
}

export interface DydxSubaccount {
  /** USDC, signed: what a long was bought with is owed. */
  readonly quoteQuantums: bigint;
  readonly positions: readonly DydxPosition[];
}

/** What a position or a subaccount is worth and must keep, in quote quantums. */
export interface DydxRisk {
  /** Of a position its signed notional; of a subaccount its equity. */
  readonly netCollateralQuoteQuantums: bigint;
  /** >= 0. The subaccount is liquidated once its net collateral is BELOW this. */
  readonly maintenanceQuoteQuantums: bigint;
}

/**
 * Notional (towards 0) and maintenance of a position: notional x initial margin fraction rounded up, times the maintenance
 * fraction rounded up again.
 * Source: dydxprotocol/v4-chain, x/perpetuals/lib/lib.go and lib/quantums.go.
 */
export function positionRisk({ market, baseQuantums }: DydxPosition): DydxRisk {
  const { numerator, denominator } = market.quoteQuantumsPerBaseQuantum;
  const notional = (baseQuantums * numerator) / denominator;
  const baseInitial = ceilDivide(magnitudeOf(notional) * market.initialMarginPpm, ppmOfOne);
  return {
    netCollateralQuoteQuantums: notional,
    maintenanceQuoteQuantums: ceilDivide(baseInitial * market.maintenanceFractionPpm, ppmOfOne),
  };
}

/** Equity and maintenance of a whole subaccount. */
export function subaccountRisk({ quoteQuantums, positions }: DydxSubaccount): DydxRisk {
  return positions.map(positionRisk).reduce(
    (total, one) => ({
      netCollateralQuoteQuantums: total.netCollateralQuoteQuantums + one.netCollateralQuoteQuantums,
      maintenanceQuoteQuantums: total.maintenanceQuoteQuantums + one.maintenanceQuoteQuantums,
    }),
    { netCollateralQuoteQuantums: quoteQuantums, maintenanceQuoteQuantums: 0n },
  );
}
