import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import type { Deleveraging } from '../../cascade/deleverage.ts';
import type { MarginLeg, MarginTable } from '../../margin/margin-table.ts';
import { askedNodes } from './asked-nodes.ts';
import { callMaintenanceNode, countedNode, legName, type CallDesk } from './cascade-pool-nodes.ts';
import { branch, finished, fixed, type Draft } from '../nodes.ts';

/** A figure of a trade that restores a margin ratio. */
export type PlanFigure = 'quantity' | 'notional' | 'cost';

/** Where a figure comes from that the trader's own terms say. */
const terms = 'your terms of the order of events';
const atMarks = 'at the marks';
const book = 'the book';

/**
 * The tree behind a trade of a plan: how much of the position must go so that what is left of the equity that counts covers its
 * maintenance margin over the ratio asked for.
 *
 * @param ratio margin ratio to restore, > 0
 */
export function planTree(
  trade: Deleveraging,
  figure: PlanFigure,
  ratio: number,
  { book: valued, rules }: CallDesk,
): ExplainNode | null {
  const desk: CallDesk = { book: valued, rules: rules ?? null, isAtMarks: true };
  const { leg, quantity, notional, cost, costRate } = trade;
  const name = legName(leg);
  const { base } = desk.book;
  const { instrument } = leg.position;
  const unit = instrument.payoff === 'inverse' ? 'contracts' : instrument.baseAsset;
  const share = shareNode(trade, ratio, desk);
  if (figure === 'quantity')
    return finished({
      ...branch(
        { symbol: 'quantity', label: `To ${quantity < 0 ? 'sell' : 'buy'} of ${name}`, unit },
        '-share * held',
        [share, fixed({ symbol: 'held', label: `Held of ${name}`, unit }, leg.position.quantity, book)],
      ),
      value: quantity,
    });
  const closed = branch(
    { symbol: 'closed', label: `Value of ${name} that is closed`, unit: base },
    'share * notional',
    [share, fixed({ symbol: 'notional', label: `Notional of ${name} ${atMarks}`, unit: base }, leg.notional, book)],
  );
  if (figure === 'notional') return finished({ ...closed, symbol: 'notional', value: notional });
  return finished({
    ...branch({ symbol: 'cost', label: `What closing ${name} costs`, unit: base }, 'costRate * closed', [
      fixed({ symbol: 'costRate', label: 'What a sale loses, of its value', unit: 'fraction' }, costRate, terms),
      closed,
    ]),
    value: cost,
  });
}

function shareNode(trade: Deleveraging, ratio: number, desk: CallDesk): Draft {
  const { leg, share } = trade;
  const head = { symbol: 'share', label: `Share of ${legName(leg)} to close`, unit: 'fraction' };
  if (share === 1) return fixed(head, 1, 'no less is enough');
  return { ...branch(head, '1 - left', [leftNode(trade, ratio, desk)]), value: share };
}

/**
 * How much of the position may stay: its maintenance over the ratio has to be covered by what the rest of the pool leaves over,
 * less what the closing costs. At the edge of a tier, where the rate falls at once, it is that edge.
 */
function leftNode({ leg, share, before, costRate }: Deleveraging, ratio: number, desk: CallDesk): Draft {
  const left = 1 - share;
  const { base } = desk.book;
  const name = legName(leg);
  const head = { symbol: 'left', label: `Share of ${name} that may stay`, unit: 'fraction' };
  const notional = fixed(
    { symbol: 'notional', label: `Notional of ${name} ${atMarks}`, unit: base },
    leg.notional,
    book,
  );
  const { asked, deduction } = askedNodes(leg, left, desk);
  const solved = branch(
    head,
    '(others - costRate * notional + deduction / ratio) / (asked / ratio - costRate * notional)',
    [
      othersNode(before, leg, ratio, desk),
      asked,
      deduction,
      notional,
      fixed({ symbol: 'ratio', label: 'Margin ratio to restore', unit: 'fraction' }, ratio, terms),
      fixed({ symbol: 'costRate', label: 'What a sale loses, of its value', unit: 'fraction' }, costRate, terms),
    ],
  );
  const found = solved.value as number;
  if (Math.abs(found - left) <= hair) return { ...solved, value: left };
  const isEdge = leg.segments.some(({ from }) => Math.abs(from - left) <= hair);
  if (!isEdge) return fixed({ ...head, why: beyond }, left, 'the plan');
  return branch({ ...head, why: `Here its tier ends. ${beyond}` }, 'edge / notional', [
    fixed(
      { symbol: 'edge', label: 'Notional at the end of the tier', unit: base },
      left * leg.notional,
      'margin table',
    ),
    notional,
  ]);
}

const beyond = 'To close more of it frees less margin for its cost than to close another, or none.';

/** Less than a share is told apart by. */
const hair = 1e-12;

function othersNode(before: MarginTable, leg: MarginLeg, ratio: number, desk: CallDesk): Draft {
  const rest = { ...before, legs: before.legs.filter((one) => one !== leg) };
  return branch(
    {
      symbol: 'others',
      label: 'Equity that counts, less what the other positions ask for over the ratio',
      unit: desk.book.base,
    },
    'counted - maintenance / ratio',
    [
      countedNode(before, desk, atMarks),
      callMaintenanceNode(rest, desk, 'of the others'),
      fixed({ symbol: 'ratio', label: 'Margin ratio to restore', unit: 'fraction' }, ratio, terms),
    ],
  );
}
