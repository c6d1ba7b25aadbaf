import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where the vault lies when none is named; window and command line agree on it. */
export function defaultVaultPath(environment: Environment = process.env, platform: string = process.platform): string {
  return join(userDataFolder(environment, platform), 'ballast', 'ballast.vault');
}

/** Where the list of the vaults that were open last is kept, whichever vaults these are. */
export function recentVaultsPath(environment: Environment = process.env, platform: string = process.platform): string {
  return join(userDataFolder(environment, platform), 'ballast', 'recent-vaults.json');
}

function userDataFolder(environment: Environment, platform: string): string {
  const home = environment['HOME'] ?? homedir();
  switch (platform) {
    case 'win32':
      return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(home, 'Library', 'Application Support');
    default: {
      // XDG base directory specification: a relative path is invalid and to be ignored.
      const named = environment['XDG_DATA_HOME'];
      return named !== undefined && named.startsWith('/') ? named : join(home, '.local', 'share');
    }
  }
}
