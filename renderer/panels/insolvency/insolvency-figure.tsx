import type { InsolvencyFigure } from '../../../shared/contract/insolvency.ts';
import type { FigureQuestion } from '../../layout/explain-store.ts';
import { Figure } from '../../widgets/figure.tsx';
import { FigureButton } from '../../widgets/figure-button.tsx';
import { insolvencyTarget, type InsolvencyColumn } from './insolvency-targets.ts';

/** A figure of the panel; a click says what it means and what it rests on. */
export function InsolvencyCell({
  label,
  about,
  figure,
  format,
  question = null,
}: {
  readonly label: InsolvencyColumn;
  readonly about: string;
  readonly figure: InsolvencyFigure;
  readonly format: (value: number) => string;
  readonly question?: FigureQuestion | null;
}) {
  const text = figure.value === null ? (figure.reason ?? '') : format(figure.value);
  return (
    <FigureButton target={insolvencyTarget(label, about, figure, text, question)}>
      <Figure figure={figure} format={format} short />
    </FigureButton>
  );
}
