/**
 * The first x on the way from `from` to `to` (both > 0) at which the sum of term x ^ power is 0. Each term rises or falls
 * alone, so the ends of a stretch bound the slope of the sum on it: a stretch whose bounds leave no room for a root is
 * passed, any other is halved, the nearer half first. A sum that is 0 at an end but for the rounding of its terms is 0 there.
 *
 * @throws RangeError where the families differ in length or there is no root
 */
export function firstPowerRoot(terms: readonly number[], powers: readonly number[], from: number, to: number): number {
  if (terms.length !== powers.length)
    throw new RangeError(`families of ${terms.length} and ${powers.length} do not go together`);
  const sum: Sum = terms.map((term, index) => [term, powers[index] as number]);
  const side = Math.sign(valueAt(sum, Math.log(from)));
  if (side === 0) return from;
  const found = rootBetween(sum, side, Math.log(from), Math.log(to));
  if (found !== null) return Math.exp(found);
  const end = [from, to].find((one) => isRounding(sum, Math.log(one)));
  if (end === undefined) throw new RangeError(`there is no root between ${from} and ${to}`);
  return end;
}

/** Terms that were worked out apart from each other leave so much of their size where they cancel. */
const rounding = 1e-14;

function isRounding(sum: Sum, at: number): boolean {
  const size = sum.reduce((total, [term, power]) => total + Math.abs(term) * Math.exp(power * at), 0);
  return Math.abs(valueAt(sum, at)) <= rounding * size;
}

type Sum = readonly (readonly [term: number, power: number])[];

/** As a function of ln x. */
function valueAt(sum: Sum, at: number): number {
  return sum.reduce((total, [term, power]) => total + term * Math.exp(power * at), 0);
}

/** Two logarithms closer than this are one. */
const resolution = 1e-15;

/** @param side the sign of the sum where the way begins */
function rootBetween(sum: Sum, side: number, near: number, far: number): number | null {
  const width = far - near;
  const end = side * valueAt(sum, far);
  const slopes = sum.map(([term, power]) =>
    [near, far].map((at) => side * term * power * Math.exp(power * at) * Math.sign(width)),
  );
  const lowest = slopes.reduce((total, both) => total + Math.min(...both), 0);
  const highest = slopes.reduce((total, both) => total + Math.max(...both), 0);
  const reach = Math.abs(width);
  if (side * valueAt(sum, near) + Math.min(lowest, 0) * reach > 0) return null;
  // It only rises, or only falls: the ends tell whether there is a root.
  if ((lowest >= 0 || highest <= 0) && end > 0) return null;
  const middle = near + width / 2;
  if (reach <= resolution || middle === near || middle === far) return end <= 0 ? far : null;
  const first = side * valueAt(sum, middle) <= 0 || lowest < 0 ? rootBetween(sum, side, near, middle) : null;
  return first ?? rootBetween(sum, side, middle, far);
}
