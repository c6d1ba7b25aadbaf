// `npm test`: everything that must hold, from nothing, in the order in which it is cheapest to learn that something does not.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureRenderer } from './build.ts';
import { ensureBrowser } from './ensure-browser.ts';
import { projectRoot } from './paths.mjs';
import { runScript, say } from './say.ts';

interface Step {
  readonly name: string;
  readonly what: string;
  /** The arguments to the pinned Node; the first is the tool's own file. */
  readonly run: readonly string[];
  /** The line of the tool's own output that sums it up. */
  readonly summary?: RegExp;
}

const STEPS: readonly Step[] = [
  { name: 'types', what: 'tsc -b', run: ['node_modules/typescript/bin/tsc', '-b'] },
  { name: 'lint', what: 'oxlint', run: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  {
    name: 'format',
    what: 'prettier --check',
    run: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  },
  { name: 'dead code', what: 'knip', run: ['node_modules/knip/bin/knip.js'] },
  { name: 'unit', what: 'vitest run', run: ['node_modules/vitest/vitest.mjs', 'run'], summary: /^\s*Tests\s+(.*)$/m },
  {
    name: 'conformance',
    what: "the project's own tables",
    run: ['e2e/conformance/run.ts', 'e2e/conformance/tables'],
    summary: /^(\d+ passed, \d+ failed.*)$/m,
  },
  {
    name: 'stories',
    what: 'playwright',
    run: ['node_modules/@playwright/test/cli.js', 'test'],
    summary: /^\s*(\d+ passed.*)$/m,
  },
];

await runScript(async () => {
  const started = performance.now();
  const only = process.argv.slice(2);
  const steps = only.length === 0 ? STEPS : STEPS.filter((step) => only.includes(step.name));
  // The unit tests of the window's host open a browser as the stories do.
  if (steps.some((step) => step.name === 'stories' || step.name === 'unit')) {
    const browser = ensureBrowser({ window: false });
    await ensureRenderer();
    say(`the window of tests and stories is ${browser.path}, found by ${browser.from}; nothing here runs in Electron`);
  }
  for (const step of steps) {
    const stepStarted = performance.now();
    const outcome = await runStep(step);
    const time = `${((performance.now() - stepStarted) / 1000).toFixed(1)} s`.padStart(8);
    if (outcome.code !== 0) {
      process.stdout.write(plain(outcome.output));
      say(`FAILED  ${step.name} (${step.what}) after ${time.trim()}; what it said stands above`);
      return 1;
    }
    const summary = step.summary?.exec(stripColours(outcome.output))?.[1]?.trim();
    say(`ok ${time}  ${step.name.padEnd(12)} ${step.what}${summary === undefined ? '' : `: ${summary}`}`);
  }
  say(`all green in ${((performance.now() - started) / 1000).toFixed(0)} s`);
  return 0;
});

function runStep(step: Step): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve, reject) => {
    const [tool = '', ...rest] = step.run;
    const child = spawn(process.execPath, [join(projectRoot, tool), ...rest], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    child.stderr.on('data', (part: Buffer) => parts.push(part));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }));
  });
}

function plain(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}

function stripColours(text: string): string {
  // oxlint-disable-next-line no-control-regex -- the escape byte is what is looked for
  return text.replaceAll(/\u001b\[[0-9;]*m/g, '');
}
