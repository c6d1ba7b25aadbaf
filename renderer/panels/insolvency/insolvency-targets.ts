import type { InsolvencyDocument, InsolvencyEnding, InsolvencyFigure } from '../../../shared/contract/insolvency.ts';
import type { ExplainTarget, FigureQuestion } from '../../layout/explain-store.ts';

/** What each figure of the panel means, where no measure of the engine says it. */
const meanings = {
  Called: 'The price at which the pool is liquidated, the other instruments at their marks.',
  Bankrupt: 'The price at which the equity of the pool is 0, before fees, the other instruments at their marks.',
  Buffer: 'The gap between the two as a share of the liquidation price: the room between the call and the first debt.',
  'Buffer in money': 'The equity that is left at the liquidation price, before fees.',
  'To bankruptcy': 'From the mark to the bankruptcy price.',
  Sigmas: 'From the mark to the bankruptcy price in daily sigmas: |ln(bankruptcy / mark)| / sigma.',
  'Left after call':
    'The equity after what the rules of its venue close of the pool at its liquidation price (all of it, or a first step), less their fees.',
  Debt: 'What the pool owes after the jump, once it is closed by the rules of its venue: never below 0.',
  'Expected debt':
    'What is owed on average when the exit comes the chosen delay after the call: a put of Black (1976) at the bankruptcy price, without drift.',
  Score:
    'What the venue orders positions in profit by: the higher, the sooner it is closed against somebody else’s bankruptcy.',
  'Net after': 'The net exposure of the book in the asset once the winning position is closed.',
  'Called now': 'The liquidation price of the position that stays, as it is now.',
  'Called then': 'The same once the winning position is closed at its mark, before fees.',
} as const;

/** Which measure of the engine stands behind a column; the two prices are asked for by their side. */
const measureOf = {
  Bankrupt: 'bankruptcyPrice',
  Buffer: 'bufferFraction',
  'Buffer in money': 'bufferMoney',
  'To bankruptcy': 'distanceToInsolvency',
  Sigmas: 'distanceToInsolvencySigma',
  'Left after call': 'equityAfterLiquidation',
  Debt: 'shortfall',
  'Expected debt': 'expectedDebt',
} as const;

/** What is asked of a figure of a pool along one of its instruments, with the jump and the delay of the panel. */
export function endingQuestion(
  label: keyof typeof measureOf | 'Called',
  { side, scope }: Pick<InsolvencyEnding, 'side' | 'scope'>,
  insolvency: InsolvencyChoice,
): FigureQuestion {
  if (label !== 'Called') return { measure: measureOf[label], scope, insolvency };
  return { measure: side === 'up' ? 'liquidationPrice.upper' : 'liquidationPrice.lower', scope };
}

/** What the trader chooses in the panel. */
export type InsolvencyChoice = Pick<InsolvencyDocument, 'gapFraction' | 'delayHours'>;

export type InsolvencyColumn = keyof typeof meanings;

export function insolvencyTarget(
  label: InsolvencyColumn,
  about: string,
  figure: InsolvencyFigure,
  text: string,
  question: FigureQuestion | null = null,
): ExplainTarget {
  return { label, about, question, meaning: meanings[label], figure, text, from: 'Insolvency' };
}
