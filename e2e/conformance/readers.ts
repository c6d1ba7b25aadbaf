import type { Json, JsonObject, Series, Vector, Context } from './family.ts';

/** A vector file, table or series that is not what its layout promises. */
export class VectorFault extends Error {}

export function readNumber(object: JsonObject, key: string): number {
  const value = object[key];
  if (typeof value === 'number') return value;
  throw new VectorFault(`"${key}" should be a number, found ${describe(value)}`);
}

/** A number, or null where the key is absent or null. */
export function readOptionalNumber(object: JsonObject, key: string): number | null {
  const value = object[key];
  return value === undefined || value === null ? null : readNumber(object, key);
}

export function readText(object: JsonObject, key: string): string {
  const value = object[key];
  if (typeof value === 'string') return value;
  throw new VectorFault(`"${key}" should be text, found ${describe(value)}`);
}

export function readFlag(object: JsonObject, key: string): boolean {
  const value = object[key];
  if (typeof value === 'boolean') return value;
  throw new VectorFault(`"${key}" should be true or false, found ${describe(value)}`);
}

export function readList(object: JsonObject, key: string): readonly Json[] {
  const value = object[key];
  if (isList(value)) return value;
  throw new VectorFault(`"${key}" should be a list, found ${describe(value)}`);
}

export function readObject(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  if (isObject(value)) return value;
  throw new VectorFault(`"${key}" should be an object, found ${describe(value)}`);
}

export function readNumbers(object: JsonObject, key: string): readonly number[] {
  return readList(object, key).map((item) => {
    if (typeof item === 'number') return item;
    throw new VectorFault(`"${key}" should hold numbers, found ${describe(item)}`);
  });
}

/** The objects of a list, such as the positions of a case. */
export function readObjects(object: JsonObject, key: string): readonly JsonObject[] {
  return readList(object, key).map((item) => {
    if (isObject(item)) return item;
    throw new VectorFault(`"${key}" should hold objects, found ${describe(item)}`);
  });
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * The series that a case speaks of: its own `returns` if it carries them, else the column named by `series`, which may
 * name its dataset first (`edhec:CTA Global`).
 */
export function seriesOf(vector: Vector, context: Context, dataset: string): Series {
  if (vector.input['returns'] !== undefined) {
    const values = readList(vector.input, 'returns').map((value) => {
      if (value === null || typeof value === 'number') return value;
      throw new VectorFault(`"returns" should hold numbers, found ${describe(value)}`);
    });
    return { dates: values.map(() => ''), values };
  }
  const name = readText(vector.input, 'series');
  const colon = name.indexOf(':');
  return colon < 0 ? context.series(dataset, name) : context.series(name.slice(0, colon), name.slice(colon + 1));
}

/** A series without its gaps. */
export function known(series: Series): { readonly dates: readonly string[]; readonly values: readonly number[] } {
  const dates: string[] = [];
  const values: number[] = [];
  series.values.forEach((value, index) => {
    if (value === null) return;
    dates.push(series.dates[index] ?? '');
    values.push(value);
  });
  return { dates, values };
}

function describe(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 60);
}

/**
 * What the notes say of a figure that its source got wrong, or null: a note of the case that speaks of a source error,
 * or a sentence of the file's notes that does so and names the case.
 */
export function sourceErrorNote(vector: Vector): string | null {
  const own = ['note', 'notes', 'comment'].map((key) => vector.input[key]);
  const named =
    typeof vector.file['notes'] === 'string'
      ? vector.file['notes'].split(/[.;]\s/).filter((sentence) => sentence.includes(vector.id))
      : [];
  const texts = [...own, ...named].filter((text) => typeof text === 'string');
  return texts.find((text) => /source error/i.test(text)) ?? null;
}
