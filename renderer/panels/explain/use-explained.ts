import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { ExplainDocument } from '../../../shared/contract/risk.ts';
import { useCall } from '../../api/queries.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';

/** What stands behind a figure, whoever answers: a measure, an event of the cascade, or a figure beside the events. */
export type ExplainAnswer = Omit<ExplainDocument, 'measure'> & {
  readonly measure: Omit<MeasureResult, 'id' | 'scope'>;
};

export interface Explained {
  /** Not there while nothing is asked or the answer is on its way. */
  readonly answer: ExplainAnswer | undefined;
  readonly isWaiting: boolean;
  readonly error: Error | null;
}

/** Asks for the tree of a figure. */
export function useExplained({ question, event: asked, cascadeFigure, whatIf, figure }: ExplainTarget): Explained {
  const event = asked ?? null;
  // Of the instant that the window shows: the tree tells of the very figure that was clicked, from the book that was read for it.
  const asOfMs = useCall('views.headline', {}).data?.dataAge.asOfMs ?? null;
  const measure = useCall('risk.explain', { asOfMs, ...(question ?? { measure: 'equity' }) }, question !== null);
  const events = useCall('risk.cascadeEvent', event?.asked ?? { question: {}, side: 'down', index: 0 }, event !== null);
  const figures = useCall(
    'risk.cascadeFigure',
    cascadeFigure ?? { question: {}, asked: { kind: 'end', side: 'down', figure: 'left' } },
    cascadeFigure !== undefined,
  );
  const whatIfs = useCall(
    'whatif.explain',
    { asOfMs, ...(whatIf ?? { measure: 'equity', tickets: [] }) },
    whatIf !== undefined,
  );
  if (event !== null)
    return answered(events, figure, (data) => data.trees.find((one) => one.figure === event.figure)?.tree ?? null);
  if (cascadeFigure !== undefined) return answered(figures, figure, ({ tree }) => tree);
  if (whatIf !== undefined) {
    const found = whatIfs.isPlaceholderData ? undefined : whatIfs.data;
    return { answer: found, isWaiting: found === undefined && whatIfs.error === null, error: whatIfs.error };
  }
  const answer = question === null || measure.isPlaceholderData ? undefined : measure.data;
  return {
    answer,
    isWaiting: question !== null && answer === undefined && measure.error === null,
    error: measure.error,
  };
}

/** A figure that no measure says: its value is the one that was clicked. */
function answered<Data extends { readonly asOf: string }>(
  query: { readonly data: Data | undefined; readonly isPlaceholderData: boolean; readonly error: Error | null },
  figure: ExplainTarget['figure'],
  treeOf: (data: Data) => ExplainAnswer['tree'],
): Explained {
  const { data, isPlaceholderData, error } = query;
  if (data === undefined || isPlaceholderData) return { answer: undefined, isWaiting: error === null, error };
  const tree = treeOf(data);
  return {
    answer: {
      asOf: data.asOf,
      tree,
      known: [],
      measure: { ...figure, unit: tree?.unit ?? '', flags: [...figure.flags] },
    },
    isWaiting: false,
    error,
  };
}
