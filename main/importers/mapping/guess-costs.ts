import type { AssetSource, Mapping, MappingProof, MappingRemark } from '../../../shared/contract/mapping.ts';
import { isCurrencies } from './guess-instrument.ts';
import { bestColumn, bracketedAsset, fitOf } from './header-words.ts';
import { proveFeeSign } from './prove-amounts.ts';
import type { SampleTable } from './sample-table.ts';
import type { TableNumbers } from './table-numbers.ts';

export interface CostsGuess {
  readonly fee: Mapping['fee'];
  readonly profit: Mapping['profit'];
  readonly proofs: readonly MappingProof[];
  readonly doubts: readonly MappingRemark[];
}

export interface KnownParts {
  readonly price: string | null;
  readonly quantity: string | null;
  readonly value: string | null;
  readonly sides: readonly ('buy' | 'sell' | null)[];
  readonly isSpot: boolean;
}

/** Finds the fees, the sign of a cost and its currency, and the printed profit. */
export function guessCosts(table: SampleTable, numbers: TableNumbers, known: KnownParts): CostsGuess {
  const roles = new Set([known.price, known.quantity, known.value]);
  const free = numbers.columns.filter((column) => !roles.has(column));
  const proofs: MappingProof[] = [];
  const doubts: MappingRemark[] = [];
  const columns = feeColumns(free);
  const unsure = columns.length === 0 ? table.columns.filter((column) => feeLike.test(column)) : [];
  if (unsure.length > 0)
    doubts.push({
      part: 'fee',
      text: `No fee is taken over; it may be ${unsure.map((column) => `"${column}"`).join(' or ')}.`,
    });
  const others = free.filter((column) => !columns.includes(column));
  const fee = columns.length === 0 ? null : feeOf(table, numbers, known, columns, others, proofs, doubts);
  const profitColumn = bestColumn(others, 'profit').best;
  const profit = profitColumn === null ? null : profitOf(profitColumn, numbers, columns, fee?.cost ?? null, doubts);
  return { fee, profit, proofs, doubts };
}

const feeLike = /fee|commission|gebühr|provision|comisi|frais|courtage/;

/** Whole names before parts of names; several whole ones (commission and fees) are added up. */
function feeColumns(columns: readonly string[]): readonly string[] {
  const whole = columns.filter((column) => fitOf(column, 'fee') === 3);
  if (whole.length > 0) return whole;
  const parts = columns.filter((column) => fitOf(column, 'fee') === 1);
  return parts.length === 1 ? parts : [];
}

function feeOf(
  table: SampleTable,
  numbers: TableNumbers,
  known: KnownParts,
  columns: readonly string[],
  others: readonly string[],
  proofs: MappingProof[],
  doubts: MappingRemark[],
): NonNullable<Mapping['fee']> {
  const sums = table.rows.map((_, row) => {
    const figures = columns.map((column) => numbers.of(column)[row] ?? null).filter((figure) => figure !== null);
    return figures.length === 0 ? null : figures.reduce((sum, { value }) => sum + value, 0);
  });
  const value = table.rows.map((_, row) => {
    const at = (column: string | null) => (column === null ? null : (numbers.of(column)[row]?.value ?? null));
    const [price, quantity] = [at(known.price), at(known.quantity)];
    return at(known.value) ?? (price === null || quantity === null ? null : price * quantity);
  });
  const proof = proveFeeSign(value, sums, known.sides, numbers, others);
  if (proof !== null)
    proofs.push({
      parts: ['fee'],
      text: `"${proof.net}" is the value and the fee together, so a cost is ${proof.cost}`,
      held: proof.held,
      of: proof.of,
    });
  const written = sums.flatMap((sum) => (sum === null || sum === 0 ? [] : [sum]));
  const cost = proof?.cost ?? oneSign(written);
  if (cost === null)
    doubts.push({
      part: 'fee',
      text:
        written.length === 0
          ? 'All fees are 0: they do not show how a cost is written.'
          : 'Some fees are positive and some negative: they do not show which are costs.',
    });
  else if (cost === 'negative' && proof === null)
    doubts.push({ part: 'fee', text: 'All fees are negative: they are taken as costs.' });
  const asset = feeAssetOf(table, numbers, columns, known.isSpot);
  if (asset === null) doubts.push({ part: 'fee', text: 'Nothing says the currency of the fees.' });
  return { columns: [...columns], cost, asset, onCash: null };
}

/** Costs are far commoner than rebates: where all have one sign, it is that of a cost. */
function oneSign(written: readonly number[]): 'positive' | 'negative' | null {
  const signs = new Set(written.map(Math.sign));
  if (signs.size !== 1) return null;
  return signs.has(1) ? 'positive' : 'negative';
}

function feeAssetOf(
  table: SampleTable,
  numbers: TableNumbers,
  columns: readonly string[],
  isSpot: boolean,
): AssetSource | null {
  const [first = ''] = columns;
  if (numbers.of(first).some((figure) => figure?.asset != null)) return { from: 'beside' };
  const currencies = table.columns.filter((column) => isCurrencies(table, column));
  const { best } = bestColumn(currencies, 'feeAsset');
  if (best !== null) return { from: 'column', column: best };
  const bracketed = bracketedAsset(first);
  if (bracketed !== null) return { from: 'fixed', asset: bracketed };
  // A spot venue may take its fee in either coin, or in its own.
  return isSpot ? null : { from: 'instrument' };
}

/** Whether a printed profit has the fee taken off: an opening fill then shows its fee as a loss, else it shows 0. */
function profitOf(
  column: string,
  numbers: TableNumbers,
  fees: readonly string[],
  cost: 'positive' | 'negative' | null,
  doubts: MappingRemark[],
): Mapping['profit'] {
  const rows = numbers.of(column).flatMap((profit, row) => {
    const fee = fees.reduce((sum, name) => sum + (numbers.of(name)[row]?.value ?? 0), 0);
    return profit === null || fee === 0 || cost === null ? [] : [{ profit, fee: cost === 'positive' ? fee : -fee }];
  });
  const isGross = rows.some(({ profit }) => profit.value === 0);
  const isNet = rows.some(({ profit, fee }) => Math.abs(profit.value + fee) <= profit.step);
  if (isGross !== isNet) return { column, basis: isGross ? 'gross' : 'net-of-fee' };
  if (/\bnet\b|after fee/.test(column)) return { column, basis: 'net-of-fee' };
  if (/\bgross\b/.test(column)) return { column, basis: 'gross' };
  doubts.push({
    part: 'profit',
    text: `Nothing shows whether "${column}" has the fee taken off already, so it is not used as evidence.`,
  });
  return null;
}
