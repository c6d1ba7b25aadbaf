/** Stablecoins that Ballast values at par with their currency; the assumption is shown wherever it is used. */
const stablecoinPar: Readonly<Record<string, string>> = {
  USDT: 'USD',
  USDC: 'USD',
  DAI: 'USD',
  FDUSD: 'USD',
  BUSD: 'USD',
  TUSD: 'USD',
  USDE: 'USD',
  PYUSD: 'USD',
  EURC: 'EUR',
};

/** Money of a state, those that traders hold most first. */
export const currencies: readonly string[] = [
  'USD',
  'EUR',
  'GBP',
  'JPY',
  'CHF',
  'AUD',
  'CAD',
  'NZD',
  'SEK',
  'NOK',
  'DKK',
  'PLN',
  'CZK',
  'HUF',
  'TRY',
  'BRL',
  'MXN',
  'ZAR',
  'SGD',
  'HKD',
  'INR',
  'KRW',
  'CNH',
  'CNY',
  'ILS',
  'AED',
  'SAR',
  'THB',
  'MYR',
  'IDR',
  'PHP',
  'TWD',
  'CLP',
  'COP',
  'RON',
  'ISK',
  'RUB',
];

const fiatCurrencies = new Set(currencies);

/** Hundredths in which some exchanges quote and some brokers keep cash: pence, agorot, cents of the rand. */
const minorUnits: Readonly<Record<string, string>> = { GBX: 'GBP', GBp: 'GBP', ILA: 'ILS', ZAC: 'ZAR', ZAc: 'ZAR' };

/** The currency of which an asset is a hundredth, or null for anything else. */
export function majorCurrency(asset: string): string | null {
  return Object.hasOwn(minorUnits, asset) ? (minorUnits[asset] as string) : null;
}

/** The currency with which a stablecoin is taken at par, or null for anything else. */
export function parCurrency(asset: string): string | null {
  return stablecoinPar[asset] ?? null;
}

/** Money of a state. */
export function isFiat(asset: string): boolean {
  return fiatCurrencies.has(asset) || majorCurrency(asset) !== null;
}

/** Cash and stablecoins taken at par are no exposure; every other balance is. */
export function isCash(asset: string): boolean {
  return isFiat(asset) || Object.hasOwn(stablecoinPar, asset);
}
