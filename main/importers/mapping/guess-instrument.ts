import type { Mapping } from '../../../shared/contract/mapping.ts';
import { instrumentOf, splitPair } from '../formats/mapped-csv/mapped-csv-instrument.ts';
import { bestColumn, fitOf } from './header-words.ts';
import type { SampleTable } from './sample-table.ts';

export interface InstrumentGuess {
  readonly instrument: Mapping['instrument'];
  /** Why something is left open; blank when nothing is. */
  readonly why: string;
}

/** Finds the column of symbols and how they are written. Whether BTCUSDT is coins or a perpetual is taken only from a word that says it. */
export function guessInstrument(table: SampleTable, taken: ReadonlySet<string>): InstrumentGuess {
  const free = table.columns.filter((column) => !taken.has(column) && isSymbolLike(symbolsOf(table, column)));
  const named = free.filter((column) => fitOf(column, 'symbol') > 0);
  const { best, rivals } = bestColumn(named, 'symbol');
  const pairs = rivals.filter((column) => symbolsOf(table, column).every((text) => splitPair(text, null) !== null));
  const column = best ?? (pairs.length === 1 ? (pairs[0] ?? null) : preferred(rivals));
  if (column === null) {
    const which = rivals.map((one) => `"${one}"`).join(' or ');
    return {
      instrument: null,
      why: which === '' ? 'No column looks like the name of an instrument.' : `The instrument may be ${which}.`,
    };
  }
  const symbols = symbolsOf(table, column);
  const open = (why: string): InstrumentGuess => ({
    instrument: { from: 'column', column, rule: null, quote: null },
    why,
  });
  const isPair = symbols.every((text) => splitPair(text, null) !== null);
  if (isPair) {
    if (symbols.every((text) => /(?:SWAP|PERP|PERPETUAL|\.P)$/i.test(text))) {
      const inverse = symbols.every((text) => splitPair(text, null)?.[1] === 'USD');
      return inverse ? open(`${symbols[0]} may settle in its coin or in dollars.`) : as(column, 'perpetual');
    }
    const leveraged = table.columns.filter((one) => leverageWords.test(one));
    if (leveraged.length > 0) return as(column, 'perpetual');
    if (
      /\bspot\b/i.test(table.name) ||
      table.columns.some((one) => /\bspot\b/.test(one) || table.cells(one).every((text) => /^spot$/i.test(text)))
    )
      return as(column, 'spot');
    return open(`${symbols[0]} may be coins (spot) or a perpetual: nothing in the file says which.`);
  }
  if (symbols.every((text) => text.includes('/') && instrumentOf(text, 'as-is', null) !== null))
    return as(column, 'as-is');
  const coins = symbols.every((text) => knownCoins.has(text.toUpperCase()));
  if (coins)
    return open(`${symbols[0]} is a coin: say whether the rows are coins or perpetuals, and in what they are quoted.`);
  if (!symbols.every((text) => instrumentOf(text, 'stock', 'USD') !== null))
    return open(`Ballast cannot read symbols like "${symbols[0]}".`);
  const currency = currencyColumn(table, new Set([...taken, column]));
  return {
    instrument: {
      from: 'column',
      column,
      rule: 'stock',
      quote: currency === null ? null : { from: 'column', column: currency },
    },
    why: currency === null ? 'No column says the currency of the stocks.' : '',
  };
}

/** The column of currencies in which the rows are paid. */
export function currencyColumn(table: SampleTable, taken: ReadonlySet<string>): string | null {
  const some = table.columns.filter((column) => !taken.has(column) && isCurrencies(table, column));
  return bestColumn(some, 'currency').best;
}

export function isCurrencies(table: SampleTable, column: string): boolean {
  const filled = table.cells(column).filter((text) => text !== '');
  return filled.length > 0 && filled.every((text) => /^[A-Z0-9]{2,10}$/.test(text) && /[A-Z]/.test(text));
}

function as(column: string, rule: 'as-is' | 'perpetual' | 'spot'): InstrumentGuess {
  return { instrument: { from: 'column', column, rule, quote: null }, why: '' };
}

function symbolsOf(table: SampleTable, column: string): readonly string[] {
  return [...new Set(table.cells(column).filter((text) => text !== ''))];
}

function isSymbolLike(values: readonly string[]): boolean {
  return (
    values.length > 0 && values.every((text) => /^[A-Za-z0-9][\w./:&+ -]{0,39}$/.test(text) && /[A-Za-z]/.test(text))
  );
}

/** A ticker says more than a number of the register. */
function preferred(rivals: readonly string[]): string | null {
  return rivals.find((column) => /^(?:symbol|ticker|pair)$/.test(column)) ?? null;
}

const leverageWords =
  /funding|leverage|liquidat|reduce ?only|position ?side|closed ?pnl|open ?interest|\bperp|margin ?mode/;

const knownCoins = new Set(
  'BTC ETH SOL XRP BNB ADA DOGE LTC DOT LINK AVAX TRX ATOM XMR UNI APT ARB OP SUI NEAR FIL HYPE PEPE SHIB BCH XLM ETC ALGO XBT AAVE MKR INJ TIA SEI WIF BONK'.split(
    ' ',
  ),
);
