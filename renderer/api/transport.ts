import type { Transport } from '../../shared/contract/core.ts';
import { electronTransport } from './electron-transport.ts';
import { createHttpTransport } from './http-transport.ts';

/** The transport of the host that this window runs in. */
export function createTransport(): Transport {
  return electronTransport() ?? createHttpTransport();
}
