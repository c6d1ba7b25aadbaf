import { firstPowerRoot } from './first-power-root.ts';
import { millsRatio, normalDensity } from './normal.ts';

/** A number, or one for each member of a family of children (`return1`, `return2` ...). */
export type FormulaValue = number | readonly number[];

/** What the printed formulas of explained figures may call, by name. Throws a RangeError for arguments that make no sense. */
export const formulaFunctions: Readonly<Record<string, (parts: readonly FormulaValue[]) => FormulaValue>> = {
  abs: (parts) => each(one(parts), Math.abs),
  sqrt: (parts) => each(one(parts), Math.sqrt),
  ln: (parts) => each(one(parts), Math.log),
  exp: (parts) => each(one(parts), Math.exp),
  /** density(x) of the standard normal distribution. */
  density: (parts) => each(one(parts), normalDensity),
  /** mills(x): the probability of exceeding x over the density at x. */
  mills: (parts) => each(one(parts), millsRatio),
  /** Of a family, its smallest member; of several values, member by member. */
  min: (parts) => extreme(parts, Math.min),
  max: (parts) => extreme(parts, Math.max),
  sum: (parts) => numbersOf(parts).reduce((total, value) => total + value, 0),
  mean: (parts) => exactSum(numbersOf(parts)) / numbersOf(parts).length,
  exactSum: (parts) => exactSum(numbersOf(parts)),
  moneySum: (parts) => moneySum(numbersOf(parts)),
  /** grown(start, returns): the start after one return upon the other. */
  grown: (parts) => {
    const [start, ...returns] = numbersOf(parts);
    if (start === undefined) throw new RangeError('grown needs what it starts from');
    return returns.reduce((wealth, one) => wealth * (1 + one), start);
  },
  /** underwater(returns): how far below its highest value so far the wealth stands after each return, as a fraction of it. */
  underwater: (parts) => underwater(numbersOf(parts)),
  /** below(peak, returns): how far below the peak the wealth stands after each return that follows it, as a fraction of the peak. */
  below: ([peak, returns]) => {
    if (typeof peak !== 'number' || typeof returns !== 'object') throw new RangeError('below needs a peak and returns');
    return below(peak, returns);
  },
  /** placeOfMax(family): which member is the largest, the first of several; the first member is 1. */
  placeOfMax: (parts) => {
    const values = numbersOf(parts);
    return values.indexOf(values.reduce((a, b) => Math.max(a, b))) + 1;
  },
  /** count(family): how many members it has. */
  count: (parts) => numbersOf(parts).length,
  /** firstRoot(terms, powers, from, to): the first x on the way from `from` to `to` at which the sum of term x ^ power is 0. */
  firstRoot: ([terms, powers, from, to]) => {
    if (typeof terms !== 'object' || typeof powers !== 'object' || typeof from !== 'number' || typeof to !== 'number')
      throw new RangeError('firstRoot needs terms, powers and where to look');
    return firstPowerRoot(terms, powers, from, to);
  },
  /** worstMean(losses, share): mean of the worst share of the losses, the last of them with its part. */
  worstMean: ([losses, share]) => {
    if (typeof losses !== 'object' || typeof share !== 'number')
      throw new RangeError('worstMean needs losses and a share');
    return worstMean(losses, share);
  },
};

/** Applies an operation to two values; a family meets a number with each of its members, and another family in step. */
export function joined(a: FormulaValue, b: FormulaValue, operation: (a: number, b: number) => number): FormulaValue {
  if (typeof a === 'number') return typeof b === 'number' ? operation(a, b) : b.map((one) => operation(a, one));
  if (typeof b === 'number') return a.map((one) => operation(one, b));
  if (a.length !== b.length) throw new RangeError(`families of ${a.length} and ${b.length} do not go together`);
  return a.map((one, index) => operation(one, b[index] as number));
}

export function each(value: FormulaValue, operation: (a: number) => number): FormulaValue {
  return typeof value === 'number' ? operation(value) : value.map(operation);
}

function one(parts: readonly FormulaValue[]): FormulaValue {
  const [only] = parts;
  if (only === undefined || parts.length > 1) throw new RangeError(`one argument expected, found ${parts.length}`);
  return only;
}

function extreme(parts: readonly FormulaValue[], pick: (a: number, b: number) => number): FormulaValue {
  const [first, ...others] = parts;
  if (first === undefined) throw new RangeError('nothing to choose from');
  if (others.length === 0 && typeof first === 'object') return first.reduce((a, b) => pick(a, b));
  return others.reduce((a, b) => joined(a, b, pick), first);
}

function numbersOf(parts: readonly FormulaValue[]): readonly number[] {
  return parts.flat();
}

/** The rounding of each step is carried along: A. Neumaier, ZAMM 54 (1974), p. 39. */
function exactSum(values: readonly number[]): number {
  let [total, lost] = [0, 0];
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** Amounts that cancel leave rounding, not money: 2^-44 of their size counts as 0, as in the engine. */
function moneySum(values: readonly number[]): number {
  const total = values.reduce((before, value) => before + value, 0);
  const size = values.reduce((before, value) => before + Math.abs(value), 0);
  return Math.abs(total) <= 2 ** -44 * size ? 0 : total;
}

/** The wealth before the first return, 1, is the first peak; within 2^-40 of a peak is at the peak, as in the engine. */
function underwater(returns: readonly number[]): readonly number[] {
  let [wealth, peak] = [1, 1];
  return returns.map((value) => {
    wealth *= 1 + value;
    peak = Math.max(peak, wealth);
    return peak - wealth <= 2 ** -40 * peak ? 0 : (peak - wealth) / peak;
  });
}

function below(peak: number, returns: readonly number[]): readonly number[] {
  let wealth = peak;
  return returns.map((value) => {
    wealth *= 1 + value;
    return (peak - wealth) / peak;
  });
}

function worstMean(losses: readonly number[], share: number): number {
  const weight = share * losses.length;
  const descending = losses.toSorted((a, b) => b - a);
  const whole = Math.floor(weight);
  const last = descending[whole];
  return exactSum([...descending.slice(0, whole), last === undefined ? 0 : (weight - whole) * last]) / weight;
}
