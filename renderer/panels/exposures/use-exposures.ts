import { create } from 'zustand';
import { useCall } from '../../api/queries.ts';

export type GroupBy = 'asset' | 'account' | 'venue';

interface ExposuresSettings {
  readonly groupBy: GroupBy;
  readonly folded: ReadonlySet<string>;
  readonly filter: string;
  readonly isFiltering: boolean;
}

export const useExposuresSettings = create<ExposuresSettings>(() => ({
  groupBy: 'asset',
  folded: new Set(),
  filter: '',
  isFiltering: false,
}));

export function groupBy(value: GroupBy): void {
  useExposuresSettings.setState({ groupBy: value, folded: new Set() });
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
