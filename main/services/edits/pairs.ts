/** What stands in either list, beside its like in the other, in the order of the first and then of the second. */
export function pairs<T>(
  before: readonly T[],
  after: readonly T[],
  key: (one: T) => string,
): readonly (readonly [T | undefined, T | undefined])[] {
  const now = new Map(after.map((one) => [key(one), one]));
  const had = new Set(before.map(key));
  return [
    ...before.map((one) => [one, now.get(key(one))] as const),
    ...after.filter((one) => !had.has(key(one))).map((one) => [undefined, one] as const),
  ];
}
