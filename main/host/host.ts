import type { Notice, Reply } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';

/**
 * What a host carries calls to: the router and the vault thread behind it. The same shape as the transports of the window,
 * so that a host adds nothing of its own.
 */
export interface BackEnd {
  /** Answers one call of the contract. Never rejects. */
  readonly call: (name: string, input: unknown) => Promise<Reply>;
  /** Hears notices until the returned function is called. */
  readonly subscribe: (listener: (notice: Notice) => void) => () => void;
  /** Takes the bytes of a dropped file; answers with an upload id. */
  readonly upload: (name: string, bytes: Uint8Array) => Promise<Reply>;
  readonly close: () => Promise<void>;
}

/** A window on the trader's screen, and the few operations that Ballast's own scripts and services do with one. */
export interface HostWindow {
  /** What the page says of its panels: see `PaintState`. */
  readonly paintState: () => Promise<PaintState>;
  /** A PNG of exactly the page's viewport. */
  readonly screenshot: () => Promise<Uint8Array>;
  /** Resolves when the trader has closed the window, or `close` has. */
  readonly closed: Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * The page writes it to `<html data-painted="...">`: `ready`, or `incomplete:NAME,NAME` with the visible panels that have
 * neither painted their data nor their stated empty state. Before the page has said anything it is `silent`.
 */
export type PaintState =
  | { readonly kind: 'ready' }
  | { readonly kind: 'incomplete'; readonly panels: readonly string[] }
  | { readonly kind: 'silent' };

export interface WindowOptions {
  readonly size: WindowSize;
  /** The theme to open in; absent, the page decides by itself. */
  readonly theme?: Theme;
  /** The viewport, not the frame, gets exactly `size`: for screenshots. */
  readonly exactViewport?: boolean;
}

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export type Theme = 'dark' | 'light';

/** What services may ask of the machine around them; `main.ts` passes it in. */
export interface HostPorts {
  /** Lets the trader choose files; an empty list when they think better of it. */
  readonly pickFiles: () => Promise<Result<readonly PickedFile[]>>;
  /** Writes a file where the trader wants it and answers where that was. Never overwrites without their word. */
  readonly saveFile: (suggestedName: string, bytes: Uint8Array) => Promise<Result<{ readonly path: string }>>;
  /** Makes a PDF of a self-contained HTML document. */
  readonly print: (html: string) => Promise<Result<Uint8Array>>;
}

export interface PickedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Either Electron or an installed Chromium: the same renderer over the same back end. */
export interface Host extends HostPorts {
  readonly name: 'electron' | 'chromium';
  readonly openWindow: (options: WindowOptions) => Promise<HostWindow>;
  readonly close: () => Promise<void>;
}

/** Reads the `data-painted` attribute of the page. */
export function readPaintState(attribute: string | null | undefined): PaintState {
  if (attribute === 'ready') return { kind: 'ready' };
  const match = /^incomplete:(.*)$/s.exec(attribute ?? '');
  if (match === null) return { kind: 'silent' };
  return { kind: 'incomplete', panels: (match[1] ?? '').split(',').filter((name) => name !== '') };
}
