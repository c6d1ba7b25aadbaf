import type { MarginTier } from '../../../../shared/book/margin-tier.ts';
import { positionTerms } from '../../exposure/position-terms.ts';
import { tierAt } from '../../margin/maintenance-segments.ts';
import { isWithoutOwnMargin, type MarginLeg } from '../../margin/margin-table.ts';
import { regimeOf } from '../../margin/regimes/regime-of.ts';
import { accountNamed, type Desk } from '../desk.ts';
import { branch, fixed, leaf, unknownLeaf, type Draft, type NodeHead } from '../nodes.ts';
import { positionNodes } from '../position-nodes.ts';
import { tierOrigin } from './tier-origin.ts';

/**
 * The initial margin of a position: its notional over the leverage set, or over the largest that the venue allows for its size
 * where that is less; where the venue sets the rate itself, by the rate of its table.
 */
export function initialNode(leg: MarginLeg, account: string, desk: Desk): Draft {
  const { position, initial } = leg;
  const { name } = positionNodes(position, account, desk);
  const head = { symbol: 'initial', label: `Initial margin of ${name}`, unit: desk.book.base };
  const terms = positionTerms(position);
  const tiers = leg.tierTable.tiers;
  const tier = terms.status === 'value' ? tierAt(tiers, terms.value.settleNotional) : null;
  if (initial.status === 'missing-data') {
    if (position.leverage !== null || position.instrument.kind === 'option') return unknownLeaf(head, initial.reason);
    return branch(head, 'notional / leverage', [
      positionNodes(position, account, desk).notional,
      leverageNode(position, account, desk),
    ]);
  }
  if (isWithoutOwnMargin(leg) && initial.value === 0) return fixed(head, 0, 'it reserves no margin of its own');
  const found = tier === null ? null : ruledNode(head, leg, tier, account, desk);
  if (found !== null && found.value !== null && isNear(found.value, initial.value)) return found;
  return fixed(head, initial.value, 'rules of the venue');
}

function isNear(one: number, other: number): boolean {
  return Math.abs(one - other) <= 1e-13 * Math.max(1, Math.abs(other));
}

/** By what the venue goes by; null where its table does not say it. */
function ruledNode(head: NodeHead, leg: MarginLeg, tier: MarginTier, account: string, desk: Desk): Draft | null {
  const { position, tierTable } = leg;
  const { notional, settleRate } = positionNodes(position, account, desk);
  const rule = regimeOf(accountNamed(desk, account).venue).initial(position);
  const largest =
    tier.maxLeverage === null
      ? null
      : leaf(
          {
            symbol: 'maxLeverage',
            label: `Largest leverage of ${position.instrument.symbol} at this size`,
            unit: 'multiple',
          },
          tier.maxLeverage,
          tierOrigin(tierTable, tier, desk),
        );
  if (rule === 'leverage') {
    const leverage = leverageNode(position, account, desk);
    if (leverage.value === null) return null;
    if (largest === null) return branch(head, 'notional / leverage', [notional, leverage]);
    const why =
      leverage.value <= (largest.value as number)
        ? 'The leverage set is within what the venue allows at this size: it decides.'
        : 'The venue allows less leverage at this size than is set: its largest decides.';
    return branch({ ...head, why }, 'notional * max(1 / leverage, 1 / maxLeverage)', [notional, leverage, largest]);
  }
  if (largest === null) return null;
  if (rule === 'table') {
    const growth = growthLeaf('initial', leg);
    if (growth === null) return branch(head, 'notional / maxLeverage', [notional, largest]);
    return branch(
      { ...head, why: 'The rate grows with the size of the position.' },
      'notional * (1 / maxLeverage + growth * notional / settleRate)',
      [notional, largest, growth, settleRate],
    );
  }
  const scale = tierTable.openInterest;
  if (scale == null || scale.openInterest === null) return branch(head, 'notional / maxLeverage', [notional, largest]);
  const amount = (symbol: string, label: string, value: number): Draft =>
    leaf({ symbol, label, unit: position.instrument.settleAsset }, value, {
      source: scale.statedOn === undefined ? tierTable.source : `stated by you on ${scale.statedOn}`,
      asOf: scale.statedOn ?? tierTable.validFrom,
    });
  return branch(
    { ...head, why: 'The rate rises with the open interest of the market, between its caps.' },
    'notional * (1 / maxLeverage + (1 - 1 / maxLeverage) * min(1, max(0, (openInterest - lowerCap) / (upperCap - lowerCap))))',
    [
      notional,
      largest,
      amount('openInterest', 'Open interest of the market', scale.openInterest),
      amount('lowerCap', 'From this open interest on the rate rises', scale.lowerCap),
      amount('upperCap', 'At this open interest it is 1', scale.upperCap),
    ],
  );
}

/** What a rate gains for each unit of notional in the settlement asset, with its table; null where rates do not grow. */
export function growthLeaf(kind: 'maintenance' | 'initial', { position, tierTable }: MarginLeg): Draft | null {
  const { growth } = tierTable;
  if (growth === undefined || growth[kind] === 0) return null;
  const { symbol, settleAsset } = position.instrument;
  return leaf(
    { symbol: 'growth', label: `What the ${kind} rate of ${symbol} gains for each ${settleAsset}`, unit: 'fraction' },
    growth[kind],
    { source: tierTable.source, asOf: tierTable.validFrom },
  );
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
