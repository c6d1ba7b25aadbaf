import type { CascadeDocument, CascadeQuestion } from '../../../shared/contract/cascade.ts';
import type { Note } from '../../../shared/contract/common.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { assetBetas } from '../../risk/assessment/asset-betas.ts';
import { assetSigmas } from '../../risk/assessment/asset-sigmas.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import type { CascadeAxis } from '../../risk/cascade/cascade-axis.ts';
import { cascadeLadder, type CascadeLadder } from '../../risk/cascade/cascade-ladder.ts';
import { deleverage } from '../../risk/cascade/deleverage.ts';
import { judgeRules, underRules } from '../../risk/cascade/rule-change.ts';
import { saleLoss } from '../../risk/cascade/sale-terms.ts';
import { compileBook } from '../../risk/margin/compile-pools.ts';
import { canBeLiquidated, firstGap, type MarginTable } from '../../risk/margin/margin-table.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { engineName } from './engine.ts';
import { riskPicture } from './risk-picture.ts';

/** Who is called along an axis, what is closed, what is left; refused when nothing held moves with what is shocked. */
export function cascadeRisk(context: ServiceContext, question: CascadeQuestion): Result<CascadeDocument> {
  const { book, document, assessment } = riskPicture(context, question.asOfMs, defaultAxis);
  const axis = axisOf(question.axis, assessment.ladder?.axis.asset ?? null);
  if (axis === null) return failure('no-exposure', 'Nothing is held whose price could move.', 'Import a file first.');
  const held = new Set([
    ...document.exposures.map((row) => row.asset),
    ...book.valued.accounts.flatMap((account) => account.balances.map(({ asset }) => asset)),
  ]);
  const shocked = axis.kind === 'asset' ? [axis.asset] : Object.keys(axis.shocks);
  const stranger = shocked.find((asset) => !held.has(asset));
  if (stranger !== undefined || shocked.length === 0)
    return failure(
      'shock-asset',
      stranger === undefined ? 'No asset is shocked.' : `Nothing held moves with ${stranger}.`,
      `Shock one of ${[...held].toSorted().join(', ')}.`,
    );
  const { rules } = question;
  const own = compileBook(book.valued);
  const tables = rules === null ? own : own.map((table) => underRules(table, rules));
  const sigmaOf = assetSigmas(book.valued);
  const betaOf = assetBetas(book.valued, axis.kind === 'asset' ? axis.asset : '');
  const found = cascadeLadder(
    tables,
    axis,
    { sale: question.sale, salesMovePrice: question.salesMovePrice, sigmaOf },
    countsToBook(tables),
    (asset) => {
      const beta = betaOf(asset);
      return beta.status === 'value' ? known(beta.value.beta) : beta;
    },
  );
  if (found.status !== 'value') return failure('sale-terms', found.reason, found.mend);
  const { rungs, sides, topUps } = found.value;
  return success({
    schema: 'ballast.cascade/1',
    asOf: isoTimeOf(book.asOfMs),
    engine: engineName,
    base: book.base,
    axis,
    sale: question.sale,
    salesMovePrice: question.salesMovePrice,
    rungs: rungs.map((rung) => ({ ...rung, pools: [...rung.pools] })),
    sides: sides.map((side) => ({
      ...side,
      events: side.events.map((event) => ({ ...event, bearers: [...event.bearers] })),
    })),
    topUps: [...topUps],
    rules,
    judged: judgedBy(tables),
    plans: plansFor(tables, question, (asset, value) => saleLoss(question.sale, asset, value, sigmaOf)),
    assumptions: [...document.assumptions, ...conventions(tables)],
    excluded: [...document.excluded, ...leftOut(found.value)],
  });
}

function axisOf(asked: CascadeQuestion['axis'], largest: string | null): CascadeAxis | null {
  if (asked.kind === 'vector') return asked;
  const asset = asked.asset ?? largest;
  return asset === null ? null : { ...asked, asset };
}

/** What the rules do to each pool whose figures are known. */
function judgedBy(tables: readonly MarginTable[]): CascadeDocument['judged'] {
  return marginPools(tables).map((table) => {
    const { isCalled, initialShort, largestSize } = judgeRules(table);
    const { account, pool } = table;
    return { account, pool, isCalled, initialShort, largestSize: Number.isFinite(largestSize) ? largestSize : null };
  });
}

/** A plan for each pool above the ratio asked for; closing costs what a forced sale of the whole position would. */
function plansFor(
  tables: readonly MarginTable[],
  { restoreRatio }: CascadeQuestion,
  lossOf: (asset: string, value: number) => Maybe,
): CascadeDocument['plans'] {
  if (restoreRatio === null) return [];
  return marginPools(tables).flatMap((table) => {
    const plan = deleverage(table, restoreRatio, (leg) => {
      const loss = lossOf(leg.asset, leg.notional);
      return loss.status === 'value' ? loss.value : 0;
    });
    if (plan.status !== 'value' || plan.value?.length === 0) return [];
    const { account, pool } = table;
    return [{ account, pool, trades: plan.value === null ? null : [...plan.value] }];
  });
}

function marginPools(tables: readonly MarginTable[]): readonly MarginTable[] {
  return tables.filter((table) => canBeLiquidated(table) && firstGap(table) === null);
}

/** The pools of an account that has a margin pool are those; of any other everything counts. */
function countsToBook(tables: readonly MarginTable[]): (table: MarginTable) => boolean {
  const withMargin = new Set(tables.filter(({ kind }) => kind !== 'spot').map(({ account }) => account));
  return ({ account, kind }) => kind !== 'spot' || !withMargin.has(account);
}

function leftOut({ missing }: CascadeLadder): readonly Note[] {
  return missing.map(({ account, pool, gap }) => ({
    kind: 'excluded',
    text: `${account} (${pool}) is not in the cascade: ${gap.reason}`,
    mend: gap.mend,
    account,
  }));
}

/** What is taken where a venue's page does not say how it liquidates. */
function conventions(tables: readonly MarginTable[]): readonly Note[] {
  const unknown = tables.filter(({ rules, kind }) => rules === null && kind !== 'spot');
  const venueOf = new Map(unknown.map(({ account, venue }) => [account, venue]));
  return [...venueOf].map(([account, venue]) => ({
    kind: 'assumed',
    text: `How the venue of ${account} liquidates is not known: everything is closed at once, without a fee.`,
    mend:
      venue === null
        ? `State the venue of ${account}.`
        : 'Keep in mind that the venue may close less at a time, and takes a fee.',
    account,
  }));
}
