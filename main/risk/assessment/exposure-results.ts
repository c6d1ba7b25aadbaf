import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { Scope } from '../../../shared/measures/scope.ts';
import type { AssessedAccount, AssessedPool } from './assessed-pool.ts';
import type { Exposure } from '../exposure/exposures.ts';
import { concentration, exposureSums, type ExposureSums } from '../exposure/exposure-sums.ts';
import { onePercentMove } from '../exposure/one-percent-move.ts';
import { overEquity, sumOf } from '../exposure/sums.ts';
import { measureResult } from './measure-result.ts';

/** Equity, exposures and leverage of book, accounts and pools; exposures of venues. */
export function scopeMeasures(
  book: ValuedBook,
  accounts: readonly AssessedAccount[],
  exposures: readonly Exposure[],
): readonly MeasureResult[] {
  const poolOf = poolBySource(accounts);
  const byAccount = Map.groupBy(exposures, (one) => one.account);
  const byPool = Map.groupBy(exposures, (one) => poolOf.get(one.source));
  const results: MeasureResult[] = [];
  for (const account of accounts) {
    const scope: Scope = { kind: 'account', account: account.name };
    const held = byAccount.get(account.name) ?? [];
    results.push(...equityAndLeverage(scope, account.counted, held, poolOf), ...sumResults(scope, exposureSums(held)));
    for (const pool of account.pools) {
      const own = byPool.get(pool) ?? [];
      const poolScope: Scope = { kind: 'pool', account: account.name, pool: pool.table.pool };
      results.push(...equityAndLeverage(poolScope, [pool], own, poolOf), ...sumResults(poolScope, exposureSums(own)));
    }
  }
  const bookScope: Scope = { kind: 'book' };
  const counted = accounts.flatMap((account) => account.counted);
  results.unshift(
    ...equityAndLeverage(bookScope, counted, exposures, poolOf),
    ...sumResults(bookScope, exposureSums(exposures)),
  );
  for (const venue of new Set(book.accounts.flatMap((account) => (account.venue === null ? [] : [account.venue]))))
    results.push(...sumResults({ kind: 'venue', venue }, exposureSums(exposures.filter((one) => one.venue === venue))));
  return results;
}

/** Exposure, share and 1 % move of each asset, and the concentration of the book. */
export function assetMeasures(exposures: readonly Exposure[]): readonly MeasureResult[] {
  const byAsset = Map.groupBy(exposures, (one) => one.asset);
  const sums = new Map([...byAsset].map(([asset, held]) => [asset, exposureSums(held)]));
  const book = exposureSums(exposures);
  const gross = new Map([...sums].map(([asset, sum]) => [asset, sum.gross]));
  const { shares, herfindahl } = concentration(gross, book.gross);
  const results = [measureResult('herfindahl', { kind: 'book' }, herfindahl, book.flags)];
  for (const [asset, sum] of sums) {
    const scope: Scope = { kind: 'asset', asset };
    results.push(
      ...sumResults(scope, sum),
      measureResult('exposureShare', scope, shares.get(asset) ?? sum.gross, sum.flags),
      measureResult('onePercentMove', scope, onePercentMove(exposures, asset), sum.flags),
    );
  }
  return results;
}

/**
 * Equity of the pools that count, and the gross exposure that they carry over it. What lies in a spot pool beside margin
 * pools is in neither, so that the leverage compares like with like; then it says so.
 */
function equityAndLeverage(
  scope: Scope,
  counted: readonly AssessedPool[],
  held: readonly Exposure[],
  poolOf: ReadonlyMap<object, AssessedPool>,
): readonly MeasureResult[] {
  const pools = new Set<AssessedPool | undefined>(counted);
  const own = held.filter((one) => pools.has(poolOf.get(one.source)));
  const equity = sumOf(counted.map((pool) => pool.figures.equity));
  const sums = exposureSums(own);
  const flags = counted.flatMap((pool) => pool.table.equityFlags);
  const beside = own.length < held.length ? ['spot-not-counted'] : [];
  return [
    measureResult('equity', scope, equity, flags),
    measureResult('effectiveLeverage', scope, overEquity(sums.gross, equity), [...flags, ...sums.flags, ...beside]),
  ];
}

function sumResults(scope: Scope, sums: ExposureSums): readonly MeasureResult[] {
  return [
    measureResult('grossExposure', scope, sums.gross, sums.flags),
    measureResult('netExposure', scope, sums.net, sums.flags),
    measureResult('longExposure', scope, sums.long, sums.flags),
    measureResult('shortExposure', scope, sums.short, sums.flags),
  ];
}

function poolBySource(accounts: readonly AssessedAccount[]): ReadonlyMap<object, AssessedPool> {
  const found = new Map<object, AssessedPool>();
  for (const { pools } of accounts)
    for (const pool of pools)
      for (const source of [...pool.table.positions, ...pool.table.balances]) found.set(source, pool);
  return found;
}
