import { futuresContract } from '../../../../shared/book/futures-contracts.ts';
import type { Instrument, InstrumentSymbol } from '../../../../shared/book/instrument.ts';
import {
  listedExpiryMs,
  listedFutureOf,
  listedOptionOf,
  occSymbol,
  stockOf,
  withoutPadding,
} from '../../../../shared/book/listed-symbol.ts';
import { parseInstrument } from '../../../../shared/book/parse-instrument.ts';
import { formatScaled, scaledOf, type Decimal } from '../../../../shared/units/decimal.ts';
import type { EpochMs } from '../../../../shared/units/unit.ts';
import { amountOf, attributeOf, isAmountFault, positiveOf, type FlexRow } from './ibkr-flex-row.ts';
import { readFlexTime } from './ibkr-flex-time.ts';
import { rowFault, type RowFault } from '../row-time.ts';

/** What a row is about, by its asset category. */
export type FlexCategory = 'stock' | OptionCategory | 'future' | 'currency' | 'unread';

type OptionCategory = 'option' | 'future-option';

const categories: Readonly<Record<string, FlexCategory>> = {
  STK: 'stock',
  FUND: 'stock',
  OPT: 'option',
  FOP: 'future-option',
  FUT: 'future',
  CASH: 'currency',
};

const occ = /^([A-Z0-9.]{1,6})(\d{6})([CP])(\d{5})(\d{3})$/;
const currencyPair = /^([A-Z]{3})\.([A-Z]{3})$/;
const sharesPerOption = '100' as Decimal;

/** The category as the row states it, else as its other attributes prove it; null when nothing does. */
function categoryOf(row: FlexRow): FlexCategory | null {
  const stated = attributeOf(row, 'assetCategory').toUpperCase();
  if (stated !== '') return categories[stated] ?? 'unread';
  const symbol = withoutPadding(attributeOf(row, 'symbol'));
  if (occ.test(symbol)) return 'option';
  if (attributeOf(row, 'putCall', 'strike') !== '') return null;
  const [, , quote] = currencyPair.exec(symbol) ?? [];
  if (quote === attributeOf(row, 'currency')) return 'currency';
  return attributeOf(row, 'multiplier') === '1' && attributeOf(row, 'expiry') === '' ? 'stock' : null;
}

/** The symbol by which the book knows what a row is about, before its terms are proven; null where it cannot be said. */
export function symbolOfRow(row: FlexRow): string | null {
  const symbol = withoutPadding(attributeOf(row, 'symbol'));
  if (symbol === '') return null;
  // A bond such as "T 4 05/15/34": a slash would make it a pair.
  if (symbol.includes('/')) return symbol.replaceAll('/', '-');
  const category = categoryOf(row);
  if (category === 'currency') return symbol.replace('.', '/');
  return category === 'option' ? (optionTerms(row, symbol, category)?.symbol ?? symbol) : symbol;
}

/**
 * The instrument of a row with its terms: stocks and futures by the broker's symbol, options in OCC form, currencies as
 * `EUR/USD`. What a row does not prove (a multiplier, an expiry, a kind that Ballast has no rules for) fails it by name.
 */
export function instrumentOfRow(row: FlexRow): Instrument | RowFault {
  const symbol = withoutPadding(attributeOf(row, 'symbol'));
  if (symbol === '') return rowFault('symbol-missing', 'the row has no symbol; add Symbol to the Flex Query', null);
  const named = symbolOfRow(row);
  const category = categoryOf(row);
  if (category === null) {
    return rowFault(
      'category-missing',
      `the row does not say whether ${symbol} is a stock, an option or a future; add Asset Class to the Flex Query`,
      named,
    );
  }
  if (category === 'unread') {
    const stated = attributeOf(row, 'assetCategory');
    return rowFault(
      'category-not-read',
      `${symbol} is of asset class ${stated}; Ballast reads stocks, funds, options, futures, options on futures and currencies`,
      named,
    );
  }
  if (symbol.includes('/')) {
    return rowFault('symbol-unreadable', `"${symbol}" is no symbol that Ballast can read`, named);
  }
  const currency = attributeOf(row, 'currency').toUpperCase();
  if (category === 'currency') return currencyOf(symbol, currency);
  if (!/^[A-Z]{3}$/.test(currency)) {
    return rowFault('currency-missing', `the row does not say in which currency ${symbol} is; add Currency`, named);
  }
  const read = amountOf(row, 'multiplier', named);
  if (isAmountFault(read)) return read;
  const multiplier = positiveOf(read.value);
  switch (category) {
    case 'stock':
      return multiplier === null || multiplier === '1'
        ? stockOf(symbol, currency)
        : rowFault('multiplier-odd', `a share of ${symbol} with multiplier ${multiplier} is unknown to Ballast`, named);
    case 'future':
      return futureOf(row, symbol, currency, multiplier);
    case 'option':
    case 'future-option':
      return optionOf(row, symbol, currency, multiplier, category);
  }
}

function currencyOf(symbol: string, currency: string): Instrument | RowFault {
  const [, base, quote] = currencyPair.exec(symbol) ?? [];
  if (quote === undefined)
    return rowFault('symbol-unreadable', `"${symbol}" is no pair of currencies like EUR.USD`, null);
  if (currency !== '' && currency !== quote) {
    return rowFault('currency-differs', `${symbol} is priced in ${quote}, but the row says ${currency}`, null);
  }
  const read = parseInstrument(`${base}/${quote}`);
  return read.ok ? read.value : rowFault(read.fault.code, read.fault.message, null);
}

function futureOf(row: FlexRow, symbol: string, currency: string, stated: Decimal | null): Instrument | RowFault {
  const root = attributeOf(row, 'underlyingSymbol') || rootOf(symbol);
  const contract = futuresContract(root);
  const multiplier = stated ?? (contract?.currency === currency ? contract.multiplier : null);
  const day = expiryDay(row);
  const expiryMs = day === null ? null : listedExpiryMs(day);
  if (multiplier === null || expiryMs === null) return termsMissing(symbol, symbol, multiplier);
  return listedFutureOf({ symbol, root, currency, multiplier, expiryMs });
}

/** `ES` of `ESZ5`: the root before month and year. */
function rootOf(symbol: string): string {
  return symbol.replace(/[FGHJKMNQUVXZ]\d{1,2}$/, '');
}

function optionOf(
  row: FlexRow,
  broker: string,
  currency: string,
  stated: Decimal | null,
  category: OptionCategory,
): Instrument | RowFault {
  const terms = optionTerms(row, broker, category);
  // A US option without a multiplier is one on 100 shares: what its OCC symbol says.
  const multiplier = stated ?? (occ.test(broker) && currency === 'USD' ? sharesPerOption : null);
  if (terms === null || multiplier === null) return termsMissing(broker, terms?.symbol ?? broker, multiplier);
  const { symbol, underlying, expiryMs, strike, right } = terms;
  const on = category === 'option' ? 'stock' : 'future';
  return listedOptionOf({
    symbol,
    underlying: on === 'stock' ? underlying : rootOf(underlying),
    on,
    currency,
    multiplier,
    expiryMs,
    strike,
    right,
  });
}

interface OptionTerms {
  readonly symbol: string;
  readonly underlying: string;
  readonly expiryMs: EpochMs;
  readonly strike: Decimal;
  readonly right: 'call' | 'put';
}

/** From the attributes, else from the OCC symbol; null where both are silent or they contradict each other. */
function optionTerms(row: FlexRow, broker: string, category: OptionCategory): OptionTerms | null {
  const inSymbol = occTerms(broker);
  const strikeRead = amountOf(row, 'strike');
  if (isAmountFault(strikeRead)) return null;
  const strike = positiveOf(strikeRead.value) ?? inSymbol?.strike;
  const expiry = expiryDay(row) ?? inSymbol?.expiry;
  const right = rightOf(attributeOf(row, 'putCall') || inSymbol?.letter);
  const underlying = attributeOf(row, 'underlyingSymbol') || inSymbol?.root;
  if (strike === undefined || expiry === undefined || right === null || underlying === undefined) return null;
  const symbol = category === 'option' ? occSymbol(inSymbol?.root ?? underlying, expiry, right, strike) : broker;
  const expiryMs = listedExpiryMs(expiry);
  // An OCC symbol says all three itself: another made of the attributes contradicts it.
  if (symbol === null || expiryMs === null || (inSymbol !== null && symbol !== broker)) return null;
  return { symbol, underlying, expiryMs, strike, right };
}

/** What an OCC symbol says; `00226000` is a strike of 226. */
function occTerms(symbol: string) {
  const match = occ.exec(symbol);
  if (match === null) return null;
  const [, root, expiry, letter, whole, thousandths] = match;
  return { root, expiry, letter, strike: formatScaled(scaledOf(`${whole}.${thousandths}` as Decimal)) };
}

/** `C`, `P`, `Call`, `PUT`; null where nothing or another word is written. */
function rightOf(text = ''): 'call' | 'put' | null {
  return /^c/i.test(text) ? 'call' : /^p/i.test(text) ? 'put' : null;
}

/** YYMMDD of the attribute `expiry`. */
function expiryDay(row: FlexRow): string | null {
  const read = readFlexTime(attributeOf(row, 'expiry'));
  if (read === null) return null;
  const { year, month, day } = read.local;
  return [year % 100, month, day].map((part) => String(part).padStart(2, '0')).join('');
}

function termsMissing(name: string, symbol: string, multiplier: Decimal | null): RowFault {
  const missing =
    multiplier === null
      ? 'how much one point is worth; add Multiplier'
      : 'what it is; add Expiry, Strike, Put/Call and Underlying Symbol';
  return rowFault(
    'terms-missing',
    `the row does not say of ${name} ${missing} to the Flex Query`,
    symbol as InstrumentSymbol,
  );
}
