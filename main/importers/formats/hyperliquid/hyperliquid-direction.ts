import type { FillEffect, FillEvent } from '../../../../shared/book/event.ts';

/** What Hyperliquid's `dir` says of a fill. */
export interface FillDirection {
  readonly market: 'spot' | 'perpetual';
  readonly kind: FillEvent['kind'];
  readonly side: 'buy' | 'sell';
  readonly effect: FillEffect;
}

/**
 * Reads `dir`: `Open Long`, `Close Short`, `Long > Short` (through zero), `Buy` and `Sell` (spot), and the texts of a
 * liquidation, such as `Liquidated Cross Long` or `Market Order Liquidation: Close Short`: there the position named is
 * closed by force. Null for any other text, also for a liquidation or deleveraging that does not name the position.
 */
export function readFillDirection(dir: string): FillDirection | null {
  const text = dir.trim().toLowerCase().replace(/\s+/g, ' ');
  const plain = plainDirections[text];
  if (plain !== undefined) return plain;
  if (!/liquidat|deleverag/.test(text) || /\bopen\b|>/.test(text)) return null;
  const [isLong, isShort] = [/\blong\b/.test(text), /\bshort\b/.test(text)];
  if (isLong === isShort) return null;
  return { market: 'perpetual', kind: 'liquidation', side: isLong ? 'sell' : 'buy', effect: 'close' };
}

const plainDirections: Readonly<Record<string, FillDirection>> = {
  'open long': { market: 'perpetual', kind: 'trade', side: 'buy', effect: 'open' },
  'close long': { market: 'perpetual', kind: 'trade', side: 'sell', effect: 'close' },
  'open short': { market: 'perpetual', kind: 'trade', side: 'sell', effect: 'open' },
  'close short': { market: 'perpetual', kind: 'trade', side: 'buy', effect: 'close' },
  'long > short': { market: 'perpetual', kind: 'trade', side: 'sell', effect: 'flip' },
  'short > long': { market: 'perpetual', kind: 'trade', side: 'buy', effect: 'flip' },
  buy: { market: 'spot', kind: 'trade', side: 'buy', effect: null },
  sell: { market: 'spot', kind: 'trade', side: 'sell', effect: null },
};
