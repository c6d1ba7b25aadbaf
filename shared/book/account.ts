import type { Decimal } from '../units/decimal.ts';
import type { InstrumentSymbol } from './instrument.ts';

export type MarginMode = 'cross' | 'isolated';
/** How an account as a whole is margined: `multi-asset` counts coins as collateral, `portfolio` asks for the loss of the worst scenario. */
export type AccountMarginMode = (typeof accountMarginModes)[number];
export const accountMarginModes = ['cross', 'isolated', 'multi-asset', 'portfolio'] as const;
export type PositionMode = 'one-way' | 'hedge';

/** What the trader has said of an account. Venue, modes and leverage hold for all times. */
export interface AccountSettings {
  readonly name: string;
  /** A venue id such as `binance-usdm`, or the trader's own word for a venue that Ballast does not know; null when not stated. */
  readonly venue: string | null;
  readonly marginMode: AccountMarginMode;
  readonly positionMode: PositionMode;
  readonly instruments: Readonly<Record<InstrumentSymbol, InstrumentSettings>>;
}

/** What the trader has said of one instrument in an account; null where nothing was said. */
export interface InstrumentSettings {
  readonly marginMode: MarginMode | null;
  readonly leverage: number | null;
  /** Margin posted to the isolated position, in the settlement asset. */
  readonly isolatedMargin: Decimal | null;
}

export const noInstrumentSettings: InstrumentSettings = { marginMode: null, leverage: null, isolatedMargin: null };
