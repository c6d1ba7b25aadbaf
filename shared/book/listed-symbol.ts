import { failure, success, type Result } from '../result/result.ts';
import { formatScaled, isScaled, parseScaled, type Decimal } from '../units/decimal.ts';
import { epochMs, type EpochMs } from '../units/unit.ts';
import { futuresContract } from './futures-contracts.ts';
import { futureAsset, stockAsset } from './listed-asset.ts';
import type {
  FutureInstrument,
  Instrument,
  InstrumentSymbol,
  OptionInstrument,
  StockInstrument,
} from './instrument.ts';

const occ = /^([A-Z0-9.]{1,6}?)(\d{6})([CP])(\d{8})$/;
const future = /^\/?([A-Z0-9]{1,4}?)([FGHJKMNQUVXZ])(\d{1,2})$/;
/** `./MESM6EXK6260529P5800`: an option on /MESM6 of the series EXK6, as tastytrade writes it, without its padding. */
const futureOption = /^\.\/([A-Z0-9]{4,}?)(\d{6})([CP])(\d+(?:\.\d+)?)$/;
const ticker = /^[A-Z0-9][A-Z0-9 .:_&+^*-]{0,31}$/i;

/** Shares of one listed US option, where a file does not print another number. */
const sharesPerOption = '100' as Decimal;

/**
 * The OCC form without padding blanks, such as `TSLA200717P00705000`.
 * @param expiry YYMMDD
 * @param strike in the option's currency; null where it has more than three decimals or more than five digits before them
 */
export function occSymbol(
  root: string,
  expiry: string,
  right: 'call' | 'put',
  strike: Decimal,
): InstrumentSymbol | null {
  const [whole = '0', fraction = ''] = strike.split('.');
  if (whole.length > 5 || fraction.length > 3) return null;
  const eighths = `${whole.padStart(5, '0')}${fraction.padEnd(3, '0')}`;
  return `${root}${expiry}${right === 'call' ? 'C' : 'P'}${eighths}` as InstrumentSymbol;
}

/** A broker's symbol with the blanks taken out that only pad it (`TSLA  200717P00705000`, `./MESM6EXK6  260529P5800`). */
export function withoutPadding(symbol: string): string {
  const trimmed = symbol.trim();
  return /\d{6}[CP]\d+/.test(trimmed) || trimmed.startsWith('./') ? trimmed.replaceAll(/\s+/g, '') : trimmed;
}

/** Reads a symbol of a stock exchange: an OCC option, a future of a known contract, an option on one, or a ticker. */
export function parseListed(text: string): Result<Instrument> {
  const symbol = withoutPadding(text);
  if (occ.test(symbol)) return parseOcc(symbol);
  if (symbol.startsWith('/')) return parseFuture(symbol);
  if (symbol.startsWith('./')) return parseFutureOption(symbol);
  if (ticker.test(symbol)) return success(stockOf(symbol, 'USD'));
  return failure(
    'instrument-symbol',
    `"${text}" is no instrument symbol`,
    'Write it like BTC/USDT, BTC/USDT:USDT, AAPL, TSLA260116P00435000 or /ESZ6.',
  );
}

/** A stock by the broker's own symbol. */
export function stockOf(symbol: string, currency: string): StockInstrument {
  return {
    symbol: symbol as InstrumentSymbol,
    kind: 'stock',
    payoff: 'linear',
    asset: stockAsset(symbol),
    baseAsset: stockAsset(symbol),
    quoteAsset: currency,
    settleAsset: currency,
    multiplier: '1' as Decimal,
  };
}

export interface ListedOption {
  readonly symbol: string;
  /** The ticker of the stock, or the root of the future, that it is on. */
  readonly underlying: string;
  readonly on: 'stock' | 'future';
  readonly currency: string;
  /** Shares (or money per point) of one contract. */
  readonly multiplier: Decimal;
  readonly expiryMs: EpochMs;
  readonly strike: Decimal;
  readonly right: 'call' | 'put';
}

export function listedOptionOf(option: ListedOption): OptionInstrument {
  const { symbol, underlying, on, currency, multiplier, expiryMs, strike, right } = option;
  const asset = on === 'stock' ? stockAsset(underlying) : futureAsset(underlying);
  return {
    symbol: symbol as InstrumentSymbol,
    kind: 'option',
    payoff: 'linear',
    asset,
    baseAsset: asset,
    quoteAsset: currency,
    settleAsset: currency,
    multiplier,
    expiryMs,
    strike,
    right,
  };
}

export interface ListedFuture {
  readonly symbol: string;
  /** The exchange's root, such as ES. */
  readonly root: string;
  readonly currency: string;
  /** Money per point. */
  readonly multiplier: Decimal;
  readonly expiryMs: EpochMs;
}

export function listedFutureOf({ symbol, root, currency, multiplier, expiryMs }: ListedFuture): FutureInstrument {
  return {
    symbol: symbol as InstrumentSymbol,
    kind: 'future',
    payoff: 'linear',
    asset: futureAsset(root),
    baseAsset: futureAsset(root),
    quoteAsset: currency,
    settleAsset: currency,
    multiplier,
    expiryMs,
  };
}

/**
 * The instant at which a listed option is over: the end of its expiry day in New York, taken as 21:00 UTC (16:00 in
 * winter; a file that knows better prints the removal itself).
 * @param expiry YYMMDD
 * @returns null where the day does not exist
 */
export function listedExpiryMs(expiry: string): EpochMs | null {
  const [year, month, day] = [
    2000 + Number(expiry.slice(0, 2)),
    Number(expiry.slice(2, 4)),
    Number(expiry.slice(4, 6)),
  ];
  const instant = Date.UTC(year, month - 1, day, 21);
  const back = new Date(instant);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? epochMs(instant) : null;
}

function parseOcc(symbol: string): Result<Instrument> {
  const [, root = '', expiry = '', right = '', digits = ''] = occ.exec(symbol) ?? [];
  const expiryMs = listedExpiryMs(expiry);
  if (expiryMs === null)
    return failure('instrument-expiry', `${symbol} names a date that does not exist`, 'Write the expiry as YYMMDD.');
  const strike = parseScaled(`${digits.slice(0, 5)}.${digits.slice(5)}`);
  if (!isScaled(strike) || strike === 0n)
    return failure('instrument-symbol', `${symbol} names no strike`, 'Write the strike as eight digits.');
  return success(
    listedOptionOf({
      symbol,
      underlying: root,
      on: 'stock',
      currency: 'USD',
      multiplier: sharesPerOption,
      expiryMs,
      strike: formatScaled(strike),
      right: right === 'C' ? 'call' : 'put',
    }),
  );
}

function parseFuture(symbol: string): Result<Instrument> {
  const [, root = '', month = '', year = ''] = future.exec(symbol) ?? [];
  const contract = futuresContract(root);
  if (contract === null) return contractUnknown(symbol);
  const expiryMs = futureMonthEndMs(month, year);
  return success(
    listedFutureOf({
      symbol,
      root: contract.root,
      currency: contract.currency,
      multiplier: contract.multiplier,
      expiryMs,
    }),
  );
}

function contractUnknown(symbol: string): Result<Instrument> {
  return failure(
    'futures-contract-unknown',
    `Ballast does not know how much one point of ${symbol} is worth`,
    'Import it from a file that prints the multiplier.',
  );
}

/** An option on a future is worth per point what its future is; the shortest beginning that names a known contract is its root. */
function parseFutureOption(symbol: string): Result<Instrument> {
  const [, series = '', expiry = '', right = '', strikeText = ''] = futureOption.exec(symbol) ?? [];
  const expiryMs = expiry === '' ? null : listedExpiryMs(expiry);
  const strike = parseScaled(strikeText);
  if (expiryMs === null || !isScaled(strike) || strike === 0n)
    return failure(
      'instrument-symbol',
      `"${symbol}" is no symbol of an option on a future`,
      'Write it like ./MESM6EXK6260529P5800.',
    );
  const root = [1, 2, 3, 4].map((length) => series.slice(0, length)).find((one) => isRootOf(one, series));
  const contract = root === undefined ? null : futuresContract(root);
  if (contract === null) return contractUnknown(symbol);
  return success(
    listedOptionOf({
      symbol,
      underlying: contract.root,
      on: 'future',
      currency: contract.currency,
      multiplier: contract.multiplier,
      expiryMs,
      strike: formatScaled(strike),
      right: right === 'C' ? 'call' : 'put',
    }),
  );
}

function isRootOf(root: string, series: string): boolean {
  return futuresContract(root) !== null && /^[FGHJKMNQUVXZ]\d/.test(series.slice(root.length));
}

const monthCodes = 'FGHJKMNQUVXZ';

/** The last instant of the contract month: the contract is over by then, whatever its last trading day. One digit is a year of the 2020s. */
function futureMonthEndMs(month: string, year: string): EpochMs {
  const fullYear = year.length === 1 ? 2020 + Number(year) : 2000 + Number(year);
  return epochMs(Date.UTC(fullYear, monthCodes.indexOf(month) + 1, 1) - 1);
}
