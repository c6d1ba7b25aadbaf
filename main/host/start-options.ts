import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { defaultVaultPath } from './default-vault-path.ts';
import type { Theme, WindowSize } from './host.ts';

/** What `npm start` was asked for. */
export interface StartOptions {
  readonly vault: VaultChoice;
  /** The demo book to fill an empty vault with. */
  readonly book?: string;
  readonly mode: StartMode;
  readonly size: WindowSize;
  readonly theme?: Theme;
}

export type VaultChoice = { readonly kind: 'file'; readonly path: string } | { readonly kind: 'temporary' };

export type StartMode =
  | { readonly kind: 'window' }
  | { readonly kind: 'screenshot'; readonly file: string }
  | { readonly kind: 'address-only' };

const START_USAGE =
  'npm start [-- --vault FILE] [--book NAME] [--screenshot FILE] [--no-window] [--size 1440x900] [--theme dark|light]';

/**
 * Reads the arguments of `npm start`. Paths are relative to where the command was typed. A book without a vault opens in a temporary
 * vault: a demo never mixes with the trader's own.
 */
export function readStartOptions(
  arguments_: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Result<StartOptions> {
  let values;
  try {
    ({ values } = parseArgs({
      args: [...arguments_],
      options: {
        vault: { type: 'string' },
        book: { type: 'string' },
        screenshot: { type: 'string' },
        'no-window': { type: 'boolean' },
        size: { type: 'string' },
        theme: { type: 'string' },
      },
    }));
  } catch (error) {
    return usage(error instanceof Error ? error.message : String(error));
  }
  const { vault, screenshot, theme } = values;
  const size = readSize(values.size ?? '1440x900');
  if (size === undefined) return usage(`--size ${values.size} is not of the form 1440x900`);
  if (theme !== undefined && theme !== 'dark' && theme !== 'light')
    return usage(`--theme ${theme} is neither dark nor light`);
  if (screenshot !== undefined && values['no-window'] === true)
    return usage('--screenshot needs a window; leave out --no-window');

  const from = environment['INIT_CWD'] ?? process.cwd();
  const book = values.book ?? (screenshot !== undefined && vault === undefined ? 'demo' : undefined);
  return success({
    vault: chooseVault(vault === undefined ? undefined : resolve(from, vault), book, environment),
    ...(book === undefined ? {} : { book }),
    mode: chooseMode(screenshot === undefined ? undefined : resolve(from, screenshot), values['no-window'] === true),
    size,
    ...(theme === undefined ? {} : { theme }),
  });
}

function chooseVault(
  named: string | undefined,
  book: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): VaultChoice {
  if (named !== undefined) return { kind: 'file', path: named };
  return book === undefined ? { kind: 'file', path: defaultVaultPath(environment) } : { kind: 'temporary' };
}

function chooseMode(screenshot: string | undefined, noWindow: boolean): StartMode {
  if (screenshot !== undefined) return { kind: 'screenshot', file: screenshot };
  return noWindow ? { kind: 'address-only' } : { kind: 'window' };
}

function readSize(text: string): WindowSize | undefined {
  const match = /^(\d{3,5})x(\d{3,5})$/.exec(text);
  return match === null ? undefined : { width: Number(match[1]), height: Number(match[2]) };
}

function usage(message: string) {
  return failure('usage', message, START_USAGE);
}
