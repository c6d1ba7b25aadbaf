import type { MarginTier } from '../../../../shared/book/margin-tier.ts';
import { tierAt } from '../../margin/maintenance-segments.ts';
import { regimeOf } from '../../margin/regimes/regime-of.ts';
import { isWithoutOwnMargin, segmentAt, type MarginLeg } from '../../margin/margin-table.ts';
import { accountNamed, type Desk } from '../desk.ts';
import { growthLeaf, initialNode } from './initial-nodes.ts';
import { branch, fixed, leaf, type Draft, type NodeHead, type Origin } from '../nodes.ts';
import { positionNodes } from '../position-nodes.ts';
import { tierOrigin } from './tier-origin.ts';

/** Margins of one position as trees, each part for itself. */
export interface MarginNodes {
  /** Rate times notional less deduction; the tier of the present notional unless another is named. */
  readonly maintenance: (tier: MarginTier | null) => Draft;
  /** Rate times notional, and the deduction as what it adds (<= 0), both in the base currency. */
  readonly rateTerm: (tier: MarginTier | null) => Draft;
  readonly deductionTerm: (tier: MarginTier | null) => Draft;
  /** What the growth of the rate with the size adds; null where the rate does not grow. */
  readonly growthTerm: Draft | null;
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
  const feeInside = (tier: MarginTier): number => {
    if (!onEntry) return (leg.segments.find((segment) => segment.tier === tier)?.rate as number) - tier.maintenanceRate;
    const owner = accountNamed(desk, account);
    const rule = regimeOf(owner.venue).maintenance(position, position.marginMode, owner);
    return rule.base === 'none' ? 0 : rule.closingFeeRate;
  };
  const rate = (tier: MarginTier): Draft => {
    const row = leaf(
      { symbol: 'rate', label: `Maintenance rate of ${instrument.symbol}`, unit: 'fraction' },
      tier.maintenanceRate,
      origin(tier),
    );
    const fee = feeInside(tier);
    if (fee === 0) return row;
    const closingHead = { symbol: 'closingFee', label: 'Closing fee inside the maintenance', unit: 'fraction' };
    const { liquidationRules: rules } = accountNamed(desk, account);
    const closing =
      rules?.origin === 'stated'
        ? leaf(closingHead, fee, { source: rules.source, asOf: rules.validFrom })
        : fixed(closingHead, fee, 'rules of the venue');
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
  const growth = growthLeaf('maintenance', leg);

  return {
    maintenance: (asked) => {
      const head = money('maintenance', 'Maintenance margin');
      if (isWithoutOwnMargin(leg)) return fixed(head, 0, 'it asks for no margin of its own');
      const tier = rowOf(asked);
      if (onEntry)
        return branch(
          { ...head, why: 'This venue takes maintenance of an isolated position on its entry value.' },
          '(rate * notional - deduction) * settleRate',
          [rate(tier), entryNotional, deduction(tier), settleRate],
        );
      if (growth !== null)
        return branch(
          { ...head, why: 'The rate grows with the size of the position.' },
          '(rate + growth * notional / settleRate) * notional - deduction * settleRate',
          [rate(tier), growth, notional, deduction(tier), settleRate],
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
    growthTerm:
      growth === null
        ? null
        : branch(
            money('growthTerm', 'Maintenance by the growth of the rate'),
            'growth * notional / settleRate * notional',
            [growth, notional, settleRate],
          ),
    initial: initialNode(leg, account, desk),
  };
}
