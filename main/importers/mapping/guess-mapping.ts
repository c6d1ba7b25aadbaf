import {
  mappingForm,
  type AssetSource,
  type Mapping,
  type MappingProof,
  type MappingRemark,
  type RowKind,
} from '../../../shared/contract/mapping.ts';
import { guessAmounts } from './guess-amounts.ts';
import { guessCosts } from './guess-costs.ts';
import { currencyColumn, guessInstrument, isCurrencies } from './guess-instrument.ts';
import { guessKinds } from './guess-kinds.ts';
import { guessNumbers } from './guess-numbers.ts';
import { asPositions } from './guess-positions.ts';
import { guessTime } from './guess-time.ts';
import { bestColumn, bracketedAsset, fitOf } from './header-words.ts';
import { kindOfWord } from './row-words.ts';
import type { SampleTable } from './sample-table.ts';
import { tableNumbers, type TableNumbers } from './table-numbers.ts';

/** What the names and the first rows of a table say of its columns. Where two readings fit a part is open, and a doubt says why. */
export interface MappingGuess {
  readonly mapping: Mapping;
  readonly doubts: readonly MappingRemark[];
  readonly proofs: readonly MappingProof[];
}

export function guessMapping(table: SampleTable): MappingGuess {
  const doubts: MappingRemark[] = [];
  const time = guessTime(table);
  if (time.why !== '') doubts.push({ part: 'time', text: time.why });
  const taken = new Set(time.taken);
  const kinds = guessKinds(table, taken);
  doubts.push(...kinds.doubts);
  for (const column of kinds.taken) taken.add(column);
  const { signs, why } = guessNumbers(table.columns.filter((column) => !taken.has(column)).map(table.cells));
  if (signs === null) doubts.push({ part: 'numbers', text: why });
  const numbers = tableNumbers(table, signs ?? { decimal: '.', thousands: ',' }, taken);
  const ids = idColumn(table, taken);
  const amounts = guessAmounts(without(numbers, [ids]));
  const isTrading = amounts.price !== null && amounts.quantity !== null;
  const symbols = guessInstrument(table, new Set([...taken, ...numbers.columns]));
  const signed = amounts.quantity !== null && hasBothSigns(numbers, amounts.quantity);
  const side =
    kinds.side ?? (kinds.kinds === null && isTrading && signed ? ({ from: 'quantity-sign' } as const) : null);
  const strange =
    kinds.kinds === null && isTrading && side !== null ? notFills(table, numbers, amounts, kinds.only) : null;
  if (strange !== null) doubts.push({ part: 'kinds', text: strange });
  const rows =
    kinds.kinds ??
    ({
      by: 'all',
      kind: strange === null ? kindOfAll(isTrading, side !== null, amounts.price !== null) : null,
    } as const);
  const has = kindsIn(rows);
  const trades = has.has('fill') || has.has('buy') || has.has('sell');
  if (trades || has.has('mark') || rows.by === 'all') {
    if (symbols.why !== '') doubts.push({ part: 'instrument', text: symbols.why });
    doubts.push(...amounts.doubts);
  }
  // While it is open what the rows are, the columns that are clear stand all the same.
  const isOpen = rows.by === 'all' ? rows.kind === null : rows.values.some(({ kind }) => kind === null);
  const mayTrade = trades || (isOpen && isTrading);
  const isSpot = symbols.instrument?.from === 'column' && ['spot', 'coin-spot', null].includes(symbols.instrument.rule);
  const costs = guessCosts(table, without(numbers, [ids]), {
    ...amounts,
    sides: sidesOf(table, side, rows, numbers, amounts.quantity),
    isSpot,
  });
  if (mayTrade) doubts.push(...costs.doubts);
  const cash = [...has].some((kind) => !['fill', 'buy', 'sell', 'mark', 'ignored'].includes(kind));
  const amount = cash ? amountOf(table, numbers, amounts, taken, doubts, trades) : null;
  const guess: MappingGuess = {
    mapping: {
      schema: mappingForm,
      name: nameOf(table.name),
      account: null,
      delimiter: table.delimiter,
      columns: [...table.columns],
      numbers: signs,
      only: kinds.only,
      kinds: rows,
      time: time.time,
      zone: time.zone,
      instrument: symbols.instrument,
      side,
      quantity:
        mayTrade && amounts.quantity !== null
          ? { column: amounts.quantity, multiplier: amounts.multiplier as never }
          : null,
      price: amounts.price === null || (!mayTrade && !has.has('mark')) ? null : { column: amounts.price },
      mark: null,
      liquidationPrice: null,
      value: mayTrade && amounts.value !== null ? { column: amounts.value } : null,
      fee: mayTrade ? costs.fee : null,
      amount,
      id: ids === null ? null : { column: ids },
      profit: mayTrade ? costs.profit : null,
      effect: kinds.effect,
      balanceAfter: cash ? balanceOf(numbers) : null,
    },
    doubts,
    proofs: mayTrade ? [...amounts.proofs, ...costs.proofs] : [],
  };
  return kinds.kinds === null && kinds.side === null
    ? asPositions(guess, table, numbers, amounts.quantity, symbols)
    : guess;
}

function without({ columns, of }: TableNumbers, left: readonly (string | null)[]): TableNumbers {
  return { columns: columns.filter((column) => !left.includes(column)), of };
}

function hasBothSigns(numbers: TableNumbers, column: string): boolean {
  const values = numbers.of(column).flatMap((figure) => figure ?? []);
  return values.some(({ value }) => value < 0) && values.some(({ value }) => value > 0);
}

/** Why the rows of a table of fills may not all be fills; null where nothing says so. */
function notFills(
  table: SampleTable,
  numbers: TableNumbers,
  { price, quantity }: { readonly price: string | null; readonly quantity: string | null },
  only: Mapping['only'],
): string | null {
  const empty = table.rows.filter((_, row) => {
    if (only !== null && !only.values.includes(table.cells(only.column)[row] ?? '')) return false;
    return [price, quantity].some((column) => column === null || isNothing(numbers, column, row));
  }).length;
  if (empty > 0)
    return `${empty} of the first ${table.rows.length} rows have no price or no quantity: they may be something else than fills.`;
  const levels = table.columns.find(
    (column) => /level ?of ?detail|discriminator/.test(column) && new Set(table.cells(column)).size > 1,
  );
  return levels === undefined ? null : `"${levels}" says that some rows may repeat others: choose those that count.`;
}

function isNothing(numbers: TableNumbers, column: string, row: number): boolean {
  const figure = numbers.of(column)[row];
  return figure === undefined || figure === null || figure.value === 0;
}

/** All rows are of one kind where no column names kinds. */
function kindOfAll(isTrading: boolean, hasSide: boolean, hasPrice: boolean): RowKind | null {
  if (isTrading) return hasSide ? 'fill' : null;
  return hasPrice && !hasSide ? 'mark' : null;
}

function kindsIn(kinds: Mapping['kinds']): ReadonlySet<RowKind> {
  const all = kinds.by === 'all' ? [kinds.kind] : kinds.values.map(({ kind }) => kind);
  return new Set(all.filter((kind) => kind !== null));
}

/** Every row its own id, written the same way in all rows. An order id is none: one order has several fills. */
function idColumn(table: SampleTable, taken: ReadonlySet<string>): string | null {
  const unique = table.columns.filter((column) => {
    const cells = table.cells(column);
    return (
      !taken.has(column) &&
      cells.every((text) => text !== '') &&
      new Set(cells).size === cells.length &&
      cells.every((text) => !/[.,]\d/.test(text))
    );
  });
  return table.rows.length < 2 ? null : bestColumn(unique, 'id').best;
}

function sidesOf(
  table: SampleTable,
  side: Mapping['side'],
  kinds: Mapping['kinds'],
  numbers: TableNumbers,
  quantity: string | null,
): readonly ('buy' | 'sell' | null)[] {
  const column = side?.from === 'column' ? side.column : kinds.by === 'column' ? kinds.column : null;
  return table.rows.map((_, row) => {
    if (column === null) {
      const value = quantity === null ? null : (numbers.of(quantity)[row]?.value ?? null);
      return side === null || value === null ? null : value < 0 ? 'sell' : 'buy';
    }
    const kind = kindOfWord(table.cells(column)[row] ?? '');
    return kind === 'buy' || kind === 'sell' ? kind : null;
  });
}

function amountOf(
  table: SampleTable,
  numbers: TableNumbers,
  amounts: { readonly price: string | null; readonly quantity: string | null; readonly value: string | null },
  taken: ReadonlySet<string>,
  doubts: MappingRemark[],
  trades: boolean,
): Mapping['amount'] {
  const free = numbers.columns.filter(
    (column) =>
      column !== amounts.price &&
      !(trades && column === amounts.quantity) &&
      fitOf(column, 'balance') === 0 &&
      fitOf(column, 'fee') === 0,
  );
  const { best, rivals } = bestColumn(free, 'amount');
  if (best === null) {
    doubts.push({
      part: 'amount',
      text:
        rivals.length === 0
          ? 'No column looks like an amount of cash.'
          : `The amount may be ${rivals.map((column) => `"${column}"`).join(' or ')}.`,
    });
    return null;
  }
  const asset = amountAsset(table, numbers, best, taken);
  if (asset === null) doubts.push({ part: 'amount', text: 'Nothing says the currency of the amounts.' });
  const negative = numbers.of(best).some((figure) => figure !== null && figure.value < 0);
  if (!negative)
    doubts.push({ part: 'amount', text: `No "${best}" is negative: what is paid is told from the kind of row.` });
  return { column: best, asset, sign: negative ? 'as-written' : 'by-kind' };
}

function amountAsset(
  table: SampleTable,
  numbers: TableNumbers,
  column: string,
  taken: ReadonlySet<string>,
): AssetSource | null {
  if (numbers.of(column).some((figure) => figure?.asset != null)) return { from: 'beside' };
  const currency = currencyColumn(table, new Set([...taken, ...numbers.columns]));
  if (currency !== null) return { from: 'column', column: currency };
  const asset = table.columns.find((one) => /^(?:asset|coin|currency)$/.test(one) && isCurrencies(table, one));
  if (asset !== undefined) return { from: 'column', column: asset };
  const bracketed = bracketedAsset(column);
  return bracketed === null ? null : { from: 'fixed', asset: bracketed };
}

function balanceOf(numbers: TableNumbers): Mapping['balanceAfter'] {
  const { best } = bestColumn(numbers.columns, 'balance');
  return best === null ? null : { column: best };
}

/** The name of the file without its ending, its dates and its numbers. */
function nameOf(file: string): string {
  const bare = file
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    .replaceAll(/[_/()[\]]+/g, ' ')
    .replaceAll(/\b\d[\d-]{3,}\b/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return bare === '' ? 'Unnamed table' : bare.slice(0, 60).trim();
}
