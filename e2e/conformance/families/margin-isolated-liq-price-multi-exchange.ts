import { binanceUsdm } from '../../../main/risk/margin/regimes/binance-usdm.ts';
import { bybit } from '../../../main/risk/margin/regimes/bybit.ts';
import { flatRate } from '../../../main/risk/margin/regimes/flat-rate.ts';
import type { MarginRegime } from '../../../main/risk/margin/regimes/margin-regime.ts';
import { result, unsupported, type Family, type JsonObject } from '../family.ts';
import { readFlag, readNumber, readOptionalNumber, readText } from '../readers.ts';
import { liquidationPriceOf, oneTier, type CasePosition } from './margin-account.ts';

/** How each exchange's published formula goes: its regime, and whether a maintenance amount is taken off. */
interface Convention {
  readonly regime: MarginRegime;
  readonly takesAmountOff: boolean;
}

/** Isolated linear positions, others untouched: maintenance on the mark (with the closing fee inside for gate and okx), on the entry for bybit. */
export const isolatedLiqPriceMultiExchange: Family = {
  name: 'margin.isolated_liq_price_multi_exchange',
  run: (vector) => {
    const { input } = vector;
    const convention = conventionOf(input);
    if (convention === null) return unsupported(`the rules of ${readText(input, 'exchange')} are not known`);
    const entry = readNumber(input, 'entry');
    const margin = readNumber(input, 'isolated_margin');
    const position: CasePosition = {
      instrument: 'BTC/USDT:USDT',
      side: readFlag(input, 'is_short') ? 'short' : 'long',
      size: readNumber(input, 'size'),
      entry,
      mark: entry,
      tiers: oneTier(readNumber(input, 'mmr'), convention.takesAmountOff ? readNumber(input, 'maint_amount') : 0),
      isolatedMargin: margin,
    };
    return result({ field: 'expected', actual: liquidationPriceOf(convention.regime, margin, [position], position) });
  },
};

function conventionOf(input: JsonObject): Convention | null {
  switch (readText(input, 'exchange')) {
    case 'binance':
      return { regime: binanceUsdm, takesAmountOff: true };
    case 'bybit':
      return { regime: bybit, takesAmountOff: false };
    case 'gate':
    case 'okx':
      return { regime: withClosingFee(readOptionalNumber(input, 'taker_fee')), takesAmountOff: false };
    default:
      return null;
  }
}

function withClosingFee(fee: number | null): MarginRegime {
  return { ...flatRate, maintenance: () => ({ base: 'mark', closingFeeRate: fee === null ? 0 : fee }) };
}
