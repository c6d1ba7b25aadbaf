/** What lies beyond a liquidation, along the price of one instrument of a pool. */
export const insolvencyMeasures = {
  bufferFraction: {
    label: 'Buffer to bankruptcy',
    unit: 'fraction',
    meaning:
      'The gap between liquidation and bankruptcy price as a fraction of the liquidation price: the room between the call and the first debt.',
    source: 'Definition.',
  },
  bufferMoney: {
    label: 'Equity at the call',
    unit: 'money',
    meaning: 'What is left of the equity of the pool at its liquidation price, before fees.',
    source: 'Definition.',
  },
  distanceToInsolvency: {
    label: 'To bankruptcy',
    unit: 'fraction',
    meaning: 'Bankruptcy price over mark minus 1; < 0 lies below the mark.',
    source: 'Definition.',
  },
  distanceToInsolvencySigma: {
    label: 'To bankruptcy, daily sigmas',
    unit: 'sigma',
    meaning: '|ln(bankruptcy / mark)| over the daily EWMA volatility (0.94) of the asset.',
    source: 'J.P. Morgan/Reuters, RiskMetrics Technical Document, 4th edition (1996), chapter 5.',
  },
  equityAfterLiquidation: {
    label: 'Left after the call',
    unit: 'money',
    meaning:
      'Equity after what the rules of its venue close of the pool at its liquidation price (all of it, or a first step), less their fees, before anybody else bears a debt; < 0 is owed.',
    source: 'Rules of the venue, as the tree cites them.',
  },
  shortfall: {
    label: 'Debt after a jump',
    unit: 'money',
    meaning:
      'What the pool owes when this instrument jumps against it and the pool is closed there by the rules of its venue; never below 0.',
    source: 'Rules of the venue, as the tree cites them.',
  },
  expectedDebt: {
    label: 'Expected debt',
    unit: 'money',
    meaning: 'What is owed on average when the exit comes a delay after the call, before fees, without drift; >= 0.',
    source:
      'F. Black, The pricing of commodity contracts, Journal of Financial Economics 3 (1976), formula 16 without discount.',
  },
  adlScore: {
    label: 'Auto-deleveraging score',
    unit: 'index',
    meaning:
      'What the venue orders positions in profit by: the higher, the sooner it is closed against somebody else’s bankruptcy. Where others stand no book says.',
    source:
      'BitMEX support, article 18589621443357; Binance support, auto-deleveraging; Hyperliquid documentation, Auto-deleveraging; Bybit help, auto-deleveraging.',
  },
} as const;

export type InsolvencyId = keyof typeof insolvencyMeasures;

export function isInsolvencyId(id: string): id is InsolvencyId {
  return Object.hasOwn(insolvencyMeasures, id);
}
