import type { ExplainNode } from '../../../shared/contract/risk.ts';

/** A line of the tree: a node, or what is folded away of a long list of siblings. */
export type TreeRow =
  | {
      readonly kind: 'node';
      /** Places from the root: `0/3/1`. */
      readonly path: string;
      readonly node: ExplainNode;
      /** 1 is the root. */
      readonly level: number;
      readonly place: number;
      readonly siblings: number;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: 'fold';
      readonly path: string;
      readonly level: number;
      readonly parent: string;
      readonly hidden: number;
    };

/** What the reader opened: nodes by path, and how many children of a long list are shown. */
export interface TreeState {
  readonly opened: ReadonlySet<string>;
  readonly shown: ReadonlyMap<string, number>;
}

/** Of a longer list of children only so many are shown at once. */
const foldFrom = 24;
export const shownAtFirst = 20;
export const shownMore = 200;

/** The lines of the trees in the order in which they are read; there are several where a figure is missing but some of its inputs are known. */
export function treeRows(trees: readonly ExplainNode[], state: TreeState): readonly TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (node: ExplainNode, path: string, level: number, place: number, siblings: number): void => {
    const isOpen = node.children.length > 0 && state.opened.has(path);
    rows.push({ kind: 'node', path, node, level, place, siblings, isOpen });
    if (!isOpen) return;
    const { children } = node;
    const shown = state.shown.get(path) ?? (children.length > foldFrom ? shownAtFirst : children.length);
    children
      .slice(0, shown)
      .forEach((child, index) => add(child, `${path}/${index}`, level + 1, index + 1, children.length));
    if (children.length > shown)
      rows.push({
        kind: 'fold',
        path: `${path}/more`,
        level: level + 1,
        parent: path,
        hidden: children.length - shown,
      });
  };
  trees.forEach((tree, index) => add(tree, String(index), 1, index + 1, trees.length));
  return rows;
}

/** Opened at first: a single root, then level after level as long as everything fits into so many lines. */
export function openedAtFirst(trees: readonly ExplainNode[], lines: number): ReadonlySet<string> {
  const opened = new Set<string>();
  let count = trees.length;
  let level: readonly { readonly node: ExplainNode; readonly path: string }[] = trees.map((node, index) => ({
    node,
    path: String(index),
  }));
  while (level.length > 0) {
    const next: { node: ExplainNode; path: string }[] = [];
    for (const { node, path } of level) {
      const { children } = node;
      if (children.length === 0) continue;
      const added = Math.min(children.length, foldFrom);
      if ((path !== '0' || trees.length > 1) && count + added > lines) continue;
      opened.add(path);
      count += added;
      children.forEach((child, index) => next.push({ node: child, path: `${path}/${index}` }));
    }
    level = next;
  }
  return opened;
}

/** Where the focus goes by a key of the treegrid pattern (WAI-ARIA); null when the key does not move it. */
export function pathAfterKey(rows: readonly TreeRow[], at: string, key: string): string | null {
  const index = rows.findIndex(({ path }) => path === at);
  const to = (place: number): string | null => rows[Math.max(0, Math.min(rows.length - 1, place))]?.path ?? null;
  switch (key) {
    case 'ArrowDown':
    case 'j':
      return to(index + 1);
    case 'ArrowUp':
    case 'k':
      return to(index - 1);
    case 'PageDown':
      return to(index + 10);
    case 'PageUp':
      return to(index - 10);
    case 'Home':
      return to(0);
    case 'End':
      return to(rows.length - 1);
    case 'ArrowLeft':
      return parentOf(at);
    case 'ArrowRight':
      return to(index + 1);
    default:
      return null;
  }
}

function parentOf(path: string): string | null {
  const cut = path.lastIndexOf('/');
  return cut < 0 ? path : path.slice(0, cut);
}
