import type { Figure, TableNumbers } from './table-numbers.ts';

/** Two columns of which a third is the product, row by row. */
export interface ProductProof {
  readonly factors: readonly [string, string];
  readonly product: string;
  readonly held: number;
  readonly of: number;
}

/** In how many of all rows arithmetic must hold to be a proof, and on how many at least. */
const neededShare = 0.95;
const fewestRows = 2;

/** Every third column that is the product of two others, signs aside, within the rounding of its last digit. */
export function proveProducts(numbers: TableNumbers): readonly ProductProof[] {
  const proofs: ProductProof[] = [];
  const { columns } = numbers;
  columns.forEach((one, at) => {
    for (const other of columns.slice(at + 1)) {
      for (const product of columns) {
        if (product === one || product === other) continue;
        const proof = holdsFor(numbers, one, other, product);
        if (proof !== null) proofs.push(proof);
      }
    }
  });
  return proofs;
}

function holdsFor(numbers: TableNumbers, one: string, other: string, product: string): ProductProof | null {
  const [a, b, c] = [numbers.of(one), numbers.of(other), numbers.of(product)];
  let held = 0;
  let of = 0;
  let telling = 0;
  for (const [row, left] of a.entries()) {
    const right = b[row];
    const whole = c[row];
    if (left === null || !right || !whole || left.value === 0 || right.value === 0) continue;
    of += 1;
    const expected = Math.abs(left.value * right.value);
    if (!isNear(expected, Math.abs(whole.value), whole.step)) continue;
    held += 1;
    // Times one proves nothing, nor does a product lost in its rounding.
    if (Math.abs(left.value) !== 1 && Math.abs(right.value) !== 1 && expected > whole.step * 20) telling += 1;
  }
  return telling >= fewestRows && held >= of * neededShare ? { factors: [one, other], product, held, of } : null;
}

/** The constant by which a product of two columns differs from a third, or null where it is none. */
export function constantRatio(
  price: readonly (Figure | null)[],
  quantity: readonly (Figure | null)[],
  value: readonly (Figure | null)[],
): number | null {
  const ratios = price.flatMap((one, row) => {
    const [two, whole] = [quantity[row], value[row]];
    if (one === null || !two || !whole) return [];
    const ratio = Math.abs(whole.value / (one.value * two.value));
    return ratio > 0 && Number.isFinite(ratio) ? [ratio] : [];
  });
  const [first] = ratios;
  if (first === undefined || ratios.length < fewestRows) return null;
  const isConstant = !isApart(Math.min(...ratios), Math.max(...ratios), 1e-4);
  return isConstant && isApart(first, 1, 1e-3) ? first : null;
}

/** Whether the larger exceeds the smaller by more than this share of it. */
function isApart(one: number, other: number, share: number): boolean {
  return Math.max(one, other) > Math.min(one, other) * (1 + share);
}

export interface FeeProof {
  readonly cost: 'positive' | 'negative';
  readonly net: string;
  readonly held: number;
  readonly of: number;
}

/** Proves how a cost is written: a purchase costs its value and the fee, a sale brings its value less the fee. */
export function proveFeeSign(
  value: readonly (number | null)[],
  fee: readonly (number | null)[],
  sides: readonly ('buy' | 'sell' | null)[],
  numbers: TableNumbers,
  candidates: readonly string[],
): FeeProof | null {
  for (const net of candidates) {
    const counts = { positive: 0, negative: 0 };
    let of = 0;
    for (const [row, figure] of numbers.of(net).entries()) {
      const [whole, cost, side] = [value[row] ?? null, fee[row] ?? null, sides[row] ?? null];
      if (figure === null || whole === null || cost === null || side === null || Math.abs(cost) <= figure.step)
        continue;
      of += 1;
      const sign = side === 'buy' ? 1 : -1;
      const near = (expected: number) => isNear(expected, Math.abs(figure.value), figure.step * 2);
      if (near(Math.abs(whole) + sign * cost)) counts.positive += 1;
      if (near(Math.abs(whole) - sign * cost)) counts.negative += 1;
    }
    for (const [cost, other] of [
      ['positive', 'negative'],
      ['negative', 'positive'],
    ] as const) {
      if (of >= fewestRows && counts[cost] >= of * neededShare && counts[other] < of * 0.5)
        return { cost, net, held: counts[cost], of };
    }
  }
  return null;
}

function isNear(expected: number, found: number, step: number): boolean {
  return Math.abs(expected - found) <= Math.max(step, expected * 1e-9);
}
