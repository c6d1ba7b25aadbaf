import type { Causes, ComparedPosition } from '../../shared/contract/snapshots.ts';
import { liquidationAt } from './snapshot-comparison-measures.ts';
import { compareMaintenance, type MaintenanceAt } from './snapshot-comparison-maintenance.ts';
import { splitBetween, times, type HeldLeg, type ReadSnapshot } from './snapshot-comparison-reading.ts';

/** A compared position with what the balances need of it. */
export interface PositionChange {
  readonly told: ComparedPosition;
  readonly account: string;
  readonly settleAsset: string;
  /** What it brought to the wallet, gross of fees, with its funding; settlement asset, null where it is not known. */
  readonly paid: number | null;
  /** Cost by asset. */
  readonly fees: ReadonlyMap<string, number>;
  /** Nothing was traded, paid or received on it. */
  readonly isUntouched: boolean;
}

/**
 * One leg in two snapshots. In the settlement asset: price is what was held at the older one moved to the newer mark, q m
 * (M1 - M0) for linear and q m (1/M0 - 1/M1) for inverse contracts; trades is the change of realised and unrealised profit
 * less that. A leg that only one of them knows was nothing in the other, but a history that has gone is no trade.
 */
export function comparePosition(
  key: string,
  from: ReadSnapshot,
  to: ReadSnapshot,
  maintenanceAt: MaintenanceAt,
): PositionChange {
  const [before, after] = [from.held.get(key) ?? null, to.held.get(key) ?? null];
  const known = (after ?? before) as HeldLeg;
  const { account, instrument, settleAsset } = known.basis;
  const unknown = whyUnknown(before, after);
  const moved = unknown === null ? moveOf(before, after) : nothingKnown;
  const fees = new Map(
    [...new Set([...feesOf(before).keys(), ...feesOf(after).keys()])].map((asset) => [
      asset,
      (feesOf(after).get(asset) ?? 0) - (feesOf(before).get(asset) ?? 0),
    ]),
  );
  const funding = (after?.funding ?? 0) - (before?.funding ?? 0);
  const causes = unknown === null ? causesOf(moved, { settleAsset, funding, fees, from, to }) : nothing;
  return {
    told: {
      account,
      instrument,
      side: sideOf(before, after),
      change: unknown === null ? changeOf(before, after) : 'unknown',
      quantity: { from: quantityText(before), to: quantityText(after) },
      mark: { from: before?.basis.mark ?? null, to: after?.basis.mark ?? null },
      ...causes,
      maintenance: unknown === null ? compareMaintenance(before, after, from, to, maintenanceAt) : null,
      liquidation: { from: liquidationAt(from.measures, before), to: liquidationAt(to.measures, after) },
      reason: unknown ?? whyMissing(before, after, causes),
    },
    account,
    settleAsset,
    paid: moved.paid === null ? null : moved.paid + funding,
    fees,
    isUntouched: unknown === null && moved.paid === 0 && funding === 0 && [...fees.values()].every((fee) => fee === 0),
  };
}

function feesOf(leg: HeldLeg | null): ReadonlyMap<string, number> {
  return leg?.fees ?? new Map();
}

/** Settlement asset. */
interface Move {
  readonly price: number | null;
  /** Change of realised and unrealised profit, gross of fees and funding. */
  readonly gain: number | null;
  readonly paid: number | null;
  /** At the older snapshot. */
  readonly worthBefore: number | null;
}

const nothingKnown: Move = { price: null, gain: null, paid: null, worthBefore: null };

function moveOf(before: HeldLeg | null, after: HeldLeg | null): Move {
  const paid = paidBetween(before, after);
  const worthBefore = before === null ? 0 : before.worth;
  const worthAfter = after === null ? 0 : after.worth;
  const gain = paid === null || worthBefore === null || worthAfter === null ? null : paid + (worthAfter - worthBefore);
  return { price: priceEffect(before, after), gain, paid, worthBefore };
}

function priceEffect(before: HeldLeg | null, after: HeldLeg | null): number | null {
  if (before === null || before.quantity === 0) return 0;
  const [old, mark] = [before.basis.mark, after?.basis.mark ?? null];
  if (old === null || mark === null) return null;
  const size = before.quantity * before.basis.multiplier;
  if (before.basis.holding === 'contract' && before.basis.payoff === 'inverse') return size * (1 / old - 1 / mark);
  return size * (mark * splitBetween(before, after) - old);
}

function paidBetween(before: HeldLeg | null, after: HeldLeg | null): number | null {
  // A leg that the newer snapshot does not know is unknown: see `whyUnknown`.
  if (before === null || after === null) return after === null ? null : after.paid;
  if (before.paid !== null && after.paid !== null) return after.paid - before.paid;
  // Held at a cost that nobody knows: while neither the quantity nor the realised profit moved, nothing was paid.
  const isStill =
    before.entry === null && after.entry === null && after.quantity === before.quantity * splitBetween(before, after);
  return isStill && before.realized !== null && before.realized === after.realized ? 0 : null;
}

interface Rates {
  readonly settleAsset: string;
  readonly funding: number;
  readonly fees: ReadonlyMap<string, number>;
  readonly from: ReadSnapshot;
  readonly to: ReadSnapshot;
}

const nothing = {
  causes: { price: null, trades: null, funding: null, fees: null, currency: null } satisfies Causes,
  total: null,
};

function causesOf(
  move: Move,
  { settleAsset, funding, fees, from, to }: Rates,
): Pick<ComparedPosition, 'causes' | 'total'> {
  const [oldRate, rate] = [from.rateOf(settleAsset), to.rateOf(settleAsset)];
  const rateChange = oldRate === null || rate === null ? null : rate - oldRate;
  const rateEffect = times(move.worthBefore, rateChange);
  const isCash = to.isCash(settleAsset);
  const feeCost = add(...[...fees].map(([asset, cost]) => times(-cost, to.rateOf(asset))));
  const trades = move.gain === null || move.price === null ? null : difference(move.gain, move.price);
  const causes: Causes = {
    price: add(times(move.price, rate), isCash ? 0 : rateEffect),
    trades: times(trades, rate),
    funding: times(funding, rate),
    fees: feeCost,
    currency: isCash ? rateEffect : 0,
  };
  return { causes, total: add(times(move.gain, rate), rateEffect, causes.funding, feeCost) };
}

/** What is left of rounding is nothing: a position that was only held was not traded. */
function difference(gain: number, price: number): number {
  const left = gain - price;
  return Math.abs(left) <= 1e-12 * (Math.abs(gain) + Math.abs(price)) ? 0 : left;
}

function add(...parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

function whyUnknown(before: HeldLeg | null, after: HeldLeg | null): string | null {
  const incomplete = after?.incomplete ?? before?.incomplete ?? null;
  if (incomplete !== null) return incomplete;
  if (before === null) return null;
  if (after === null) return 'The newer snapshot does not know it: the rows behind it were taken back.';
  const [old, now] = [before.basis, after.basis];
  if (before.quantity !== 0 && after.quantity !== 0 && old.multiplier !== now.multiplier)
    return 'The size of its contract is stated otherwise than before.';
  if (old.settleAsset !== now.settleAsset || old.payoff !== now.payoff || old.holding !== now.holding)
    return 'It is another kind of contract than before.';
  return null;
}

function whyMissing(
  before: HeldLeg | null,
  after: HeldLeg | null,
  { causes, total }: Pick<ComparedPosition, 'causes' | 'total'>,
): string | null {
  if (total !== null && Object.values(causes).every((cause) => cause !== null)) return null;
  const legs = [before, after].filter((leg) => leg !== null);
  if (legs.some((leg) => leg.quantity !== 0 && leg.basis.mark === null))
    return 'There is no mark of it in one of them.';
  if (legs.some((leg) => leg.realized === null)) return 'Some of it was sold without a known cost.';
  if (legs.some((leg) => leg.quantity !== 0 && leg.entry === null)) return 'Its entry price is not known.';
  return 'There is no rate of what it is settled in or of what its fees were paid in.';
}

function changeOf(before: HeldLeg | null, after: HeldLeg | null): ComparedPosition['change'] {
  const [old, now] = [before?.quantity ?? 0, after?.quantity ?? 0];
  if (now === 0) return 'closed';
  if (old === 0) return 'opened';
  return old === now ? 'same' : 'changed';
}

function sideOf(before: HeldLeg | null, after: HeldLeg | null): ComparedPosition['side'] {
  for (const leg of [after, before]) {
    if (leg === null) continue;
    if (leg.incomplete !== null) return leg.row.side ?? 'unknown';
    if (leg.quantity !== 0) return leg.quantity > 0 ? 'long' : 'short';
  }
  return 'flat';
}

function quantityText(leg: HeldLeg | null): string | null {
  if (leg === null) return '0';
  return leg.row.status === 'closed' ? '0' : leg.row.quantity;
}
