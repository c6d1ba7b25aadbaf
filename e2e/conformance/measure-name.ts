import type { JsonObject } from './family.ts';
import { readNumber, VectorFault } from './readers.ts';

/** A measure as families name it, with what its name states beside: `kappa_l2_MAR0.005`, `cdar_95`, `sterling_excess10`. */
export interface MeasureName {
  /** `kappa`, `cdar`, `sterling`. */
  readonly measure: string;
  /** `l` 2 and `MAR` 0.005; a number without a letter under `level`, as it stands (95). */
  readonly stated: ReadonlyMap<string, number>;
}

export function parseMeasureName(name: string): MeasureName {
  const words: string[] = [];
  const stated = new Map<string, number>();
  for (const word of name.split('_')) {
    const match = /^(?<key>[A-Za-z]*)(?<number>\d+(?:\.\d+)?)$/.exec(word);
    if (match === null) words.push(word);
    else
      stated.set(
        match.groups?.['key'] === '' ? 'level' : (match.groups?.['key'] as string),
        Number(match.groups?.['number']),
      );
  }
  return { measure: words.join('_'), stated };
}

/** The confidence level that the name states in percent, else the case under `beta`. */
export function levelOf({ measure, stated }: MeasureName, input: JsonObject): number {
  const percent = stated.get('level');
  if (percent !== undefined) return percent / 100;
  if (input['beta'] === undefined) throw new VectorFault(`neither "${measure}" nor the case states a level`);
  return readNumber(input, 'beta');
}

/** A parameter that the name states (`MAR0.005`). */
export function statedIn({ measure, stated }: MeasureName, key: string): number {
  const value = stated.get(key);
  if (value === undefined) throw new VectorFault(`"${measure}" states no ${key}`);
  return value;
}
