import { z } from 'zod';
import { instantMs, isoTime } from './common.ts';

/** The liquidation price that the broker's own report prints of a position, beside ours of the instant that is looked at. */
export const brokerLiquidation = z.object({
  /** `position:ACCOUNT/INSTRUMENT/SIDE`. */
  scope: z.string(),
  /** Which measure of ours it stands beside: the side on which the position loses. */
  measure: z.enum(['liquidationPrice.lower', 'liquidationPrice.upper']),
  /** As printed, in the quote asset. */
  price: z.number(),
  /** Of the report: prices and wallets may have moved since. */
  time: isoTime,
  timeMs: instantMs,
  /** Null where ours is not known; `reason` says why. */
  ours: z.number().nullable(),
  /** Ours minus the broker's. */
  difference: z.number().nullable(),
  reason: z.string().nullable(),
});
export type BrokerLiquidation = z.infer<typeof brokerLiquidation>;
