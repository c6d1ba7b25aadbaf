import type { LadderView } from '../../../shared/contract/views.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { numberText } from '../../../shared/format/number-text.ts';
import { percentText, signedPercentText } from '../../../shared/format/ratio.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { knownFigure, plainTarget } from '../explain/explain-cells.ts';
import type { FigureMeaning } from '../explain/figure-meanings.ts';
import { askedAxis, betaQuestion, laneQuestion, rungQuestion } from '../explain/figure-measures.ts';
import { nearestShock, type Lane } from './lane-segments.ts';
import type { Rung, RungRow } from './rung.ts';

/** The figures of a rung. */
export type RungColumn = 'equity' | 'change' | 'maintenance' | 'ratio' | 'closed';

const columns: Readonly<
  Record<
    RungColumn | 'state',
    { readonly label: string; readonly meaning: FigureMeaning; readonly text: (value: number) => string }
  >
> = {
  equity: { label: 'Equity', meaning: 'rungEquity', text: moneyText },
  change: { label: 'Change of equity', meaning: 'rungChange', text: signedMoneyText },
  maintenance: { label: 'Maintenance margin', meaning: 'rungMaintenance', text: moneyText },
  ratio: { label: 'Margin ratio', meaning: 'rungRatio', text: (value) => percentText(value) },
  closed: { label: 'Closed', meaning: 'rungClosed', text: moneyText },
  state: { label: 'Equity less maintenance', meaning: 'rungState', text: signedMoneyText },
};

/** A figure of a pool at a rung, with its tree at the prices of that rung. */
export function rungTarget(rung: Rung, row: RungRow, column: RungColumn): ExplainTarget {
  return target(rung, column, row[column], row.lane.label, row.lane);
}

/** What a pool is at a rung follows from its equity less its maintenance; null where one of them is not known. */
export function rungStateTarget(rung: Rung, row: RungRow): ExplainTarget | null {
  const { equity, maintenance, lane } = row;
  if (equity === null || maintenance === null) return null;
  return target(rung, 'state', equity - maintenance, lane.label, lane);
}

/** A figure of the whole book at a rung. */
export function bookRungTarget(rung: Rung, column: 'equity' | 'change' | 'closed'): ExplainTarget {
  return target(rung, column, rung[column], 'the whole book', null);
}

function target(
  rung: Rung,
  column: RungColumn | 'state',
  value: number | null,
  about: string,
  lane: Lane | null,
): ExplainTarget {
  const { label, meaning, text } = columns[column];
  const figure = knownFigure(value, lane?.flags ?? []);
  const at = rung.at === null ? '' : ` at ${signedPercentText(rung.shock)}`;
  const plain = { label: `${label}${at}`, about, meaning, figure, text, from: 'the ladder' };
  const isOfBoth = column === 'change' || column === 'closed';
  return plainTarget({ ...plain, question: rungQuestion(lane, column, isOfBoth ? rung.here : rung.at) });
}

/** Where a lane ends, along the axis that is shown. */
export function laneTarget(lane: Lane, axis: LadderView['axis'], text: string): ExplainTarget {
  return plainTarget({
    label: 'First to go',
    about: lane.label,
    question: laneQuestion(lane, askedAxis(axis)),
    meaning: 'laneEnd',
    figure: { ...knownFigure(nearestShock(lane), lane.flags), reason: lane.reason, mend: lane.mend },
    text: () => text,
    from: 'the ladder',
  });
}

/** The beta of an asset, or its standard error. */
export function betaTarget(
  { asset, beta, standardError, reason, mend }: LadderView['betas'][number],
  measure: 'beta' | 'betaError',
  axis: LadderView['axis'],
): ExplainTarget {
  return plainTarget({
    about: `${asset} to ${axis.asset}`,
    question: betaQuestion(asset, measure, askedAxis(axis)),
    figure: { ...knownFigure(measure === 'beta' ? beta : standardError), reason, mend },
    text: (value) => numberText(value, 2),
    from: 'the ladder',
  });
}
