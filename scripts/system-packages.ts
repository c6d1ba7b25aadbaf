import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { PlainStop, say } from './say.ts';

/**
 * Gets programs that Ballast needs from the system's packages: by itself only as root on Debian or Ubuntu, after printing the command.
 * Everywhere else it prints the exact command to run and stops.
 */
export function ensureSystemPackages(why: string, wanted: readonly SystemProgram[]): void {
  const system = systemName();
  const packages = wanted.map((program) => program.packages[system] ?? program.packages.other);
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  switch (system) {
    case 'debian':
    case 'ubuntu':
      if (process.getuid?.() !== 0) throw new PlainStop(`${why} Run this, then try again:\n\n    sudo ${install}\n`);
      say(`${why} Installing from the system's packages:\n\n    ${install}\n`);
      installByApt(install, packages);
      return;
    case 'fedora':
      throw new PlainStop(`${why} Run this, then try again:\n\n    sudo dnf install ${packages.join(' ')}\n`);
    case 'arch':
      throw new PlainStop(`${why} Run this, then try again:\n\n    sudo pacman -S ${packages.join(' ')}\n`);
    case 'mac':
      throw new PlainStop(`${why} Run this, then try again:\n\n    brew install --cask ${packages.join(' ')}\n`);
    case 'windows':
      throw new PlainStop(`${why} Run this, then try again:\n\n    winget install ${packages.join(' ')}\n`);
    default:
      throw new PlainStop(
        `${why} Install ${packages.join(' and ')} with your system's package manager, or name a browser in BALLAST_BROWSER.`,
      );
  }
}

/** A program and the package that brings it, by system. */
export interface SystemProgram {
  readonly packages: Readonly<Partial<Record<SystemName, string>>> & { readonly other: string };
}

export type SystemName = 'debian' | 'ubuntu' | 'fedora' | 'arch' | 'mac' | 'windows' | 'other';

export const CHROMIUM: SystemProgram = {
  packages: { ubuntu: 'chromium-browser', mac: 'google-chrome', windows: 'Google.Chrome', other: 'chromium' },
};

export const XVFB: SystemProgram = {
  packages: { fedora: 'xorg-x11-server-Xvfb', arch: 'xorg-server-xvfb', other: 'xvfb' },
};

function systemName(): SystemName {
  if (process.platform === 'darwin') return 'mac';
  if (process.platform === 'win32') return 'windows';
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  const words = [...release.matchAll(/^ID(?:_LIKE)?="?([^"\n]*)"?$/gm)].flatMap((match) => (match[1] ?? '').split(' '));
  // Derivatives name their parents after themselves: the nearest one known is the one whose packages they take.
  return (['ubuntu', 'debian', 'fedora', 'arch'] as const).find((name) => words.includes(name)) ?? 'other';
}

/** A fresh system has no package lists yet, and an old one has lists that name files which are gone. */
function installByApt(install: string, packages: readonly string[]): void {
  const known = spawnSync('apt-cache', ['show', ...packages], { stdio: 'ignore' }).status === 0;
  if (known && run(install)) return;
  say('\n    apt-get update\n');
  if (run('apt-get update') && run(install)) return;
  throw new PlainStop(`apt-get could not install ${packages.join(' ')}; what it said stands above.`);
}

function run(command: string): boolean {
  const outcome = spawnSync(command, {
    shell: true,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  return outcome.status === 0;
}
