import type { BasisPosition, KeptPosition, KeptSnapshot } from '../../../shared/contract/snapshots.ts';

/** One leg as a snapshot keeps it: its row and its basis. */
export interface SmallLeg {
  readonly row: KeptPosition;
  readonly basis: BasisPosition;
}

/** 2 ETH/USDT:USDT bought at 1,000 and marked at 1,100, but for what is said otherwise. */
export function smallLeg(row: Partial<KeptPosition> = {}, basis: Partial<BasisPosition> = {}): SmallLeg {
  return {
    row: {
      account: 'Main',
      instrument: 'ETH/USDT:USDT',
      side: 'long',
      quantity: '2',
      averagePrice: '1000',
      realizedPnl: '0',
      fees: [],
      funding: '0',
      settlementAsset: 'USDT',
      unrealizedPnl: 200,
      status: 'open',
      reason: null,
      ...row,
    },
    basis: {
      account: 'Main',
      instrument: row.instrument ?? 'ETH/USDT:USDT',
      leg: 'net',
      holding: 'contract',
      payoff: 'linear',
      multiplier: 1,
      settleAsset: row.settlementAsset ?? 'USDT',
      mark: 1_100,
      unvalued: null,
      splitFactor: 1,
      marginRule: null,
      ...basis,
    },
  };
}

export function smallSnapshot(
  day: number,
  legs: readonly SmallLeg[],
  balances: readonly { readonly asset: string; readonly amount: string; readonly unknown?: boolean }[] = [],
  rates: Readonly<Record<string, number | null>> = { USDT: 1 },
): KeptSnapshot {
  return {
    schema: 'ballast.snapshot/1',
    risk: { asOf: `2026-01-0${day}T12:00:00Z`, base: 'USD', measures: [] },
    positions: {
      positions: legs.map(({ row }) => row),
      balances: balances.map(({ asset, amount, unknown }) => ({
        account: 'Main',
        asset,
        amount,
        status: unknown === true ? 'unknown' : 'known',
        flags: [],
      })),
    },
    basis: {
      rates: Object.entries(rates).map(([asset, rate]) => ({ asset, rate, isCash: asset !== 'BTC' })),
      positions: legs.map(({ basis }) => basis),
    },
  };
}
