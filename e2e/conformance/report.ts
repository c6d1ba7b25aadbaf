import type { Verdict } from './judge.ts';

/** What happened to the cases of one family. */
export interface FamilyReport {
  readonly name: string;
  readonly cases: number;
  readonly passed: number;
  readonly failed: number;
  readonly unsupported: number;
  /** Cases whose printed figure is an error of its source, right by the definition; not counted in `passed`. */
  readonly corrected: number;
  /** The largest absolute difference met; null where no number was compared. */
  readonly worstError: number | null;
}

export interface Report {
  readonly families: readonly FamilyReport[];
  readonly passed: number;
  readonly failed: number;
}

export function familyReport(name: string, verdicts: readonly Verdict[]): FamilyReport {
  const count = (kind: Verdict['kind']): number => verdicts.filter((verdict) => verdict.kind === kind).length;
  const errors = verdicts.flatMap((verdict) =>
    verdict.kind === 'unsupported' || Number.isNaN(verdict.worstError) ? [] : [verdict.worstError],
  );
  return {
    name,
    cases: verdicts.length,
    passed: count('passed'),
    failed: count('failed'),
    unsupported: count('unsupported'),
    corrected: count('corrected'),
    worstError: errors.length === 0 ? null : Math.max(...errors),
  };
}

export function wholeReport(families: readonly FamilyReport[]): Report {
  const sum = (pick: (family: FamilyReport) => number): number =>
    families.reduce((total, family) => total + pick(family), 0);
  return { families, passed: sum((family) => family.passed), failed: sum((family) => family.failed) };
}

/** A line a family, columns aligned, and the sum. */
export function reportText(report: Report): string {
  const rows = report.families.map((family) => [
    family.name,
    `${family.cases} cases`,
    `${family.passed} passed`,
    `${family.failed} failed`,
    `${family.unsupported} unsupported`,
    ...(family.corrected > 0 ? [`${family.corrected} corrected`] : []),
    `worst error ${family.worstError === null ? 'none' : family.worstError.toPrecision(3)}`,
  ]);
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : column < 5 ? cell.padStart(width(column)) : cell))
      .join('  '),
  );
  return [...lines, `${report.passed} passed, ${report.failed} failed`].join('\n');
}
