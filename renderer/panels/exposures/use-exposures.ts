import { create } from 'zustand';
import { useCall } from '../../api/queries.ts';

export type GroupBy = 'asset' | 'account' | 'venue';

/** Columns that are shown only when asked for. */
export const optionalColumns = {
  entry: 'Entry',
  onePercentMove: '1 % move',
  funding: 'Funding',
} as const;
export type OptionalColumn = keyof typeof optionalColumns;

interface ExposuresSettings {
  readonly groupBy: GroupBy;
  readonly shown: ReadonlySet<OptionalColumn>;
  readonly folded: ReadonlySet<string>;
  readonly filter: string;
  readonly isFiltering: boolean;
}

export const useExposuresSettings = create<ExposuresSettings>(() => ({
  groupBy: 'asset',
  shown: new Set(),
  folded: new Set(),
  filter: '',
  isFiltering: false,
}));

export function groupBy(value: GroupBy): void {
  useExposuresSettings.setState({ groupBy: value, folded: new Set() });
}

export function toggleColumn(column: OptionalColumn): void {
  useExposuresSettings.setState(({ shown }) => ({ shown: toggled(shown, column) }));
}

export function toggleGroup(group: string): void {
  useExposuresSettings.setState(({ folded }) => ({ folded: toggled(folded, group) }));
}

export function useExposures() {
  const settings = useExposuresSettings();
  return { settings, query: useCall('views.exposures', { groupBy: settings.groupBy }) };
}

function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}
