import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type {
  CascadeDocument,
  CascadeEventDocument,
  CascadeEventQuestion,
  CascadeEventRow,
  CascadeQuestion,
} from '../../../shared/contract/cascade.ts';
import type { Note } from '../../../shared/contract/common.ts';
import type { RiskDocument } from '../../../shared/contract/risk.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { assetBetas } from '../../risk/assessment/asset-betas.ts';
import { assetSigmas } from '../../risk/assessment/asset-sigmas.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import type { CascadeAxis } from '../../risk/cascade/cascade-axis.ts';
import type { CascadeEvent } from '../../risk/cascade/cascade-event.ts';
import { cascadeCalls, cascadeLadder, type CascadeLadder } from '../../risk/cascade/cascade-ladder.ts';
import type { CascadeOptions } from '../../risk/cascade/cascade.ts';
import { deleverage } from '../../risk/cascade/deleverage.ts';
import { judgeRules, underRules } from '../../risk/cascade/rule-change.ts';
import { saleLoss } from '../../risk/cascade/sale-terms.ts';
import { cascadeEventTrees } from '../../risk/explain/cascade/cascade-event-trees.ts';
import { compileBook } from '../../risk/margin/compile-pools.ts';
import { canBeLiquidated, firstGap, type MarginTable } from '../../risk/margin/margin-table.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { engineName } from './engine.ts';
import { markOf } from '../../views/ladder-view.ts';
import { flagsOf, riskPicture, type RiskPicture } from './risk-picture.ts';
import { rulesUnknownNotes } from './rules-unknown-notes.ts';

/** Who is called along an axis, what is closed, what is left; refused when nothing held moves with what is shocked. */
export function cascadeRisk(context: ServiceContext, question: CascadeQuestion): Result<CascadeDocument> {
  const posed = posedCascade(context, question);
  if (!posed.ok) return posed;
  const { picture, axis, tables, options, powerOf } = posed.value;
  const { book, document } = picture;
  const found = cascadeLadder(tables, axis, options, countsToBook(tables), powerOf);
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
    rungs: rungs.map((rung) => ({ ...rung, ...priceAt(axis, rung), pools: [...rung.pools] })),
    sides: sides.map((side) => ({ ...side, events: side.events.map((event) => eventRow(event, document, tables)) })),
    topUps: [...topUps],
    rules: question.rules,
    judged: judgedBy(tables),
    plans: plansFor(posed.value, question.restoreRatio),
    assumptions: [
      ...document.assumptions.map((note) => beforeTheShock(note, axis)),
      ...rulesUnknownNotes(tables),
      ...topUpNotes(question),
    ],
    excluded: [...document.excluded, ...leftOut(found.value), ...withoutPlan(posed.value, question.restoreRatio)],
  });
}

/** The trees behind one event of the answer to a question. */
export function cascadeEvent(
  context: ServiceContext,
  { question, side, index }: CascadeEventQuestion,
): Result<CascadeEventDocument> {
  const posed = posedCascade(context, question);
  if (!posed.ok) return posed;
  const { picture, axis, tables, options, powerOf } = posed.value;
  const found = cascadeCalls(tables, axis, options, powerOf);
  if (found.status !== 'value') return failure('sale-terms', found.reason, found.mend);
  const calls = found.value.find((one) => one.side === side)?.calls ?? [];
  let before = 0;
  for (const call of calls) {
    const event = call.events[index - before];
    if (event !== undefined)
      return success({
        asOf: isoTimeOf(picture.book.asOfMs),
        event: eventRow(event, picture.document, tables),
        trees: [
          ...cascadeEventTrees(call, index - before, saleWords(question), {
            book: picture.book.valued,
            rules: question.rules,
          }),
        ],
      });
    before += call.events.length;
  }
  return failure(
    'cascade-event',
    `There is no event ${index + 1} on that side.`,
    before === 0 ? 'Nothing is called there.' : `Ask for one of the ${before} there.`,
  );
}

/** A question with everything that the engine needs for it. */
export interface PosedCascade {
  readonly picture: RiskPicture;
  readonly axis: CascadeAxis;
  readonly tables: readonly MarginTable[];
  /** The same pools under the rules of their venues. */
  readonly ownTables: readonly MarginTable[];
  readonly options: CascadeOptions;
  readonly powerOf: (asset: string) => Maybe;
}

/** Refused where nothing held moves with what is shocked. */
export function posedCascade(context: ServiceContext, question: CascadeQuestion): Result<PosedCascade> {
  const picture = riskPicture(context, question.asOfMs, defaultAxis);
  const { book, document, assessment } = picture;
  const asked = question.axis;
  const largest = assessment.ladder?.axis.asset ?? null;
  const own = asked.kind === 'vector' ? null : (asked.asset ?? largest);
  if (asked.kind !== 'vector' && own === null)
    return failure('no-exposure', 'Nothing is held whose price could move.', 'Import a file first.');
  const held = new Set([
    ...document.exposures.map((row) => row.asset),
    ...book.valued.accounts.flatMap((account) => account.balances.map(({ asset }) => asset)),
  ]);
  const shocked = asked.kind === 'vector' ? Object.keys(asked.shocks) : [own as string];
  const stranger = shocked.find((asset) => !held.has(asset));
  if (stranger !== undefined || shocked.length === 0)
    return failure(
      'shock-asset',
      stranger === undefined ? 'No asset is shocked.' : `Nothing held moves with ${stranger}.`,
      `Shock one of ${[...held].toSorted().join(', ')}.`,
    );
  const axis = axisOf(asked, own as string, book.valued);
  if (axis === null) return failure('no-mark', `${own} has no price to begin from.`, `Enter a mark of ${own}.`);
  const compiled = compileBook(book.valued);
  const { rules } = question;
  const betaOf = assetBetas(book.valued, own ?? '');
  return success({
    picture,
    axis,
    tables: rules === null ? compiled : compiled.map((table) => underRules(table, rules)),
    ownTables: compiled,
    options: { sale: question.sale, salesMovePrice: question.salesMovePrice, sigmaOf: assetSigmas(book.valued) },
    powerOf: (asset) => {
      const beta = betaOf(asset);
      return beta.status === 'value' ? known(beta.value.beta) : beta;
    },
  });
}

/** @param own the one asset of an axis that has one */
function axisOf(asked: CascadeQuestion['axis'], own: string, book: ValuedBook): CascadeAxis | null {
  switch (asked.kind) {
    case 'vector':
      return asked;
    case 'asset':
      return { ...asked, asset: own };
    case 'pinned': {
      const mark = markOf(book, own);
      return mark === null ? null : { ...asked, asset: own, mark };
    }
  }
}

function priceAt(
  axis: CascadeAxis,
  { shockFraction }: { readonly shockFraction: number },
): { readonly price?: number } {
  return axis.kind === 'pinned' ? { price: axis.mark * (1 + shockFraction) } : {};
}

function eventRow(event: CascadeEvent, document: RiskDocument, tables: readonly MarginTable[]): CascadeEventRow {
  const table = tables.find(({ account, pool }) => account === event.account && pool === event.pool);
  const flags = [...flagsOf(document.accounts, event), ...(table?.rules === null ? ['liquidation-rules-unknown'] : [])];
  return { ...event, bearers: [...event.bearers], flags };
}

/** A stablecoin that is shocked itself is at par only to begin with. */
function beforeTheShock(note: Note, axis: CascadeAxis): Note {
  const shocked = axis.kind === 'vector' ? Object.keys(axis.shocks) : [];
  return shocked.some((asset) => note.text.startsWith(`${asset} is taken at par with`))
    ? { ...note, text: note.text.replace(/\.$/, ' before the shock.') }
    : note;
}

function saleWords({ sale }: CascadeQuestion): string {
  switch (sale.kind) {
    case 'at-mark':
      return 'sold at the mark, as you said';
    case 'haircut':
      return `a fixed loss of ${sale.fraction} of the value, as you said`;
    case 'square-root':
      return `square-root impact with a coefficient of ${sale.coefficient} and the daily volumes that you stated`;
  }
}

/** A top-up keeps its own pool from being called; what others sell is not part of it. */
function topUpNotes({ salesMovePrice }: CascadeQuestion): readonly Note[] {
  if (!salesMovePrice) return [];
  return [
    {
      kind: 'assumed',
      text: 'Top-ups are worked out without what the forced sales of other accounts do to the price.',
      mend: 'Pay in more where several accounts hold the same asset.',
      account: null,
    },
  ];
}

/** What the rules do to each pool whose figures are known. */
function judgedBy(tables: readonly MarginTable[]): CascadeDocument['judged'] {
  return marginPools(tables).map((table) => {
    const { isCalled, surplus, initialShort, largestSize } = judgeRules(table);
    const { account, pool } = table;
    return {
      account,
      pool,
      isCalled,
      surplus,
      initialShort,
      largestSize: Number.isFinite(largestSize) ? largestSize : null,
    };
  });
}

/** A plan for each pool above the ratio asked for. */
function plansFor(posed: PosedCascade, restoreRatio: number | null): CascadeDocument['plans'] {
  if (restoreRatio === null) return [];
  return marginPools(posed.tables).flatMap((table) => {
    const plan = planOf(posed, table, restoreRatio);
    if (plan.status !== 'value' || plan.value?.length === 0) return [];
    const { account, pool } = table;
    const rows = plan.value?.map(({ instrument, quantity, share, notional, cost }) => ({
      instrument,
      quantity,
      share,
      notional,
      cost,
    }));
    return [{ account, pool, trades: rows ?? null }];
  });
}

/** The trades that bring a pool to a margin ratio; closing costs what a forced sale of the whole position would. */
export function planOf(
  { options: { sale, sigmaOf } }: Pick<PosedCascade, 'options'>,
  table: MarginTable,
  restoreRatio: number,
): ReturnType<typeof deleverage> {
  return deleverage(table, restoreRatio, (leg) => {
    const loss = saleLoss(sale, leg.asset, leg.notional, sigmaOf);
    return loss.status === 'value' ? loss.value : 0;
  });
}

function marginPools(tables: readonly MarginTable[]): readonly MarginTable[] {
  return tables.filter((table) => canBeLiquidated(table) && firstGap(table) === null);
}

/** The pools of an account that has a margin pool are those; of any other everything counts. */
export function countsToBook(tables: readonly MarginTable[]): (table: MarginTable) => boolean {
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

/** Pools above the ratio asked for of which no plan is known. */
function withoutPlan(posed: PosedCascade, restoreRatio: number | null): readonly Note[] {
  if (restoreRatio === null) return [];
  return marginPools(posed.tables).flatMap((table) => {
    const plan = planOf(posed, table, restoreRatio);
    if (plan.status === 'value') return [];
    const { account, pool } = table;
    return [{ kind: 'excluded', text: `${account} (${pool}) has no plan: ${plan.reason}`, mend: plan.mend, account }];
  });
}
