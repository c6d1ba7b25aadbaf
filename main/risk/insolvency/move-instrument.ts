import { isCash } from '../../../shared/book/asset.ts';
import type { Instrument } from '../../../shared/book/instrument.ts';
import { rebased } from '../cascade/rebase.ts';
import { instrumentPath } from '../liquidation/price-path.ts';
import type { MarginLeg, MarginTable } from '../margin/margin-table.ts';

/**
 * A pool as it stands when one instrument's price is x times its mark and all others stand at theirs; balances and settlement in
 * its own base asset move along, as for its liquidation price.
 *
 * @param x > 0
 */
export function withInstrumentAt(table: MarginTable, instrument: Instrument, x: number): MarginTable {
  const path = instrumentPath(instrument);
  const movedLeg = (leg: MarginLeg): readonly MarginLeg[] => {
    const { price, settle } = path.ofLeg(leg);
    // Coin contracts are paid in their base asset, linear ones in their quote asset.
    const base = leg.payoff === 'linear' ? price + settle : settle;
    return rebased({ ...table, collateral: [], joint: [], legs: [leg] }, (asset) =>
      asset === leg.asset ? x ** base : x ** (base - price),
    ).legs;
  };
  return {
    ...table,
    legs: table.legs.flatMap(movedLeg),
    collateral: rebased({ ...table, legs: [], joint: [] }, (asset) => x ** path.ofBalance(asset, isCash(asset)))
      .collateral,
    joint: rebased({ ...table, legs: [], collateral: [] }, (asset) => x ** path.ofAsset(asset)).joint,
  };
}
