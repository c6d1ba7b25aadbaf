import type { MarginTable } from '../margin/margin-table.ts';
import { balanceNode, collateralNode } from './collateral-nodes.ts';
import type { Desk } from './desk.ts';
import { marginNodes } from './margin-nodes.ts';
import { branch, family, renamed, sumNode, unknownLeaf, type Draft, type NodeHead } from './nodes.ts';
import { positionNodes } from './position-nodes.ts';

/** The three figures in money that pools add up to. */
export type PoolFigure = 'equity' | 'maintenance' | 'initial';

const words: Readonly<Record<PoolFigure, { readonly label: string; readonly nothing: string }>> = {
  equity: { label: 'Equity', nothing: 'nothing is held' },
  maintenance: { label: 'Maintenance margin', nothing: 'no position asks for margin' },
  initial: { label: 'Initial margin', nothing: 'no position asks for margin' },
};

/** A figure of several pools: their sum, or that of the only one. */
export function poolsNode(figure: PoolFigure, tables: readonly MarginTable[], desk: Desk): Draft {
  const [only] = tables;
  if (only !== undefined && tables.length === 1) return renamed(poolNode(figure, only, desk), figure);
  return sumNode(
    { symbol: figure, label: words[figure].label, unit: desk.book.base },
    family(
      'pool',
      tables.map((table) => poolNode(figure, table, desk)),
    ),
    words[figure].nothing,
  );
}

function poolNode(figure: PoolFigure, table: MarginTable, desk: Desk): Draft {
  const head = {
    symbol: figure,
    label: `${words[figure].label} of ${table.account}, ${table.pool}`,
    unit: desk.book.base,
  };
  if (figure === 'equity')
    return table.equityMissing === null ? equityNode(head, table, desk) : knownEquity(head, table, desk);
  // What is paid in full reserves nothing.
  if (figure === 'initial' && table.kind === 'spot') return sumNode(head, [], words.initial.nothing);
  const legs = table.legs.map((leg) => {
    const nodes = marginNodes(leg, table.account, desk);
    return figure === 'initial' ? nodes.initial : nodes.maintenance(null);
  });
  const lost = table.maintenanceMissing;
  const gap =
    lost === null ? [] : [unknownLeaf({ symbol: 'lacking', label: 'What is not known', unit: head.unit }, lost.reason)];
  return sumNode(head, [...family(figure, legs), ...gap], words[figure].nothing);
}

/** Collateral and unrealised profit; in the engine's own order where digits would be lost otherwise. */
function equityNode(head: NodeHead, table: MarginTable, desk: Desk): Draft {
  const wallets = family(
    'wallet',
    table.collateral.map((term) => collateralNode(term, table, desk)),
  );
  const legs = table.legs.map((leg) => positionNodes(leg.position, table.account, desk));
  if (!desk.exact)
    return sumNode(
      head,
      [
        ...wallets,
        ...family(
          'position',
          legs.map((leg) => leg.equity),
        ),
      ],
      words.equity.nothing,
    );
  const atMark = family(
    'atMark',
    legs.map(({ equityTerms: [first] }) => first),
  );
  const atEntry = family(
    'atEntry',
    legs.flatMap(({ equityTerms: [, second] }) => second ?? []),
  );
  const families = [
    ['wallet', wallets],
    ['atMark', atMark],
    ['atEntry', atEntry],
  ] as const;
  const names = families.flatMap(([name, members]) => (members.length > 0 ? [name] : []));
  if (names.length === 0) return sumNode(head, [], words.equity.nothing);
  return branch(head, `moneySum(${names.join(', ')})`, [...wallets, ...atMark, ...atEntry]);
}

/** What is known of an equity that is not: every balance and position for itself. */
function knownEquity(head: NodeHead, table: MarginTable, desk: Desk): Draft {
  const { reason } = table.equityMissing as NonNullable<MarginTable['equityMissing']>;
  return sumNode(
    head,
    [
      ...family(
        'wallet',
        table.balances.map((balance) => balanceNode(balance, table.account, desk)),
      ),
      ...family(
        'position',
        table.positions.map((position) => positionNodes(position, table.account, desk).equity),
      ),
      unknownLeaf({ symbol: 'lacking', label: 'What is not known', unit: head.unit }, reason),
    ],
    words.equity.nothing,
  );
}
