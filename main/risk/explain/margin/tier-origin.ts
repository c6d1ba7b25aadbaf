import type { MarginTier, MarginTierTable } from '../../../../shared/book/margin-tier.ts';
import { tierTableFlags } from '../../margin/tier-table-age.ts';
import type { Desk } from '../desk.ts';
import type { Origin } from '../nodes.ts';

/** The row of a margin table: where the table comes from, its date, floor and cap of the tier. */
export function tierOrigin(table: MarginTierTable, tier: MarginTier, { book }: Pick<Desk, 'book'>): Origin {
  const upTo = tier.cap === null ? 'upwards' : `to ${tier.cap}`;
  const flags = tierTableFlags(table, book.asOfMs);
  if (!table.tiers.includes(tier))
    return { source: `rule of the venue by the share or coin; notional from ${tier.floor} ${upTo}`, asOf: null, flags };
  return {
    source: `${table.source}; tier from ${tier.floor} ${upTo}`,
    // A flat rate is no table of any date.
    asOf: table.origin === 'flat-rate' ? null : table.validFrom,
    why: originWords[table.origin],
    flags,
  };
}

const originWords: Readonly<Record<MarginTierTable['origin'], string | undefined>> = {
  shipped: 'A table that comes with Ballast, as the venue published it on that date.',
  imported: 'A table that the trader imported or entered, holding from that date.',
  'flat-rate': undefined,
};
