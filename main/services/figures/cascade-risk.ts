import type { CascadeDocument, CascadeQuestion } from '../../../shared/contract/cascade.ts';
import type { Note } from '../../../shared/contract/common.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { known } from '../../../shared/measures/outcome.ts';
import { assetBetas } from '../../risk/assessment/asset-betas.ts';
import { assetSigmas } from '../../risk/assessment/asset-sigmas.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import type { CascadeAxis } from '../../risk/cascade/cascade-axis.ts';
import { cascadeLadder, type CascadeLadder } from '../../risk/cascade/cascade-ladder.ts';
import { compileBook } from '../../risk/margin/compile-pools.ts';
import type { MarginTable } from '../../risk/margin/margin-table.ts';
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
  const tables = compileBook(book.valued);
  const betaOf = assetBetas(book.valued, axis.kind === 'asset' ? axis.asset : '');
  const found = cascadeLadder(
    tables,
    axis,
    { sale: question.sale, salesMovePrice: question.salesMovePrice, sigmaOf: assetSigmas(book.valued) },
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
    assumptions: [...document.assumptions, ...conventions(tables)],
    excluded: [...document.excluded, ...leftOut(found.value)],
  });
}

function axisOf(asked: CascadeQuestion['axis'], largest: string | null): CascadeAxis | null {
  if (asked.kind === 'vector') return asked;
  const asset = asked.asset ?? largest;
  return asset === null ? null : { ...asked, asset };
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
  const unknown = [
    ...new Set(tables.filter(({ rules, kind }) => rules === null && kind !== 'spot').map((one) => one.account)),
  ];
  return unknown.map((account) => ({
    kind: 'assumed',
    text: `How the venue of ${account} liquidates is not known: everything is closed at once, without a fee.`,
    mend: 'State the venue of the account, if it is one that Ballast knows.',
    account,
  }));
}
