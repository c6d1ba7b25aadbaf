import type { LiquidationRules } from '../../../../shared/book/venue-rules.ts';
import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import type { CascadeEvent } from '../../cascade/cascade-event.ts';
import type { CascadeCall } from '../../cascade/cascade.ts';
import { unknownRules } from '../../cascade/working-pool.ts';
import type { MarginLeg } from '../../margin/margin-table.ts';
import { callEquityNode, callNode, legName, type CallDesk } from './cascade-pool-nodes.ts';
import { branch, finished, fixed, leaf, renamed, type Draft, type Origin } from '../nodes.ts';
import { priceOrigin } from '../sources.ts';

export type EventFigure =
  'price' | 'call' | 'quantity' | 'priceObtained' | 'fee' | 'impact' | 'forfeited' | 'equityAfter';

export interface EventTree {
  readonly figure: EventFigure;
  readonly tree: ExplainNode;
}

/**
 * The trees behind one event of a cascade: the price at which the pool was called, equity against maintenance there, how much the
 * rules of the venue close, what it brings, what it costs, and the equity after it. A figure that the event does not have (the
 * price of a debt) has no tree.
 *
 * @param index the event among those of the call
 * @param saleText what forced sales lose, in words: where the loss against the mark comes from
 */
export function cascadeEventTrees(
  call: CascadeCall,
  index: number,
  saleText: string,
  desk: CallDesk,
): readonly EventTree[] {
  const event = call.events[index] as CascadeEvent;
  const at = whereOf(call, index);
  const { base } = desk.book;
  const drafts: readonly (readonly [EventFigure, Draft | null])[] = [
    ['price', priceNode(event, at)],
    ['call', callNode(call.table, desk)],
    ['quantity', quantityNode(event, at)],
    ['priceObtained', obtainedNode(event, at, saleText, base)],
    ['fee', event.fee === 0 && event.feeUnknown ? null : feeNode(event, at, base)],
    ['impact', impactNode(event, saleText, base)],
    ['forfeited', forfeitedNode(event, base)],
    ['equityAfter', afterNode(call, index, at, saleText, desk)],
  ];
  return drafts.flatMap(([figure, draft]) => {
    const tree = draft === null ? null : finished(draft);
    return tree === null ? [] : [{ figure, tree }];
  });
}

/** An event, wherever along a path. */
type Occurred = Omit<CascadeEvent, 'shockFraction'>;

/** A pool that is liquidated at one price. */
interface ClosedPool extends Pick<CascadeCall, 'table' | 'left'> {
  readonly events: readonly Occurred[];
}

/**
 * Equity of a pool once it was closed, before anybody else bears a debt of it.
 * @param start its equity at the call
 */
export function closedEquityNode(call: ClosedPool, start: Draft, saleText: string, desk: CallDesk): Draft {
  const last = call.events.findLastIndex(({ kind }) => kind !== 'debt');
  return last < 0 ? start : afterNode(call, last, whereOf(call, last), saleText, desk, start);
}

/** Where an event happens: the position that it closes and the rules by which. */
interface Where {
  readonly leg: MarginLeg | null;
  /** Signed, of the position before the event. */
  readonly held: number;
  readonly rules: LiquidationRules;
}

function whereOf({ table, left, events }: ClosedPool, index: number): Where {
  const { instrument, quantity, kind } = events[index] as Occurred;
  const rules = table.rules ?? unknownRules;
  const leg =
    kind === 'collateral-sold'
      ? undefined
      : table.legs.find(
          ({ position }) =>
            position.instrument.symbol === instrument && position.quantity < 0 === (quantity as number) > 0,
        );
  if (leg === undefined) return { leg: null, held: 0, rules };
  const closed = events
    .slice(0, index)
    .filter(
      (one) => one.instrument === instrument && Math.sign(one.quantity as number) === Math.sign(quantity as number),
    )
    .reduce((total, one) => total + (one.quantity as number), 0);
  return { leg, held: leg.position.quantity * (left.get(leg.position) ?? 1) + closed, rules };
}

function ruleOrigin({ source, validFrom, origin }: LiquidationRules): Origin {
  if (source === unknownRules.source) return { source, asOf: null, flags: ['rules-unknown'] };
  return { source: origin === 'stated' ? `stated by you on ${validFrom}: ${source}` : source, asOf: validFrom };
}

function priceNode({ price, instrument, shockFraction }: CascadeEvent, { leg }: Where): Draft | null {
  if (price === null) return null;
  if (leg === null)
    return fixed(
      { symbol: 'price', label: `Price of ${instrument} there`, unit: 'price' },
      price,
      'the mark, moved along the axis',
    );
  const { mark, instrument: held } = leg.position;
  if (mark.status !== 'value') return null;
  const unit = held.quoteAsset;
  return branch({ symbol: 'price', label: `Price of ${held.symbol} at the call`, unit }, 'mark * factor', [
    leaf({ symbol: 'mark', label: `Mark of ${held.symbol}`, unit }, mark.value.price, priceOrigin(mark.value)),
    fixed(
      { symbol: 'factor', label: 'Price there over the mark', unit: 'multiple' },
      price / mark.value.price,
      `the axis of the ladder at ${shockFraction}`,
    ),
  ]);
}

function quantityNode({ quantity, instrument, kind, notional, price }: CascadeEvent, at: Where): Draft | null {
  if (quantity === null || price === null) return null;
  if (at.leg === null)
    return branch(
      { symbol: 'quantity', label: `${instrument} sold to pay what is owed`, unit: instrument as string },
      '-sold / price',
      [
        fixed({ symbol: 'sold', label: 'Value sold', unit: 'money' }, notional, 'what is owed, or all that is held'),
        fixed({ symbol: 'price', label: `Price of ${instrument} there`, unit: 'price' }, price, 'moved along the axis'),
      ],
    );
  const { instrument: traded } = at.leg.position;
  const unit = traded.payoff === 'inverse' ? 'contracts' : traded.baseAsset;
  return branch({ symbol: 'quantity', label: `${legName(at.leg)} that is closed`, unit }, '-held * share', [
    fixed(
      { symbol: 'held', label: `${legName(at.leg)} held before`, unit },
      at.held,
      'the book, less what was closed before',
    ),
    leaf(
      {
        symbol: 'share',
        label: 'Share of it that the venue closes',
        unit: 'fraction',
        why: sizingWords(kind, at.rules),
      },
      -quantity / at.held,
      ruleOrigin(at.rules),
    ),
  ]);
}

function sizingWords(kind: CascadeEvent['kind'], { sizing, method }: LiquidationRules): string {
  if (kind === 'backstop') return 'Below the share of maintenance at which the backstop takes the whole pool.';
  if (method === 'takeover') return 'The venue takes the whole pool over.';
  switch (sizing.kind) {
    case 'whole':
      return 'The venue closes everything at once.';
    case 'share-first':
      return `Above ${sizing.aboveNotional} of notional a share of ${sizing.share} first, then all of it.`;
    case 'restore':
      return `As much as brings the equity back to ${Math.max(1, sizing.factor)} times maintenance, and never less than a twentieth of the position: smaller steps would have no end.`;
  }
}

function obtainedNode(event: CascadeEvent, { leg }: Where, saleText: string, base: string): Draft | null {
  const { price, priceObtained, notional, impact, forfeited, quantity } = event;
  if (price === null || priceObtained === null || quantity === null || notional === 0) return null;
  const unit = leg === null ? base : leg.position.instrument.quoteAsset;
  const isHandedOver = event.kind === 'taken-over' || event.kind === 'backstop';
  const lost = branch(
    { symbol: 'lost', label: 'Share of its value that is lost', unit: 'fraction' },
    'cost / notional',
    [
      isHandedOver
        ? renamed(forfeitedNode(event, base) as Draft, 'cost')
        : fixed({ symbol: 'cost', label: 'Lost against the mark', unit: base }, impact, saleText),
      fixed(
        { symbol: 'notional', label: 'Value closed at the mark', unit: base },
        notional,
        'at the prices of the call',
      ),
    ],
  );
  const isInverse = leg !== null && leg.payoff === 'inverse';
  // A short is bought back: it costs more than the mark, of a coin contract more coins.
  const sign = quantity < 0 === isInverse ? '+' : '-';
  return branch(
    {
      symbol: 'priceObtained',
      label: 'Price obtained',
      unit,
      why: forfeited > 0 ? 'The price at which nothing of the equity is left.' : undefined,
    },
    isInverse ? `price / (1 ${sign} lost)` : `price * (1 ${sign} lost)`,
    [fixed({ symbol: 'price', label: 'Mark at the call', unit }, price, 'the mark, moved along the axis'), lost],
  );
}

function feeNode({ fee, notional }: Occurred, { rules, leg }: Where, base: string): Draft | null {
  // A sale of collateral: most venues take nothing for it.
  if (leg === null && fee === 0) return null;
  const rate = leg === null ? null : (rules.feeRates[leg.position.instrument.symbol] ?? rules.feeRate);
  const head = { symbol: 'fee', label: 'Liquidation fee', unit: base };
  const isWhole = rate !== null && fee >= rate * notional * (1 - 1e-9);
  if (!isWhole || fee === 0) return leaf({ ...head, ...cappedWhy(rules) }, fee, ruleOrigin(rules));
  return branch(head, 'rate * notional', [
    leaf({ symbol: 'rate', label: 'Liquidation fee rate', unit: 'fraction' }, rate, ruleOrigin(rules)),
    fixed({ symbol: 'notional', label: 'Value closed at the mark', unit: base }, notional, 'at the prices of the call'),
  ]);
}

function cappedWhy({ isFeeFromRest }: LiquidationRules): { readonly why?: string } {
  return isFeeFromRest === true
    ? {
        why: 'It takes no more than what the sale leaves above the bankruptcy price of the position, and nothing below it.',
      }
    : {};
}

function impactNode({ impact, notional }: Occurred, saleText: string, base: string): Draft | null {
  if (impact === 0) return null;
  return branch({ symbol: 'impact', label: 'Lost against the mark', unit: base }, 'loss * notional', [
    fixed(
      { symbol: 'loss', label: 'Share of its value that the sale loses', unit: 'fraction' },
      impact / notional,
      saleText,
    ),
    fixed({ symbol: 'notional', label: 'Value closed at the mark', unit: base }, notional, 'at the prices of the call'),
  ]);
}

function forfeitedNode({ forfeited, kind }: Occurred, base: string): Draft | null {
  switch (kind) {
    case 'taken-over':
    case 'backstop':
      return fixed(
        { symbol: 'forfeited', label: 'Equity that whoever takes it over keeps', unit: base },
        forfeited,
        'what was left of the equity, by the maintenance that each position asked for',
      );
    case 'debt':
      return fixed(
        { symbol: 'forfeited', label: 'What others bear of the debt', unit: base },
        forfeited,
        'rules of the venue',
      );
    default:
      return null;
  }
}

/** Equity before, less what the event costs; what others bear of a debt is given back. */
function afterNode(
  call: ClosedPool,
  index: number,
  at: Where,
  saleText: string,
  desk: CallDesk,
  start: Draft = callEquityNode(call.table, desk),
): Draft {
  const event = call.events[index] as Occurred;
  const { base } = desk.book;
  const previous = call.events[index - 1];
  const before =
    previous === undefined ? start : afterNode(call, index - 1, whereOf(call, index - 1), saleText, desk, start);
  const costs = [feeNode(event, at, base), impactNode(event, saleText, base), forfeitedNode(event, base)].filter(
    (one) => one !== null,
  );
  const sign = event.kind === 'debt' ? '+' : '-';
  return branch(
    { symbol: 'equityAfter', label: `Equity of ${event.account}, ${event.pool}, after it`, unit: base },
    ['before', ...costs.map(({ symbol }) => `${sign} ${symbol}`)].join(' '),
    [renamed(before, 'before'), ...costs],
  );
}
