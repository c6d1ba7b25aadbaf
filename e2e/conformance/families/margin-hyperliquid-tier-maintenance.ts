import { maintenanceOf } from '../../../main/risk/margin/maintenance-segments.ts';
import { leverageTiers } from '../../../main/venues/hyperliquid-tiers.ts';
import { result, type Family, type Json } from '../family.ts';
import { isList, readList, readNumber, readObject, readText, VectorFault } from '../readers.ts';

/** Maintenance of a notional by the mainnet tiers of its asset. */
export const hyperliquidTierMaintenance: Family = {
  name: 'margin.hyperliquid_tier_maintenance',
  run: (vector, context) => {
    const mainnet = readObject(context.table('margin.hyperliquid_tiers'), 'mainnet');
    const rows = readList(mainnet, readText(vector.input, 'asset')).map(pairOf);
    const actual = maintenanceOf(leverageTiers(rows), readNumber(vector.input, 'notional'));
    return result({ field: 'expected_maintenance', actual });
  },
};

function pairOf(row: Json): readonly [floor: number, maxLeverage: number] {
  const [floor, maxLeverage] = isList(row) ? row : [];
  if (typeof floor !== 'number' || typeof maxLeverage !== 'number')
    throw new VectorFault('a tier is [floor, leverage]');
  return [floor, maxLeverage];
}
