import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the vault lies when none is named; window and command line agree on it. */
export function defaultVaultPath(environment: Readonly<Record<string, string | undefined>> = process.env): string {
  return join(userDataFolder(environment), 'ballast', 'ballast.vault');
}

function userDataFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const home = environment['HOME'] ?? homedir();
  switch (process.platform) {
    case 'win32':
      return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
    case 'darwin':
      return join(home, 'Library', 'Application Support');
    default: {
      // The base directory specification says that a relative path is to be ignored.
      const named = environment['XDG_DATA_HOME'];
      return named !== undefined && named.startsWith('/') ? named : join(home, '.local', 'share');
    }
  }
}
