import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { readNumber } from './read-values.ts';

/** A shock as typed: what is not named is left to its default. */
export interface Axis {
  asset?: string;
  from?: number;
  to?: number;
  step?: number;
  beta?: 0 | 1 | 'estimated';
}

/** Reads --shock, --range, --step and --beta. Fault: `usage`. */
export function readAxis(given: Arguments): Result<Axis> {
  const axis: Axis = {};
  const asset = given.value('shock');
  if (asset !== null) axis.asset = asset;
  const range = given.value('range');
  if (range !== null) {
    const [from, to, ...more] = range.split('..');
    if (from === undefined || to === undefined || more.length > 0)
      return failure('usage', `--range ${range} is not of the form FROM..TO.`, 'Write it like -0.3..0.3.');
    const [low, high] = [readNumber(from, 'The beginning of the range'), readNumber(to, 'The end of the range')];
    if (!low.ok) return low;
    if (!high.ok) return high;
    if (low.value > high.value) return failure('usage', `--range ${range} ends before it begins.`);
    [axis.from, axis.to] = [low.value, high.value];
  }
  const step = given.value('step');
  if (step !== null) {
    const read = readNumber(step, 'The step');
    if (!read.ok) return read;
    if (read.value <= 0) return failure('usage', `A step of ${step} leads nowhere.`);
    axis.step = read.value;
  }
  const rungs = ((axis.to ?? 0.5) - (axis.from ?? -0.5)) / (axis.step ?? 0.005);
  if (rungs > mostRungs) return failure('usage', 'That ladder has more than 20,000 rungs.', 'Take a larger step.');
  const beta = given.value('beta');
  if (beta !== null && beta !== '0' && beta !== '1' && beta !== 'estimated')
    return failure('usage', `--beta ${beta} is neither 0 nor 1 nor estimated.`);
  if (beta !== null) axis.beta = beta === 'estimated' ? beta : beta === '1' ? 1 : 0;
  return success(axis);
}

const mostRungs = 20_000;

/** Reads --pin FIRST..SECOND, the two prices of a pinned path; null where it is not given. Fault: `usage`. */
export function readPin(given: Arguments): Result<{ readonly first: number; readonly second: number } | null> {
  const text = given.value('pin');
  if (text === null) return success(null);
  const [one, other, ...more] = text.split('..');
  if (one === undefined || other === undefined || more.length > 0)
    return failure('usage', `--pin ${text} is not of the form FIRST..SECOND.`, 'Write two prices like 52000..61000.');
  const [first, second] = [readNumber(one, 'The first price'), readNumber(other, 'The second price')];
  if (!first.ok) return first;
  if (!second.ok) return second;
  if (first.value <= 0 || second.value <= 0) return failure('usage', `--pin ${text} has a price that is not above 0.`);
  return success({ first: first.value, second: second.value });
}
