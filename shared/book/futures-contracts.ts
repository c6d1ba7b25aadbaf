import type { Decimal } from '../units/decimal.ts';

/** What a listed future is a contract on: facts that no export prints and the profit needs. */
export interface FuturesContract {
  /** The exchange's root, such as ES or MCL. */
  readonly root: string;
  /** What the trader is exposed to, in plain words: the root stands for it as an asset. */
  readonly name: string;
  readonly currency: string;
  /** Money per whole point of the quoted price. */
  readonly multiplier: Decimal;
  readonly exchange: string;
}

/** Contract units by the exchanges' own specifications (cmegroup.com, contract specs, read 2026-11). */
const contracts: readonly FuturesContract[] = [
  { root: 'ES', name: 'E-mini S&P 500', currency: 'USD', multiplier: '50' as Decimal, exchange: 'CME' },
  { root: 'MES', name: 'Micro E-mini S&P 500', currency: 'USD', multiplier: '5' as Decimal, exchange: 'CME' },
];

const byRoot = new Map(contracts.map((contract) => [contract.root, contract]));

/** The contract of a root, or null for one that the table does not have: then nothing may be calculated with it. */
export function futuresContract(root: string): FuturesContract | null {
  return byRoot.get(root) ?? null;
}
