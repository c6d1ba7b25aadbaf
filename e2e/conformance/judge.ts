import { assertNever } from '../../shared/result/result.ts';
import type { Context, Family, Figure, Json, JsonObject, Pair, ToleranceReading } from './family.ts';
import { halfUnitOfPrinted, printedAt, valueAt, type ParsedFile } from './parse.ts';
import { isObject, VectorFault } from './readers.ts';

export type Verdict =
  | { readonly kind: 'passed' | 'corrected' | 'failed'; readonly worstError: number; readonly message: string }
  | { readonly kind: 'unsupported'; readonly message: string };

/** Runs one case of a file through its family and compares what the engine says with what was published. */
export function judge(family: Family, file: ParsedFile, index: number, vector: JsonObject, context: Context): Verdict {
  const id = typeof vector['id'] === 'string' ? vector['id'] : `${file.name}-${index + 1}`;
  try {
    const outcome = family.run({ id, input: vector, file: file.content }, context);
    if (outcome.kind === 'unsupported') return { kind: 'unsupported', message: `${id}: ${outcome.reason}` };
    if (outcome.pairs.length === 0) throw new VectorFault('the adapter compared nothing');
    const compared = outcome.pairs.map((pair) => compare(pair, file, index, vector));
    const worstError = Math.max(...compared.map((one) => one.error));
    const fault = compared.find((one) => !one.agrees);
    if (fault !== undefined) return { kind: 'failed', worstError, message: `${id}: ${fault.message}` };
    return { kind: outcome.kind === 'corrected' ? 'corrected' : 'passed', worstError, message: id };
  } catch (error) {
    // An engine that throws on a published case has failed it; the run goes on.
    const text = error instanceof Error ? error.message : String(error);
    return { kind: 'failed', worstError: Number.NaN, message: `${id}: ${text}` };
  }
}

interface Comparison {
  readonly agrees: boolean;
  /** Absolute difference of two numbers; NaN where one of them is no number; 0 for equal text. */
  readonly error: number;
  readonly message: string;
}

function compare(pair: Pair, file: ParsedFile, index: number, vector: JsonObject): Comparison {
  const path = typeof pair.field === 'string' ? [pair.field] : pair.field;
  const expected = pair.expected === undefined ? figureAt(vector, path) : pair.expected;
  const label = path.join('.');
  if (typeof expected !== 'number' || typeof pair.actual !== 'number') {
    const agrees = expected === pair.actual;
    return {
      agrees,
      error: agrees ? 0 : Number.NaN,
      message: `${label} should be ${String(expected)}, is ${String(pair.actual)}`,
    };
  }
  const tolerance = toleranceOf(pair.tolerance ?? { kind: 'stated' }, vector, file.content);
  const printed = printedAt(file.printed, ['cases', index, ...path]);
  const allowed = allowance(tolerance, expected, printed) + roundingNoise(expected, pair.actual);
  const error = Math.abs(pair.actual - expected);
  return {
    agrees: error <= allowed,
    error,
    message: `${label} should be ${printed ?? expected}, is ${pair.actual} (off by ${error.toPrecision(3)}, allowed ${allowed.toPrecision(3)})`,
  };
}

function figureAt(vector: JsonObject, path: readonly (string | number)[]): Figure {
  const value = valueAt(vector, path);
  if (value === undefined) throw new VectorFault(`the case has no "${path.join('.')}"`);
  if (typeof value === 'object' && value !== null) throw new VectorFault(`"${path.join('.')}" holds no single figure`);
  return value;
}

type Tolerance = { readonly kind: 'absolute' | 'relative'; readonly value: number } | { readonly kind: 'printed' };

/** What the case allows, else what its file allows; nothing stated or null: the printed digits. */
function toleranceOf(reading: ToleranceReading, vector: JsonObject, file: JsonObject): Tolerance {
  switch (reading.kind) {
    case 'stated':
      return statedTolerance(vector, file);
    case 'relative': {
      const stated = statedTolerance(vector, file);
      return stated.kind === 'printed' ? stated : { kind: 'relative', value: stated.value };
    }
    case 'named':
      return namedTolerance(reading.key, vector, file);
    default:
      return assertNever(reading);
  }
}

function statedTolerance(vector: JsonObject, file: JsonObject): Tolerance {
  for (const scope of [vector, file]) {
    for (const key of ['tol', 'tolerance']) {
      const value: Json | undefined = scope[key];
      if (typeof value === 'number') return { kind: 'absolute', value };
      if (isObject(value))
        throw new VectorFault(
          `several tolerances are stated (${Object.keys(value).join(', ')}): the adapter must name one`,
        );
    }
    const relative = scope['tol_rel'];
    if (typeof relative === 'number') return { kind: 'relative', value: relative };
  }
  return { kind: 'printed' };
}

function namedTolerance(key: string, vector: JsonObject, file: JsonObject): Tolerance {
  for (const scope of [vector, file]) {
    const named = scope['tolerance'];
    const value = isObject(named) ? named[key] : undefined;
    if (typeof value === 'number') return { kind: key.endsWith('_rel') ? 'relative' : 'absolute', value };
  }
  throw new VectorFault(`no tolerance named "${key}" is stated`);
}

function allowance(tolerance: Tolerance, expected: number, printed: string | undefined): number {
  switch (tolerance.kind) {
    case 'absolute':
      return tolerance.value;
    case 'relative':
      return tolerance.value * Math.abs(expected);
    case 'printed':
      if (printed === undefined) throw new VectorFault('without a tolerance the figure must be printed in the case');
      return halfUnitOfPrinted(printed);
    default:
      return assertNever(tolerance);
  }
}

/** The engine works in float64: a tolerance of 0 still allows the last bits of a handful of operations. */
function roundingNoise(expected: number, actual: number): number {
  return 16 * Number.EPSILON * Math.max(Math.abs(expected), Math.abs(actual));
}
