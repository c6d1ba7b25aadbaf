import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Said } from './said.ts';

/** How far a life came. */
export interface KilledLife {
  /** Everything up to this action was acknowledged; one less than the first when nothing was. */
  readonly lastDone: number;
  /** Begun and not acknowledged. */
  readonly inFlight: number | null;
  readonly refusals: readonly string[];
  /** From loaded to ended, where it came so far. */
  readonly wholeMs: number | null;
}

/** Compiles a program's code once; each life then begins in a quarter of the time. Without arguments it does nothing. */
export function compileOnce(program: ProgramFile, codeCache: string): void {
  spawnSync(process.execPath, [fileOf(program)], { env: { ...process.env, NODE_COMPILE_CACHE: codeCache } });
}

type ProgramFile = 'child.ts' | 'swap-child.ts';

function fileOf(program: ProgramFile): string {
  return join(import.meta.dirname, program);
}

/**
 * Lets a program live and ends it with SIGKILL.
 * @param first the number of the first thing that it does
 * @param killAfterMs from the moment when its code is loaded, before it opens a vault; null: when it has done everything
 */
export async function killedLife(
  file: ProgramFile,
  words: readonly string[],
  first: number,
  killAfterMs: number | null,
  codeCache: string,
): Promise<KilledLife> {
  const program = spawn(process.execPath, [fileOf(file), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: codeCache },
  });
  const kill = () => program.kill('SIGKILL');
  const refusals: string[] = [];
  const errors: string[] = [];
  let lastDone = first - 1;
  let begun = first - 1;
  let loadedMs = 0;
  let wholeMs: number | null = null;
  program.stderr.on('data', (part: Buffer) => errors.push(part.toString('utf8')));
  const lines = createInterface({ input: program.stdout });
  lines.on('line', (line) => {
    // A line that the kill cut off was not said.
    if (!line.endsWith('}')) return;
    const said = JSON.parse(line) as Said;
    switch (said.kind) {
      case 'loaded':
        loadedMs = performance.now();
        if (killAfterMs !== null) setTimeout(kill, killAfterMs);
        return;
      case 'begun':
        begun = said.index;
        return;
      case 'done':
        lastDone = said.index;
        return;
      case 'refused':
        refusals.push(said.text);
        return;
      case 'ended':
        wholeMs = performance.now() - loadedMs;
        if (killAfterMs === null) kill();
    }
  });
  const linesRead = new Promise((resolve) => lines.once('close', resolve));
  const signal = await new Promise((resolve, reject) => {
    program.once('error', reject);
    program.once('close', (_, by) => resolve(by));
  });
  await linesRead;
  if (signal !== 'SIGKILL') refusals.push(`the program ended by itself: ${errors.join('').slice(0, 500)}`);
  return { lastDone, inFlight: begun > lastDone ? begun : null, refusals, wholeMs };
}
