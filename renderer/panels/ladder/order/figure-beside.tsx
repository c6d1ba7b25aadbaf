import type { ReactNode } from 'react';
import type { CascadeFigureAsked, ExplainTarget } from '../../../layout/explain-store.ts';
import { FigureButton } from '../../../widgets/figure-button.tsx';
import { knownFigure } from '../../explain/explain-cells.ts';
import type { OrderQuestion } from './order-terms.ts';

type Asked = CascadeFigureAsked['asked'];

const said: Readonly<
  Record<Exclude<Asked['kind'], 'rules'> | 'surplus' | 'initialShort' | 'largestSize', readonly [string, string]>
> = {
  'top-up': [
    'Top-up',
    'The least money, paid in at the marks, that keeps the pool from being called anywhere on this way.',
  ],
  trade: [
    'Trade of the plan',
    'What has to be closed at the marks so that the pool comes to the margin ratio asked for, at the least cost that one trade can do it.',
  ],
  end: ['Equity at the end', 'What the book is worth at the last rung of this way.'],
  surplus: [
    'Over maintenance',
    'The equity that counts less the maintenance margin, both under the harder rules; at 0 or below the pool is called at once.',
  ],
  initialShort: [
    'Short of initial',
    'What the initial margin under the harder rules asks for beyond the equity that counts. It reserves; it never liquidates.',
  ],
  largestSize: [
    'Largest size that stands',
    'The largest multiple of all positions of the pool, resized at their marks, that is not called under the harder rules.',
  ],
};

/** A figure of the order of events beside its events, which opens to its tree. */
export function FigureBeside({
  question,
  asked,
  about,
  value,
  text,
  children,
}: {
  readonly question: OrderQuestion;
  readonly asked: Asked;
  readonly about: string;
  readonly value: number;
  /** As it stands in the window, unit included. */
  readonly text: string;
  readonly children?: ReactNode;
}) {
  const [label, meaning] = said[asked.kind === 'rules' ? asked.figure : asked.kind];
  const target: ExplainTarget = {
    label,
    about,
    question: null,
    cascadeFigure: { question, asked },
    meaning,
    figure: knownFigure(value, []),
    text,
    from: 'the order of events',
  };
  return <FigureButton target={target}>{children ?? text}</FigureButton>;
}
