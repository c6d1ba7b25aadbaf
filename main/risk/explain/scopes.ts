import type { ValuedBalance, ValuedBook, ValuedPosition } from '../../../shared/book/valued-book.ts';
import type { Scope } from '../../../shared/measures/scope.ts';
import type { Exposure } from '../exposure/exposures.ts';
import type { MarginTable } from '../margin/margin-table.ts';

/** The pools whose figures make up a scope: of an account its margin pools, or all it holds when it has none. */
export function tablesOf(all: readonly MarginTable[], scope: Scope): readonly MarginTable[] {
  switch (scope.kind) {
    case 'book':
      return [...Map.groupBy(all, (table) => table.account).values()].flatMap(counted);
    case 'account':
      return counted(all.filter((table) => table.account === scope.account));
    case 'pool':
      return all.filter((table) => table.account === scope.account && table.pool === scope.pool);
    case 'position':
      return all.filter((table) => table.account === scope.account && positionIn(table.positions, scope) !== undefined);
    default:
      return [];
  }
}

function counted(tables: readonly MarginTable[]): readonly MarginTable[] {
  const margin = tables.filter((table) => table.kind !== 'spot');
  return margin.length > 0 ? margin : tables;
}

/** What is held in a scope, in the order of the book. */
export function exposuresIn(
  all: readonly Exposure[],
  tables: readonly MarginTable[],
  scope: Scope,
): readonly Exposure[] {
  switch (scope.kind) {
    case 'book':
      return all;
    case 'account':
      return all.filter((one) => one.account === scope.account);
    case 'venue':
      return all.filter((one) => one.venue === scope.venue);
    case 'asset':
      return all.filter((one) => one.asset === scope.asset);
    case 'pool':
      return heldBy(all, tablesOf(tables, scope));
    case 'position':
      return all.filter(
        ({ account, position }) =>
          account === scope.account && position !== null && positionIn([position], scope) !== undefined,
      );
    case 'balance':
      return all.filter(
        ({ account, asset, position }) => account === scope.account && position === null && asset === scope.asset,
      );
    case 'episode':
      return [];
  }
}

/** What lies in some pools. */
export function heldBy(all: readonly Exposure[], tables: readonly MarginTable[]): readonly Exposure[] {
  const sources = new Set<object>(tables.flatMap((table) => [...table.positions, ...table.balances]));
  return all.filter((one) => sources.has(one.source));
}

export type PositionScope = Extract<Scope, { kind: 'position' }>;

export function positionIn(
  positions: readonly ValuedPosition[],
  scope: Pick<PositionScope, 'instrument' | 'side'>,
): ValuedPosition | undefined {
  return positions.find((one) => one.instrument.symbol === scope.instrument && one.side === scope.side);
}

export function balanceIn(book: ValuedBook, scope: Extract<Scope, { kind: 'balance' }>): ValuedBalance | undefined {
  return book.accounts.find((one) => one.name === scope.account)?.balances.find((one) => one.asset === scope.asset);
}

/** Every scope of which the book can say something. */
export function everyScope(book: ValuedBook): readonly Scope[] {
  const { accounts } = book;
  const venues = new Set(accounts.flatMap(({ venue }) => (venue === null ? [] : [venue])));
  const assets = new Set([
    ...accounts.flatMap(({ positions }) => positions.map(({ instrument }) => instrument.asset)),
    ...accounts.flatMap(({ balances }) => balances.filter(({ isCash }) => !isCash).map(({ asset }) => asset)),
  ]);
  return [
    { kind: 'book' },
    ...accounts.map(({ name }): Scope => ({ kind: 'account', account: name })),
    ...[...venues].map((venue): Scope => ({ kind: 'venue', venue })),
    ...[...assets].map((asset): Scope => ({ kind: 'asset', asset })),
    ...accounts.flatMap(({ name, positions, balances }) => [
      ...positions.map(({ instrument, side }): Scope => ({
        kind: 'position',
        account: name,
        instrument: instrument.symbol,
        side,
      })),
      ...balances.map(({ asset }): Scope => ({ kind: 'balance', account: name, asset })),
    ]),
  ];
}
