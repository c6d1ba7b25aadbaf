import type { ExposureRow } from '../../../shared/contract/risk.ts';
import type { Exposure } from '../exposure/exposures.ts';
import type { Maybe } from '../../../shared/measures/outcome.ts';
import { exposureSums } from '../exposure/exposure-sums.ts';

/** Exposures as the document lists them; what is not known has its row, with null and the reason. */
export function exposureRows(exposures: readonly Exposure[]): readonly ExposureRow[] {
  const { gross } = exposureSums(exposures);
  const whole = gross.status === 'value' && gross.value > 0 ? gross.value : null;
  return exposures.map((exposure) => {
    const { account, venue, asset, side, position, mark, value, unrealizedPnl, flags } = exposure;
    const gap = value.status === 'missing-data' ? value : null;
    return {
      asset,
      account,
      venue,
      instrument: position?.instrument.symbol ?? null,
      side,
      quantity: exposure.quantity,
      mark,
      exposure: value.status === 'value' ? value.value : null,
      share: value.status === 'value' && whole !== null ? Math.abs(value.value) / whole : null,
      unrealizedPnl: valueOrNull(unrealizedPnl),
      marketValue: valueOrNull(exposure.marketValue),
      strikeNotional: valueOrNull(exposure.strikeNotional),
      flags: [...flags],
      reason: gap?.reason ?? null,
      mend: gap?.mend ?? null,
    };
  });
}

function valueOrNull(maybe: Maybe | null): number | null {
  return maybe?.status === 'value' ? maybe.value : null;
}
