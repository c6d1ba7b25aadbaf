// Installs the dependencies when they are absent or are not those of the lock file. Plain JavaScript for any Node from 20.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, sep } from 'node:path';
import { pinnedNode, projectRoot } from './paths.mjs';

/** Leaves node_modules as package-lock.json says. Speaks on stderr only, and only when it has work to do. Throws with a plain message. */
export function ensureDependencies() {
  const lack = whatIsLacking();
  if (lack === undefined) return;
  process.stderr.write(`Ballast: ${lack}; running npm ci (once, about half a minute) ...\n`);
  const started = Date.now();
  // No package's install script is run but that of the pinned Node, which fetches its program. Else an older npm, which does not know
  // "allowScripts", would compile better-sqlite3 beside the binary that it brings.
  npm('ci', '--ignore-scripts', '--no-audit', '--no-fund');
  npm('rebuild', 'node', '--ignore-scripts=false');
  const still = whatIsLacking();
  if (still !== undefined) throw new Error(`npm ci ended well, but still ${still}. Remove node_modules and try again.`);
  process.stderr.write(`Ballast: dependencies installed in ${((Date.now() - started) / 1000).toFixed(0)} s\n`);
}

function npm(...words) {
  const outcome = spawnSync('npm', [...words, '--loglevel=error'], {
    cwd: projectRoot,
    // npm's own words belong on stderr: stdout may be promised to one JSON document.
    stdio: ['ignore', 2, 2],
    env: { ...process.env, PATH: withoutOwnTools(process.env.PATH ?? '') },
    shell: process.platform === 'win32',
  });
  if (outcome.error !== undefined)
    throw new Error(`npm could not be started: ${outcome.error.message}. Install npm, then try again.`);
  if (outcome.status !== 0)
    throw new Error(
      `npm ${words[0]} failed; what it said stands above. Ballast needs its packages from the npm registry once.`,
    );
}

/** Compares what is installed with the lock file by content: a git checkout changes times without changing versions. */
function whatIsLacking() {
  const installedFile = join(projectRoot, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'the dependencies are not installed';
  if (!existsSync(pinnedNode)) return 'the pinned Node is not installed';
  const wanted = packagesOf(join(projectRoot, 'package-lock.json'));
  const installed = packagesOf(installedFile);
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue;
    const found = installed[name];
    // Packages for other platforms stand in the lock file and are rightly absent.
    if (found === undefined && (entry.optional === true || entry.devOptional === true || entry.peer === true)) continue;
    if (found?.version !== entry.version) return `the dependencies are not those of package-lock.json (${name})`;
  }
  return undefined;
}

function packagesOf(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}

/** npm ci replaces node_modules, so npm must not run on the Node that lies in there. */
function withoutOwnTools(path) {
  const own = join(projectRoot, 'node_modules') + sep;
  return path
    .split(delimiter)
    .filter((folder) => !`${folder}${sep}`.startsWith(own))
    .join(delimiter);
}
