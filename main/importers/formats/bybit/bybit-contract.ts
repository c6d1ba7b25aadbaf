import type { InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import { parseInstrument } from '../../../../shared/book/parse-instrument.ts';
import { failure, success, type Result } from '../../../../shared/result/result.ts';
import { daysOfDate } from '../../local-time.ts';

/** What Bybit calls a contract, in the trader's unified form. */
export interface BybitDerivative {
  readonly symbol: InstrumentSymbol;
  readonly settleAsset: string;
  readonly isOption: boolean;
}

/**
 * Reads Bybit's name of a derivative: `BTCUSDT`, `BTCPERP` (USDC), `BTCUSD` (inverse), `BTC-27MAR26` (USDC),
 * `BTCUSDT-27MAR26`, `BTCUSD-27MAR26`, `BTCUSDH26` (inverse, quarterly), `BTC-27MAR26-100000-C-USDT`.
 */
export function bybitDerivative(contract: string): Result<BybitDerivative> {
  const named = unifiedName(contract.trim().toUpperCase());
  if (!named.ok) return named;
  const instrument = parseInstrument(named.value);
  if (!instrument.ok) return instrument;
  const { symbol, settleAsset, kind } = instrument.value;
  return success({ symbol, settleAsset, isOption: kind === 'option' });
}

/** The side of a spot pair that one row moves. */
export interface SpotSide {
  readonly role: 'base' | 'quote';
  readonly symbol: InstrumentSymbol;
}

/** Which side of the spot pair `contract` the coin `currency` is; null when it is neither. */
export function bybitSpotSide(contract: string, currency: string): SpotSide | null {
  const pair = contract.trim().toUpperCase().replace('/', '');
  if (currency === '' || pair.length <= currency.length) return null;
  const quoteIfBase = pair.startsWith(currency) ? pair.slice(currency.length) : null;
  const baseIfQuote = pair.endsWith(currency) ? pair.slice(0, -currency.length) : null;
  // TUSDT moves T at both ends: T is then the coin bought, because USDT is a quote coin and T is none.
  const isBase = quoteIfBase !== null && (baseIfQuote === null || quoteCoins.has(quoteIfBase));
  if (isBase) return { role: 'base', symbol: `${currency}/${quoteIfBase}` as InstrumentSymbol };
  return baseIfQuote === null ? null : { role: 'quote', symbol: `${baseIfQuote}/${currency}` as InstrumentSymbol };
}

const quoteCoins = new Set(['USDT', 'USDC', 'USD', 'USDE', 'EUR', 'BTC', 'ETH', 'DAI', 'BRL', 'TRY', 'PLN', 'MNT']);

const option = /^([A-Z0-9]+)-(\d{1,2})([A-Z]{3})(\d{2})-(\d+(?:\.\d+)?)-([CP])(?:-([A-Z]+))?$/;
const dated = /^([A-Z0-9]+?)(USDT|USDC|USD)?-(\d{1,2})([A-Z]{3})(\d{2})$/;
const quarterly = /^([A-Z0-9]+)USD([FGHJKMNQUVXZ])(\d{2})$/;
const perpetual = /^([A-Z0-9]+?)(USDT|USDC|PERP|USD)$/;

const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/**
 * Bybit lists month-coded contracts for the four quarter months only, and they expire on the last Friday: its symbol
 * list of 2021 gives BTCUSDM21 the alias BTCUSD0625 and BTCUSDU21 the alias BTCUSD0924.
 */
const quarterMonths: Readonly<Record<string, number>> = { H: 3, M: 6, U: 9, Z: 12 };

function unifiedName(contract: string): Result<string> {
  const optionParts = option.exec(contract);
  if (optionParts !== null) {
    const [, base, day, month, year, strike, right, settle = 'USDC'] = optionParts;
    const expiry = writtenExpiry(year, month, day);
    return expiry === null ? unknown(contract) : success(`${base}/${settle}:${settle}-${expiry}-${strike}-${right}`);
  }
  const datedParts = dated.exec(contract);
  if (datedParts !== null) {
    const [, base, quote = 'USDC', day, month, year] = datedParts;
    const expiry = writtenExpiry(year, month, day);
    return expiry === null
      ? unknown(contract)
      : success(`${base}/${quote}:${quote === 'USD' ? base : quote}-${expiry}`);
  }
  const quarterlyParts = quarterly.exec(contract);
  if (quarterlyParts !== null) {
    const [, base, code = '', year] = quarterlyParts;
    const month = quarterMonths[code];
    if (month === undefined) {
      return failure(
        'contract-expiry',
        `${contract} names the month by the letter ${code}; Ballast knows the expiry only of H, M, U and Z`,
      );
    }
    return success(`${base}/USD:${base}-${year}${two(month)}${two(lastFriday(2000 + Number(year), month))}`);
  }
  const perpetualParts = perpetual.exec(contract);
  if (perpetualParts === null) return unknown(contract);
  const [, base, ending] = perpetualParts;
  if (ending === 'USD') return success(`${base}/USD:${base}`);
  return ending === 'USDT' ? success(`${base}/USDT:USDT`) : success(`${base}/USDC:USDC`);
}

function unknown(contract: string): Result<never> {
  return failure('contract-unknown', `"${contract}" is no Bybit contract that Ballast can read`);
}

/** `26`, `MAR`, `27` to `260327`; null for a word that is no month. */
function writtenExpiry(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  const index = monthNames.indexOf(month ?? '');
  return index < 0 ? null : `${year}${two(index + 1)}${(day ?? '').padStart(2, '0')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** The day of the month of the last Friday. */
function lastFriday(year: number, month: number): number {
  for (let day = 31; day > 0; day -= 1) {
    const days = daysOfDate(year, month, day);
    // 1970-01-01 was a Thursday, so a Friday is a day whose count leaves 1.
    if (days !== null && days % 7 === 1) return day;
  }
  throw new Error(`no Friday in month ${month}`);
}
