import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { MeasureId } from '../../../shared/measures/measure.ts';
import { known, type Maybe, type Outcome } from '../../../shared/measures/outcome.ts';
import { missing } from '../../../shared/measures/outcome.ts';
import type { Scope } from '../../../shared/measures/scope.ts';
import { assetSigmas } from '../assessment/asset-sigmas.ts';
import type { Exposure } from '../exposure/exposures.ts';
import { concentration, exposureSums } from '../exposure/exposure-sums.ts';
import { sumOf } from '../exposure/sums.ts';
import { isOutright } from '../exposure/position-terms.ts';
import { amountNode, balanceNode, marginNode } from './margin/collateral-nodes.ts';
import type { Desk } from './desk.ts';
import { sigmaNode } from './liquidation/distance-nodes.ts';
import { exposureNode, exposureSumNode, shareNode } from './exposure-nodes.ts';
import { leverageNode } from './margin/initial-nodes.ts';
import { branch, family, fixed, leaf, renamed, sumNode, type Draft } from './nodes.ts';
import { positionNodes, type PositionNodes } from './position-nodes.ts';
import { rateNode } from './price-nodes.ts';
import { balanceIn, exposuresIn } from './scopes.ts';

/** A figure that the window shows beside those of the risk document. */
export interface ShownFigure {
  readonly outcome: Outcome;
  readonly draft: Draft | null;
}

/** Figures of one position, of one balance, and their sums; null where there is no such figure. */
export function shownFigure(id: MeasureId, scope: Scope, desk: Desk): ShownFigure | null {
  const all = desk.exposures;
  const held = exposuresIn(all, [], scope);
  switch (id) {
    case 'dailySigma':
      return scope.kind === 'asset'
        ? { outcome: assetSigmas(desk.book)(scope.asset), draft: sigmaNode(scope.asset, desk) }
        : null;
    case 'exposureShare':
      return scope.kind === 'book' ? null : shareFigure(held, all, scope, desk);
    default:
  }
  const [only] = held;
  if (scope.kind === 'position' && only?.position) return positionFigure(id, only, only.position, desk);
  if (scope.kind === 'balance') return balanceFigure(id, scope, only, desk);
  return id === 'unrealizedPnl' || id === 'realizedPnl' || id === 'funding' ? sumFigure(id, held, desk) : null;
}

function positionFigure(id: MeasureId, exposure: Exposure, position: ValuedPosition, desk: Desk): ShownFigure | null {
  const { account, value, unrealizedPnl } = exposure;
  const nodes = positionNodes(position, account, desk);
  const whole = (amount: number): Maybe => position.incomplete ?? known(amount);
  switch (id) {
    case 'quantity':
      return { outcome: whole(position.quantity), draft: nodes.quantity };
    case 'averagePrice':
      return { outcome: position.entryMissing ?? whole(position.entryPrice), draft: nodes.entry };
    case 'mark':
      return {
        outcome: position.mark.status === 'value' ? known(position.mark.value.price) : position.mark,
        draft: nodes.mark,
      };
    case 'exposure':
      return { outcome: value, draft: nodes.exposure };
    case 'marketValue':
      return exposure.marketValue === null ? null : { outcome: exposure.marketValue, draft: nodes.atMark };
    case 'strikeNotional':
      return exposure.strikeNotional === null
        ? null
        : { outcome: exposure.strikeNotional, draft: strikeNode(position, nodes, desk) };
    case 'unrealizedPnl':
      return { outcome: unrealizedPnl ?? value, draft: profitNode(nodes, desk) };
    case 'realizedPnl':
    case 'funding':
      return { outcome: bookedOutcome(id, position), draft: bookedNode(id, position, account, desk) };
    case 'leverage':
      return position.leverage === null
        ? null
        : { outcome: known(position.leverage), draft: leverageNode(position, account, desk) };
    case 'isolatedMargin':
      return isolatedFigure(position, account, desk);
    case 'onePercentMove':
      return onePercentFigure(exposure, position, desk);
    default:
      return null;
  }
}

/** What is posted to an isolated position; null for any other, and where neither it nor the leverage is stated. */
function isolatedFigure(position: ValuedPosition, account: string, desk: Desk): ShownFigure | null {
  if (position.marginMode !== 'isolated' || isOutright(position.instrument)) return null;
  const draft = marginNode(position, account, desk);
  return draft.value === null ? null : { outcome: known(draft.value), draft };
}

function balanceFigure(
  id: MeasureId,
  scope: Extract<Scope, { kind: 'balance' }>,
  exposure: Exposure | undefined,
  desk: Desk,
): ShownFigure | null {
  const balance = balanceIn(desk.book, scope);
  if (balance === undefined) return null;
  const { amount, rate, asset } = balance;
  switch (id) {
    case 'balance':
      return {
        outcome: amount,
        draft: amount.status === 'value' ? amountNode(asset, amount.value, scope.account, desk) : null,
      };
    case 'balanceValue': {
      const gap = amount.status === 'missing-data' ? amount : rate.status === 'missing-data' ? rate : null;
      const outcome =
        gap ??
        (amount.status === 'value' && rate.status === 'value'
          ? known(amount.value * rate.value.price)
          : missing('', ''));
      return { outcome, draft: balanceNode(balance, scope.account, desk) };
    }
    case 'mark':
      return {
        outcome: rate.status === 'value' ? known(rate.value.price) : rate,
        draft: rateNode('rate', asset, rate, desk),
      };
    case 'exposure':
      return exposure === undefined ? null : { outcome: exposure.value, draft: exposureNode(exposure, desk) };
    case 'onePercentMove':
      return exposure === undefined ? null : onePercentFigure(exposure, null, desk);
    default:
      return null;
  }
}

/** Profit or funding of several positions: the sum of theirs. */
function sumFigure(
  id: 'unrealizedPnl' | 'realizedPnl' | 'funding',
  held: readonly Exposure[],
  desk: Desk,
): ShownFigure | null {
  const parts = held.flatMap((exposure) => {
    const { position } = exposure;
    const figure = position === null ? null : positionFigure(id, exposure, position, desk);
    return figure === null ? [] : [figure];
  });
  if (parts.length === 0) return null;
  const head = { symbol: id, label: sumWords[id], unit: desk.book.base };
  return {
    outcome: sumOf(parts.map(({ outcome }) => outcome as Maybe)),
    draft: sumNode(
      head,
      family(
        'part',
        parts.map(({ draft }) => draft as Draft),
      ),
      '',
    ),
  };
}

const sumWords = { unrealizedPnl: 'Unrealised profit', realizedPnl: 'Realised profit', funding: 'Funding' } as const;

function profitNode(nodes: PositionNodes, desk: Desk): Draft {
  if (!desk.exact) return nodes.gain;
  const head = { symbol: 'profit', label: nodes.gain.label, unit: desk.book.base };
  return branch(head, 'atMark + atEntry', [nodes.atMark, nodes.atEntry]);
}

/** Quantity x multiplier x strike, at the rate of the asset in which the strike is named. */
function strikeNode(
  { instrument, multiplier, strike }: ValuedPosition,
  { quantity }: PositionNodes,
  desk: Desk,
): Draft | null {
  if (strike === null) return null;
  const head = {
    symbol: 'strikeNotional',
    label: `Notional of ${instrument.symbol} at its strike`,
    unit: desk.book.base,
  };
  return branch(head, 'quantity * multiplier * strike * rate', [
    quantity,
    fixed(
      { symbol: 'multiplier', label: 'Contract multiplier', unit: 'per contract' },
      multiplier,
      'terms of the contract',
    ),
    fixed(
      { symbol: 'strike', label: `Strike of ${instrument.symbol}`, unit: instrument.quoteAsset },
      strike.price,
      'terms of the contract',
    ),
    rateNode('rate', instrument.quoteAsset, strike.rate, desk),
  ]);
}

function bookedOutcome(id: 'realizedPnl' | 'funding', position: ValuedPosition): Maybe {
  if (id === 'realizedPnl' && position.realizedMissing !== null) return position.realizedMissing;
  const { incomplete, settleRate } = position;
  if (incomplete !== null) return incomplete;
  return settleRate.status === 'value' ? known(position[id] * settleRate.value.price) : settleRate;
}

function bookedNode(id: 'realizedPnl' | 'funding', position: ValuedPosition, account: string, desk: Desk): Draft {
  const { instrument, side, settleRate } = position;
  const label = `${sumWords[id]} of ${instrument.symbol} ${side}`;
  const origins = desk.sources.position(account, instrument.symbol, side);
  const booked = leaf(
    { symbol: 'booked', label: `${label}, as booked`, unit: instrument.settleAsset },
    position[id],
    id === 'funding' ? origins.funding : origins.realized,
  );
  return branch({ symbol: id, label, unit: desk.book.base }, 'booked * settleRate', [
    booked,
    rateNode('settleRate', instrument.settleAsset, settleRate, desk),
  ]);
}

/** One per cent of the notional; of a coin-settled contract 1 % of its size at the entry, since the coin rises too. */
function onePercentFigure(exposure: Exposure, position: ValuedPosition | null, desk: Desk): ShownFigure {
  const node = exposureNode(exposure, desk);
  const head = {
    symbol: 'onePercentMove',
    label: `A 1 % rise of ${exposure.asset}, on this alone`,
    unit: desk.book.base,
  };
  if (position === null || position.instrument.payoff === 'linear') {
    const { value } = exposure;
    return {
      outcome: value.status === 'value' ? known(0.01 * value.value) : value,
      draft: branch(head, '0.01 * exposure', [node]),
    };
  }
  const { mark, entry } = positionNodes(position, exposure.account, desk);
  const draft = branch(head, '0.01 * exposure * mark / entry', [node, mark, entry]);
  return { outcome: exposure.value.status === 'value' ? known(draft.value as number) : exposure.value, draft };
}

/** Gross exposure of what is held here over that of the book. */
function shareFigure(
  held: readonly Exposure[],
  all: readonly Exposure[],
  scope: Scope,
  desk: Desk,
): ShownFigure | null {
  const [only] = held;
  if (only === undefined) return null;
  const single = scope.kind === 'position' || scope.kind === 'balance';
  const part = single ? renamed(exposureNode(only, desk), 'exposure') : exposureSumNode('gross', held, desk);
  const shares = concentration(new Map([['held', exposureSums(held).gross]]), exposureSums(all).gross).shares;
  return { outcome: shares.get('held') as Outcome, draft: shareNode(part, all, desk) };
}
