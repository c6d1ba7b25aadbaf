import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { countText } from '../../../shared/format/count.ts';
import { amountsAreHidden } from '../../../shared/format/hidden-amounts.ts';
import { flagWords } from '../../../shared/measures/flag-words.ts';
import { Flagged } from '../../widgets/figure.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { copyPlain, plainText } from '../../widgets/copy-text.ts';
import { exactValue, formulaWords, nodeValue, symbolWords, treeAsText, whereText } from './node-text.ts';
import {
  openedAtFirst,
  pathAfterKey,
  shownAtFirst,
  shownMore,
  treeRows,
  type TreeRow,
  type TreeState,
} from './tree-rows.ts';

/** As many lines as stand under each other without scrolling. */
const linesAtFirst = 22;

/** The inputs of a figure, each with its own: a treegrid (WAI-ARIA) by mouse and by keys. */
export function ExplainTree({
  trees,
  asOfMs,
}: {
  readonly trees: readonly ExplainNode[];
  readonly asOfMs: number | null;
}) {
  const [state, setState] = useState<TreeState>(() => ({
    opened: openedAtFirst(trees, linesAtFirst),
    shown: new Map(),
  }));
  const [focused, setFocused] = useState('0');
  const grid = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => treeRows(trees, state), [trees, state]);
  const here = rows.some(({ path }) => path === focused) ? focused : '0';

  function toggle(row: TreeRow): void {
    if (row.kind === 'fold') {
      const shown = (state.shown.get(row.parent) ?? shownAtFirst) + shownMore;
      setState({ ...state, shown: new Map(state.shown).set(row.parent, shown) });
      // The line that was chosen is gone or further down: its place is taken by the first that it hid.
      const first = `${row.parent}/${shown - shownMore}`;
      setFocused(first);
      requestAnimationFrame(() => rowAt(first)?.focus());
      return;
    }
    if (row.node.children.length === 0) return;
    const opened = new Set(state.opened);
    if (!opened.delete(row.path)) opened.add(row.path);
    setState({ ...state, opened });
  }

  function press(event: KeyboardEvent, row: TreeRow): void {
    const { key } = event;
    if ((event.ctrlKey || event.metaKey) && key === 'c') {
      copyPlain(row.kind === 'fold' ? '' : event.shiftKey ? treeAsText(row.node) : plainText(row.node.value));
    } else if (event.ctrlKey || event.metaKey || event.altKey) return;
    else if (key === 'Enter' || key === ' ') toggle(row);
    else if (key === '*') openLevel(row);
    else if (key === 'ArrowRight' && row.kind === 'node' && !row.isOpen && row.node.children.length > 0) toggle(row);
    else if (key === 'ArrowRight' && (row.kind === 'fold' || row.node.children.length === 0)) return;
    else if (key === 'ArrowLeft' && row.kind === 'node' && row.isOpen) toggle(row);
    else {
      const next = pathAfterKey(rows, row.path, key);
      if (next === null) return;
      setFocused(next);
      rowAt(next)?.focus();
    }
    event.preventDefault();
  }

  /** Opens every node beside this one. */
  function openLevel({ path }: TreeRow): void {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const beside = rows.filter((row) => row.path.slice(0, Math.max(0, row.path.lastIndexOf('/'))) === parent);
    setState({ ...state, opened: new Set([...state.opened, ...beside.map((row) => row.path)]) });
  }

  function rowAt(path: string): HTMLElement | null {
    return grid.current?.querySelector<HTMLElement>(`[data-path="${path}"]`) ?? null;
  }

  const inFocus = rows.find(({ path }) => path === here);
  return (
    <>
      <div className="explain-tree" role="treegrid" aria-label="Inputs" ref={grid}>
        <div role="rowgroup" className="explain-tree-head">
          <div role="row">
            <span role="columnheader">Input</span>
            <span role="columnheader" className="right">
              Value
            </span>
            <span role="columnheader">Unit</span>
            <span role="columnheader">Where it comes from</span>
          </div>
        </div>
        <div role="rowgroup" className="explain-tree-body">
          {rows.map((row) => (
            <Line
              key={row.path}
              row={row}
              asOfMs={asOfMs}
              isFocusable={row.path === here}
              onToggle={() => toggle(row)}
              onFocus={() => setFocused(row.path)}
              onKeyDown={(event) => press(event, row)}
            />
          ))}
        </div>
      </div>
      {inFocus?.kind === 'node' && <Detail node={inFocus.node} asOfMs={asOfMs} />}
    </>
  );
}

/** Everything that is said of the line under the focus: a column would cut it off. */
function Detail({ node, asOfMs }: { readonly node: ExplainNode; readonly asOfMs: number | null }) {
  const flags = node.flags ?? [];
  return (
    <div className="explain-detail" role="note" aria-label="The line in focus">
      <strong>{node.label}</strong> <span className="t1">{exactValue(node)}</span> {node.unit}
      {node.formula !== null && <span className="t3"> = {formulaWords(node)}</span>}
      <div>{whereText(node, asOfMs)}</div>
      {node.formula !== null && node.why !== undefined && !amountsAreHidden() && <div>{node.why}</div>}
      {flags.length > 0 && <div>Rests on {flagWords(flags)}.</div>}
    </div>
  );
}

function Line({
  row,
  asOfMs,
  isFocusable,
  onToggle,
  onFocus,
  onKeyDown,
}: {
  readonly row: TreeRow;
  readonly asOfMs: number | null;
  readonly isFocusable: boolean;
  readonly onToggle: () => void;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  const common = {
    role: 'row',
    'data-path': row.path,
    'aria-level': row.level,
    tabIndex: isFocusable ? 0 : -1,
    onClick: onToggle,
    onFocus,
    onKeyDown,
  } as const;
  const indent = { paddingLeft: 10 + (row.level - 1) * 18 };
  if (row.kind === 'fold') {
    return (
      <div {...common} className="explain-line can-open">
        <span role="gridcell" style={indent} className="t1">
          <span className="explain-turn">
            <Icon name="more" />
          </span>
          {countText(row.hidden)} more
        </span>
        <span role="gridcell" className="explain-wide t3">
          {countText(Math.min(row.hidden, shownMore))} at a time
        </span>
      </div>
    );
  }
  const { node } = row;
  const hasInputs = node.children.length > 0;
  const { text, unit } = nodeValue(node);
  const where = whereText(node, asOfMs);
  return (
    <div
      {...common}
      className={`explain-line ${hasInputs ? 'can-open' : ''} ${row.level === 1 ? 'sub' : ''}`}
      aria-setsize={row.siblings}
      aria-posinset={row.place}
      {...(hasInputs ? { 'aria-expanded': row.isOpen } : {})}
    >
      <span role="gridcell" style={indent} className={row.level === 1 ? 'explain-input t1 strong' : 'explain-input'}>
        <span className="explain-turn">{hasInputs && <Icon name={row.isOpen ? 'chevron' : 'right'} />}</span>
        <span className="ellipsis" title={`${node.label} (${node.symbol})`}>
          {node.label}
          {row.level > 1 && symbolWords(node.symbol) !== node.label.toLowerCase() && (
            <span className="t3"> {symbolWords(node.symbol)}</span>
          )}
        </span>
      </span>
      <span role="gridcell" className="right t1" title={exactValue(node)}>
        <Flagged flags={node.flags ?? []}>{text}</Flagged>
      </span>
      <span role="gridcell" className="t3 ellipsis" title={unit}>
        {unit}
      </span>
      <span role="gridcell" className="explain-where ellipsis" title={where}>
        {where}
      </span>
    </div>
  );
}
