// The first step of every npm script. Runs on whatever Node the machine has (20 or newer), so it is plain JavaScript:
// it sees to the dependencies, then runs the file named as its first argument on the project's own pinned Node.
//
//   node scripts/run.mjs FILE.ts [ARGUMENTS]
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { ensureDependencies } from './dependencies.mjs';
import { pinnedNode, projectRoot } from './paths.mjs';

const [target, ...rest] = process.argv.slice(2);
if (target === undefined) {
  process.stderr.write('usage: node scripts/run.mjs FILE.ts [ARGUMENTS]\n');
  process.exit(2);
}
const file = resolve(projectRoot, target);

try {
  ensureDependencies();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
if (!existsSync(file)) {
  process.stderr.write(`${target} does not exist in this copy of Ballast.\n`);
  process.exit(1);
}

const path = [dirname(pinnedNode), process.env.PATH ?? ''].join(delimiter);
const tools = join(projectRoot, 'node_modules', '.bin');
const child = spawn(pinnedNode, [file, ...rest], {
  cwd: projectRoot,
  stdio: 'inherit',
  env: {
    ...process.env,
    // So that a tool started further down also finds the pinned Node first.
    PATH: `${tools}${delimiter}${path}`,
    INIT_CWD: process.env.INIT_CWD ?? process.cwd(),
    // Types are stripped and code is compiled once for each file and content, not at every start: half of what a start takes.
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(projectRoot, 'node_modules', '.cache', 'compiled'),
  },
});
// A terminal sends Ctrl+C to the child as well; a supervisor only to us.
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
process.on('SIGINT', () => {});
child.on('error', (error) => {
  process.stderr.write(`The pinned Node could not be started: ${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
