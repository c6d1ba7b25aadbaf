import type { BallastContract } from '../../shared/contract/contract.ts';
import type { Client } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';
import type { Arguments, OptionKinds } from './arguments.ts';

/** What a command did: the document of `--json`, the same in plain text, and whether something was refused. */
export interface CommandOutput {
  readonly document: unknown;
  readonly text: string;
  readonly refused: boolean;
}

export interface CommandRun {
  readonly client: Client<BallastContract>;
  readonly arguments: Arguments;
  /** Turns a path as typed into one that holds anywhere. */
  readonly path: (typed: string) => string;
  /** Makes a PDF of a self-contained page. Faults: `no-browser`, `not-printed`. */
  readonly print: (html: string) => Promise<Result<Uint8Array>>;
}

export type VaultNeed = 'create' | 'refuse' | 'none' | 'replace';

export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What to type, one line a form. */
  readonly usage: readonly string[];
  /** A few lines more, in plain words. */
  readonly help: readonly string[];
  readonly options: OptionKinds;
  /** `create`: makes a missing vault; `refuse`: says that there is none; `none`: needs no vault; `replace`: opens none, it puts one there. */
  readonly vault: VaultNeed | ((given: Arguments) => VaultNeed);
  readonly run: (run: CommandRun) => Promise<Result<CommandOutput>>;
}

export function done(
  document: unknown,
  text: string,
  refused = false,
): { readonly ok: true; readonly value: CommandOutput } {
  return { ok: true, value: { document, text, refused } };
}
