import { spawn, spawnSync } from 'node:child_process';
import type { Readable } from 'node:stream';
import { PlainStop } from './say.ts';

export interface VirtualDisplay {
  /** The value for DISPLAY. */
  readonly name: string;
  readonly close: () => void;
}

/** Whether a window has nowhere to go on this machine. */
export function lacksDisplay(environment: Readonly<Record<string, string | undefined>> = process.env): boolean {
  return (
    process.platform === 'linux' &&
    (environment['DISPLAY'] ?? '') === '' &&
    (environment['WAYLAND_DISPLAY'] ?? '') === ''
  );
}

export function hasXvfb(): boolean {
  return spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error === undefined;
}

/**
 * A browser may look at the display and let go of it before it opens its window: where Xvfb can wait a little before it ends, it
 * does not end in between.
 */
function endWithLastWindow(): readonly string[] {
  const { stdout, stderr } = spawnSync('Xvfb', ['-help'], { encoding: 'utf8' });
  return `${stdout}${stderr}`.includes('-terminate [delay]') ? ['-terminate', '10'] : ['-terminate'];
}

/**
 * Starts Xvfb on a display number that it chooses itself, so that several may run side by side. It ends with its last window, also when
 * nobody is left to end it.
 */
export async function startVirtualDisplay(size: string): Promise<VirtualDisplay> {
  const options = ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp', ...endWithLastWindow()];
  const child = spawn('Xvfb', options, {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    // Ctrl+C reaches the window first; the display goes after it.
    detached: true,
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8');
  });
  const number = await new Promise<string>((resolve, reject) => {
    let text = '';
    (child.stdio[3] as Readable).on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      if (text.includes('\n')) resolve(text.trim());
    });
    child.once('error', (error) => reject(new PlainStop(`Xvfb could not be started: ${error.message}`)));
    child.once('exit', () => reject(new PlainStop(`Xvfb did not start: ${complaint.trim()}`)));
  });
  child.unref();
  (child.stderr as Readable & { unref?: () => void }).unref?.();
  (child.stdio[3] as Readable & { unref?: () => void }).unref?.();
  return { name: `:${number}`, close: () => child.kill('SIGTERM') };
}
