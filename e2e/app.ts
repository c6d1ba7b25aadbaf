import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test as base, type Page } from '@playwright/test';

/** A whole Ballast with a vault of its own, and a page open at its address. */
export interface App {
  readonly page: Page;
  /** The address that opened the page, with its token, which is used up by now. */
  readonly address: string;
  readonly vaultPath: string;
  /** A folder that is removed with the app, for files that a story makes. */
  readonly folder: string;
}

/** The story's `test`: `app` is started before it and ended after it, and the page must have logged no error meanwhile. */
export const test = base.extend<{ app: App; book: string | undefined }>({
  // Which demo book the empty vault is filled with at the start; none by default.
  book: [undefined, { option: true }],
  app: async ({ page, book }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-story-'));
    const vaultPath = join(folder, 'story.vault');
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    const ballast = await startBallast(vaultPath, book);
    try {
      await page.goto(ballast.address);
      await use({ page, address: ballast.address, vaultPath, folder });
      expect(errors, 'errors on the page').toEqual([]);
    } finally {
      await ballast.end();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

export { expect };

/** A back end without a window. */
interface Ballast {
  /** Opens one page. */
  readonly address: string;
  readonly end: () => Promise<void>;
  /** Ends it without a chance to put anything in order. */
  readonly kill: () => Promise<void>;
}

/** Starts the back end without a window and waits for its address. */
export async function startBallast(vaultPath: string, book?: string): Promise<Ballast> {
  const program = join(import.meta.dirname, '..', 'main', 'main.ts');
  const child = spawn(
    process.execPath,
    [program, '--no-window', '--vault', vaultPath, ...(book === undefined ? [] : ['--book', book])],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      // What a story does is not put into the data folder of whoever runs it.
      env: { ...process.env, XDG_DATA_HOME: dirname(vaultPath), APPDATA: dirname(vaultPath), HOME: dirname(vaultPath) },
    },
  );
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return {
    address: await readAddress(child),
    end: async () => {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(late);
    },
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function readAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    let complaint = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      complaint += chunk.toString('utf8');
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const address = /^ballast listening (\S+)$/m.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`Ballast ended (${code}) before it listened: ${complaint}`)));
  });
}
