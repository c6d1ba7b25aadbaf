import { axisMoneyText, moneyText } from '../../shared/format/money.ts';

/** A coordinate. */
export function fixed(value: number): string {
  return value.toFixed(2);
}

/** Money at the edge of a picture: whole while it fits, so that two nearby ends differ. */
export function edgeMoneyText(amount: number): string {
  return Math.abs(amount) < 10_000_000 ? moneyText(amount) : axisMoneyText(amount);
}

/** A name that must fit: the middle goes, since names differ at their ends. */
export function fitted(name: string, length: number): string {
  const letters = [...name];
  if (letters.length <= length) return name;
  const head = Math.ceil((length - 1) / 2);
  return `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (length - 1 - head)).join('')}`;
}

/** Labels of one scale as [where, text]; one that would lie on an earlier one is left away. */
export function apart(
  labels: readonly (readonly [number, string])[],
  gap: number,
): readonly (readonly [number, string])[] {
  const kept: (readonly [number, string])[] = [];
  for (const label of labels) if (kept.every(([at]) => Math.abs(at - label[0]) >= gap)) kept.push(label);
  return kept;
}
