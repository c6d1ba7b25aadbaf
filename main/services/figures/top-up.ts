import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { TopUpDocument, TopUpQuestion } from '../../../shared/contract/cascade.ts';
import { departureText } from '../../../shared/format/ratio.ts';
import { shockAt, waysOf, type CascadeAxis } from '../../risk/cascade/cascade-axis.ts';
import { cascadeLadder } from '../../risk/cascade/cascade-ladder.ts';
import { topUpTree } from '../../risk/explain/top-up-tree.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { posedCascade } from './cascade-risk.ts';

/** One top-up of the order of events, with the tree behind it. */
export function topUp(
  context: ServiceContext,
  { question, side, account, pool }: TopUpQuestion,
): Result<TopUpDocument> {
  const posed = posedCascade(context, question);
  if (!posed.ok) return posed;
  const { picture, axis, tables, options, powerOf } = posed.value;
  const table = tables.find((one) => one.account === account && one.pool === pool);
  const found = table === undefined ? null : cascadeLadder([table], axis, options, () => true, powerOf);
  if (found !== null && found.status !== 'value') return failure('sale-terms', found.reason, found.mend);
  const way = found?.value.sides.findIndex((one) => one.side === side) ?? -1;
  const own = found?.value.topUps.find((one) => one.side === side);
  if (table === undefined || own === undefined)
    return failure(
      'cascade-top-up',
      `No top-up of ${account} (${pool}) is known on that side.`,
      'Ask for a pool of the answer.',
    );
  const asOf = isoTimeOf(picture.book.asOfMs);
  const { amount } = own;
  if (amount === null || amount === 0) return success({ asOf, amount, tree: null });
  const paths = (waysOf(axis, powersKnown(powerOf))[way] ?? []).map(({ path }) => path);
  const desk = { book: picture.book.valued };
  return success({ asOf, amount, tree: topUpTree(table, paths, amount, (x) => placeOf(axis, x), desk) });
}

/** The pool is known, and with it every power that it needs. */
function powersKnown(powerOf: Parameters<typeof cascadeLadder>[4]): (asset: string) => number {
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
