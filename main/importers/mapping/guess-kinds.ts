import type { Mapping, RowKind } from '../../../shared/contract/mapping.ts';
import { bestColumn, fitOf } from './header-words.ts';
import { isDoneStatus, isPositionSide, kindOfWord } from './row-words.ts';
import type { SampleTable } from './sample-table.ts';

export interface KindsGuess {
  /** Null: no column says it, so all rows are of one kind. */
  readonly kinds: Extract<Mapping['kinds'], { readonly by: 'column' }> | null;
  readonly side: Extract<Mapping['side'], { readonly from: 'column' }> | null;
  readonly only: Mapping['only'];
  readonly effect: Mapping['effect'];
  readonly taken: readonly string[];
  readonly doubts: readonly { readonly part: 'kinds' | 'side'; readonly text: string }[];
}

/** A column of more different words than this names no kinds. */
const mostWords = 24;

/** Finds the columns of few words: which side, which kind of row, which status. */
export function guessKinds(table: SampleTable, taken: ReadonlySet<string>): KindsGuess {
  const wordy = table.columns
    .filter((column) => !taken.has(column))
    .map((column) => ({ column, words: [...new Set(table.cells(column))].filter((text) => text !== '') }))
    .filter(({ words }) => words.length > 0 && words.length <= mostWords && words.every((word) => /\p{L}/u.test(word)));
  const doubts: { part: 'kinds' | 'side'; text: string }[] = [];

  const sided = wordy.filter(({ words }) => words.every((word) => isSide(word)));
  const sideColumn = pick(
    sided.map(({ column }) => column),
    'side',
  );
  const positional = wordy.filter(({ column, words }) => words.every(isPositionSide) && fitOf(column, 'side') > 0);
  if (sideColumn === null && sided.length > 1)
    doubts.push({ part: 'side', text: `The side may be ${sided.map(({ column }) => `"${column}"`).join(' or ')}.` });
  if (sided.length === 0 && positional.length > 0)
    doubts.push({
      part: 'side',
      text: `"${positional[0]?.column}" says long and short: that may be the side of the trade or of the position.`,
    });

  const kinded = wordy.filter(
    ({ column, words }) =>
      column !== sideColumn && fitOf(column, 'kind') > 0 && words.some((word) => kindOfWord(word) !== null),
  );
  // Where no other column has the side, the one with purchases and sales among other kinds says both.
  const mixed = kinded.filter(({ words }) => words.some(isSide));
  const kindColumn = pick(
    (sideColumn === null && mixed.length > 0 ? mixed : kinded.filter(({ words }) => !words.every(isSide))).map(
      ({ column }) => column,
    ),
    'kind',
  );
  const values = wordy.find(({ column }) => column === kindColumn)?.words ?? [];
  const known = values.map((value) => ({ value, kind: kindOfWord(value) }));
  const unknown = known.filter(({ kind }) => kind === null).map(({ value }) => `"${value}"`);
  if (kindColumn !== null && unknown.length > 0)
    doubts.push({ part: 'kinds', text: `Ballast does not know what ${kindColumn} ${unknown.join(', ')} means.` });

  const statusColumn = bestColumn(
    wordy.filter(({ words }) => words.some(isDoneStatus)).map(({ column }) => column),
    'status',
  ).best;
  const done = wordy.find(({ column }) => column === statusColumn)?.words.filter(isDoneStatus) ?? [];
  const effectColumn =
    wordy.find(
      ({ column, words }) => fitOf(column, 'effect') > 0 && words.every((word) => /^(?:o|c|open|close)$/i.test(word)),
    )?.column ?? null;
  const effectWords = wordy.find(({ column }) => column === effectColumn)?.words ?? [];
  const sideWords = wordy.find(({ column }) => column === sideColumn)?.words ?? [];
  return {
    kinds: kindColumn === null ? null : { by: 'column', column: kindColumn, values: known, otherwise: 'failed' },
    side:
      sideColumn === null
        ? null
        : {
            from: 'column',
            column: sideColumn,
            buy: withTwin(
              sideWords.filter((word) => kindOfWord(word) === 'buy'),
              sideWords,
              'buy',
            ),
            sell: withTwin(
              sideWords.filter((word) => kindOfWord(word) === 'sell'),
              sideWords,
              'sell',
            ),
          },
    only: statusColumn === null ? null : { column: statusColumn, values: done },
    effect:
      effectColumn === null
        ? null
        : {
            column: effectColumn,
            open: effectWords.filter((word) => /^o/i.test(word)),
            close: effectWords.filter((word) => /^c/i.test(word)),
          },
    taken: [sideColumn, kindColumn, statusColumn, effectColumn].filter((column) => column !== null),
    doubts,
  };
}

function isSide(word: string): boolean {
  const kind: RowKind | null = kindOfWord(word);
  return kind === 'buy' || kind === 'sell';
}

function pick(columns: readonly string[], role: 'side' | 'kind'): string | null {
  return columns.length === 1 ? (columns[0] ?? null) : bestColumn(columns, role).best;
}

const twins: readonly (readonly [buy: string, sell: string])[] = [
  ['buy', 'sell'],
  ['b', 's'],
  ['kauf', 'verkauf'],
  ['achat', 'vente'],
  ['compra', 'venta'],
  ['acquisto', 'vendita'],
  ['koop', 'verkoop'],
  ['köp', 'sälj'],
  ['bought', 'sold'],
  ['bot', 'sld'],
];

/** A file with purchases alone says how it would write a sale. */
function withTwin(found: readonly string[], words: readonly string[], side: 'buy' | 'sell'): string[] {
  if (found.length > 0) return [...found];
  const place = side === 'buy' ? 0 : 1;
  const twin = twins.find((pair) => words.some((word) => word.toLowerCase() === pair[1 - place]));
  return twin === undefined ? [] : [twin[place]];
}
