import type { Instrument, InstrumentSymbol } from '../../../shared/book/instrument.ts';
import { parseInstrument } from '../../../shared/book/parse-instrument.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';

/**
 * An instrument that the trader names: as a file described it, else as its symbol says. A bare coin or a venue's own
 * writing of a pair would read as a stock's ticker: it is refused, unless the book has such a stock.
 * Faults: those of the symbol.
 */
export function namedInstrument({ vault }: ServiceContext, symbol: string): Result<Instrument> {
  const known = vault.instrumentTerms.read().get(symbol as InstrumentSymbol);
  if (known !== undefined) return success(known);
  const parsed = parseInstrument(symbol);
  const isCoin = coins.has(symbol.toUpperCase()) || venuePair.test(symbol);
  if (!parsed.ok || parsed.value.kind !== 'stock' || !isCoin || vault.events.count({ instrument: symbol }) > 0)
    return parsed;
  return failure(
    'instrument-symbol',
    `"${symbol}" is no instrument symbol`,
    'Write a coin like BTC/USDT, a perpetual like BTC/USDT:USDT or BTC/USD:BTC.',
  );
}

const venuePair = /^[A-Z0-9]{2,}(?:USDT|USDC|BUSD|FDUSD|PERP)$/i;

/** Coins that traders write without their quote. */
const coins: ReadonlySet<string> = new Set('BTC XBT ETH SOL XRP DOGE USDT USDC'.split(' '));
