import type { ValuedBook } from '../../../shared/book/valued-book.ts';
import type { ExplainDocument, ExplainNode } from '../../../shared/contract/risk.ts';
import { isMeasureId, type MeasureId } from '../../../shared/measures/measure.ts';
import { parseScope, scopeText, type Scope } from '../../../shared/measures/scope.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { assess } from '../assessment/assess.ts';
import { defaultAxis, defaultThresholds, findMeasure, type AssessOptions } from '../assessment/assessment.ts';
import { compileBook } from '../margin/compile-pools.ts';
import type { MarginTable } from '../margin/margin-table.ts';
import { liquidationNode } from './liquidation-node.ts';
import { branch, sumNode } from './nodes.ts';
import { legNodes } from './leg-nodes.ts';
import { poolEquityNode, poolMaintenanceNode } from './pool-nodes.ts';

const explained: readonly MeasureId[] = [
  'liquidationPrice.lower',
  'liquidationPrice.upper',
  'maintenanceMargin',
  'equity',
  'marginRatio',
  'buffer',
];

/** No figure explained here rests on the rungs of the ladder: one is enough. */
const atTheMarks: AssessOptions = { axis: { ...defaultAxis, from: 0, to: 0 }, thresholds: defaultThresholds };

/**
 * A figure with the tree of inputs behind it; the tree is null when the figure has no value (the figure says why).
 * @param scope as `scopeText` writes it; null: the whole book
 */
export function explainMeasure(book: ValuedBook, id: string, scope: string | null): Result<ExplainDocument> {
  if (!isMeasureId(id))
    return failure('measure-unknown', `there is no measure "${id}"`, `Try ${explained.join(', ')}.`);
  if (!explained.includes(id))
    return failure('measure-unexplained', `${id} is not explained yet`, `Explained are ${explained.join(', ')}.`);
  const parsed: Scope | null = scope === null ? { kind: 'book' } : parseScope(scope);
  if (parsed === null)
    return failure(
      'scope-unreadable',
      `"${String(scope)}" is no scope`,
      'Write book, account:NAME, pool:NAME/POOL or position:NAME/INSTRUMENT/SIDE.',
    );
  const assessment = assess(book, atTheMarks);
  const measure = findMeasure(assessment, id, scopeText(parsed));
  if (measure === null) {
    const scopes = assessment.measures.filter((one) => one.id === id).map((one) => one.scope);
    return failure(
      'scope-absent',
      `there is no ${id} of ${scopeText(parsed)}`,
      `There is one of ${scopes.slice(0, 12).join(', ')}.`,
    );
  }
  if (measure.status !== 'value') return success({ measure, tree: null });
  return success({ measure, tree: treeOf(book, id, parsed) });
}

function treeOf(book: ValuedBook, id: MeasureId, scope: Scope): ExplainNode | null {
  const tables = tablesOf(compileBook(book), scope);
  switch (id) {
    case 'liquidationPrice.lower':
    case 'liquidationPrice.upper':
      return priceTree(tables, scope, id === 'liquidationPrice.lower' ? 'below' : 'above', book.base);
    case 'maintenanceMargin':
      return scope.kind === 'position'
        ? positionMaintenance(tables, scope, book.base)
        : maintenanceTree(tables, book.base);
    case 'equity':
      return equityTree(tables, book.base);
    case 'marginRatio':
    case 'buffer':
      return branch(
        id === 'buffer'
          ? { symbol: 'buffer', label: 'Buffer', unit: book.base }
          : { symbol: 'marginRatio', label: 'Margin ratio', unit: 'fraction' },
        id === 'buffer' ? 'equity - maintenance' : 'maintenance / equity',
        [equityTree(tables, book.base), maintenanceTree(tables, book.base)],
      );
    default:
      return null;
  }
}

/** The pools whose figures make up a scope: of an account its margin pools, or all it holds when it has none. */
function tablesOf(all: readonly MarginTable[], scope: Scope): readonly MarginTable[] {
  if (scope.kind === 'book') return [...Map.groupBy(all, (table) => table.account).values()].flatMap(counted);
  if (scope.kind === 'pool') return all.filter((table) => table.account === scope.account && table.pool === scope.pool);
  if (scope.kind === 'account') return counted(all.filter((table) => table.account === scope.account));
  if (scope.kind === 'position')
    return all.filter((table) => table.account === scope.account && positionIn(table, scope) !== undefined);
  return [];
}

function counted(tables: readonly MarginTable[]): readonly MarginTable[] {
  const margin = tables.filter((table) => table.kind !== 'spot');
  return margin.length > 0 ? margin : tables;
}

type PositionScope = Extract<Scope, { kind: 'position' }>;

function positionIn(table: MarginTable, scope: PositionScope): MarginTable['positions'][number] | undefined {
  return table.positions.find((one) => one.instrument.symbol === scope.instrument && one.side === scope.side);
}

function priceTree(
  tables: readonly MarginTable[],
  scope: Scope,
  side: 'below' | 'above',
  base: string,
): ExplainNode | null {
  const [table] = tables;
  const position = table === undefined || scope.kind !== 'position' ? undefined : positionIn(table, scope);
  return table === undefined || position === undefined ? null : liquidationNode(table, position, side, base);
}

function positionMaintenance(tables: readonly MarginTable[], scope: PositionScope, base: string): ExplainNode | null {
  const leg = tables
    .flatMap((table) => table.legs)
    .find(({ position }) => position.instrument.symbol === scope.instrument && position.side === scope.side);
  return leg === undefined ? null : legNodes(leg, base).maintenance(null);
}

function maintenanceTree(tables: readonly MarginTable[], base: string): ExplainNode {
  const [only] = tables;
  if (tables.length === 1 && only !== undefined) return poolMaintenanceNode(only, base);
  return sumNode(
    { symbol: 'maintenance', label: 'Maintenance margin', unit: base },
    tables.map((table, index) => poolMaintenanceNode(table, base, `pool${index + 1}`)),
    'no position asks for margin',
  );
}

function equityTree(tables: readonly MarginTable[], base: string): ExplainNode {
  const [only] = tables;
  if (tables.length === 1 && only !== undefined) return poolEquityNode(only, base);
  return sumNode(
    { symbol: 'equity', label: 'Equity', unit: base },
    tables.map((table, index) => poolEquityNode(table, base, `pool${index + 1}`)),
    'nothing is held',
  );
}
