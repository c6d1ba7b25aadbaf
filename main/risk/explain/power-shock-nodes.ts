import { isCash } from '../../../shared/book/asset.ts';
import { assetBetas } from '../assessment/asset-betas.ts';
import { firstPowerCrossing } from '../liquidation/first-power-crossing.ts';
import { powerPath, powersOf } from '../liquidation/power-path.ts';
import { segmentAt, type MaintenanceSegment, type MarginLeg, type MarginTable } from '../margin/margin-table.ts';
import { powerNode } from './beta-nodes.ts';
import { collateralNode } from './collateral-nodes.ts';
import type { Desk } from './desk.ts';
import { marginNodes, tierOrigin } from './margin-nodes.ts';
import { branch, family, fixed, leaf, renamed, type Draft, type NodeHead } from './nodes.ts';
import { positionNodes } from './position-nodes.ts';

/**
 * The tree behind the shock at which a pool goes where each asset moves by its own power of the factor: what moves with each
 * asset, its power with the returns it was estimated from, and between which factors no margin tier changes. There the sum of
 * the terms, each times the factor to its power, is equity less maintenance, and the factor is its first root; or the pool
 * goes where a dearer tier begins. Null where a beta is missing or it goes on neither side.
 */
export function powerShockNode(head: NodeHead, table: MarginTable, axis: string, desk: Desk): Draft | null {
  const betaOf = assetBetas(desk.book, axis);
  const powers = new Map<string | null, Draft>();
  const powerOf = (asset: string | null): Draft => {
    const known = powers.get(asset) ?? powerNode(asset, axis, desk.book, betaOf);
    powers.set(asset, known);
    return known;
  };
  const assets = [
    ...table.legs.flatMap((leg) => [leg.asset, leg.quoteAsset]),
    ...table.collateral.map((term) => movingAsset(term)),
  ];
  if (assets.some((asset) => powerOf(asset).value === null)) return null;
  const moved: Moved = { table, axis, powerOf, desk };
  const path = powerPath(
    table,
    powersOf((asset) => powerOf(asset).value as number),
  );
  const crossings = (['below', 'above'] as const).map((side) => firstPowerCrossing(path, side));
  const [nearest] = crossings
    .flatMap((crossing) => (crossing.kind === 'at' ? [crossing.factor] : []))
    .sort((a, b) => Math.abs(a - 1) - Math.abs(b - 1));
  if (nearest === undefined) return null;
  const changes = changesOf(moved).filter(({ at }) => Math.sign(at) === Math.sign(Math.log(nearest)));
  const way = Math.abs(Math.log(nearest));
  const reached = changes.find(({ at }) => Math.abs(Math.abs(at) - way) <= 1e-12);
  if (reached !== undefined)
    return branch({ ...head, why: dearerTier }, 'factor - 1', [changeNode('factor', reached, moved)]);
  return rootNode(head, changes, Math.log(nearest), moved);
}

const dearerTier = 'From this factor on the tier asks for more than the pool has.';

interface Moved {
  readonly table: MarginTable;
  readonly axis: string;
  /** By which power of the factor an asset moves; null: what no price moves. */
  readonly powerOf: (asset: string | null) => Draft;
  readonly desk: Desk;
}

/** Where a leg changes its tier: the logarithm of the factor. */
interface TierChange {
  readonly at: number;
  readonly leg: MarginLeg;
  readonly segment: MaintenanceSegment;
}

/** Every change of a tier, the nearest to the marks first. */
function changesOf(moved: Moved): readonly TierChange[] {
  const changes = moved.table.legs.flatMap((leg) => {
    const rise = riseOf(leg, moved);
    if (leg.fixedMaintenance !== null || rise === 0) return [];
    return leg.segments.flatMap((segment) =>
      segment.from > 0 ? [{ at: Math.log(segment.from) / rise, leg, segment }] : [],
    );
  });
  return changes.sort((a, b) => Math.abs(a.at) - Math.abs(b.at));
}

/** By which power the notional of a leg moves in its settlement asset. */
function riseOf({ asset, quoteAsset, payoff }: MarginLeg, { powerOf }: Moved): number {
  const rise = (powerOf(asset).value as number) - (powerOf(quoteAsset).value as number);
  return payoff === 'linear' ? rise : -rise;
}

/** The factor at which a leg changes its tier. */
function changeNode(
  symbol: string,
  { leg, segment: { tier } }: TierChange,
  { table, axis, powerOf, desk }: Moved,
): Draft {
  const { instrument } = leg.position;
  const { notional, settleRate } = positionNodes(leg.position, table.account, desk);
  const floor = leaf(
    { symbol: 'tierFloor', label: 'Notional from which the tier holds', unit: instrument.settleAsset },
    tier.floor,
    tierOrigin(leg.tierTable, tier, desk),
  );
  const [own, quote] = [powerOf(leg.asset), renamed(powerOf(leg.quoteAsset), 'betaOfQuote')];
  const power = leg.payoff === 'linear' ? 'beta - betaOfQuote' : 'betaOfQuote - beta';
  return branch(
    { symbol, label: `Factor of ${axis} at which ${instrument.symbol} changes its tier`, unit: 'factor' },
    `(tierFloor * settleRate / notional) ^ (1 / (${power}))`,
    [floor, settleRate, notional, own, quote],
  );
}

/** Between two changes of tiers: what moves with each asset, and the first root of their sum. */
function rootNode(head: NodeHead, changes: readonly TierChange[], root: number, moved: Moved): Draft {
  const way = Math.abs(root);
  const passed = changes.findLast(({ at }) => Math.abs(at) < way);
  const next = changes.find(({ at }) => Math.abs(at) > way);
  const end = root < 0 ? searchedDownTo : searchedUpTo;
  const inside = ((passed?.at ?? 0) + (next?.at ?? Math.log(end))) / 2;
  const groups = [...termsOf(moved, inside)];
  const from =
    passed === undefined
      ? fixed({ symbol: 'from', label: 'From the marks on', unit: 'factor' }, 1, 'there the pool stands')
      : changeNode('from', passed, moved);
  const to =
    next === undefined
      ? fixed({ symbol: 'to', label: 'As far as is looked', unit: 'factor' }, end, 'no margin tier changes up to there')
      : changeNode('to', next, moved);
  const terms = groups.map(([asset, parts]) =>
    branch(
      {
        symbol: 'term',
        label: `Equity less maintenance that moves with ${asset ?? 'no price'}, at the mark`,
        unit: moved.desk.book.base,
      },
      [parts.added.length > 0 ? 'exactSum(part)' : '', parts.taken.length > 0 ? ' - exactSum(margin)' : '']
        .join('')
        .trim(),
      [...family('part', parts.added), ...family('margin', parts.taken)],
    ),
  );
  const powers = family(
    'power',
    groups.map(([asset]) => moved.powerOf(asset)),
  );
  return branch(
    {
      ...head,
      why: 'The factor is the first at which equity less maintenance, term by term times the factor to its power, is 0.',
    },
    'firstRoot(term, power, from, to) - 1',
    [...family('term', terms).flatMap((term, place) => [term, powers[place] as Draft]), from, to],
  );
}

/** As far as the engine looks: a price of next to nothing, and a million times the mark. */
const searchedDownTo = 1e-12;
const searchedUpTo = 1e6;

interface Terms {
  readonly added: Draft[];
  readonly taken: Draft[];
}

/** What moves with each asset, null for what no price moves; maintenance by the tiers that hold at a factor. */
function termsOf(moved: Moved, inside: number): ReadonlyMap<string | null, Terms> {
  const { table, desk } = moved;
  const byAsset = new Map<string | null, Terms>();
  const of = (asset: string | null): Terms => {
    const key = asset === null || isCash(asset) ? null : asset;
    const terms = byAsset.get(key) ?? { added: [], taken: [] };
    byAsset.set(key, terms);
    return terms;
  };
  for (const term of table.collateral) of(movingAsset(term)).added.push(collateralNode(term, table, desk));
  for (const leg of table.legs) {
    // The value at the mark moves with the asset of a linear contract, and with the quote of an inverse one; the entry with the other.
    const [atMark, still] = leg.payoff === 'linear' ? [leg.asset, leg.quoteAsset] : [leg.quoteAsset, leg.asset];
    const [value, entry] = positionNodes(leg.position, table.account, desk).equityTerms;
    of(atMark).added.push(value);
    if (entry !== undefined) of(still).added.push(entry);
    const margin = marginNodes(leg, table.account, desk);
    if (leg.fixedMaintenance !== null) {
      of(still).taken.push(margin.maintenance(null));
      continue;
    }
    const rise = riseOf(leg, moved);
    const { tier } = segmentAt(leg.segments, rise === 0 ? 1 : Math.exp(inside * rise));
    of(atMark).taken.push(margin.rateTerm(tier));
    const deduction = margin.deductionTerm(tier);
    if (deduction.value !== 0) of(still).taken.push(deduction);
  }
  return byAsset;
}

function movingAsset({ asset, isCash: stays }: MarginTable['collateral'][number]): string | null {
  return stays ? null : asset;
}
