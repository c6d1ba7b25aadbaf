import { hyperliquid } from '../../../main/risk/margin/regimes/hyperliquid.ts';
import { leverageTiers } from '../../../main/venues/hyperliquid-tiers.ts';
import { result, type Family } from '../family.ts';
import { readNumber, readText } from '../readers.ts';
import { liquidationPriceOf, type CasePosition } from './margin-account.ts';

/** Isolated positions at the leverage limits of their day; the collateral includes unrealised profit, so the mark is the entry. */
export const hyperliquidRealPositions: Family = {
  name: 'margin.hyperliquid_real_positions',
  run: (vector) => {
    const { input } = vector;
    const collateral = readNumber(input, 'collateral');
    const entry = readNumber(input, 'entry');
    const position: CasePosition = {
      instrument: `${readText(input, 'coin')}/USDC:USDC`,
      side: readText(input, 'side') === 'short' ? 'short' : 'long',
      size: readNumber(input, 'size'),
      entry,
      mark: entry,
      tiers: leverageTiers([[0, readNumber(input, 'max_leverage')]]),
      isolatedMargin: collateral,
    };
    const actual = liquidationPriceOf(hyperliquid, collateral, [position], position);
    // The exchange's own prices rest on its unrounded margin: the file's tolerance is a share of the price.
    return result({ field: 'expected_liq', actual, tolerance: { kind: 'relative' } });
  },
};
