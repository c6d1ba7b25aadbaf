import type {
  AdlRow,
  HedgeRow,
  InsolvencyDocument,
  InsolvencyEnding,
  InsolvencyFigure,
  InsolvencyQuestion,
} from '../../../shared/contract/insolvency.ts';
import type { Note } from '../../../shared/contract/common.ts';
import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { known, type Outcome, type PriceOutcome } from '../../../shared/measures/outcome.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import { assetSigmas } from '../../risk/assessment/asset-sigmas.ts';
import { assessPool, type AssessedPool } from '../../risk/assessment/assessed-pool.ts';
import { defaultAxis, defaultThresholds } from '../../risk/assessment/assessment.ts';
import { exposureSums } from '../../risk/exposure/exposure-sums.ts';
import { exposuresOf } from '../../risk/exposure/exposures.ts';
import { adlCandidates, adlRanks, type AdlRanked } from '../../risk/insolvency/adl-candidates.ts';
import { hedges, type Hedge } from '../../risk/insolvency/hedges.ts';
import { insolvencyOf, type InsolvencyOptions } from '../../risk/insolvency/insolvency-of.ts';
import { indexPool } from '../../risk/liquidation/pool-index.ts';
import { compileBook } from '../../risk/margin/compile-pools.ts';
import { canBeLiquidated } from '../../risk/margin/margin-table.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { engineName } from './engine.ts';
import { riskPicture } from './risk-picture.ts';
import { rulesUnknownNotes } from './rules-unknown-notes.ts';

/** Where debt begins, how much there would be and who bears it; what auto-deleveraging would take of a hedge. */
export function insolvencyRisk(
  context: ServiceContext,
  { asOfMs, gapFraction, delayHours }: InsolvencyQuestion,
): InsolvencyDocument {
  const { book, document } = riskPicture(context, asOfMs, defaultAxis);
  const sigmaOf = assetSigmas(book.valued);
  const pools = compileBook(book.valued)
    .filter(canBeLiquidated)
    .map((table) => assessPool(table, sigmaOf, defaultThresholds));
  const candidates = adlCandidates(pools);
  const exposures = exposuresOf(book.valued);
  const netOf = (asset: string) => exposureSums(exposures.filter((one) => one.asset === asset)).net;
  const options: InsolvencyOptions = { gapFraction, delayDays: delayHours / 24, lossOf: () => known(0), sigmaOf };
  return {
    schema: 'ballast.insolvency/1',
    asOf: isoTimeOf(book.asOfMs),
    engine: engineName,
    base: book.base,
    gapFraction,
    delayHours,
    endings: pools.flatMap((pool) => endingsOf(pool, options)),
    adl: adlRanks(candidates).map(adlRow),
    hedges: hedges(candidates, pools, netOf).map(hedgeRow),
    assumptions: [...document.assumptions, ...conventions(pools)],
    excluded: [...document.excluded, ...bearersUnknown(pools)],
  };
}

/** One row an instrument of the pool: both legs of a hedge move together. */
function endingsOf(pool: AssessedPool, options: InsolvencyOptions): readonly InsolvencyEnding[] {
  const { table, figures, flags } = pool;
  const index = indexPool(table);
  const asked = [...Map.groupBy(table.positions, ({ instrument }) => instrument.symbol).values()];
  return asked.map((positions) => {
    const position = positions[0] as ValuedPosition;
    const found = insolvencyOf(index, position, options);
    const fall = found.waterfall;
    const isFeeUnknown = table.rules === null || (fall.status === 'value' && fall.value.feeUnknown);
    const afterFlags = isFeeUnknown ? [...flags, 'liquidation-fee-unknown'] : flags;
    const bearers = table.rules?.bearers ?? [];
    return {
      account: table.account,
      pool: table.pool,
      instrument: position.instrument.symbol,
      scope: scopeOf(pool, position),
      side: found.side,
      mark: position.mark.status === 'value' ? position.mark.value.price : null,
      equity: figure(figures.equity, table.equityFlags),
      liquidationPrice: figure(found.liquidationPrice, flags),
      bankruptcyPrice: figure(found.bankruptcyPrice, table.equityFlags),
      bufferFraction: figure(found.bufferFraction, flags),
      bufferMoney: figure(found.bufferMoney, flags),
      distanceFraction: figure(found.distanceFraction, table.equityFlags),
      distanceSigma: figure(found.distanceSigma, table.equityFlags),
      equityAfter: figure(found.equityAfter, afterFlags),
      shortfall: figure(fall.status === 'value' ? known(fall.value.debt) : fall, afterFlags),
      expectedDebt: figure(found.expectedDebt, flags),
      debtProbability: figure(found.debtProbability, flags),
      waterfall: fall.status === 'value' ? fall.value : null,
      bearers: bearers.length === 0 ? null : [...bearers],
    };
  });
}

function adlRow({ candidate: { pool, position, unrealized }, score, order }: AdlRanked): AdlRow {
  const { account, venue } = pool.table;
  return {
    account,
    venue,
    instrument: position.instrument.symbol,
    side: position.side,
    scope: scopeOf(pool, position),
    unrealizedPnl: unrealized,
    score: figure(score, pool.table.equityFlags),
    order,
  };
}

function hedgeRow({ asset, winning, other, naked, netBefore, netAfter, ...prices }: Hedge): HedgeRow {
  return {
    asset,
    winning: legOf(winning.pool, winning.position),
    other: legOf(other.pool, other.position),
    naked,
    netBefore: figure(netBefore, []),
    netAfter: figure(netAfter, []),
    liquidationNow: figure(prices.liquidationNow, other.pool.flags),
    liquidationAfter: figure(prices.liquidationAfter, other.pool.flags),
  };
}

function legOf(pool: AssessedPool, position: ValuedPosition): HedgeRow['winning'] {
  const { instrument, side } = position;
  return { account: pool.table.account, instrument: instrument.symbol, side, scope: scopeOf(pool, position) };
}

function scopeOf({ table }: AssessedPool, { instrument, side }: ValuedPosition): string {
  return scopeText({ kind: 'position', account: table.account, instrument: instrument.symbol, side });
}

function figure(outcome: PriceOutcome | Outcome, flags: readonly string[]): InsolvencyFigure {
  if (outcome.status === 'value')
    return { status: 'value', value: outcome.value, reason: null, mend: null, flags: [...new Set(flags)] };
  const mend = outcome.status === 'missing-data' ? outcome.mend : null;
  return { status: outcome.status, value: null, reason: outcome.reason, mend, flags: [] };
}

function conventions(pools: readonly AssessedPool[]): readonly Note[] {
  if (pools.length === 0) return [];
  return [
    {
      kind: 'assumed',
      text: 'A jump moves one instrument alone; what is closed after it is closed at the price of the jump.',
      mend: 'A forced sale in a thin market brings less: ask for a larger jump.',
      account: null,
    },
    {
      kind: 'assumed',
      text: 'Expected debt takes the daily sigma of the past, no drift and no fees; it is what is owed on average once the pool is called.',
      mend: 'In an outage prices move more than in the past: ask for a longer delay.',
      account: null,
    },
    {
      kind: 'assumed',
      text: 'An auto-deleveraging score orders your own positions; your place in the venue’s queue depends on other traders. A hedge is taken to be closed at the mark.',
      mend: 'Look at the indicator of the venue itself.',
      account: null,
    },
    {
      kind: 'assumed',
      text: 'Hedges are positions against positions: coins that you hold outright stand against none here, though they count in the net exposure.',
      mend: 'Read the net exposure of the asset: it has the coins in it.',
      account: null,
    },
    ...rulesUnknownNotes(pools.map(({ table }) => table)),
  ];
}

/** Under the rules of a venue that do not say who bears a debt. */
function bearersUnknown(pools: readonly AssessedPool[]): readonly Note[] {
  const unknown = pools.filter(({ table: { rules } }) => rules === null || rules.bearers.length === 0);
  return [...new Set(unknown.map(({ table }) => table.account))].map((account) => ({
    kind: 'excluded',
    text: `Who bears a debt of ${account} is not known.`,
    mend: 'Read in the terms of its venue who pays what an account cannot; until then take the debt as your own.',
    account,
  }));
}
