import type { ListedKind, ListedKindTable } from '../../shared/book/listed-kind.ts';

/** Options on these are cash-settled and on a broad index (Cboe, Nasdaq: product pages of the index options). */
const broadIndexes = 'SPX SPXW XSP NDX NDXP XND RUT RUTW MRUT DJX OEX XEO';

/** Tickers by the daily multiple in the name or objective of the fund (Direxion, ProShares, GraniteShares, T-Rex, MicroSectors). */
const leveragedFunds: Readonly<Record<string, string>> = {
  4: 'SPYU',
  3:
    'TQQQ SQQQ UPRO SPXU SPXL SPXS TNA TZA URTY SRTY UDOW SDOW UMDD SMDD MIDU SOXL SOXS TECL TECS FAS FAZ LABU LABD CURE ' +
    'DRN DRV NAIL DPST RETL UTSL DFEN TPOR WANT PILL DUSL HIBL HIBS WEBL WEBS EDC EDZ YINN YANG EURL KORU MEXX TMF TMV TTT ' +
    'TYD TYO FNGU FNGD BULZ BERZ',
  2:
    'SSO SDS QLD QID DDM DXD UWM TWM MVV MZZ ROM REW UYG SKF USD SSG UYM SMN DIG DUG URE SRS RXL RXD BIB BIS UPW SDP AGQ ZSL ' +
    'UGL GLL UCO SCO BOIL KOLD UBT TBT UST PST ULE EUO YCL YCS ERX ERY NUGT DUST JNUG JDST GUSH DRIP BRZU INDL CHAU CWEB UBOT ' +
    'CLDL BITX BITU ETHU ETHT NVDL NVDX NVDU NVDQ TSLL TSLR TSLT TSLZ CONL MSTU MSTX MSTZ AAPU AMZU GGLL MSFU METU AMDL PLTU',
  1.5: 'UVXY',
};

/**
 * What is known of listed underlyings whose margin is not that of a plain share. Entered from memory of the issuers' and
 * exchanges' pages: a fund may have changed its multiple since.
 */
export const listedKinds: ListedKindTable = {
  validFrom: '2009-12-01',
  source:
    'FINRA Regulatory Notice 09-53 (effective 2009-12-01): rates times the multiple of a leveraged fund, at most all of its value; multiples as in the names of the funds, entered from memory',
  kinds: [
    ...kindsOf(broadIndexes, { kind: 'broad-index', leverage: 1 }),
    ...Object.entries(leveragedFunds).flatMap(([leverage, tickers]) =>
      kindsOf(tickers, { kind: 'share', leverage: Number(leverage) }),
    ),
  ],
};

function kindsOf(tickers: string, kind: Omit<ListedKind, 'ticker'>): readonly ListedKind[] {
  return tickers.split(' ').map((ticker) => ({ ticker, ...kind }));
}

/** How many times its index a share moves: 1 for a share that is no leveraged fund of the table. */
export function leverageOfFund(ticker: string): number {
  return listedKinds.kinds.find((one) => one.ticker === ticker)?.leverage ?? 1;
}
