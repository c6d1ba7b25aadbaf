import type { ValuedBalance, ValuedPosition } from '../../../shared/book/valued-book.ts';
import { isOutright } from '../exposure/position-terms.ts';
import type { CollateralTerm, MarginTable } from '../margin/margin-table.ts';
import { accountNamed, type Desk } from './desk.ts';
import { leverageNode } from './margin-nodes.ts';
import { branch, family, leaf, sumNode, unknownLeaf, type Draft } from './nodes.ts';
import { positionNodes } from './position-nodes.ts';
import { rateNode } from './price-nodes.ts';

/** A balance as it counts for a pool: less what isolated positions hold of it, at its rate. */
export function collateralNode(term: CollateralTerm, table: MarginTable, desk: Desk): Draft {
  const { asset, rate, origin } = term;
  const head = {
    symbol: 'wallet',
    label: `${asset} as collateral of ${table.account}, ${table.pool}`,
    unit: desk.book.base,
  };
  const price = rateNode('rate', asset, { status: 'value', value: rate }, desk);
  const [isolated] = table.positions;
  if (origin !== 'wallet' && isolated !== undefined)
    return branch(head, 'margin * rate', [marginNode(isolated, table.account, desk), price]);
  const amount = amountNode(asset, term.amount, table.account, desk);
  if (term.posted === 0) return branch(head, 'amount * rate', [amount, price]);
  const posted = accountNamed(desk, table.account).positions.filter(
    ({ marginMode, instrument }) =>
      marginMode === 'isolated' && instrument.settleAsset === asset && !isOutright(instrument),
  );
  const held = sumNode(
    { symbol: 'posted', label: `${asset} posted to isolated positions`, unit: asset },
    family(
      'margin',
      posted.map((position) => marginNode(position, table.account, desk)),
    ),
    'no isolated position',
  );
  return branch(head, '(amount - posted) * rate', [amount, held, price]);
}

/** A balance at its rate, whole. */
export function balanceNode({ asset, amount, rate }: ValuedBalance, account: string, desk: Desk): Draft {
  const head = { symbol: 'balanceValue', label: `${asset} of ${account}`, unit: desk.book.base };
  const units =
    amount.status === 'value'
      ? amountNode(asset, amount.value, account, desk)
      : unknownLeaf({ symbol: 'amount', label: `${asset} balance of ${account}`, unit: asset }, amount.reason);
  return branch(head, 'amount * rate', [units, rateNode('rate', asset, rate, desk)]);
}

export function amountNode(asset: string, amount: number, account: string, { sources }: Desk): Draft {
  return leaf(
    { symbol: 'amount', label: `${asset} balance of ${account}`, unit: asset },
    amount,
    sources.balance(account, asset),
  );
}

/** Margin posted to an isolated position: stated, or assumed as entry notional over leverage. */
export function marginNode(position: ValuedPosition, account: string, desk: Desk): Draft {
  const { instrument, isolatedMargin } = position;
  const head = {
    symbol: 'margin',
    label: `Isolated margin of ${instrument.symbol} ${position.side}`,
    unit: instrument.settleAsset,
  };
  if (isolatedMargin !== null)
    return leaf(head, isolatedMargin, desk.sources.isolatedMargin(account, instrument.symbol));
  return branch(
    {
      ...head,
      why: 'An assumption: no isolated margin is stated, so entry notional over leverage is taken.',
      flags: ['isolated-margin-assumed'],
    },
    'notional / leverage',
    [positionNodes(position, account, desk).entryNotional, leverageNode(position, account, desk)],
  );
}
