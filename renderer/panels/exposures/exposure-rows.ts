import type { ExposureGridRow } from '../../../shared/contract/views.ts';

/** The rows that stand in the grid: without the members of folded groups, and with a filter only positions that match it. */
export function visibleRows(
  rows: readonly ExposureGridRow[],
  folded: ReadonlySet<string>,
  filter: string,
): readonly ExposureGridRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length > 0) {
    // The net of a group would be a lie under a filter that leaves some of it out.
    return rows.filter((row) => row.kind !== 'subtotal' && words.every((word) => searchText(row).includes(word)));
  }
  return rows.filter((row) => row.kind === 'subtotal' || !folded.has(row.group));
}

function searchText(row: ExposureGridRow): string {
  return [row.group, row.name, row.detail, row.account, row.instrument, row.state].join(' ').toLowerCase();
}

/** Groups that have a subtotal: their members stand indented under it. */
export function groupsWithSubtotal(rows: readonly ExposureGridRow[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.kind === 'subtotal').map((row) => row.group));
}

/**
 * Keeps groups whole after a sort: a group stands where its first member stands (a column in which subtotals say nothing) or where
 * its subtotal stands, the subtotal first, members in the sorted order.
 */
export function keepGroups<Item>(
  sorted: readonly Item[],
  rowOf: (item: Item) => Pick<ExposureGridRow, 'group' | 'kind'>,
  subtotalsLead: boolean,
): readonly Item[] {
  const groups = new Map<string, { readonly subtotal: Item[]; readonly members: Item[] }>();
  const place: string[] = [];
  for (const item of sorted) {
    const { group, kind } = rowOf(item);
    const known = groups.get(group) ?? { subtotal: [], members: [] };
    groups.set(group, known);
    (kind === 'subtotal' ? known.subtotal : known.members).push(item);
  }
  const hasSubtotal = (group: string) => groups.get(group)?.subtotal.length === 1;
  const isFolded = (group: string) => groups.get(group)?.members.length === 0;
  for (const item of sorted) {
    const { group, kind } = rowOf(item);
    const leads = hasSubtotal(group) && (subtotalsLead || isFolded(group)) ? kind === 'subtotal' : kind !== 'subtotal';
    if (leads && !place.includes(group)) place.push(group);
  }
  return place.flatMap((group) => {
    const { subtotal, members } = groups.get(group) ?? { subtotal: [], members: [] };
    return [...subtotal, ...members];
  });
}

/** The one row that is tinted: the nearest liquidation, when it is a danger. */
export function hitRowId(rows: readonly ExposureGridRow[]): string | null {
  let hit: ExposureGridRow | null = null;
  for (const row of rows) {
    if (
      row.kind === 'subtotal' ||
      row.kind === 'total' ||
      row.state !== 'danger' ||
      row.distanceFraction.value === null
    )
      continue;
    if (hit === null || Math.abs(row.distanceFraction.value) < Math.abs(hit.distanceFraction.value ?? Infinity))
      hit = row;
  }
  return hit?.id ?? null;
}
