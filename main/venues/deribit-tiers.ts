import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { MarginTierTable } from '../../shared/book/margin-tier.ts';

const source = 'https://support.deribit.com/hc/en-us/articles/25944826427293-11-January-2022';
const validFrom = '2022-01-11';

/** What the rates gain for each coin of the position: 0.005 % for a BTC, 0.0004 % for an ETH. */
const increaseFactors = { BTC: 0.00005, ETH: 0.000004 } as const;

/** Maintenance 1 % and initial margin 2 % (leverage 50) of the position in the coin, both plus the increase factor x its size. */
function inverseTable(coin: keyof typeof increaseFactors): MarginTierTable {
  const increase = increaseFactors[coin];
  return {
    venue: 'deribit',
    instrument: `${coin}/USD:${coin}` as InstrumentSymbol,
    validFrom,
    source,
    origin: 'shipped',
    tiers: [{ floor: 0, cap: null, maintenanceRate: 0.01, deduction: 0, maxLeverage: 50 }],
    growth: { maintenance: increase, initial: increase },
  };
}

/** Deribit's inverse perpetuals; its dated futures have the same margins. */
export const deribitTierTables: readonly MarginTierTable[] = [inverseTable('BTC'), inverseTable('ETH')];

/** The perpetual whose margins a dated future of Deribit shares (`BTC/USD:BTC` for `BTC/USD:BTC-261225`); itself for any other. */
export function deribitFamily(instrument: InstrumentSymbol): InstrumentSymbol {
  return instrument.replace(/-\d{6}$/, '') as InstrumentSymbol;
}
