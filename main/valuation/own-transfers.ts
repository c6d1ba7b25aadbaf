import type { Decimal } from '../../shared/units/decimal.ts';
import type { EpochMs } from '../../shared/units/unit.ts';

/** Money that came into an account or left it. */
export interface PathFlow {
  readonly account: string;
  readonly asset: string;
  /** What came in units of its own, a stock or an option; null for money. */
  readonly instrument: string | null;
  /** Received > 0. */
  readonly amount: Decimal;
  readonly kind: string;
  readonly timeMs: EpochMs;
}

/**
 * The flows of one day without the transfers between own accounts: a transfer out of one account and a transfer of the
 * same amount of the same asset into another, on the same UTC day. Across midnight the two stay, as a withdrawal and a
 * deposit: neither is performance, and the money on its way is in no account that night.
 */
export function withoutOwnTransfers(flows: readonly PathFlow[]): readonly PathFlow[] {
  const paired = new Set<PathFlow>();
  for (const out of flows) {
    if (out.kind !== 'transfer' || !out.amount.startsWith('-')) continue;
    const into = flows.find(
      (one) =>
        one.kind === 'transfer' &&
        !paired.has(one) &&
        one.account !== out.account &&
        one.asset === out.asset &&
        `-${one.amount}` === out.amount,
    );
    if (into === undefined) continue;
    paired.add(out);
    paired.add(into);
  }
  return flows.filter((flow) => !paired.has(flow));
}
