import { createHash } from 'node:crypto';
import { isScaled, parseScaled } from '../../shared/units/decimal.ts';

/**
 * One hash for the realised profit of many closed instruments, so that each of them is compared without listing what
 * somebody traded: SHA-256 of the lines `INSTRUMENT REALISED`, sorted, the amount in billionths (half away from zero),
 * as an average cost may end in a rounded eighteenth digit.
 */
export function closedDigest(closed: readonly { readonly instrument: string; readonly realizedPnl: string }[]): string {
  const lines = closed.map(({ instrument, realizedPnl }) => `${instrument} ${billionths(realizedPnl)}`);
  return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
}

function billionths(text: string): bigint {
  const scaled = parseScaled(text);
  if (!isScaled(scaled)) throw new Error(`"${text}" is no amount`);
  const half = 500_000_000n;
  return (scaled < 0n ? scaled - half : scaled + half) / 1_000_000_000n;
}
