import { create } from 'zustand';
import { useCall } from '../../api/queries.ts';

/** How far and how finely the axis goes. */
export const ranges = {
  '±20 % by 0.5': { from: -0.2, to: 0.2, step: 0.005 },
  '±40 % by 1': { from: -0.4, to: 0.4, step: 0.01 },
  '±80 % by 2': { from: -0.8, to: 0.8, step: 0.02 },
} as const;
export type RangeName = keyof typeof ranges;
export const rangeNames = Object.keys(ranges) as readonly RangeName[];

export interface LadderSettings {
  /** What the panel shows: where each pool goes if nothing is closed, or what happens as they are called. */
  readonly view: 'ladder' | 'order';
  /** null: the largest absolute net exposure. */
  readonly asset: string | null;
  /** What the other assets do: stand still, move alike, or each by its own beta. */
  readonly beta: 0 | 1 | 'estimated';
  readonly range: RangeName;
  /** Where the slider stands; null until it was moved. */
  readonly shock: number | null;
}

export const useLadderSettings = create<LadderSettings>(() => ({
  view: 'ladder',
  asset: null,
  beta: 1,
  range: '±40 % by 1',
  shock: null,
}));

export function useLadder() {
  const settings = useLadderSettings();
  const query = useCall('views.ladder', {
    axis: { asset: settings.asset, beta: settings.beta, ...ranges[settings.range] },
  });
  return { settings, query };
}
