import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';
import { leverageOfFund } from './listed-kinds.ts';

/**
 * FINRA Rule 4210(c), read 2026-11: 25 % of the market value of stock held long, 30 % of stock sold short at 5 dollars or
 * more (cheaper stock asks for more: 2.50 dollars a share, or all of its value). The least that any broker may ask for.
 */
const percents = { long: 25, short: 30 } as const;

/** Regulation T, 12 CFR 220.12: half of the value is to be brought when a stock is bought or sold short. */
const regulationTLeverage = 2;

/**
 * The fallback for stocks where no table of the broker is known: one tier by the side of the position. A leveraged fund asks
 * for its multiple of the rate, at most for all of its value (FINRA Regulatory Notice 09-53).
 */
export function stockMaintenanceTable(
  venue: string,
  instrument: InstrumentSymbol,
  side: 'long' | 'short',
): MarginTierTable {
  const leverage = leverageOfFund(instrument);
  const percent = Math.min(100, percents[side] * leverage);
  const held = side === 'long' ? 'held long' : 'sold short at 5 dollars or more';
  const fund = leverage === 1 ? '' : `, times ${leverage} for a leveraged fund (Regulatory Notice 09-53)`;
  return {
    venue,
    instrument,
    validFrom: '1970-01-01',
    source: `flat rate of ${percent} % of market value (FINRA Rule 4210(c), stock ${held}${fund}): the broker may ask for more`,
    origin: 'flat-rate',
    tiers: [{ floor: 0, cap: null, maintenanceRate: percent / 100, deduction: 0, maxLeverage: regulationTLeverage }],
  };
}
