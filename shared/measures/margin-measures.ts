/** What the venue asks for. */
export const marginMeasures = {
  initialMargin: {
    label: 'Initial margin',
    unit: 'money',
    meaning:
      'Reserved for open positions: notional at the mark over the leverage set. Missing while a leverage is not stated.',
    source: 'The venue: notional / leverage.',
  },
  maintenanceMargin: {
    label: 'Maintenance margin',
    unit: 'money',
    meaning: 'The equity below which the venue liquidates: rate of the notional tier x notional - maintenance amount.',
    source: 'The venue; Binance support article b3c689c1f50a44cabb3a84e663b81d93; Hyperliquid docs, Margin tiers.',
  },
  marginRatio: {
    label: 'Margin ratio',
    unit: 'fraction',
    meaning:
      'Maintenance margin over equity: at 1 the pool is liquidated. Not applicable when equity is zero or negative.',
    source: 'Definition; the inverse of some venues is shown beside it.',
  },
  freeMargin: {
    label: 'Free margin',
    unit: 'money',
    meaning: 'Equity minus initial margin: what can still be used.',
    source: 'Definition.',
  },
  buffer: {
    label: 'Buffer',
    unit: 'money',
    meaning: 'Equity minus maintenance margin: what may be lost before liquidation.',
    source: 'Definition.',
  },
} as const;
