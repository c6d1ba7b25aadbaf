import type { Decimal } from '../units/decimal.ts';

/** What a listed future is a contract on: facts that no export prints and the profit needs. */
export interface FuturesContract {
  /** The exchange's root, such as ES or MCL. */
  readonly root: string;
  /** What the trader is exposed to, in plain words: the root stands for it as an asset. */
  readonly name: string;
  readonly currency: string;
  /** Money per whole point of the quoted price. */
  readonly multiplier: Decimal;
  readonly exchange: string;
}

/** The contract of a root, or null for one that the table does not have: then nothing may be calculated with it. */
export function futuresContract(root: string): FuturesContract | null {
  return byRoot.get(root) ?? null;
}

type Line = readonly [root: string, multiplier: string, name: string];

/** Index futures: dollars per index point. */
const cmeIndices: readonly Line[] = [
  ['ES', '50', 'E-mini S&P 500'],
  ['MES', '5', 'Micro E-mini S&P 500'],
  ['NQ', '20', 'E-mini Nasdaq-100'],
  ['MNQ', '2', 'Micro E-mini Nasdaq-100'],
  ['RTY', '50', 'E-mini Russell 2000'],
  ['M2K', '5', 'Micro E-mini Russell 2000'],
  ['EMD', '100', 'E-mini S&P MidCap 400'],
  ['NKD', '5', 'Nikkei 225 (dollar)'],
];

/** Currencies, quoted in dollars per unit (the yen with seven decimals): units of the currency a contract. */
const cmeCurrencies: readonly Line[] = [
  ['6A', '100000', 'Australian dollar'],
  ['6B', '62500', 'British pound'],
  ['6C', '100000', 'Canadian dollar'],
  ['6E', '125000', 'Euro FX'],
  ['6J', '12500000', 'Japanese yen'],
  ['6M', '500000', 'Mexican peso'],
  ['6N', '100000', 'New Zealand dollar'],
  ['6S', '125000', 'Swiss franc'],
  ['E7', '62500', 'E-mini Euro FX'],
  ['J7', '6250000', 'E-mini Japanese yen'],
  ['M6A', '10000', 'Micro Australian dollar'],
  ['M6B', '6250', 'Micro British pound'],
  ['M6E', '12500', 'Micro Euro FX'],
];

/** Cryptocurrencies, quoted in dollars a coin: coins a contract. */
const cmeCoins: readonly Line[] = [
  ['BTC', '5', 'Bitcoin'],
  ['MBT', '0.1', 'Micro Bitcoin'],
  ['ETH', '50', 'Ether'],
  ['MET', '0.1', 'Micro Ether'],
];

/** Short rates, quoted as 100 minus the rate: 25 dollars a basis point. Livestock, quoted in cents a pound: dollars per cent. */
const cmeOthers: readonly Line[] = [
  ['SR3', '2500', 'Three-month SOFR'],
  ['GE', '2500', 'Eurodollar'],
  ['HE', '400', 'Lean hogs'],
  ['LE', '400', 'Live cattle'],
  ['GF', '500', 'Feeder cattle'],
  ['LBR', '27.5', 'Lumber'],
];

/**
 * Treasuries, quoted in points of 100; micro yields in percent (10 dollars a basis point). Grains of 5,000 (mini 1,000)
 * bushels, quoted in cents a bushel: dollars per cent. Soybean oil of 60,000 pounds in cents a pound, meal in dollars a ton.
 */
const cbot: readonly Line[] = [
  ['YM', '5', 'E-mini Dow'],
  ['MYM', '0.5', 'Micro E-mini Dow'],
  ['ZT', '2000', '2-year Treasury note'],
  ['ZF', '1000', '5-year Treasury note'],
  ['ZN', '1000', '10-year Treasury note'],
  ['TN', '1000', 'Ultra 10-year Treasury note'],
  ['ZB', '1000', 'Treasury bond'],
  ['UB', '1000', 'Ultra Treasury bond'],
  ['2YY', '1000', 'Micro 2-year yield'],
  ['5YY', '1000', 'Micro 5-year yield'],
  ['10Y', '1000', 'Micro 10-year yield'],
  ['30Y', '1000', 'Micro 30-year yield'],
  ['ZC', '50', 'Corn'],
  ['ZS', '50', 'Soybeans'],
  ['ZW', '50', 'Chicago wheat'],
  ['KE', '50', 'Kansas wheat'],
  ['ZO', '50', 'Oats'],
  ['XC', '10', 'Mini corn'],
  ['XK', '10', 'Mini soybeans'],
  ['XW', '10', 'Mini Chicago wheat'],
  ['ZL', '600', 'Soybean oil'],
  ['ZM', '100', 'Soybean meal'],
];

/** Energy and the platinum metals: barrels, million British thermal units, gallons, troy ounces a contract, quoted in dollars. */
const nymex: readonly Line[] = [
  ['CL', '1000', 'Crude oil'],
  ['QM', '500', 'E-mini crude oil'],
  ['MCL', '100', 'Micro crude oil'],
  ['BZ', '1000', 'Brent (last day financial)'],
  ['NG', '10000', 'Natural gas'],
  ['QG', '2500', 'E-mini natural gas'],
  ['RB', '42000', 'Gasoline'],
  ['HO', '42000', 'Heating oil'],
  ['PL', '50', 'Platinum'],
  ['PA', '100', 'Palladium'],
];

/** Metals, quoted in dollars: troy ounces a contract, pounds for copper. */
const comex: readonly Line[] = [
  ['GC', '100', 'Gold'],
  ['QO', '50', 'E-mini gold'],
  ['MGC', '10', 'Micro gold'],
  ['SI', '5000', 'Silver'],
  ['QI', '2500', 'E-mini silver'],
  ['SIL', '1000', 'Micro silver'],
  ['HG', '25000', 'Copper'],
  ['QC', '12500', 'E-mini copper'],
  ['MHG', '2500', 'Micro copper'],
];

const cfe: readonly Line[] = [
  ['VX', '1000', 'VIX'],
  ['VXM', '100', 'Mini VIX'],
];

/** Coffee, sugar, cotton and orange juice are left out: some files quote them in cents, others in dollars. */
const iceUs: readonly Line[] = [
  ['CC', '10', 'Cocoa'],
  ['DX', '1000', 'US dollar index'],
];

const smallExchange: readonly Line[] = [
  ['SM75', '100', 'Small Stocks 75'],
  ['SFX', '100', 'Small US dollar'],
  ['SPRE', '100', 'Small precious metals'],
  ['SMO', '100', 'Small crude oil'],
];

/**
 * Money per point by the contract specifications that the exchanges publish: cmegroup.com (CME, CBOT, NYMEX, COMEX),
 * cboe.com (CFE), ice.com (ICE US), and those of The Small Exchange while it traded; as of 2026-11. A future that is not
 * here is refused by name rather than guessed. The exchanges have not changed the size of a contract under the same root
 * in the years that exports cover.
 */
const contracts: readonly FuturesContract[] = [
  ...listedAt('CME', [...cmeIndices, ...cmeCurrencies, ...cmeCoins, ...cmeOthers]),
  ...listedAt('CBOT', cbot),
  ...listedAt('NYMEX', nymex),
  ...listedAt('COMEX', comex),
  ...listedAt('CFE', cfe),
  ...listedAt('ICE US', iceUs),
  ...listedAt('Small Exchange', smallExchange),
];

function listedAt(exchange: string, lines: readonly Line[]): readonly FuturesContract[] {
  return lines.map(([root, multiplier, name]) => ({
    root,
    name,
    currency: 'USD',
    multiplier: multiplier as Decimal,
    exchange,
  }));
}

const byRoot = new Map(contracts.map((contract) => [contract.root, contract]));
