import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { connectDevTools, type DevTools } from './cdp.ts';
import type { WindowSize } from './host.ts';

/** A browser of our own, apart from the trader's: with its own profile, which is removed when it ends. */
export interface ChromiumProcess {
  readonly devTools: DevTools;
  /** Resolves when the browser has ended, for whatever reason. */
  readonly ended: Promise<void>;
  readonly close: () => Promise<void>;
}

export interface ChromiumOptions {
  readonly path: string;
  readonly size: WindowSize;
  /** Without a window, for tests. */
  readonly headless?: boolean;
}

/** Starts the browser on an empty page. It ends by itself when this process does: the pipe closes. */
export async function startChromium(options: ChromiumOptions): Promise<ChromiumProcess> {
  const profile = mkdtempSync(join(tmpdir(), 'ballast-window-'));
  const child = spawn(options.path, chromiumArguments(options, profile), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    // Of its own process group: Ctrl+C ends Ballast, which then closes the window in order.
    detached: process.platform !== 'win32',
  });
  let complaint = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString('utf8')).slice(-2000);
  });
  const [toBrowser, fromBrowser] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const devTools = connectDevTools(toBrowser, fromBrowser);

  const ended = new Promise<void>((resolve) => {
    const finish = (): void => {
      devTools.end('the browser has gone');
      rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
      resolve();
    };
    child.once('error', (error) => {
      complaint = error.message;
      finish();
    });
    child.once('exit', finish);
  });

  try {
    await devTools.send('Browser.getVersion');
  } catch {
    await ended;
    throw new Error(`${options.path} did not start: ${complaint.trim() || 'it ended without a word'}`);
  }
  return {
    devTools,
    ended,
    close: async () => {
      await devTools.send('Browser.close').catch(() => undefined);
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    },
  };
}

/** The flags that keep the browser from the network, from first-run questions and from the trader's own profile. */
export function chromiumArguments(options: ChromiumOptions, profile: string): readonly string[] {
  const root = process.getuid?.() === 0;
  return [
    '--app=about:blank',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    `--window-size=${options.size.width},${options.size.height}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-quic',
    '--disable-breakpad',
    '--disable-features=Translate,MediaRouter,OptimizationHints',
    // A window under Xvfb lies behind nothing; one that is covered must go on painting the figures it shows.
    '--disable-backgrounding-occluded-windows',
    '--password-store=basic',
    ...(options.headless === true ? ['--headless'] : []),
    // Chromium's sandbox refuses to run as root.
    ...(root ? ['--no-sandbox', '--test-type'] : []),
  ];
}
