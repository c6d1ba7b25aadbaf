import type { BrokerLiquidation } from '../contract/broker-liquidation.ts';
import { timeText } from './time.ts';

/** What the broker's own report prints beside our liquidation price, with the difference or why there is none. */
export function brokerSentence(
  { price, timeMs, difference, reason }: BrokerLiquidation,
  format: (value: number) => string,
): string {
  const said = `The broker's own report of ${timeText(timeMs)} UTC says ${format(price)}.`;
  if (difference === null) return reason === null ? said : `${said} ${reason}`;
  const away = format(Math.abs(difference));
  if (!/[1-9]/.test(away)) return `${said} Ours is the same.`;
  return `${said} Ours is ${away} ${difference > 0 ? 'higher' : 'lower'}.`;
}
