import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './paths.mjs';

/**
 * Electron's program, when its binary is on this machine. Never by `require('electron')`: without a binary that starts a download.
 */
export function findElectron(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const folder = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const nameFile = join(projectRoot, 'node_modules', 'electron', 'path.txt');
  const name = existsSync(nameFile) ? readFileSync(nameFile, 'utf8').trim() : undefined;
  if (folder !== undefined && folder !== '') return existing(join(folder, name ?? 'electron'));
  return name === undefined ? undefined : existing(join(projectRoot, 'node_modules', 'electron', 'dist', name));
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
