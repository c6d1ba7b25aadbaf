import type { ValuedPosition } from '../../../../shared/book/valued-book.ts';
import type { InsolvencyId } from '../../../../shared/measures/insolvency-measures.ts';
import { known, type Maybe, type PriceOutcome } from '../../../../shared/measures/outcome.ts';
import type { Scope } from '../../../../shared/measures/scope.ts';
import { assetSigmas } from '../../assessment/asset-sigmas.ts';
import { callAt } from '../../insolvency/call-at.ts';
import { insolvencyOf, justBeyond, type Insolvency } from '../../insolvency/insolvency-of.ts';
import { indexPool } from '../../liquidation/pool-index.ts';
import { canBeLiquidated, type MarginTable } from '../../margin/margin-table.ts';
import { adlFigure } from './adl-nodes.ts';
import { closedEquityNode } from '../cascade/cascade-event-trees.ts';
import type { Desk } from '../desk.ts';
import { sigmaNode } from '../liquidation/distance-nodes.ts';
import type { InsolvencyChoice } from '../explain-input.ts';
import { bankruptcyNode, liquidationNode, movedByInstrument } from '../liquidation/liquidation-nodes.ts';
import { branch, fixed, renamed, type Draft, type PricedFigure } from '../nodes.ts';
import { pathNodes } from '../liquidation/path-nodes.ts';
import { poolsNode } from '../margin/pool-nodes.ts';
import { priceNode } from '../price-nodes.ts';
import { positionIn, tablesOf } from '../scopes.ts';

const lossOf = (): Maybe => known(0);
const saleText = 'sold at the price of the call';

/** The figures of Insolvency of one position: its pool along the price of its instrument; null for what cannot be liquidated. */
export function insolvencyFigure(
  id: InsolvencyId,
  scope: Extract<Scope, { kind: 'position' }>,
  choice: InsolvencyChoice,
  desk: Desk,
): PricedFigure | null {
  const [table] = tablesOf(desk.tables, scope);
  const position = table === undefined ? undefined : positionIn(table.positions, scope);
  if (table === undefined || position === undefined || !canBeLiquidated(table)) return null;
  if (id === 'adlScore') return adlFigure(table, position, desk);
  const found = insolvencyOf(indexPool(table), position, { ...choice, lossOf, sigmaOf: assetSigmas(desk.book) });
  const outcome = outcomeOf(id, found);
  if (outcome.status === 'value' && found.side !== null)
    return { outcome, draft: draftOf(id, { table, position, side: found.side, choice, desk }, found) };
  const head = { symbol: id, label: 'What is known of the pool', unit: desk.book.base };
  return { outcome, draft: branch(head, 'equity', [poolsNode('equity', [table], desk)]) };
}

function outcomeOf(id: Exclude<InsolvencyId, 'adlScore'>, found: Insolvency): PriceOutcome {
  switch (id) {
    case 'bufferFraction':
    case 'bufferMoney':
    case 'expectedDebt':
      return found[id];
    case 'distanceToInsolvency':
      return found.distanceFraction;
    case 'distanceToInsolvencySigma':
      return found.distanceSigma;
    case 'equityAfterLiquidation':
      return found.equityAfter;
    case 'shortfall':
      return found.waterfall.status === 'value' ? known(found.waterfall.value.debt) : found.waterfall;
  }
}

/** A pool on the side on which the price of one of its instruments loses. */
interface Along {
  readonly table: MarginTable;
  readonly position: ValuedPosition;
  readonly side: 'down' | 'up';
  readonly choice: InsolvencyChoice;
  readonly desk: Desk;
}

function draftOf(id: Exclude<InsolvencyId, 'adlScore'>, along: Along, { waterfall }: Insolvency): Draft | null {
  const { table, position, side, desk } = along;
  const { symbol } = position.instrument;
  const unit = desk.book.base;
  const liquidation = (): Draft | null => liquidationNode(table, position, side === 'down' ? 'below' : 'above', desk);
  const bankruptcy = (): Draft => bankruptcyNode(table, position, desk);
  switch (id) {
    case 'bufferFraction': {
      const called = liquidation();
      const head = { symbol: id, label: `From the call of ${symbol} to its bankruptcy`, unit: 'fraction' };
      return called === null
        ? null
        : branch(head, 'abs(liquidationPrice - bankruptcyPrice) / liquidationPrice', [called, bankruptcy()]);
    }
    case 'bufferMoney': {
      const called = liquidation();
      return called === null ? null : atTheCall(along, called, []);
    }
    case 'distanceToInsolvency':
      return distanceNode(along);
    case 'distanceToInsolvencySigma': {
      const head = { symbol: id, label: `Daily sigmas to the bankruptcy of ${symbol}`, unit: 'sigma' };
      return branch(head, 'abs(ln(1 + distance)) / sigma', [
        renamed(distanceNode(along), 'distance'),
        sigmaNode(position.instrument.asset, desk),
      ]);
    }
    case 'equityAfterLiquidation': {
      const called = liquidation();
      if (called === null) return null;
      const hair = justBeyond(1, side);
      const beyond = fixed(
        { symbol: 'beyond', label: 'A hair beyond the price of the call', unit: 'multiple' },
        hair,
        'there the dearer of two tiers holds for sure',
      );
      const factor = called.value === null ? null : justBeyond(called.value / markOf(position), side);
      return factor === null ? null : closedNode(along, factor, atTheCall(along, called, [beyond]));
    }
    case 'shortfall':
      return shortfallNode(along, waterfall.status === 'value' && waterfall.value.isCalled);
    case 'expectedDebt': {
      const called = liquidation();
      return called === null ? null : expectedDebtNode(along, called, unit);
    }
  }
}

function distanceNode({ table, position, desk }: Along): Draft {
  const label = `From the mark of ${position.instrument.symbol} to its bankruptcy`;
  return branch({ symbol: 'distanceToInsolvency', label, unit: 'fraction' }, 'bankruptcyPrice / mark - 1', [
    bankruptcyNode(table, position, desk),
    markNode(position, desk),
  ]);
}

/** Equity of the pool at its liquidation price. @param beyond a factor on the price */
function atTheCall({ table, position, desk }: Along, called: Draft, beyond: readonly Draft[]): Draft {
  const { fixedEquity, movingEquity } = pathNodes(movedByInstrument(table, position), null, desk);
  const head = {
    symbol: 'equity',
    label: `Equity of ${table.account}, ${table.pool}, at the call`,
    unit: desk.book.base,
  };
  const factor = ['liquidationPrice / mark', ...beyond.map(({ symbol }) => symbol)].join(' * ');
  return branch(head, `fixedEquity + movingEquity * ${factor}`, [
    fixedEquity,
    movingEquity,
    called,
    markNode(position, desk),
    ...beyond,
  ]);
}

/** Equity once the pool was closed with its instrument at a factor of its mark. @param start its equity there before that */
function closedNode({ table, position, desk }: Along, factor: number, start: Draft): Draft | null {
  const call = callAt(table, position.instrument, factor, lossOf);
  return call.status === 'value' ? closedEquityNode(call.value, start, saleText, desk) : null;
}

/** @param isCalled whether the jump calls the pool: else nothing is closed */
function shortfallNode(along: Along, isCalled: boolean): Draft | null {
  const { table, position, side, choice, desk } = along;
  const { fixedEquity, movingEquity } = pathNodes(movedByInstrument(table, position), null, desk);
  const gap = fixed(
    { symbol: 'gap', label: `Jump of ${position.instrument.symbol} against the pool`, unit: 'fraction' },
    choice.gapFraction,
    'as you chose',
  );
  const unit = desk.book.base;
  const sign = side === 'down' ? '-' : '+';
  const start = branch(
    { symbol: 'equity', label: `Equity of ${table.account}, ${table.pool}, after the jump`, unit },
    `fixedEquity + movingEquity * (1 ${sign} gap)`,
    [fixedEquity, movingEquity, gap],
  );
  const factor = side === 'down' ? 1 - choice.gapFraction : 1 + choice.gapFraction;
  const after = isCalled ? closedNode(along, factor, start) : start;
  if (after === null) return null;
  return branch({ symbol: 'shortfall', label: 'Debt after the jump', unit }, 'max(0, -after)', [
    renamed(after, 'after'),
  ]);
}

/** Black's put (a call for a pool that loses upwards) on what lies beyond the bankruptcy price. */
function expectedDebtNode({ table, position, side, choice, desk }: Along, called: Draft, unit: string): Draft {
  const { movingEquity } = pathNodes(movedByInstrument(table, position), null, desk);
  const bankrupt = bankruptcyNode(table, position, desk);
  const { asset, quoteAsset } = position.instrument;
  const spread = branch(
    { symbol: 'spread', label: 'Standard deviation of the log price until the exit', unit: 'fraction' },
    'sigma * sqrt(delay)',
    [
      sigmaNode(asset, desk),
      fixed({ symbol: 'delay', label: 'From the call to the exit', unit: 'days' }, choice.delayDays, 'as you chose'),
    ],
  );
  const owed = side === 'down' ? 'bankruptcyPrice - liquidationPrice' : 'liquidationPrice - bankruptcyPrice';
  const head = { symbol: 'debt', label: 'Expected debt of one unit of the price', unit: quoteAsset };
  const debt =
    spread.value === 0
      ? branch({ ...head, why: 'Without a delay nothing moves on.' }, `max(0, ${owed}) + 0 * spread`, [
          called,
          bankrupt,
          spread,
        ])
      : branch(
          head,
          `max(0, ${owed}) + bankruptcyPrice * density(room - spread / 2) * (mills(abs(room) - spread / 2) - mills(abs(room) + spread / 2))`,
          [
            called,
            bankrupt,
            branch(
              { symbol: 'room', label: 'From bankruptcy to the call, in such deviations', unit: 'sigma' },
              'ln(liquidationPrice / bankruptcyPrice) / spread',
              [called, bankrupt, spread],
            ),
            spread,
          ],
        );
  return branch(
    { symbol: 'expectedDebt', label: 'Expected debt when the exit is delayed', unit },
    'abs(movingEquity) / mark * debt',
    [movingEquity, markNode(position, desk), debt],
  );
}

function markNode({ instrument, mark }: ValuedPosition, desk: Desk): Draft {
  return priceNode({ symbol: 'mark', label: `Mark of ${instrument.symbol}`, unit: instrument.quoteAsset }, mark, desk);
}

function markOf({ mark }: ValuedPosition): number {
  if (mark.status !== 'value') throw new RangeError('a known pool has a position without a mark');
  return mark.value.price;
}
