import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, dirname, extname, join, resolve } from 'node:path';
import type { Output } from '../../../shared/contract/core.ts';
import type { vaultCalls } from '../../../shared/contract/vault.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../context.ts';
import type { RecentVaults } from './recent-vaults.ts';

/** The vaults among which the window switches. */
export interface VaultShelf {
  readonly recent: RecentVaults;
  /** Closes the open vault and answers for another; a vault that does not open leaves the old one open. */
  readonly switchTo: (path: string, whenAbsent: 'create' | 'refuse') => Result<null>;
  /** Where a vault named without a folder lies. */
  readonly folder: () => string;
  /** Whether two paths lead to one file. */
  readonly isSame: (a: string, b: string) => boolean;
}

type Opened = Output<(typeof vaultCalls)['vault.open']>;
type Recent = Output<(typeof vaultCalls)['vault.recent']>;

/** Opens another vault in place of the one that is open. Faults: `vault-absent`, those of `openVault`. */
export function openOther(context: ServiceContext, shelf: VaultShelf, typed: string): Result<Opened> {
  const path = pathOf(shelf, typed);
  if (!path.ok) return path;
  if (shelf.isSame(path.value, context.vault.path)) return success(openedAs(path.value));
  if (!existsSync(path.value))
    return failure('vault-absent', `There is no file ${path.value}.`, 'Check the folder and the name.');
  return switched(context, shelf, path.value, 'refuse');
}

/** Makes a new, empty vault and opens it. Faults: `vault-exists`, `folder-absent`, those of `openVault`. */
export function createNew(context: ServiceContext, shelf: VaultShelf, typed: string): Result<Opened> {
  const path = pathOf(shelf, typed);
  if (!path.ok) return path;
  const named = extname(path.value) === '' ? `${path.value}.vault` : path.value;
  if (existsSync(named))
    return failure('vault-exists', `${named} is there already.`, 'Open it, or give the new vault another name.');
  if (!existsSync(dirname(named)) && dirname(named) !== shelf.folder())
    return failure('folder-absent', `There is no folder ${dirname(named)}.`, 'Choose a folder that is there.');
  return switched(context, shelf, named, 'create');
}

/** What was open last, and where a new vault may lie. */
export function recentVaults(context: ServiceContext, shelf: VaultShelf): Recent {
  return {
    folder: shelf.folder(),
    vaults: shelf.recent.list().map(({ path, openedMs }) => ({
      path,
      name: basename(path),
      openedMs,
      state: shelf.isSame(path, context.vault.path) ? 'open' : existsSync(path) ? 'there' : 'vanished',
    })),
  };
}

function switched(
  context: ServiceContext,
  shelf: VaultShelf,
  path: string,
  whenAbsent: 'create' | 'refuse',
): Result<Opened> {
  const done = shelf.switchTo(path, whenAbsent);
  if (!done.ok) return done;
  shelf.recent.note(path, context.now());
  return success(openedAs(path));
}

function openedAs(path: string): Opened {
  return { path, name: basename(path) };
}

/** `~` is the trader's own folder. */
function pathOf(shelf: VaultShelf, typed: string): Result<string> {
  const text = typed.trim().replace(/^"(.*)"$/, '$1');
  if (text === '') return failure('vault-unnamed', 'No vault was named.', 'Give a file name or a whole path.');
  const whole = /^~(?=$|[/\\])/.test(text) ? join(homedir(), text.slice(1)) : text;
  return success(resolve(shelf.folder(), whole));
}
