import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { Note } from '../../../shared/contract/common.ts';
import { known, type Maybe } from '../../../shared/measures/outcome.ts';
import { accountRow } from './account-rows.ts';
import { accountOf, assessPool, type AssessedAccount } from './assessed-pool.ts';
import { defaultAxis, defaultThresholds, type AssessOptions, type Assessment } from './assessment.ts';
import { assetBetas, betaNotes, type AssetBetas } from './asset-betas.ts';
import { assetSigmas } from './asset-sigmas.ts';
import { assetMeasures, scopeMeasures } from './exposure-results.ts';
import { exposureRows } from './exposure-rows.ts';
import { exposuresOf, type Exposure } from '../exposure/exposures.ts';
import { exposureSums } from '../exposure/exposure-sums.ts';
import { shockLadder, type Ladder } from '../liquidation/ladder.ts';
import { compileBook } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { marginMeasures, nearestShocks, positionMeasures } from './margin-results.ts';
import { notesOf } from './notes.ts';
import { positionRows } from './position-rows.ts';

/**
 * Assesses a book: exposure, margin, liquidation and the ladder, everything but the drawdown.
 * Figures in money are in the base currency of the book; a figure that the input does not prove is missing-data.
 * Conventions: BOOK.md section 10, repeated at each measure in shared/measures.
 */
export function assess(
  book: ValuedBook,
  options: AssessOptions = { axis: defaultAxis, thresholds: defaultThresholds },
): Assessment {
  const tables = compileBook(book);
  const sigmaOf = assetSigmas(book);
  const pools = tables.map((table) => assessPool(table, sigmaOf, options.thresholds));
  const exposures = exposuresOf(book);
  const asset = options.axis.asset ?? largestExposure(exposures);
  const betaOf = assetBetas(book, asset ?? '');
  const ladder = asset === null ? null : ladderOf(tables, asset, options, betaOf);
  const accounts = book.accounts.map((account) => accountOf(account.name, pools));
  const measures = [
    ...scopeMeasures(book, accounts, exposures),
    ...marginMeasures(accounts),
    ...pools.flatMap(positionMeasures),
    ...assetMeasures(exposures),
    ...nearestShocks(ladder, pools),
  ];
  return {
    asOfMs: book.asOfMs,
    base: book.base,
    measures,
    exposures: exposureRows(exposures),
    accounts: book.accounts.map((account, index) => accountRow(account, accounts[index] as AssessedAccount, measures)),
    positions: positionRows(pools),
    ladder,
    notes: [...notesOf(book, pools), ...(asset === null ? [] : notesOnBetas(asset, exposures, options, betaOf))],
  };
}

function ladderOf(tables: readonly MarginTable[], asset: string, { axis }: AssessOptions, betaOf: AssetBetas): Ladder {
  const marginAccounts = new Set(tables.filter((table) => table.kind !== 'spot').map((table) => table.account));
  return shockLadder(
    tables,
    { asset, from: axis.from, to: axis.to, step: axis.step, beta: axis.beta },
    (table) => table.kind !== 'spot' || !marginAccounts.has(table.account),
    (one) => {
      const found = betaOf(one);
      return found.status === 'value' ? known(found.value.beta) : found;
    },
  );
}

function notesOnBetas(
  asset: string,
  exposures: readonly Exposure[],
  { axis }: AssessOptions,
  betaOf: AssetBetas,
): readonly Note[] {
  if (axis.beta !== 'estimated') return [];
  return betaNotes([...new Set(exposures.map((exposure) => exposure.asset))].sort(), asset, betaOf);
}

/** The asset with the largest absolute net exposure among those that are known; the first name among equals. */
function largestExposure(exposures: readonly Exposure[]): string | null {
  const nets = [...Map.groupBy(exposures, (one) => one.asset)].map(([asset, held]) => ({
    asset,
    net: sizeOf(exposureSums(held).net),
  }));
  nets.sort((a, b) => b.net - a.net || (a.asset < b.asset ? -1 : 1));
  return nets[0]?.asset ?? null;
}

/** An unknown exposure does not choose the axis unless nothing else does. */
function sizeOf(net: Maybe): number {
  return net.status === 'value' ? Math.abs(net.value) : -1;
}
