import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Maybe, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import type { AssessedPool } from '../assessment/assessed-pool.ts';
import { withClosed } from '../cascade/working-pool.ts';
import { positionTerms, signedNotional } from '../exposure/position-terms.ts';
import { liquidationPrices, type LiquidationPrices } from '../liquidation/liquidation-price.ts';
import type { AdlCandidate } from './adl-candidates.ts';

/** A winning position and one that stands against it in the same asset. Money in the base currency. */
export interface Hedge {
  readonly asset: string;
  readonly winning: AdlCandidate;
  readonly other: { readonly pool: AssessedPool; readonly position: ValuedPosition };
  /** Exposure of the other position that nothing stands against once the winning one is closed, signed. */
  readonly naked: number;
  /** Of the book in the asset. */
  readonly netBefore: Maybe;
  readonly netAfter: Maybe;
  /** Of the other position, on the side on which it loses. */
  readonly liquidationNow: PriceOutcome;
  /** The same when the winning position is closed at its mark, before fees. */
  readonly liquidationAfter: PriceOutcome;
}

/**
 * Every winning position with each opposite one in its asset, over all accounts.
 * @param netOf net exposure of the book in an asset
 */
export function hedges(
  candidates: readonly AdlCandidate[],
  pools: readonly AssessedPool[],
  netOf: (asset: string) => Maybe,
): readonly Hedge[] {
  return candidates.flatMap((winning) => {
    const { asset } = winning.position.instrument;
    return pools.flatMap((pool) =>
      pool.positions.flatMap(({ position, prices }) => {
        if (position.instrument.asset !== asset || position.instrument.kind === 'option') return [];
        if (position.side === winning.position.side) return [];
        const terms = positionTerms(position);
        if (terms.status !== 'value') return [];
        const exposure = signedNotional(position, terms.value);
        const naked = Math.sign(exposure) * Math.min(Math.abs(exposure), Math.abs(winning.exposure));
        const netBefore = netOf(asset);
        return [
          {
            asset,
            winning,
            other: { pool, position },
            naked,
            netBefore,
            // Closed at the mark: at which price the venue will do it, nobody knows before.
            netAfter: netBefore.status === 'value' ? known(netBefore.value - winning.exposure) : netBefore,
            liquidationNow: losing(position, prices),
            liquidationAfter: losing(position, pricesWithout(winning, pool, position, prices)),
          },
        ];
      }),
    );
  });
}

function losing({ side }: ValuedPosition, { lower, upper }: LiquidationPrices): PriceOutcome {
  return side === 'long' ? lower : upper;
}

/** A position of another pool stands as before: what was won lies on the other account. */
function pricesWithout(
  winning: AdlCandidate,
  pool: AssessedPool,
  position: ValuedPosition,
  prices: LiquidationPrices,
): LiquidationPrices {
  if (winning.pool !== pool) return prices;
  const leg = pool.table.legs.find((one) => one.position === winning.position);
  if (leg === undefined) return prices;
  return liquidationPrices(withClosed(pool.table, leg, 1, 0), position);
}
