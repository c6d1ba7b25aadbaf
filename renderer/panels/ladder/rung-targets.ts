import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { percentText, signedPercentText } from '../../../shared/format/ratio.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { knownFigure, plainTarget } from '../explain/explain-cells.ts';
import type { FigureMeaning } from '../explain/figure-meanings.ts';
import { laneQuestion, rungQuestion } from '../explain/figure-measures.ts';
import { nearestShock, type Lane } from './lane-segments.ts';
import type { Rung, RungRow } from './rung.ts';

/** The figures of a rung. */
export type RungColumn = 'equity' | 'change' | 'maintenance' | 'ratio' | 'closed';

const columns: Readonly<
  Record<
    RungColumn,
    { readonly label: string; readonly meaning: FigureMeaning; readonly text: (value: number) => string }
  >
> = {
  equity: { label: 'Equity', meaning: 'rungEquity', text: moneyText },
  change: { label: 'Change of equity', meaning: 'rungChange', text: signedMoneyText },
  maintenance: { label: 'Maintenance margin', meaning: 'rungMaintenance', text: moneyText },
  ratio: { label: 'Margin ratio', meaning: 'rungRatio', text: (value) => percentText(value) },
  closed: { label: 'Closed', meaning: 'rungClosed', text: moneyText },
};

/** A figure of a pool at a rung; at the shock of 0 it is the figure of now, with its tree. */
export function rungTarget(rung: Rung, row: RungRow, column: RungColumn): ExplainTarget {
  const { lane } = row;
  return target(rung, column, row[column], lane.label, lane, lane.flags, startOf(lane, rung, column));
}

/** A figure of the whole book at a rung. */
export function bookRungTarget(rung: Rung, column: 'equity' | 'change' | 'closed'): ExplainTarget {
  const now = rung.equity === null || rung.change === null ? null : rung.equity - rung.change;
  return target(rung, column, rung[column], 'the whole book', null, [], column === 'closed' ? 0 : now);
}

function target(
  rung: Rung,
  column: RungColumn,
  value: number | null,
  about: string,
  lane: Lane | null,
  flags: readonly string[],
  startsAt: number | null,
): ExplainTarget {
  const { label, meaning, text } = columns[column];
  const figure = knownFigure(value, flags);
  const question = column === 'closed' ? null : rungQuestion(lane, column === 'change' ? 'equity' : column);
  const from = 'the ladder';
  if (Math.abs(rung.shock) < 1e-12 && column !== 'change' && column !== 'closed')
    return plainTarget({ label, question, figure, text, from });
  const isStart = column === 'closed' || startsAt === null;
  const { label: nowLabel, text: nowText } = column === 'change' ? columns.equity : columns[column];
  return plainTarget({
    label: `${label} at ${signedPercentText(rung.shock)}`,
    about,
    question: null,
    meaning,
    figure,
    text,
    ...(isStart
      ? {}
      : { now: plainTarget({ label: nowLabel, question, figure: knownFigure(startsAt, flags), text: nowText, from }) }),
    from,
  });
}

/** What the figure is at the marks. */
function startOf(lane: Lane, rung: Rung, column: RungColumn): number | null {
  const now = rung.now;
  const [equity, maintenance] = [lane.equity[now] ?? null, lane.maintenance[now] ?? null];
  switch (column) {
    case 'equity':
    case 'change':
      return equity;
    case 'maintenance':
      return maintenance;
    case 'ratio':
      return equity === null || maintenance === null || equity <= 0 ? null : maintenance / equity;
    case 'closed':
      return null;
  }
}

/** Where a lane ends; its tree is known along the axis that stands at first. */
export function laneTarget(lane: Lane, isFirstAxis: boolean, text: string): ExplainTarget {
  return plainTarget({
    label: 'First to go',
    about: lane.label,
    question: isFirstAxis ? laneQuestion(lane) : null,
    meaning: 'laneEnd',
    figure: { ...knownFigure(nearestShock(lane), lane.flags), reason: lane.reason, mend: lane.mend },
    text: () => text,
    from: 'the ladder',
  });
}
