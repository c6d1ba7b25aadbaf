import type { ValuedBalance, ValuedPosition } from '../../../../shared/book/valued-book.ts';
import type { CollateralTable } from '../../../../shared/book/venue-rules.ts';
import { isOutright } from '../../exposure/position-terms.ts';
import type { CollateralTerm, MarginTable } from '../../margin/margin-table.ts';
import { accountNamed, type Desk } from '../desk.ts';
import { leverageNode } from './initial-nodes.ts';
import { branch, family, fixed, leaf, renamed, sumNode, unknownLeaf, type Draft, type Origin } from '../nodes.ts';
import { positionNodes } from '../position-nodes.ts';
import { rateNode } from '../price-nodes.ts';

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
  return branch(head, '(amount - posted) * rate', [amount, postedNode(term, table, desk), price]);
}

/** What isolated positions hold of a balance. */
function postedNode({ asset }: CollateralTerm, table: MarginTable, desk: Desk): Draft {
  const posted = accountNamed(desk, table.account).positions.filter(
    ({ marginMode, instrument }) =>
      marginMode === 'isolated' && instrument.settleAsset === asset && !isOutright(instrument),
  );
  return sumNode(
    { symbol: 'posted', label: `${asset} posted to isolated positions`, unit: asset },
    family(
      'margin',
      posted.map((position) => marginNode(position, table.account, desk)),
    ),
    'no isolated position',
  );
}

/** What of a balance does not count for the margin, by the row of the venue's table; null where it counts in full. */
export function haircutNode(term: CollateralTerm, table: MarginTable, desk: Desk): Draft | null {
  if (term.haircut === 0) return null;
  const { asset } = term;
  const head = {
    symbol: 'haircut',
    label: `What of ${asset} of ${table.account}, ${table.pool} does not count for the margin`,
    unit: desk.book.base,
  };
  const wallet = collateralNode(term, table, desk);
  const tiers = accountNamed(desk, table.account).collateralTables.find((one) => one.asset === asset);
  if (tiers === undefined) {
    const share = fixed(
      { symbol: 'share', label: `Share of ${asset} that does not count`, unit: 'fraction' },
      term.haircut / term.value,
      'rules of the venue',
    );
    return branch(head, 'wallet * share', [wallet, share]);
  }
  const held = term.amount - term.posted;
  const within = tiers.tiers.filter(({ floor }) => floor < held);
  const [only] = within;
  if (only !== undefined && within.length === 1)
    return branch(head, 'wallet * (1 - ratio)', [wallet, ratioLeaf(tiers, only)]);
  const amount = (): Draft => heldNode(term, table, desk);
  const counted = within.map((tier, index) => {
    const next = within[index + 1];
    const [ratio, floor] = [ratioLeaf(tiers, tier), edgeLeaf('floor', tiers, tier)];
    const top = next === undefined ? amount() : edgeLeaf('cap', tiers, next);
    return branch(
      { symbol: 'counted', label: `${asset} that counts, from ${tier.floor} on`, unit: asset },
      `ratio * (${top.symbol} - floor)`,
      [ratio, top, floor],
    );
  });
  return branch(head, 'wallet * (1 - sum(counted) / amount)', [wallet, ...family('counted', counted), amount()]);
}

/** What is held or owed asks for by itself, as a loan does; null where only positions ask. */
export function askedNode(term: CollateralTerm, table: MarginTable, desk: Desk): Draft | null {
  if (term.maintenance === 0) return null;
  const { asset, value } = term;
  const tiers = accountNamed(desk, table.account).collateralTables.find((one) => one.asset === asset);
  const head = { symbol: 'askedRate', label: `Maintenance rate on ${asset} that is owed`, unit: 'fraction' };
  const stated = tiers?.owedMaintenanceRate;
  const rate =
    tiers === undefined || stated === undefined
      ? fixed(head, term.maintenance / Math.abs(value), 'rules of the venue')
      : leaf(head, stated, owedOrigin(tiers));
  return branch(
    {
      symbol: 'asked',
      label: `Maintenance on ${asset} of ${table.account}, ${table.pool}`,
      unit: desk.book.base,
      why: 'The lender asks for it on what is owed, whatever the positions ask.',
    },
    'abs(wallet) * askedRate',
    [collateralNode(term, table, desk), rate],
  );
}

function owedOrigin({ owedStatedOn, source, validFrom }: CollateralTable): Origin {
  return owedStatedOn === undefined
    ? { source, asOf: validFrom }
    : { source: `stated by you on ${owedStatedOn}`, asOf: owedStatedOn };
}

/** The units of a balance that count for a pool. */
function heldNode(term: CollateralTerm, table: MarginTable, desk: Desk): Draft {
  const amount = amountNode(term.asset, term.amount, table.account, desk);
  if (term.posted === 0) return amount;
  return branch(
    { symbol: 'amount', label: `${term.asset} not posted to isolated positions`, unit: term.asset },
    'wallet - posted',
    [renamed(amount, 'wallet'), postedNode(term, table, desk)],
  );
}

function ratioLeaf(table: CollateralTable, { floor, ratio }: CollateralTable['tiers'][number]): Draft {
  const { source, validFrom, asset } = table;
  return leaf({ symbol: 'ratio', label: `Fraction of ${asset} that counts`, unit: 'fraction' }, ratio, {
    source: `${source}; from ${floor} ${asset} on`,
    asOf: validFrom,
  });
}

function edgeLeaf(symbol: 'floor' | 'cap', table: CollateralTable, { floor }: CollateralTable['tiers'][number]): Draft {
  const label = symbol === 'floor' ? 'From this amount on' : 'Up to this amount';
  return leaf({ symbol, label, unit: table.asset }, floor, { source: table.source, asOf: table.validFrom });
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
