import type { ValuedBook } from '../../../shared/book/valued-book.ts';
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
import { shockLadder, type Ladder, type LadderAxis } from '../liquidation/ladder.ts';
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
  const betas = options.axis.beta === 'estimated' ? otherAssets(exposures, asset) : [];
  const accounts = book.accounts.map((account) => accountOf(account.name, pools));
  const counted = new Set(accounts.flatMap((account) => account.counted.map((pool) => pool.table)));
  const ladder = asset === null ? null : ladderOf(tables, counted, { ...options.axis, asset }, betaOf);
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
    betas: betas.map((one) => ({ asset: one, beta: betaOf(one) })),
    notes: [...notesOf(book, pools), ...(asset === null ? [] : betaNotes(betas, asset, betaOf))],
  };
}

function ladderOf(
  tables: readonly MarginTable[],
  counted: ReadonlySet<MarginTable>,
  axis: LadderAxis,
  betaOf: AssetBetas,
): Ladder {
  return shockLadder(
    tables,
    axis,
    (table) => counted.has(table),
    (one) => {
      const found = betaOf(one);
      return found.status === 'value' ? known(found.value.beta) : found;
    },
  );
}

function otherAssets(exposures: readonly Exposure[], axis: string | null): readonly string[] {
  return [...new Set(exposures.map((exposure) => exposure.asset))].filter((asset) => asset !== axis).sort();
}

/** The asset with the largest absolute net exposure among those that are known; the first name among equals. */
function largestExposure(exposures: readonly Exposure[]): string | null {
  const byAsset = Map.groupBy(exposures, (one) => one.asset);
  const sizeIn = (asset: string): number => sizeOf(exposureSums(byAsset.get(asset) as readonly Exposure[]).net);
  const nets = [...byAsset.keys()].sort().map((asset) => ({ asset, net: sizeIn(asset) }));
  return nets.sort((a, b) => b.net - a.net)[0]?.asset ?? null;
}

/** An unknown exposure does not choose the axis unless nothing else does. */
function sizeOf(net: Maybe): number {
  return net.status === 'value' ? Math.abs(net.value) : -Infinity;
}
