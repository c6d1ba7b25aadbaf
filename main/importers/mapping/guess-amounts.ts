import type { MappingPart, MappingProof, MappingRemark } from '../../../shared/contract/mapping.ts';
import { bestColumn, fitOf } from './header-words.ts';
import { constantRatio, proveProducts, type ProductProof } from './prove-amounts.ts';
import type { TableNumbers } from './table-numbers.ts';

/** The columns of price, quantity and value of fills. */
export interface AmountsGuess {
  readonly price: string | null;
  readonly quantity: string | null;
  readonly value: string | null;
  /** What one written unit of quantity is; null where the printed value says that it is not one coin. */
  readonly multiplier: '1' | null;
  readonly proofs: readonly MappingProof[];
  readonly doubts: readonly MappingRemark[];
}

/**
 * Finds price, quantity and value. A product proves which column is the value; which factor is the price only a name can
 * say, because a product does not change when they do.
 */
export function guessAmounts(numbers: TableNumbers): AmountsGuess {
  const doubts: MappingRemark[] = [];
  const proven = bestProof(proveProducts(numbers).filter((proof) => oriented(proof) !== null));
  if (proven !== null) {
    const [price, quantity] = oriented(proven) ?? ['', ''];
    const { product: value, held, of } = proven;
    const proof: MappingProof = {
      parts: ['price', 'quantity', 'value'],
      text: `${value} = ${price} x ${quantity}`,
      held,
      of,
    };
    return { price, quantity, value, multiplier: '1', proofs: [proof], doubts };
  }
  const price = nameOf(numbers, 'price', [], doubts);
  const quantity = nameOf(numbers, 'quantity', price === null ? [] : [price], doubts);
  const value = bestColumn(
    numbers.columns.filter((column) => column !== price && column !== quantity),
    'value',
  ).best;
  if (price !== null && quantity === null && value !== null && !doubts.some(({ part }) => part === 'quantity'))
    doubts.push({ part: 'quantity', text: `"${value}" may be coins or money: no other column proves it.` });
  if (price === null || quantity === null || value === null)
    return { price, quantity, value: null, multiplier: '1', proofs: [], doubts };
  const ratio = constantRatio(numbers.of(price), numbers.of(quantity), numbers.of(value));
  if (ratio === null) return { price, quantity, value: null, multiplier: '1', proofs: [], doubts };
  doubts.push({
    part: 'quantity',
    text: `"${value}" is ${Number(ratio.toPrecision(6))} x price x quantity in every row: a contract may be ${Number(ratio.toPrecision(6))} coins, or a spreadsheet has spoiled the numbers.`,
  });
  return { price, quantity, value, multiplier: null, proofs: [], doubts };
}

/** Price and quantity of a proof, by the names of its factors; null where no name says which is which. */
function oriented({ factors: [one, other], product }: ProductProof): readonly [price: string, quantity: string] | null {
  const score = (price: string, quantity: string) => fitOf(price, 'price') * 2 + quantityFit(quantity);
  const [forth, back] = [score(one, other), score(other, one)];
  if (fitOf(product, 'price') > 0 || fitOf(product, 'fee') > 0 || forth === back) return null;
  const [price, quantity] = forth > back ? [one, other] : [other, one];
  return fitOf(price, 'price') > 0 && fitOf(quantity, 'fee') === 0 && !/rate|%|tax|lever/.test(quantity)
    ? [price, quantity]
    : null;
}

function quantityFit(column: string): number {
  return Math.max(fitOf(column, 'quantity'), /amount|betrag|volume/.test(column) ? 1 : 0);
}

/** The proof whose three names fit best; null where two fit alike and differ in price or quantity. */
function bestProof(proofs: readonly ProductProof[]): ProductProof | null {
  const scored = proofs
    .map((proof) => {
      const [price, quantity] = oriented(proof) ?? ['', ''];
      return {
        proof,
        price,
        quantity,
        score: fitOf(price, 'price') + quantityFit(quantity) + fitOf(proof.product, 'value') * 0.5,
      };
    })
    .toSorted((a, b) => b.score - a.score || b.proof.held - a.proof.held);
  const [first, ...others] = scored;
  if (first === undefined) return null;
  const rival = others.find(
    ({ score, price, quantity }) => score === first.score && (price !== first.price || quantity !== first.quantity),
  );
  return rival === undefined ? first.proof : null;
}

function nameOf(
  numbers: TableNumbers,
  role: 'price' | 'quantity',
  without: readonly string[],
  doubts: MappingRemark[],
): string | null {
  const free = numbers.columns.filter((column) => !without.includes(column));
  const { best, rivals } = bestColumn(free, role);
  if (rivals.length > 0) {
    const done = rivals.filter((column) => /fill|exec|avg|average|trade/.test(column));
    if (done.length === 1) return done[0] ?? null;
    doubts.push({
      part: role satisfies MappingPart,
      text: `The ${role} may be ${rivals.map((column) => `"${column}"`).join(' or ')}.`,
    });
  }
  return best;
}
