import { create } from 'zustand';
import { useCall } from '../../api/queries.ts';

interface DrawdownSettings {
  readonly scope: string;
  readonly span: 'all' | '90';
  /** The episode that was chosen and is zoomed to. */
  readonly episode: number | null;
}

export const useDrawdownSettings = create<DrawdownSettings>(() => ({ scope: 'book', span: 'all', episode: null }));

export function useDrawdown() {
  const settings = useDrawdownSettings();
  return { settings, query: useCall('views.drawdown', { scope: settings.scope }) };
}
