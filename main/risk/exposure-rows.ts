import type { ExposureRow } from '../../shared/contract/risk.ts';
import type { Exposure } from './exposure/exposures.ts';
import { exposureSums } from './exposure/exposure-sums.ts';

/** Exposures as the document lists them; a coin whose amount is not known has no row, a note says so. */
export function exposureRows(exposures: readonly Exposure[]): readonly ExposureRow[] {
  const { gross } = exposureSums(exposures);
  const whole = gross.status === 'value' && gross.value > 0 ? gross.value : null;
  return exposures.flatMap((exposure) => {
    const { account, venue, asset, side, position, mark, value, unrealizedPnl, flags } = exposure;
    // The contract wants a quantity: of a history that cannot be trusted it is the ledger's, and nothing is built on it.
    const quantity = exposure.quantity ?? position?.quantity;
    if (quantity === undefined) return [];
    const gap = value.status === 'missing-data' ? value : null;
    return [
      {
        asset,
        account,
        venue,
        instrument: position?.instrument.symbol ?? null,
        side,
        quantity,
        mark,
        exposure: value.status === 'value' ? value.value : null,
        share: value.status === 'value' && whole !== null ? Math.abs(value.value) / whole : null,
        unrealizedPnl: unrealizedPnl?.status === 'value' ? unrealizedPnl.value : null,
        flags: [...flags],
        reason: gap?.reason ?? null,
        mend: gap?.mend ?? null,
      },
    ];
  });
}
