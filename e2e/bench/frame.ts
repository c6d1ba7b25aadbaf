import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One 60 Hz frame as this machine would have to keep it, in milliseconds, and how it was found. */
export interface Frame {
  readonly name: string;
  readonly value: number;
  readonly note?: string;
}

const frameMs = 16.7;
/** The speed of `account_paths`, in million path-steps a second, on the machine for which a frame is a frame. */
const usualSpeed = 10.8;
const program = new URL('../../../shared/bench/account_paths.cpp', import.meta.url).pathname;

/**
 * A 60 Hz frame, longer on a slower machine: 16.7 ms x 10.8 / (this machine's speed in `account_paths`). Without that
 * program or a compiler it is the plain 16.7 ms, and the note says so.
 */
export function scaledFrame(): Frame {
  const speed = accountPathsSpeed();
  if (speed === null)
    return { name: 'a 60 Hz frame', value: frameMs, note: 'not scaled: account_paths or g++ is absent' };
  const value = (frameMs * usualSpeed) / speed;
  return { name: `a 60 Hz frame at ${speed.toFixed(1)} M path-steps/s`, value };
}

function accountPathsSpeed(): number | null {
  if (!existsSync(program)) return null;
  const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  try {
    const binary = join(folder, 'account_paths');
    const built = spawnSync('g++', ['-O3', '-march=native', program, '-o', binary]);
    if (built.status !== 0) return null;
    const ran = spawnSync(binary, [], { encoding: 'utf8' });
    if (ran.status !== 0) return null;
    const { millionPathStepsPerSecond } = JSON.parse(ran.stdout) as { readonly millionPathStepsPerSecond: number };
    return millionPathStepsPerSecond;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
