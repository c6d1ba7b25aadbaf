import type { Transport } from '../../shared/contract/core.ts';

/** What answers calls in this process: the vault without a thread of its own. */
export interface InProcessServer {
  readonly call: Transport['call'];
  readonly subscribe: Transport['subscribe'];
  readonly upload: Transport['upload'];
}

/**
 * The contract without a border, for the command line and for tests. Input and output are cloned as a border would, so
 * that nothing works here that would not work in the window.
 */
export function createInMemoryTransport(server: InProcessServer): Transport {
  return {
    call: async (name, input) => structuredClone(await server.call(name, structuredClone(input))),
    subscribe: server.subscribe,
    upload: server.upload,
  };
}
