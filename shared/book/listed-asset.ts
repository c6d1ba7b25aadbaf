import { isCash } from './asset.ts';

/** Codes of coins that shares are listed under as well: BTC and ETH are trusts, COMP, LINK and SOL were companies. */
const coins = new Set(
  (
    'BTC ETH SOL XRP BNB ADA DOGE TRX AVAX LINK DOT TON SHIB BCH LTC NEAR UNI APT ICP ETC XLM ATOM FIL HBAR VET ARB OP ' +
    'INJ SUI SEI TIA IMX RNDR GRT AAVE MKR STX THETA FTM ALGO FLOW SAND MANA AXS EOS XTZ NEO KAS LDO CRV SNX COMP RUNE ' +
    'EGLD CHZ GALA DYDX GMX PEPE WIF BONK FLOKI ORDI JUP PYTH JTO WLD STRK BLUR ENA ONDO PENDLE ETHFI ZRO HYPE MNT OKB ' +
    'CRO LEO XMR ZEC DASH KSM BAT ZRX SUSHI YFI CAKE QTUM IOTA MINA ROSE KAVA CELO ONE ZIL ENJ HOT ANKR SKL STORJ'
  ).split(' '),
);

/** Roots of futures on a coin: they are exposure to the coin itself. */
const coinRoots: Readonly<Record<string, string>> = {
  BTC: 'BTC',
  MBT: 'BTC',
  ETH: 'ETH',
  MET: 'ETH',
  SOL: 'SOL',
  MSL: 'SOL',
  XRP: 'XRP',
  MXP: 'XRP',
};

/**
 * What a share is exposure to: its ticker, told apart from a coin or a currency of the same letters, so that a shock of
 * bitcoin never moves a trust's shares as if they were coins.
 */
export function stockAsset(symbol: string): string {
  return coins.has(symbol) || isCash(symbol) ? `${symbol} stock` : symbol;
}

/** The ticker of what a share is exposure to; null for the asset of a coin or of a future. */
export function tickerOf(asset: string): string | null {
  const ticker = asset.endsWith(' stock') ? asset.slice(0, -' stock'.length) : asset;
  return !asset.startsWith('/') && stockAsset(ticker) === asset ? ticker : null;
}

/** What a future is exposure to: its root as traders write it (`/ES`, `/CL`), never mixed with the share CL; a coin's own name for futures on coins. */
export function futureAsset(root: string): string {
  return coinRoots[root] ?? `/${root}`;
}
