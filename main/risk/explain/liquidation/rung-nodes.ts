import { known, notApplicable, type Maybe, type Outcome } from '../../../../shared/measures/outcome.ts';
import { scopeText, type Scope } from '../../../../shared/measures/scope.ts';
import { findMeasure } from '../../assessment/assessment.ts';
import { sumOf } from '../../exposure/sums.ts';
import { isGone } from '../../liquidation/first-crossing.ts';
import { isStrict, type MarginTable } from '../../margin/margin-table.ts';
import type { Desk } from '../desk.ts';
import type { ExplainInput } from '../explain-input.ts';
import { branch, family, fixed, renamed, sumNode, type Draft } from '../nodes.ts';
import { countedNodes, poolsNode } from '../margin/pool-nodes.ts';
import type { ShownFigure } from '../position-figures.ts';
import { positionNodes } from '../position-nodes.ts';
import { tablesOf } from '../scopes.ts';

/** What only a rung of the ladder has, of the book or of a pool; null for any other scope, and at the marks. */
export function rungFigure(
  id: 'equityChange' | 'closedNotional',
  scope: Scope,
  input: ExplainInput,
  desk: Desk,
): ShownFigure | null {
  const { before } = input;
  if (before === null || (scope.kind !== 'book' && scope.kind !== 'pool')) return null;
  const tables = tablesOf(desk.tables, scope);
  if (tables.length === 0) return null;
  if (id === 'equityChange') return changeFigure(scope, tables, { ...desk, ...before, moved: new Map() }, input, desk);
  // Every pool for itself: those that pay in full are never closed.
  const parts = tables.map((table) => closedFigure(table, input, desk));
  const [only] = parts;
  if (only !== undefined && scope.kind === 'pool') return only;
  return {
    outcome: sumOf(parts.map(({ outcome }) => outcome as Maybe)),
    draft: sumNode(
      { symbol: 'closed', label: 'What venues would close', unit: desk.book.base },
      family(
        'pool',
        parts.map(({ draft }) => draft as Draft),
      ),
      'no pool',
    ),
  };
}

function changeFigure(
  scope: Scope,
  tables: readonly MarginTable[],
  atMarks: Desk,
  { assessment }: ExplainInput,
  desk: Desk,
): ShownFigure {
  const head = { symbol: 'change', label: 'Change of equity', unit: desk.book.base };
  const [reached, start] = [
    poolsNode('equity', tables, desk),
    poolsNode('equity', tablesOf(atMarks.tables, scope), atMarks),
  ];
  const draft = branch(head, 'reached - now', [
    renamed({ ...reached, label: `${reached.label}, at the rung` }, 'reached'),
    renamed({ ...start, label: `${start.label}, now` }, 'now'),
  ]);
  const equity = figureAt(scope, 'equity', assessment);
  return {
    outcome: equity?.status === 'value' && draft.value !== null ? known(draft.value) : asOutcome(equity),
    draft,
  };
}

/** The gross notional of a pool whose equity is at or below its maintenance, else 0. */
function closedFigure(table: MarginTable, { assessment }: ExplainInput, desk: Desk): ShownFigure {
  const { account, pool } = table;
  const head = { symbol: 'closed', label: `Closed of ${account}, ${pool}`, unit: desk.book.base };
  if (table.kind === 'spot' || table.legs.length === 0)
    return { outcome: known(0), draft: fixed(head, 0, 'nothing here can be liquidated') };
  const buffer = figureAt({ kind: 'pool', account, pool }, 'buffer', assessment);
  if (buffer?.value == null) return { outcome: asOutcome(buffer), draft: null };
  const sides = [...countedNodes([table], desk), poolsNode('maintenance', [table], desk)];
  if (!isGone(buffer.value, isStrict(table)))
    return {
      outcome: known(0),
      draft: branch(
        { ...head, why: 'What counts of its equity covers its maintenance: nothing is closed.' },
        '0',
        sides,
      ),
    };
  const notionals = family(
    'notional',
    table.legs.map((leg) => positionNodes(leg.position, account, desk).notional),
  );
  const draft = branch(
    { ...head, why: 'What counts of its equity no longer covers its maintenance: the venue may close all of it.' },
    'sum(notional)',
    [...notionals, ...sides],
  );
  return { outcome: draft.value === null ? asOutcome(buffer) : known(draft.value), draft };
}

function figureAt(scope: Scope, id: string, assessment: ExplainInput['assessment']) {
  return findMeasure(assessment, id, scopeText(scope));
}

function asOutcome(figure: ReturnType<typeof figureAt>): Outcome {
  if (figure?.status === 'missing-data')
    return { status: 'missing-data', reason: figure.reason ?? '', mend: figure.mend ?? '' };
  return notApplicable(figure?.reason ?? 'There is no such figure here.');
}
