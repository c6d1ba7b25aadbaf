/** What the venue asks for. */
export const marginMeasures = {
  initialMargin: {
    label: 'Initial margin',
    unit: 'money',
    meaning:
      'Reserved for open positions: notional at the mark over the leverage set, but no more than the largest that the venue allows for that size. Where the venue sets the rate itself, by that rate. Missing while a leverage is not stated. It reserves; it never liquidates.',
    source: 'The venue: notional / leverage.',
  },
  maintenanceMargin: {
    label: 'Maintenance margin',
    unit: 'money',
    meaning:
      'What must remain of the equity that counts before the venue liquidates: rate of the notional tier x notional - maintenance amount; with what is asked for on a loan, and for positions that are margined together.',
    source: 'The venue; Binance support article b3c689c1f50a44cabb3a84e663b81d93; Hyperliquid docs, Margin tiers.',
  },
  collateralHaircut: {
    label: 'Collateral haircut',
    unit: 'money',
    meaning:
      'What of the equity does not count for the margin, >= 0: a venue takes coins as collateral for less than they are worth. The trader still owns it.',
    source: 'The collateral table of the venue: value x (1 - ratio), tier by tier of the amount.',
  },
  marginRatio: {
    label: 'Margin ratio',
    unit: 'fraction',
    meaning:
      'Maintenance margin over the equity that counts, which is equity less the collateral haircut: at 1 the pool is liquidated. Not applicable when that equity is zero or negative.',
    source: 'Definition; the inverse of some venues is shown beside it.',
  },
  freeMargin: {
    label: 'Free margin',
    unit: 'money',
    meaning: 'Equity less collateral haircut and initial margin: what can still be used; < 0 is lacking.',
    source: 'Definition.',
  },
  buffer: {
    label: 'Buffer',
    unit: 'money',
    meaning:
      'Equity less collateral haircut and maintenance margin: what may be lost before liquidation; < 0 is past it.',
    source: 'Definition.',
  },
} as const;
