import type { MarginTier, MarginTierTable } from '../../../shared/book/margin-tier.ts';
import { tierAt } from '../margin/maintenance-segments.ts';
import { segmentAt, type MarginLeg } from '../margin/margin-table.ts';
import { tierTableFlags } from '../margin/tier-table-age.ts';
import type { Desk } from './desk.ts';
import { branch, fixed, leaf, unknownLeaf, type Draft, type NodeHead, type Origin } from './nodes.ts';
import { positionNodes } from './position-nodes.ts';

/** Margins of one position as trees, each part for itself. */
export interface MarginNodes {
  /** Rate times notional less deduction; the tier of the present notional unless another is named. */
  readonly maintenance: (tier: MarginTier | null) => Draft;
  /** Rate times notional, and the deduction as what it adds (<= 0), both in the base currency. */
  readonly rateTerm: (tier: MarginTier | null) => Draft;
  readonly deductionTerm: (tier: MarginTier | null) => Draft;
  readonly initial: Draft;
}

export function marginNodes(leg: MarginLeg, account: string, desk: Desk): MarginNodes {
  const { position, tierTable } = leg;
  const { instrument } = position;
  const { name, notional, entryNotional, settleRate } = positionNodes(position, account, desk);
  const onEntry = leg.fixedMaintenance !== null;
  const money = (symbol: string, label: string): NodeHead => ({
    symbol,
    label: `${label} of ${name}`,
    unit: desk.book.base,
  });
  // The engine's own choice, so that a notional at the very edge of a tier reads the same row.
  const rowOf = (tier: MarginTier | null): MarginTier =>
    tier ?? (onEntry ? tierAt(tierTable.tiers, entryNotional.value as number) : segmentAt(leg.segments, 1).tier);
  const origin = (tier: MarginTier): Origin => tierOrigin(tierTable, tier, desk);
  const rate = (tier: MarginTier): Draft => {
    const row = leaf(
      { symbol: 'rate', label: `Maintenance rate of ${instrument.symbol}`, unit: 'fraction' },
      tier.maintenanceRate,
      origin(tier),
    );
    const fee = leg.segments.find((segment) => segment.tier === tier)?.rate ?? tier.maintenanceRate;
    if (fee === tier.maintenanceRate) return row;
    const closing = fixed(
      { symbol: 'closingFee', label: 'Closing fee inside the maintenance', unit: 'fraction' },
      fee - tier.maintenanceRate,
      'rules of the venue',
    );
    return branch(
      { symbol: 'rate', label: 'Maintenance rate with the closing fee', unit: 'fraction' },
      'tierRate + closingFee',
      [{ ...row, symbol: 'tierRate' }, closing],
    );
  };
  const deduction = (tier: MarginTier): Draft =>
    leaf(
      { symbol: 'deduction', label: 'Maintenance amount taken off', unit: instrument.settleAsset },
      tier.deduction,
      origin(tier),
    );

  return {
    maintenance: (asked) => {
      const head = money('maintenance', 'Maintenance margin');
      if (isPaidFor(leg)) return fixed(head, 0, 'paid in full: nothing is owed on it');
      const tier = rowOf(asked);
      if (onEntry)
        return branch(
          { ...head, why: 'This venue takes maintenance of an isolated position on its entry value.' },
          '(rate * notional - deduction) * settleRate',
          [rate(tier), entryNotional, deduction(tier), settleRate],
        );
      return branch(head, 'rate * notional - deduction * settleRate', [
        rate(tier),
        notional,
        deduction(tier),
        settleRate,
      ]);
    },
    rateTerm: (asked) =>
      branch(money('rateTerm', 'Maintenance rate x notional'), 'rate * notional', [rate(rowOf(asked)), notional]),
    deductionTerm: (asked) =>
      branch(money('deductionTerm', 'Maintenance amount'), '-deduction * settleRate', [
        deduction(rowOf(asked)),
        settleRate,
      ]),
    initial: initialNode(leg, account, desk),
  };
}

/** No tier asks for margin on it, at no price. */
function isPaidFor({ fixedMaintenance, segments }: MarginLeg): boolean {
  return fixedMaintenance === 0 && segments.length === 0;
}

/** Notional over the leverage set. */
function initialNode(leg: MarginLeg, account: string, desk: Desk): Draft {
  const { name, notional } = positionNodes(leg.position, account, desk);
  const head = { symbol: 'initial', label: `Initial margin of ${name}`, unit: desk.book.base };
  if (leg.position.instrument.kind === 'option') {
    const known = leg.initial;
    return known.status === 'value'
      ? fixed(head, known.value, 'paid in full: nothing is owed on it')
      : unknownLeaf(head, known.reason);
  }
  return branch(head, 'notional / leverage', [notional, leverageNode(leg.position, account, desk)]);
}

export function leverageNode(
  { instrument, leverage }: MarginLeg['position'],
  account: string,
  { sources }: Desk,
): Draft {
  const head = { symbol: 'leverage', label: `Leverage of ${instrument.symbol}`, unit: 'multiple' };
  return leverage === null
    ? unknownLeaf(head, `The leverage of ${instrument.symbol} is not stated.`)
    : leaf(head, leverage, sources.leverage(account, instrument.symbol));
}

/** The row of a margin table: where the table comes from, its date, floor and cap of the tier. */
export function tierOrigin(table: MarginTierTable, tier: MarginTier, { book }: Desk): Origin {
  const upTo = tier.cap === null ? 'upwards' : `to ${tier.cap}`;
  return {
    source: `${table.source}; tier from ${tier.floor} ${upTo}`,
    // A flat rate is no table of any date.
    asOf: table.origin === 'flat-rate' ? null : table.validFrom,
    why: originWords[table.origin],
    flags: tierTableFlags(table, book.asOfMs),
  };
}

const originWords: Readonly<Record<MarginTierTable['origin'], string | undefined>> = {
  shipped: 'A table that comes with Ballast, as the venue published it on that date.',
  imported: 'A table that the trader imported or entered, holding from that date.',
  'flat-rate': undefined,
};
