import { Fragment, useMemo, useState, type ReactNode } from 'react';
import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { directionClass } from '../../widgets/direction.ts';
import { Figure } from '../../widgets/figure.tsx';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { comparedRows, isAnother, type ComparedCell, type ComparedRow } from './compared-rows.ts';
import { differenceText, unitText } from './unit-texts.ts';
import { actualTarget, whatIfTarget } from './what-if-targets.ts';

/** Actual | what-if | difference for each what-if; what stays as it is folds away. */
export function ComparedTable({
  whatIfs,
  base,
}: {
  readonly whatIfs: readonly AssessedWhatIf[];
  readonly base: string;
}) {
  const rows = useMemo(() => comparedRows(whatIfs), [whatIfs]);
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole
    ? rows
    : rows.filter(({ id, isChanged }) => isChanged || id.startsWith('book ') || id.startsWith('departure '));
  const rest = rows.length - shown.length;
  if (rows.length === 0) return null;
  return (
    <FigureGroup>
      <table className="table whatif-table" aria-label="Actual and what-if">
        <thead>
          <tr>
            <th scope="col" className="left">
              Measure
            </th>
            <th scope="col" className="t1">
              Actual
            </th>
            {whatIfs.map(({ label }) => (
              <Fragment key={label}>
                <th scope="col" className="hypo edge">
                  What-if {label}
                </th>
                <th scope="col" className="hypo">
                  Difference
                </th>
              </Fragment>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, place) => (
            <Fragment key={row.id}>
              {shown[place - 1]?.group !== row.group && (
                <tr className="group">
                  <th scope="colgroup" className="left" colSpan={2 + 2 * whatIfs.length}>
                    {row.group}
                  </th>
                </tr>
              )}
              <tr>
                <td className="left" title={row.label}>
                  {row.label}
                  {row.unit === 'money' && <span className="t3">, {base}</span>}
                </td>
                <td>
                  <Opened target={actualTarget(row, shownText(row, row.actual.value))}>
                    <Figure figure={row.actual} format={(value) => textOf(row, value)} />
                  </Opened>
                </td>
                {whatIfs.map((whatIf, column) => (
                  <WhatIfCells key={whatIf.label} row={row} compared={row.whatIfs[column] ?? null} whatIf={whatIf} />
                ))}
              </tr>
            </Fragment>
          ))}
        </tbody>
      </table>
      {(rest > 0 || isWhole) && (
        <button type="button" className="ghost" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Only what changes' : `Show ${rest} that stay as they are`}
        </button>
      )}
    </FigureGroup>
  );
}

/** A figure that opens where there is something to be told of it. */
function Opened({ target, children }: { readonly target: ExplainTarget | null; readonly children: ReactNode }) {
  return target === null ? children : <FigureButton target={target}>{children}</FigureButton>;
}

function WhatIfCells({
  row,
  compared,
  whatIf: named,
}: {
  readonly row: ComparedRow;
  readonly compared: ComparedCell | null;
  readonly whatIf: AssessedWhatIf;
}) {
  if (compared === null)
    return (
      <>
        <td className="hatched edge t3">{notApplicableText}</td>
        <td className="hatched t3">{notApplicableText}</td>
      </>
    );
  const { actual, whatIf, differenceReason } = compared;
  // What sums of floats do by themselves is no difference.
  const difference = compared.difference === null || isAnother(compared) ? compared.difference : 0;
  const changed =
    difference === null ? notApplicableText : differenceText(difference, row.unit, actual.value ?? undefined);
  return (
    <>
      <td className="hatched edge t1">
        <Opened target={whatIfTarget(row, compared, named, 'whatIf', shownText(row, whatIf.value))}>
          <Figure figure={whatIf} format={(value) => textOf(row, value)} />
        </Opened>
      </td>
      <td className={`hatched ${classOf(difference, row)}`} title={differenceReason ?? undefined}>
        <Opened target={whatIfTarget(row, compared, named, 'difference', changed)}>{changed}</Opened>
      </td>
    </>
  );
}

/** Better or worse for the trader; nothing where it stays as it is. */
function classOf(difference: number | null, { better }: ComparedRow): string {
  return difference === null || difference === 0 ? 't3' : directionClass(difference * better);
}

function shownText(row: ComparedRow, value: number | null): string {
  return value === null ? notApplicableText : textOf(row, value);
}

/** A shock carries its sign. */
function textOf({ id, unit }: ComparedRow, value: number): string {
  return id.startsWith('departure ') && unit === 'fraction' ? differenceText(value, unit) : unitText(value, unit);
}
