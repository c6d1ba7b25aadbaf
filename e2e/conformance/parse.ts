import type { Json, JsonObject } from './family.ts';
import { isList, isObject } from './readers.ts';

/** A vector file or table, with the numbers as they were printed (`1.50` and `1.5` promise different digits). */
export interface ParsedFile {
  /** The file's name without folder and `.json`. */
  readonly name: string;
  readonly content: JsonObject;
  readonly printed: Printed;
}

/** The same tree as the content, with each number as the text that stood in the file. */
export type Printed =
  null | boolean | string | PrintedNumber | readonly Printed[] | { readonly [key: string]: Printed };

class PrintedNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type SourceReviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown;

const printedNumbers: SourceReviver = (_key, value, context) =>
  typeof value === 'number' && context.source !== undefined ? new PrintedNumber(context.source) : value;

/** Reads a vector file. Throws a SyntaxError where it is no JSON object. */
export function parseFile(name: string, text: string): ParsedFile {
  const content = parseJson(name, text);
  if (!isObject(content)) throw new SyntaxError(`${name} holds no JSON object`);
  // The third argument of a reviver (the source text) is younger than TypeScript's declaration of JSON.parse.
  const printed = JSON.parse(text, printedNumbers as (key: string, value: unknown) => unknown) as Printed;
  return { name, content, printed };
}

function parseJson(name: string, text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new SyntaxError(`${name} is no JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** The cases of a file, or null where it is a table that cases refer to. */
export function casesOf(file: ParsedFile): readonly JsonObject[] | null {
  const cases = file.content['cases'];
  if (!isList(cases)) return null;
  return cases.map((item, index) => {
    if (!isObject(item)) throw new SyntaxError(`case ${index + 1} of ${file.name} is no object`);
    return item;
  });
}

/** The family a file is of: what it says of itself, else the first two words of its name. */
export function familyNameOf(file: ParsedFile, families: readonly string[]): string {
  const { topic, name } = file.content;
  const stated = typeof topic === 'string' && typeof name === 'string' ? `${topic}.${name}` : file.name;
  const byLength = [...families].sort((a, b) => b.length - a.length);
  return (
    byLength.find((family) => stated === family) ?? byLength.find((family) => file.name.startsWith(family)) ?? stated
  );
}

/** The value under a path of a JSON tree; undefined where the path leads nowhere. */
export function valueAt(root: Json, path: readonly (string | number)[]): Json | undefined {
  let here: Json | undefined = root;
  for (const step of path) {
    if (typeof step === 'number') here = isList(here) ? here[step] : undefined;
    else here = isObject(here) ? here[step] : undefined;
  }
  return here;
}

/** The text of the number under a path, as it was printed; undefined where no number stands there. */
export function printedAt(root: Printed, path: readonly (string | number)[]): string | undefined {
  let here: Printed | undefined = root;
  for (const step of path) {
    if (typeof here !== 'object' || here === null || here instanceof PrintedNumber) return undefined;
    here = (here as { readonly [key: string | number]: Printed })[step];
  }
  return here instanceof PrintedNumber ? here.text : undefined;
}

/** Half a unit of the last digit of a printed number: 0.005 for "1.50", 50 for "1.2e3". */
export function halfUnitOfPrinted(text: string): number {
  const match = /^-?\d+(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) throw new SyntaxError(`not a printed number: ${text}`);
  const decimals = match[1]?.length ?? 0;
  const exponent = match[2] === undefined ? 0 : Number(match[2]);
  return Number(`5e${exponent - decimals - 1}`);
}
