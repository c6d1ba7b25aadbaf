import type { Transport } from '../../shared/contract/core.ts';

/** The three functions that the preload script of the Electron window puts on the page; nothing else of Electron is in reach. */
export function electronTransport(
  page: { readonly ballast?: Transport } = globalThis as { readonly ballast?: Transport },
): Transport | undefined {
  return page.ballast;
}
