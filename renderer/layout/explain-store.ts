import { create } from 'zustand';
import type { CallInput } from '../api/client.ts';
import type { Cell } from '../../shared/contract/views.ts';
import type { CascadeEventDocument } from '../../shared/contract/cascade.ts';
import type { LadderAxis, ShockedAt } from '../../shared/contract/risk.ts';
import type { RiskState } from '../../shared/contract/common.ts';
import type { MeasureId } from '../../shared/measures/measure.ts';
import type { ScopeText } from '../../shared/measures/scope.ts';

/** The measure behind a figure, and of what. */
export interface FigureQuestion {
  readonly measure: MeasureId;
  readonly scope: ScopeText;
  /** The rung of the ladder at which it stands; at the marks without one. */
  readonly shock?: ShockedAt;
  /** The axis of the ladder along which it is meant; its own without one. */
  readonly axis?: LadderAxis;
  /** The jump and the delay that Insolvency was asked with. */
  readonly insolvency?: { readonly gapFraction: number; readonly delayHours: number };
  /** Of an earlier instant than the one that the window shows: that of a report. */
  readonly asOfMs?: number;
}

/** A figure of an event in the order of events. */
export interface EventQuestion {
  readonly asked: CallInput<'risk.cascadeEvent'>;
  readonly figure: CascadeEventDocument['trees'][number]['figure'];
}

/** A figure of the order of events beside its events: a top-up, a trade of a plan, what harder rules do, the end of a way. */
export type CascadeFigureAsked = CallInput<'risk.cascadeFigure'>;

/** A figure of a what-if, or what the what-if changes of it. */
export type WhatIfFigureAsked = Omit<CallInput<'whatif.explain'>, 'asOfMs'>;

/** A figure of the window that is asked about. */
export interface ExplainTarget {
  /** What it is called where it stands. */
  readonly label: string;
  /** Whose it is: an account, a position, the whole book. */
  readonly about: string;
  /** null where no measure of the engine stands behind it: then its meaning, value and reason are all there is. */
  readonly question: FigureQuestion | null;
  /** In place of a measure: an event that stands behind it. */
  readonly event?: EventQuestion;
  /** In place of a measure: a figure beside the events that stands behind it. */
  readonly cascadeFigure?: CascadeFigureAsked;
  /** In place of a measure of the book: that of a what-if. */
  readonly whatIf?: WhatIfFigureAsked;
  /** What it says, where no measure says it. */
  readonly meaning: string;
  readonly figure: Pick<Cell, 'value' | 'status' | 'reason' | 'mend' | 'flags'>;
  /** As it stands in the window, unit included. */
  readonly text: string;
  /** Said beside the figure: how far away, in which state. */
  readonly badge?: { readonly state: RiskState; readonly text: string };
  /** Where it stood. */
  readonly from: string;
}

interface ExplainState {
  /** What is explained, the newest last; empty while nothing is. */
  readonly trail: readonly ExplainTarget[];
}

export const useExplain = create<ExplainState>(() => ({ trail: [] }));

let cameFrom: Element | null = null;

/** Opens the sheet over the panels, or goes on from the figure that is explained already. */
export function explain(target: ExplainTarget): void {
  const { trail } = useExplain.getState();
  if (trail.length === 0) cameFrom = document.activeElement;
  useExplain.setState({ trail: [...trail, target] });
}

/** Back to the figure explained before, or to the panels. */
export function explainBack(): void {
  const { trail } = useExplain.getState();
  if (trail.length <= 1) closeExplain();
  else useExplain.setState({ trail: trail.slice(0, -1) });
}

/** Back to the panels, with the focus where it was. */
export function closeExplain(): void {
  if (useExplain.getState().trail.length === 0) return;
  useExplain.setState({ trail: [] });
  const element = cameFrom;
  cameFrom = null;
  // The panels under the sheet take no focus before they are shown again.
  requestAnimationFrame(() => element instanceof HTMLElement && element.isConnected && element.focus());
}
