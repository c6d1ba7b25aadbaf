import type { Mapping, MappingRemark } from '../../../shared/contract/mapping.ts';
import type { MappingGuess } from './guess-mapping.ts';
import { bestColumn } from './header-words.ts';
import { isPositionSide } from './row-words.ts';
import type { SampleTable } from './sample-table.ts';
import type { TableNumbers } from './table-numbers.ts';

/** What a list of open positions calls its columns, without its signs. */
const names = {
  liquidation: /^(?:est(?:imated)? )?liq(?:uidation)?\b.*(?:price|px)?$|liquidationskurs|强平价|预估强平价/u,
  entry:
    /\b(?:avg|average|entry|open)\b.*(?:price|px|cost)\b|^(?:entry|avg|average cost|cost basis price|einstandskurs|einstiegskurs)$|开仓均价/u,
  mark: /\b(?:mark|market|last|current)\b.*(?:price|px)\b|^(?:mark|last)$|标记价格/u,
} as const;

/**
 * The guess for a list of open positions: one that prints liquidation prices, or an entry beside a mark, and no side of a
 * trade. The guess as it was for any other table.
 */
export function asPositions(
  guess: MappingGuess,
  table: SampleTable,
  numbers: TableNumbers,
  size: string | null,
  symbols: { readonly instrument: Mapping['instrument']; readonly why: string },
): MappingGuess {
  const priced = (name: keyof typeof names): string | null => {
    const found = numbers.columns.filter((column) => names[name].test(plain(column)));
    return found.length === 1 ? (found[0] ?? null) : null;
  };
  const [liquidation, entry, mark] = [priced('liquidation'), priced('entry'), priced('mark')];
  const isTraded = table.columns.some(
    (column) => /exit|clos(?:e|ed|ing)|realized|fee/.test(column) && !/unreal/.test(column),
  );
  if (liquidation === null && (entry === null || mark === null || isTraded)) return guess;
  const prices = [liquidation, entry, mark];
  const free = numbers.columns.filter((column) => !prices.includes(column));
  const quantity = size !== null && free.includes(size) ? size : bestColumn(free, 'quantity').best;
  const side = sideOf(table);
  const doubts: MappingRemark[] = guess.doubts.filter(({ part }) => part === 'time' || part === 'numbers');
  if (symbols.why !== '') doubts.push({ part: 'instrument', text: symbols.why });
  if (quantity === null) doubts.push({ part: 'quantity', text: 'No column looks like the size of a position.' });
  if (side === null && quantity !== null && !numbers.of(quantity).some((figure) => figure !== null && figure.value < 0))
    doubts.push({
      part: 'side',
      text: 'No column says long or short, and no size is negative: all are taken as long.',
    });
  return {
    mapping: {
      ...guess.mapping,
      kinds: { by: 'all', kind: 'reported-position' },
      instrument: symbols.instrument,
      side,
      quantity: quantity === null ? null : { column: quantity, multiplier: '1' },
      price: of(entry),
      mark: of(mark),
      liquidationPrice: of(liquidation),
      value: null,
      fee: null,
      amount: null,
      profit: null,
      effect: null,
      balanceAfter: null,
    },
    doubts,
    proofs: [],
  };
}

/** The column that says long and short, where there is just one. */
function sideOf(table: SampleTable): Mapping['side'] {
  const columns = table.columns.filter((column) => {
    const words = new Set(table.cells(column).filter((text) => text !== ''));
    return words.size > 0 && [...words].every(isPositionSide);
  });
  const [column] = columns;
  return column === undefined || columns.length > 1 ? null : { from: 'column', column, buy: ['long'], sell: ['short'] };
}

function of(column: string | null): { readonly column: string } | null {
  return column === null ? null : { column };
}

function plain(column: string): string {
  return column
    .replaceAll(/\([^)]*\)/g, ' ')
    .replaceAll(/[_\-./]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}
