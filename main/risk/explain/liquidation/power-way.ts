import { envelopeOf } from '../../liquidation/joint-envelope.ts';
import {
  segmentAt,
  type CollateralTerm,
  type JointRequirement,
  type MaintenanceSegment,
  type MarginLeg,
  type MarginTable,
} from '../../margin/margin-table.ts';
import { askedNode, collateralNode, haircutNode } from '../margin/collateral-nodes.ts';
import type { Desk } from '../desk.ts';
import { jointNode, linePart } from '../margin/joint-nodes.ts';
import { marginNodes } from '../margin/margin-nodes.ts';
import { branch, family, fixed, leaf, renamed, type Draft } from '../nodes.ts';
import { positionNodes } from '../position-nodes.ts';
import { tierOrigin } from '../margin/tier-origin.ts';

/** By which power of the factor something moves. */
export interface Power {
  /** Powers of one key go together. */
  readonly key: string;
  /** Whose price it is, in words. */
  readonly moves: string;
  readonly node: Draft;
}

/** A pool along which prices move by powers of one factor. */
export interface PowerWay {
  readonly table: MarginTable;
  /** What is moved, in words. */
  readonly axis: string;
  readonly desk: Desk;
  /** Of what no price moves. */
  readonly none: Power;
  /** Of the value of a leg at the mark, and of its value at the entry. */
  readonly ofLeg: (leg: MarginLeg) => { readonly value: Power; readonly entry: Power };
  readonly ofBalance: (term: CollateralTerm) => Power;
  readonly ofAsset: (asset: string) => Power;
}

/** A formula of the factor at which the pool goes, with its parts. */
export interface Reached {
  readonly formula: string;
  readonly children: readonly Draft[];
  readonly why: string;
}

/** Why the pool goes at a factor: a dearer tier begins there, or equity meets maintenance. */
export function reachedNodes(way: PowerWay, factor: number): Reached {
  const root = Math.log(factor);
  const changes = changesOf(way).filter(({ at }) => Math.sign(at) === Math.sign(root));
  const reached = changes.find(({ at }) => Math.abs(at - root) <= 1e-12);
  if (reached === undefined) return rootNodes(way, changes, root);
  return { formula: 'factor', children: [reached.node('factor')], why: reached.why };
}

/** Where maintenance changes: a leg its tier, a joint requirement its worst line. */
interface Change {
  /** The logarithm of the factor. */
  readonly at: number;
  readonly node: (symbol: string) => Draft;
  readonly why: string;
}

/** Every change on both sides, the nearest to the marks first. */
function changesOf(way: PowerWay): readonly Change[] {
  const { legs, joint } = way.table;
  const changes = [...legs.flatMap((leg) => legChanges(leg, way)), ...joint.flatMap((one) => jointChanges(one, way))];
  return changes.sort((a, b) => Math.abs(a.at) - Math.abs(b.at));
}

function legChanges(leg: MarginLeg, way: PowerWay): readonly Change[] {
  const rise = riseOf(leg, way);
  if (leg.fixedMaintenance !== null || rise === 0) return [];
  return leg.segments
    .filter(({ from }) => from > 0)
    .map((segment) => ({
      at: Math.log(segment.from) / rise,
      node: (symbol) => tierChangeNode(symbol, leg, segment, way),
      why: 'From this factor on the tier asks for more than the pool has.',
    }));
}

function jointChanges(joint: JointRequirement, way: PowerWay): readonly Change[] {
  const power = joint.asset === null ? way.none : way.ofAsset(joint.asset);
  const rise = power.node.value as number;
  if (rise === 0) return [];
  const unit = way.desk.book.base;
  const envelope = envelopeOf(joint.lines);
  return envelope.slice(1).flatMap(({ from, line }, index) => {
    const before = envelope[index]?.line;
    if (before === undefined || from <= 0) return [];
    const part = (symbol: string, of: typeof line, kind: 'constant' | 'slope'): Draft =>
      linePart(symbol, joint, of, kind, unit);
    return [
      {
        at: Math.log(from) / rise,
        node: (symbol: string): Draft =>
          branch(
            {
              symbol,
              label: `Factor of ${way.axis} at which another case of ${joint.label} is the worst`,
              unit: 'factor',
            },
            '((stays - entered) / (enteredSlope - staysSlope)) ^ (1 / beta)',
            [
              part('stays', before, 'constant'),
              part('entered', line, 'constant'),
              part('enteredSlope', line, 'slope'),
              part('staysSlope', before, 'slope'),
              renamed(power.node, 'beta'),
            ],
          ),
        why: 'At this factor another case becomes the worst, and the pool has no more than it asks for.',
      },
    ];
  });
}

/** By which power the notional of a leg moves in its settlement asset. */
function riseOf(leg: MarginLeg, { ofLeg }: PowerWay): number {
  const { value, entry } = ofLeg(leg);
  return (value.node.value as number) - (entry.node.value as number);
}

/** The factor at which a leg changes its tier. */
function tierChangeNode(
  symbol: string,
  leg: MarginLeg,
  { tier }: MaintenanceSegment,
  { table, axis, ofLeg, desk }: PowerWay,
): Draft {
  const { instrument } = leg.position;
  const { notional, settleRate } = positionNodes(leg.position, table.account, desk);
  const floor = leaf(
    { symbol: 'tierFloor', label: 'Notional from which the tier holds', unit: instrument.settleAsset },
    tier.floor,
    tierOrigin(leg.tierTable, tier, desk),
  );
  const { value, entry } = ofLeg(leg);
  const isLinear = leg.payoff === 'linear';
  const [own, quote] = isLinear ? [value, entry] : [entry, value];
  return branch(
    { symbol, label: `Factor of ${axis} at which ${instrument.symbol} changes its tier`, unit: 'factor' },
    `(tierFloor * settleRate / notional) ^ (1 / (${isLinear ? 'beta - betaOfQuote' : 'betaOfQuote - beta'}))`,
    [floor, settleRate, notional, renamed(own.node, 'beta'), renamed(quote.node, 'betaOfQuote')],
  );
}

/** Between two changes: what moves by each power, and the first root of their sum. */
function rootNodes(way: PowerWay, changes: readonly Change[], root: number): Reached {
  const length = Math.abs(root);
  const passed = changes.findLast(({ at }) => Math.abs(at) < length);
  const next = changes.find(({ at }) => Math.abs(at) > length);
  const end = root < 0 ? searchedDownTo : searchedUpTo;
  const inside = ((passed?.at ?? 0) + (next?.at ?? Math.log(end))) / 2;
  const groups = termsOf(way, inside);
  const from =
    passed === undefined
      ? fixed({ symbol: 'from', label: 'From the marks on', unit: 'factor' }, 1, 'there the pool stands')
      : passed.node('from');
  const to =
    next === undefined
      ? fixed({ symbol: 'to', label: 'As far as is looked', unit: 'factor' }, end, 'no margin tier changes up to there')
      : next.node('to');
  const terms = groups.map(({ power, added, taken }) =>
    branch(
      {
        symbol: 'term',
        label: `Equity less maintenance that moves with ${power.moves}, at the mark`,
        unit: way.desk.book.base,
      },
      [added.length > 0 ? 'exactSum(part)' : '', taken.length > 0 ? ' - exactSum(margin)' : ''].join('').trim(),
      [...family('part', added), ...family('margin', taken)],
    ),
  );
  const powers = family(
    'power',
    groups.map(({ power }) => power.node),
  );
  return {
    formula: 'firstRoot(term, power, from, to)',
    children: [...family('term', terms).flatMap((term, place) => [term, powers[place] as Draft]), from, to],
    why: 'The factor is the first at which equity less maintenance, term by term times the factor to its power, is 0.',
  };
}

/** As far as the engine looks: a price of next to nothing, and a million times the mark. */
const searchedDownTo = 1e-12;
const searchedUpTo = 1e6;

interface Terms {
  readonly power: Power;
  readonly added: Draft[];
  readonly taken: Draft[];
}

/** What moves by each power; maintenance by the tiers and lines that hold at a factor. */
function termsOf(way: PowerWay, inside: number): readonly Terms[] {
  const { table, desk } = way;
  const byKey = new Map<string, Terms>();
  const of = (power: Power): Terms => {
    const terms = byKey.get(power.key) ?? { power, added: [], taken: [] };
    byKey.set(power.key, terms);
    return terms;
  };
  for (const term of table.collateral) {
    const terms = of(way.ofBalance(term));
    terms.added.push(collateralNode(term, table, desk));
    terms.taken.push(...[haircutNode(term, table, desk) ?? [], askedNode(term, table, desk) ?? []].flat());
  }
  for (const leg of table.legs) {
    const { value, entry } = way.ofLeg(leg);
    const [atMark, atEntry] = positionNodes(leg.position, table.account, desk).equityTerms;
    of(value).added.push(atMark);
    if (atEntry !== undefined) of(entry).added.push(atEntry);
    const margin = marginNodes(leg, table.account, desk);
    if (leg.fixedMaintenance !== null) {
      of(entry).taken.push(margin.maintenance(null));
      continue;
    }
    const rise = riseOf(leg, way);
    const { tier } = segmentAt(leg.segments, rise === 0 ? 1 : Math.exp(inside * rise));
    of(value).taken.push(margin.rateTerm(tier));
    const deduction = margin.deductionTerm(tier);
    if (deduction.value !== 0) of(entry).taken.push(deduction);
    if (margin.growthTerm !== null) of(growthPower(value, entry)).taken.push(margin.growthTerm);
  }
  for (const joint of table.joint) takeJoint(joint, inside, way, of);
  return [...byKey.values()];
}

function takeJoint(joint: JointRequirement, inside: number, way: PowerWay, of: (power: Power) => Terms): void {
  const unit = way.desk.book.base;
  const power = joint.asset === null ? way.none : way.ofAsset(joint.asset);
  const rise = power.node.value as number;
  if (rise === 0) {
    of(way.none).taken.push(jointNode(joint, unit));
    return;
  }
  const { line } = segmentAt(envelopeOf(joint.lines), Math.exp(inside * rise));
  of(way.none).taken.push(linePart('constant', joint, line, 'constant', unit));
  of(power).taken.push(linePart('slope', joint, line, 'slope', unit));
}

/** The square of the notional factor in the settlement asset. */
function growthPower(value: Power, entry: Power): Power {
  const node = branch(
    { symbol: 'power', label: `What grows with the size, moved by ${value.moves}`, unit: 'index' },
    '2 * ofValue - ofEntry',
    [renamed(value.node, 'ofValue'), renamed(entry.node, 'ofEntry')],
  );
  return { key: `growth ${value.key} ${entry.key}`, moves: `the size, by ${value.moves}`, node };
}
