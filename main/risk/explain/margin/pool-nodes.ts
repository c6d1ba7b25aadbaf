import type { MarginTable } from '../../margin/margin-table.ts';
import { askedNode, balanceNode, collateralNode, haircutNode } from './collateral-nodes.ts';
import type { Desk } from '../desk.ts';
import { jointInitialNode, jointNode } from './joint-nodes.ts';
import { marginNodes } from './margin-nodes.ts';
import { branch, family, renamed, sumNode, unknownLeaf, type Draft, type NodeHead } from '../nodes.ts';
import { positionNodes } from '../position-nodes.ts';

/** The figures in money that pools add up to. */
export type PoolFigure = 'equity' | 'haircut' | 'maintenance' | 'initial';

const words: Readonly<Record<PoolFigure, { readonly label: string; readonly nothing: string }>> = {
  equity: { label: 'Equity', nothing: 'nothing is held' },
  haircut: { label: 'Collateral haircut', nothing: 'all that is held counts in full' },
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
  if (figure === 'haircut') return haircutOf(head, table, desk);
  // What is paid in full reserves nothing.
  if (figure === 'initial' && table.kind === 'spot') return sumNode(head, [], words.initial.nothing);
  const legs = table.legs.map((leg) => {
    const nodes = marginNodes(leg, table.account, desk);
    return figure === 'initial' ? nodes.initial : nodes.maintenance(null);
  });
  const lost = table.maintenanceMissing;
  const gap =
    lost === null ? [] : [unknownLeaf({ symbol: 'lacking', label: 'What is not known', unit: head.unit }, lost.reason)];
  const { joint, collateral } = table;
  const together = joint.map((one) =>
    figure === 'initial' ? jointInitialNode(one, head.unit) : jointNode(one, head.unit),
  );
  const asked = figure === 'initial' ? [] : collateral.flatMap((term) => askedNode(term, table, desk) ?? []);
  return sumNode(
    head,
    [...family(figure, legs), ...family('joint', together), ...family('asked', asked), ...gap],
    words[figure].nothing,
  );
}

/** Whether something of what some pools hold does not count for the margin. */
export function hasHaircut(tables: readonly MarginTable[]): boolean {
  return tables.some(({ kind, collateral }) => kind !== 'spot' && collateral.some(({ haircut }) => haircut !== 0));
}

/** Equity, and what of it does not count where something does not: `countedText` says how they go together. */
export function countedNodes(tables: readonly MarginTable[], desk: Desk): readonly Draft[] {
  const equity = poolsNode('equity', tables, desk);
  return hasHaircut(tables) ? [equity, poolsNode('haircut', tables, desk)] : [equity];
}

/** The formula of the equity that counts, in the symbols of `countedNodes`. */
export function countedText(tables: readonly MarginTable[]): string {
  return hasHaircut(tables) ? 'equity - haircut' : 'equity';
}

function haircutOf(head: NodeHead, table: MarginTable, desk: Desk): Draft {
  if (table.kind === 'spot') return sumNode(head, [], words.haircut.nothing);
  if (table.equityMissing !== null) return unknownLeaf(head, table.equityMissing.reason);
  const parts = table.collateral.flatMap((term) => haircutNode(term, table, desk) ?? []);
  return sumNode(head, family('haircut', parts), words.haircut.nothing);
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
