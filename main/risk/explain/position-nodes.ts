import type { ValuedPosition } from '../../../shared/book/valued-book.ts';
import { isOutright } from '../exposure/position-terms.ts';
import type { Desk } from './desk.ts';
import { branch, fixed, leaf, unknownLeaf, type Draft, type NodeHead } from './nodes.ts';
import { priceNode, rateNode } from './price-nodes.ts';

/** The parts of one position as trees; each stands for itself, so leaves repeat where a part needs them again. */
export interface PositionNodes {
  readonly name: string;
  readonly quantity: Draft;
  readonly entry: Draft;
  readonly mark: Draft;
  readonly settleRate: Draft;
  /** Signed, base currency. */
  readonly exposure: Draft;
  /** >= 0, base currency. */
  readonly notional: Draft;
  /** >= 0, settlement asset, at the entry price. */
  readonly entryNotional: Draft;
  /** Unrealised profit as it is read: quantity times what the price gained. */
  readonly gain: Draft;
  /** The same in the engine's terms: value at the mark and, taken off, at the entry. */
  readonly atMark: Draft;
  readonly atEntry: Draft;
  /** What it adds to equity: of a contract its profit, of a stock or an option its whole value at the mark. */
  readonly equity: Draft;
  /** The terms of `equity` as the engine adds them up. */
  readonly equityTerms: readonly [Draft] | readonly [Draft, Draft];
}

export function positionNodes(position: ValuedPosition, account: string, desk: Desk): PositionNodes {
  const { instrument, side, multiplier } = position;
  const { base } = desk.book;
  const outright = isOutright(instrument);
  const inverse = instrument.payoff === 'inverse' && !outright;
  const name = `${instrument.symbol} ${side}`;
  const quantity = quantityNode(position, account, desk);
  const entry = entryNode(position, account, desk);
  const mark = priceNode(
    { symbol: 'mark', label: `Mark of ${instrument.symbol}`, unit: instrument.quoteAsset },
    position.mark,
    desk,
  );
  const settleRate = rateNode('settleRate', instrument.settleAsset, position.settleRate, desk);
  const perContract = fixed(
    { symbol: 'multiplier', label: `Contract multiplier of ${instrument.symbol}`, unit: 'per contract' },
    multiplier,
    'terms of the contract',
  );
  const size = multiplier === 1 ? [quantity] : [quantity, perContract];
  const sized = size.map((node) => node.symbol).join(' * ');
  const valued = inverse ? '/' : '*';
  const money = (symbol: string, label: string, why?: string): NodeHead => ({
    symbol,
    label: `${label} of ${name}`,
    unit: base,
    why,
  });
  const gain = branch(
    money('profit', 'Unrealised profit'),
    inverse ? `${sized} * (1 / entry - 1 / mark) * settleRate` : `${sized} * (mark - entry) * settleRate`,
    [...size, mark, entry, settleRate],
  );
  const atMark = branch(
    money('atMark', 'Value at the mark'),
    `${inverse ? '-' : ''}${sized} ${valued} mark * settleRate`,
    [...size, mark, settleRate],
  );
  const atEntry = branch(
    money('atEntry', 'Value at the entry'),
    `${inverse ? '' : '-'}${sized} ${valued} entry * settleRate`,
    [...size, entry, settleRate],
  );
  return {
    name,
    quantity,
    entry,
    mark,
    settleRate,
    gain,
    atMark,
    atEntry,
    equity: outright ? atMark : gain,
    equityTerms: outright ? [atMark] : [atMark, atEntry],
    exposure: branch(money('exposure', 'Notional'), `${sized} ${valued} mark * settleRate`, [
      ...size,
      mark,
      settleRate,
    ]),
    notional: branch(money('notional', 'Notional at the mark'), `abs(${sized} ${valued} mark) * settleRate`, [
      ...size,
      mark,
      settleRate,
    ]),
    entryNotional: branch(
      { symbol: 'notional', label: `Notional of ${name} at the entry`, unit: instrument.settleAsset },
      `abs(${sized}) ${valued} entry`,
      [...size, entry],
    ),
  };
}

/** What is held, down to openings and fills where these alone make it. */
function quantityNode(position: ValuedPosition, account: string, { sources, exact }: Desk): Draft {
  const { instrument, side, quantity, incomplete } = position;
  const unit = instrument.payoff === 'inverse' ? 'contracts' : instrument.baseAsset;
  const head = { symbol: 'quantity', label: `Quantity of ${instrument.symbol} ${side}`, unit };
  if (incomplete !== null) return unknownLeaf(head, incomplete.reason);
  const { held, rows } = sources.position(account, instrument.symbol, side);
  if (rows === null || exact) return leaf(head, quantity, held);
  const part = (symbol: string, label: string, { amount, origin }: { amount: number; origin: typeof held }): Draft =>
    leaf({ symbol, label, unit }, amount, origin);
  const parts = [
    ...(rows.opening === null ? [] : [part('opening', 'Stated opening', rows.opening)]),
    part('bought', 'Bought', rows.bought),
    part('sold', 'Sold', rows.sold),
  ];
  const made = branch(head, `${rows.opening === null ? '' : 'opening + '}bought - sold`, parts);
  // Sums of many fills in binary can lose the last digits that the ledger holds exactly: then the ledger's figure stands.
  const isSame = made.value !== null && Math.abs(made.value - quantity) <= 1e-15 * Math.abs(quantity);
  return isSame ? { ...made, value: quantity } : leaf(head, quantity, held);
}

function entryNode(position: ValuedPosition, account: string, { sources }: Desk): Draft {
  const { instrument, side, entryPrice, incomplete, entryMissing } = position;
  const head = { symbol: 'entry', label: `Average entry of ${instrument.symbol} ${side}`, unit: instrument.quoteAsset };
  const gap = incomplete ?? entryMissing;
  if (gap !== null) return unknownLeaf(head, gap.reason);
  const { source, asOf, flags } = sources.position(account, instrument.symbol, side).held;
  return leaf(head, entryPrice, { source, asOf, flags });
}
