import type {
  CascadeFigureDocument,
  CascadeFigureQuestion,
  CascadeQuestion,
} from '../../../shared/contract/cascade.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { departureText } from '../../../shared/format/ratio.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { shockAt, waysOf, type CascadeAxis } from '../../risk/cascade/cascade-axis.ts';
import { cascadeEnds } from '../../risk/cascade/cascade-ends.ts';
import { cascadeLadder } from '../../risk/cascade/cascade-ladder.ts';
import { endTree } from '../../risk/explain/cascade/end-tree.ts';
import { planTree } from '../../risk/explain/cascade/plan-trees.ts';
import { ruleTree } from '../../risk/explain/cascade/rule-trees.ts';
import { topUpTree } from '../../risk/explain/cascade/top-up-tree.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { countsToBook, planOf, posedCascade, type PosedCascade } from './cascade-risk.ts';

type Asked<Kind extends CascadeFigureQuestion['asked']['kind']> = Extract<
  CascadeFigureQuestion['asked'],
  { kind: Kind }
>;
interface Found {
  readonly value: number | null;
  readonly tree: ExplainNode | null;
}

/** One figure of the order of events beside its events, with the tree behind it. */
export function cascadeFigure(
  context: ServiceContext,
  { question, asked }: CascadeFigureQuestion,
): Result<CascadeFigureDocument> {
  const posed = posedCascade(context, question);
  if (!posed.ok) return posed;
  const found = figureOf(posed.value, question, asked);
  return found.ok ? success({ asOf: isoTimeOf(posed.value.picture.book.asOfMs), ...found.value }) : found;
}

function figureOf(
  posed: PosedCascade,
  question: CascadeQuestion,
  asked: CascadeFigureQuestion['asked'],
): Result<Found> {
  switch (asked.kind) {
    case 'top-up':
      return topUp(posed, question, asked);
    case 'trade':
      return trade(posed, question, asked);
    case 'rules':
      return underRules(posed, question, asked);
    case 'end':
      return atEnd(posed, asked);
  }
}

function topUp(
  posed: PosedCascade,
  { rules }: CascadeQuestion,
  { side, account, pool }: Asked<'top-up'>,
): Result<Found> {
  const { picture, axis, tables, options, powerOf } = posed;
  const table = tables.find((one) => one.account === account && one.pool === pool);
  const found = table === undefined ? null : cascadeLadder([table], axis, options, () => true, powerOf);
  if (found !== null && found.status !== 'value') return failure('sale-terms', found.reason, found.mend);
  const way = found?.value.sides.findIndex((one) => one.side === side) ?? -1;
  const own = found?.value.topUps.find((one) => one.side === side);
  if (table === undefined || own === undefined) return none(`No top-up of ${account} (${pool}) is known on that side.`);
  const { amount } = own;
  if (amount === null || amount === 0) return success({ value: amount, tree: null });
  const paths = (waysOf(axis, powersKnown(powerOf))[way] ?? []).map(({ path }) => path);
  const desk = { book: picture.book.valued, rules };
  return success({ value: amount, tree: topUpTree(table, paths, amount, (x) => placeOf(axis, x), desk) });
}

function trade(
  posed: PosedCascade,
  { restoreRatio, rules }: CascadeQuestion,
  { account, pool, index, figure }: Asked<'trade'>,
): Result<Found> {
  const table = posed.tables.find((one) => one.account === account && one.pool === pool);
  const plan = table === undefined || restoreRatio === null ? null : planOf(posed, table, restoreRatio);
  const own = plan?.status === 'value' ? plan.value?.[index] : undefined;
  if (own === undefined || restoreRatio === null)
    return none(`There is no trade ${index + 1} of ${account} (${pool}).`);
  const desk = { book: posed.picture.book.valued, rules };
  return success({ value: own[figure], tree: planTree(own, figure, restoreRatio, desk) });
}

function underRules(
  { ownTables, picture }: PosedCascade,
  { rules }: CascadeQuestion,
  { account, pool, figure }: Asked<'rules'>,
): Result<Found> {
  const table = ownTables.find((one) => one.account === account && one.pool === pool);
  if (table === undefined) return none(`There is no ${account} (${pool}).`);
  const unchanged = { maintenanceFactor: 1, collateralFactor: 1, leverageCap: null };
  const tree = ruleTree(table, rules ?? unchanged, figure, { book: picture.book.valued });
  return success({ value: tree?.value ?? null, tree });
}

function atEnd(
  { picture, axis, tables, options, powerOf }: PosedCascade,
  { side, figure }: Asked<'end'>,
): Result<Found> {
  const found = cascadeEnds(tables, axis, options, countsToBook(tables), powerOf);
  if (found.status !== 'value') return failure('sale-terms', found.reason, found.mend);
  const end = found.value.find((one) => one.side === side);
  if (end === undefined) return none('The axis has no such side.');
  const tree = endTree(end, figure, 'at the end of the way', { book: picture.book.valued });
  return success({ value: tree?.value ?? null, tree });
}

function none(text: string): Result<never> {
  return failure('cascade-figure', text, 'Ask for a figure of the answer.');
}

/** The pool is known, and with it every power that it needs. */
function powersKnown(powerOf: PosedCascade['powerOf']): (asset: string) => number {
  return (asset) => {
    const power = powerOf(asset);
    return power.status === 'value' ? power.value : Number.NaN;
  };
}

function placeOf(axis: CascadeAxis, x: number): string {
  if (x === 1) return 'at the marks';
  const shock = shockAt(axis, x);
  return axis.kind === 'vector'
    ? `at ${(shock * 100).toFixed(1)} % of the way`
    : `where ${axis.asset} is at ${departureText(shock, 2)}`;
}
