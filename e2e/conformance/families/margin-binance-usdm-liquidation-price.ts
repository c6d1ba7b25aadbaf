import { binanceUsdm } from '../../../main/risk/margin/regimes/binance-usdm.ts';
import { unifiedOfBinanceUsdm } from '../../../main/venues/binance-symbol.ts';
import { result, type Family, type JsonObject } from '../family.ts';
import { readNumber, readObjects, readText, VectorFault } from '../readers.ts';
import { liquidationPriceOf, oneTier, type CasePosition } from './margin-account.ts';

/** Binance USD-M: equity of the pool = maintenance on the mark value, others at their marks, no fee inside. */
export const binanceUsdmLiquidationPrice: Family = {
  name: 'margin.binance_usdm_liquidation_price',
  run: (vector) => {
    const { input } = vector;
    const wallet = readNumber(input, 'wallet_balance');
    const isolated = readText(input, 'mode') === 'isolated';
    const target = readText(input, 'target');
    const rows = readObjects(input, 'positions');
    const positions = rows.map((row) => positionOf(row, isolated ? wallet : null));
    const found = positions[rows.findIndex((row) => readText(row, 'pair') === target)];
    if (found === undefined) throw new VectorFault(`no position in ${target}`);
    return result({ field: 'expected', actual: liquidationPriceOf(binanceUsdm, wallet, positions, found) });
  },
};

function positionOf(row: JsonObject, isolatedMargin: number | null): CasePosition {
  const pair = readText(row, 'pair');
  const instrument = unifiedOfBinanceUsdm(pair);
  if (instrument === null) throw new VectorFault(`"${pair}" is no Binance USD-M contract`);
  return {
    instrument,
    side: readText(row, 'side') === 'short' ? 'short' : 'long',
    size: readNumber(row, 'size'),
    entry: readNumber(row, 'entry'),
    mark: readNumber(row, 'mark'),
    tiers: oneTier(readNumber(row, 'mmr'), readNumber(row, 'maint_amount')),
    isolatedMargin,
  };
}
