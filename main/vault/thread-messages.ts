import type { Notice, Reply } from '../../shared/contract/core.ts';

/** What the vault thread is started with. */
export interface ThreadStart {
  readonly vaultPath: string;
  /** The demo book to fill an empty vault with; null for none. */
  readonly book: string | null;
  /** Where the list of recent vaults is kept; null: none is kept. */
  readonly recentFile: string | null;
  readonly isTemporary: boolean;
  readonly dataFolder: string | null;
  /** See cancel-flags.ts. */
  readonly cancelBuffer: SharedArrayBuffer;
}

export type ToThread =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly kind: 'upload'; readonly id: number; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: 'close'; readonly id: number };

export type FromThread =
  | { readonly kind: 'opened'; readonly reply: Reply }
  | { readonly kind: 'reply'; readonly id: number; readonly reply: Reply }
  | { readonly kind: 'notice'; readonly notice: Notice };
