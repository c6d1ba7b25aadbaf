import type { SymbolRule } from '../../../../shared/contract/mapping.ts';
import type { Instrument } from '../../../../shared/book/instrument.ts';
import { parseListed, stockOf } from '../../../../shared/book/listed-symbol.ts';
import { parseInstrument } from '../../../../shared/book/parse-instrument.ts';

/**
 * Turns a symbol of a file into an instrument by the rule of its mapping; null where it does not fit.
 * @param quote the currency of a stock or the quote of a coin; of a pair the quote where its end alone does not tell it
 */
export function instrumentOf(text: string, rule: SymbolRule, quote: string | null): Instrument | null {
  const written = text.trim();
  if (written === '') return null;
  switch (rule) {
    case 'as-is':
      return parsed(written);
    case 'stock':
      return listed(written, quote);
    case 'coin-spot':
      return quote === null || !isWord(written) ? null : parsed(`${upper(written)}/${upper(quote)}`);
    case 'coin-perpetual':
      return quote === null || !isWord(written) ? null : parsed(`${upper(written)}/${upper(quote)}:${upper(quote)}`);
    case 'spot':
    case 'perpetual':
    case 'inverse': {
      const pair = splitPair(written, quote);
      if (pair === null) return null;
      const [base, quoted] = pair;
      if (rule === 'spot') return parsed(`${base}/${quoted}`);
      return parsed(`${base}/${quoted}:${rule === 'inverse' ? base : quoted}`);
    }
  }
}

/** Assets in which pairs are quoted; the longer before those that they end in. */
const quotes = [
  'FDUSD',
  'USDT',
  'USDC',
  'BUSD',
  'TUSD',
  'PYUSD',
  'USD1',
  'EURC',
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'TRY',
  'BRL',
  'AUD',
  'CAD',
  'CHF',
  'BTC',
  'ETH',
  'BNB',
  'DAI',
];

/** The base and the quote of `BTCUSDT`, `BTC-USDT`, `BTC_USDT`, `BTC/USDT`, `BTC-USDT-SWAP`, `BTCUSDT.P`, `BTCUSD_PERP`. */
export function splitPair(text: string, quote: string | null): readonly [base: string, quote: string] | null {
  const bare = upper(text.trim()).replace(/(?:[-_./ ]?(?:SWAP|PERP|PERPETUAL)|\.P)$/, '');
  const parts = bare.split(/[-_/ ]/);
  if (parts.length === 2) {
    const [base = '', quoted = ''] = parts;
    if (!isWord(base) || !isWord(quoted)) return null;
    return quote !== null && upper(quote) !== quoted ? null : [base, quoted];
  }
  if (parts.length !== 1 || !isWord(bare)) return null;
  const end = (quote === null ? quotes : [upper(quote)]).find((one) => bare.endsWith(one));
  // FDUSD alone is no pair of FD and USD.
  return end === undefined || end === bare ? null : [bare.slice(0, -end.length), end];
}

/** An option in OCC form is one in every rule for stocks; everything else is a ticker. */
function listed(text: string, currency: string | null): Instrument | null {
  const read = parseListed(text);
  if (!read.ok) return null;
  if (read.value.kind !== 'stock') return read.value;
  return currency === null ? null : stockOf(read.value.symbol, upper(currency));
}

function parsed(symbol: string): Instrument | null {
  const read = parseInstrument(symbol);
  return read.ok ? read.value : null;
}

function isWord(text: string): boolean {
  return /^[A-Za-z0-9]{1,20}$/.test(text);
}

function upper(text: string): string {
  return text.toUpperCase();
}
