import type { Notice, Reply } from '../../../shared/contract/core.ts';
import { success } from '../../../shared/result/result.ts';
import type { BackEnd } from '../host.ts';

/** A back end in memory for the tests of the hosts: it answers with what it was asked, and says what a test tells it to. */
export interface SmallBackEnd extends BackEnd {
  /** What it answers to calls of these names instead. */
  readonly answers: Map<string, unknown>;
  readonly tell: (notice: Notice) => void;
  /** How many listeners it has now. */
  readonly listening: () => number;
}

export function smallBackEnd(): SmallBackEnd {
  const answers = new Map<string, unknown>();
  const listeners = new Set<(notice: Notice) => void>();
  return {
    call: (name, input): Promise<Reply> =>
      Promise.resolve(success(answers.has(name) ? answers.get(name) : { name, input })),
    answers,
    upload: (name, bytes): Promise<Reply> => Promise.resolve(success({ name, size: bytes.length })),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => Promise.resolve(),
    tell: (notice) => {
      for (const listener of listeners) listener(notice);
    },
    listening: () => listeners.size,
  };
}
