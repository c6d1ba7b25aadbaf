import type { Instrument, OptionInstrument } from '../../../../shared/book/instrument.ts';
import { parseListed, stockOf, withoutPadding } from '../../../../shared/book/listed-symbol.ts';
import { parseInstrument } from '../../../../shared/book/parse-instrument.ts';
import { scaledOf, scaledOne } from '../../../../shared/units/decimal.ts';
import { isDecimal, readDecimal } from '../../read-fields.ts';
import type { RawRecord } from '../../importer.ts';
import { rowFault, type RowFault } from '../row-time.ts';
import type { tastyCells } from './tastytrade-columns.ts';

export interface TastyInstrument {
  readonly instrument: Instrument;
  readonly kind: 'equity' | 'option' | 'future' | 'future-option' | 'coin';
  /** What the row says of it beyond its symbol, for the import to keep. */
  readonly terms: readonly Instrument[];
}

/**
 * What a row is about, by its columns Symbol and Instrument Type. Index options stand as equity options; a share class is
 * written with a point (`BRK/B` is BRK.B), so that it is no pair of currencies.
 */
export function readTastyInstrument(
  record: RawRecord,
  cell: ReturnType<typeof tastyCells>,
  currency: string,
): TastyInstrument | RowFault {
  const symbol = cell(record, 'symbol');
  const type = cell(record, 'instrumentType').toLowerCase().replace(/\s+/g, ' ');
  switch (type) {
    case 'equity':
    case 'warrant':
      return equity(symbol, currency);
    case 'equity option':
      return equityOption(symbol, currency, cell(record, 'multiplier'));
    case 'future':
      return future(symbol, 'future');
    case 'future option':
      return future(symbol, 'option');
    case 'cryptocurrency':
      return coin(symbol);
    default:
      return rowFault(
        'instrument-type-unknown',
        `Ballast does not read the instrument type "${cell(record, 'instrumentType')}" of ${symbol} yet`,
        // Whatever it is, nothing says under which symbol the book would have it.
        null,
      );
  }
}

function equity(symbol: string, currency: string): TastyInstrument | RowFault {
  const parsed = parseListed(symbol.replace('/', '.'));
  if (!parsed.ok || parsed.value.kind !== 'stock') return unreadable(symbol, 'a share');
  const instrument = stockOf(parsed.value.symbol, currency);
  return { instrument, kind: 'equity', terms: currency === 'USD' ? [] : [instrument] };
}

function equityOption(symbol: string, currency: string, multiplierText: string): TastyInstrument | RowFault {
  const parsed = parseListed(symbol.replace('/', '.'));
  if (!parsed.ok || parsed.value.kind !== 'option') return unreadable(symbol, 'a listed option');
  const option: OptionInstrument = parsed.value;
  const multiplier = multiplierText === '' ? option.multiplier : readDecimal(multiplierText);
  // Less than a share would also leave a price with too few digits.
  if (!isDecimal(multiplier) || scaledOf(multiplier) < scaledOne)
    return rowFault('number-unreadable', `Multiplier "${multiplierText}" is no number of shares`, option.symbol);
  const isUsual = multiplier === option.multiplier && currency === option.quoteAsset;
  const instrument: OptionInstrument = { ...option, multiplier, quoteAsset: currency, settleAsset: currency };
  return { instrument, kind: 'option', terms: isUsual ? [] : [instrument] };
}

/** A future, or an option on one: worth per point what the table of contracts says, whatever the file prints as multiplier. */
function future(symbol: string, kind: 'future' | 'option'): TastyInstrument | RowFault {
  const parsed = parseListed(symbol);
  if (parsed.ok && parsed.value.kind === kind)
    return { instrument: parsed.value, kind: kind === 'future' ? 'future' : 'future-option', terms: [] };
  if (parsed.ok || parsed.fault.code !== 'futures-contract-unknown') return unreadable(symbol, `a listed ${kind}`);
  return contractUnknown(withoutPadding(symbol));
}

function contractUnknown(symbol: string): RowFault {
  return rowFault(
    'futures-contract-unknown',
    `Ballast does not know how much one point of ${symbol} is worth, and the file does not print it; ` +
      `whatever was won or lost in it is missing until Ballast knows the contract`,
    symbol,
  );
}

function coin(symbol: string): TastyInstrument | RowFault {
  const parsed = parseInstrument(symbol);
  return parsed.ok && parsed.value.kind === 'spot'
    ? { instrument: parsed.value, kind: 'coin', terms: [] }
    : unreadable(symbol, 'a coin');
}

function unreadable(symbol: string, what: string): RowFault {
  return rowFault('symbol-unknown', `"${symbol}" is not the symbol of ${what} that Ballast can read`, null);
}
