import type { ExplainNode } from '../../../shared/contract/risk.ts';
import type { MarginTier } from '../../../shared/book/margin-tier.ts';
import type { DatedPrice } from '../../../shared/book/valued-book.ts';
import type { Maybe } from '../../../shared/measures/outcome.ts';
import { tierAt } from '../margin/maintenance-segments.ts';
import { segmentAt, type MarginLeg } from '../margin/margin-table.ts';
import { branch, leaf, priceLeaf, tierSource } from './nodes.ts';

/** The parts of one position as trees; each stands for itself, so leaves repeat where a part needs them again. */
export interface LegNodes {
  /** quantity, multiplier, entry, mark, settleRate. */
  readonly profit: ExplainNode;
  /** What of the profit moves with the contract's price, and what does not. */
  readonly priceTerm: ExplainNode;
  readonly fixedTerm: ExplainNode;
  readonly maintenance: (tier: MarginTier | null) => ExplainNode;
  /** Rate times notional, and the deduction, both in the base currency. */
  readonly rateTerm: (tier: MarginTier) => ExplainNode;
  readonly deductionTerm: (tier: MarginTier) => ExplainNode;
}

/** @param base code of the base currency */
export function legNodes(leg: MarginLeg, base: string): LegNodes {
  const { position, tierTable } = leg;
  const { instrument } = position;
  const inverse = leg.payoff === 'inverse';
  const name = `${instrument.symbol} ${position.side}`;
  const { quoteAsset, settleAsset } = instrument;

  const quantity = leaf(
    { symbol: 'quantity', label: `Quantity of ${name}`, unit: inverse ? 'contracts' : instrument.baseAsset },
    position.quantity,
    'ledger of the account',
  );
  const multiplier = leaf(
    { symbol: 'multiplier', label: `Contract multiplier of ${instrument.symbol}`, unit: 'per contract' },
    position.multiplier,
    'contract',
  );
  const entry = leaf(
    { symbol: 'entry', label: `Average entry of ${name}`, unit: quoteAsset },
    position.entryPrice,
    'ledger of the account',
  );
  const mark = priceLeaf(
    { symbol: 'mark', label: `Mark of ${instrument.symbol}`, unit: quoteAsset },
    given(position.mark),
  );
  const settleRate = priceLeaf(
    { symbol: 'settleRate', label: `${base} per ${settleAsset}`, unit: base },
    given(position.settleRate),
  );
  const onEntry = leg.fixedMaintenance !== null;
  const reference = onEntry ? entry : mark;
  const notional = branch(
    { symbol: 'notional', label: `Notional of ${name} at the ${onEntry ? 'entry' : 'mark'}`, unit: settleAsset },
    `abs(quantity) * multiplier ${inverse ? '/' : '*'} ${reference.symbol}`,
    [quantity, multiplier, reference],
  );
  // The engine's own choice, so that a notional at the very edge of a tier reads the same row.
  const tierOf = (tier: MarginTier | null): MarginTier =>
    tier ?? (onEntry ? tierAt(tierTable.tiers, notional.value) : segmentAt(leg.segments, 1).tier);
  const rate = (tier: MarginTier): ExplainNode =>
    leaf(
      { symbol: 'rate', label: `Maintenance rate of ${instrument.symbol}`, unit: 'fraction' },
      tier.maintenanceRate,
      tierSource(tierTable, tier),
      tierTable.validFrom,
    );
  const deduction = (tier: MarginTier): ExplainNode =>
    leaf(
      { symbol: 'deduction', label: `Maintenance amount taken off`, unit: settleAsset },
      tier.deduction,
      tierSource(tierTable, tier),
      tierTable.validFrom,
    );
  const money = (symbol: string, label: string) => ({ symbol, label: `${label} of ${name}`, unit: base });

  return {
    profit: branch(
      money('profit', 'Unrealised profit'),
      inverse
        ? 'quantity * multiplier * (1 / entry - 1 / mark) * settleRate'
        : 'quantity * multiplier * (mark - entry) * settleRate',
      [quantity, multiplier, entry, mark, settleRate],
    ),
    priceTerm: branch(
      money('priceTerm', 'Value at the mark'),
      inverse ? '-quantity * multiplier / mark * settleRate' : 'quantity * multiplier * mark * settleRate',
      [quantity, multiplier, mark, settleRate],
    ),
    fixedTerm: branch(
      money('fixedTerm', 'Value at the entry'),
      inverse ? 'quantity * multiplier / entry * settleRate' : '-quantity * multiplier * entry * settleRate',
      [quantity, multiplier, entry, settleRate],
    ),
    maintenance: (tier) =>
      branch(money('maintenance', 'Maintenance margin'), '(rate * notional - deduction) * settleRate', [
        rate(tierOf(tier)),
        notional,
        deduction(tierOf(tier)),
        settleRate,
      ]),
    rateTerm: (tier) =>
      branch(money('rateTerm', 'Maintenance rate x notional'), 'rate * notional * settleRate', [
        rate(tier),
        notional,
        settleRate,
      ]),
    deductionTerm: (tier) =>
      branch(money('deductionTerm', 'Maintenance amount'), '-deduction * settleRate', [deduction(tier), settleRate]),
  };
}

/** A compiled leg has its mark and its rate. */
function given(price: Maybe<DatedPrice>): DatedPrice {
  if (price.status === 'value') return price.value;
  throw new RangeError(price.reason);
}
