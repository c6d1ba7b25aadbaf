/** How much is at stake in which direction. */
export const exposureMeasures = {
  grossExposure: {
    label: 'Gross exposure',
    unit: 'money',
    meaning: 'Sum of the absolute exposures: quantity x multiplier x mark. Cash and stablecoins at par are none.',
    source: 'Definition; AIFMD Regulation (EU) 231/2013, article 7 (gross method).',
  },
  netExposure: {
    label: 'Net exposure',
    unit: 'money',
    meaning: 'Long minus short exposure; > 0 gains when prices rise.',
    source: 'Definition.',
  },
  longExposure: {
    label: 'Long exposure',
    unit: 'money',
    meaning: 'Sum of the exposures that gain when prices rise, >= 0.',
    source: 'Definition.',
  },
  shortExposure: {
    label: 'Short exposure',
    unit: 'money',
    meaning: 'Sum of the exposures that gain when prices fall, as a negative amount.',
    source: 'Definition.',
  },
  effectiveLeverage: {
    label: 'Effective leverage',
    unit: 'multiple',
    meaning: 'Gross exposure over equity. Not applicable when equity is zero or negative.',
    source: 'AIFMD Regulation (EU) 231/2013, article 6: exposure over net asset value.',
  },
  netLeverage: {
    label: 'Net exposure over equity',
    unit: 'multiple',
    meaning: 'Long minus short exposure over equity, short < 0. Not applicable when equity is zero or negative.',
    source: 'Definition.',
  },
  onePercentMove: {
    label: 'A 1 % move',
    unit: 'money',
    meaning: 'What a rise of this asset by 1 % does to equity, everything else unchanged; > 0 is a gain.',
    source: 'Definition: change of equity for a price factor of 1.01.',
  },
  exposureShare: {
    label: 'Share',
    unit: 'fraction',
    meaning: 'Gross exposure of this asset over gross exposure of the book.',
    source: 'Definition.',
  },
  herfindahl: {
    label: 'Concentration (Herfindahl)',
    unit: 'index',
    meaning: 'Sum of the squared shares of the assets: 1 is a single asset, 1/n is n equal ones.',
    source:
      'Herfindahl-Hirschman index: A. O. Hirschman, The Paternity of an Index, American Economic Review 54 (1964).',
  },
} as const;
