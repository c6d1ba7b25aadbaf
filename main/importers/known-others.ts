import { brokerExports } from './known-broker-exports.ts';
import { cryptoExports } from './known-crypto-exports.ts';
import type { KnownOther } from './known-other.ts';

/** Headers that say so little that everything else is tried before them. */
const bareHeaders: readonly KnownOther[] = [
  { broker: 'Vanguard', export: 'cash statement', columns: ['date', 'details', 'amount', 'balance'] },
  { broker: 'Aster', export: 'transaction history', columns: ['time', 'type', 'amount', 'symbol'] },
];

/** Every export that is known by name, in the order in which they are tried: what stands further up is more telling. */
export const knownOthers: readonly KnownOther[] = [...cryptoExports, ...brokerExports, ...bareHeaders];
