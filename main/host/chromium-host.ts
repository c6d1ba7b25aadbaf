import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { failure, success } from '../../shared/result/result.ts';
import { startChromium, type ChromiumProcess } from './chromium-process.ts';
import { openChromiumWindow } from './chromium-window.ts';
import { startHttpServer } from './http-server.ts';
import { laterBackEnd } from './later-back-end.ts';
import type { BackEnd, Host, HostPorts, HostWindow, WindowOptions } from './host.ts';
import { printHeadless } from './print-headless.ts';
import { withPrinting } from './with-printing.ts';

export interface ChromiumHostOptions {
  /** The browser's program. */
  readonly browserPath: string;
  readonly rendererFolder: string;
  /** Resolves when the vault is open. The browser starts and the page loads meanwhile. */
  readonly backEnd: Promise<BackEnd>;
  /** Without a window, for tests. */
  readonly headless?: boolean;
  /** How long the page may be gone (a reload, a crash) before the window counts as closed. */
  readonly absenceMs?: number;
}

/** The window in an installed Chromium, Chrome or Edge in app mode, served from this process over 127.0.0.1. */
export function createChromiumHost(options: ChromiumHostOptions): Host {
  let starting: Promise<ChromiumProcess> | undefined;
  const print: HostPorts['print'] = (html) =>
    printHeadless(html, { ...process.env, BALLAST_BROWSER: options.browserPath });
  let stopServing: () => Promise<void> = () => Promise.resolve();

  async function openWindow(window: WindowOptions): Promise<HostWindow> {
    const { headless = false } = options;
    starting = startChromium({ path: options.browserPath, size: window.size, headless });
    const server = await startHttpServer({
      backEnd: withPrinting(laterBackEnd(options.backEnd), print),
      rendererFolder: options.rendererFolder,
    });
    stopServing = server.close;
    // The page loads while the vault opens. A vault that does not open is told before any window is.
    const opening = starting.then((started) => {
      closeWhenDeserted(server, started, options.absenceMs ?? 20_000);
      return openChromiumWindow(started, withTheme(server.address, window), window);
    });
    const [opened] = await Promise.all([opening, options.backEnd]);
    return opened;
  }

  return {
    name: 'chromium',
    openWindow,
    // The page has its own file field and hands the bytes over as an upload; a browser shows no other process's dialogs.
    pickFiles: () =>
      Promise.resolve(
        failure(
          'pick-in-page',
          'in this window, files are chosen in the page',
          'Use the field in Imports, or drop files there.',
        ),
      ),
    saveFile: async (suggestedName, bytes) => {
      const folder = join(homedir(), 'Downloads');
      await mkdir(folder, { recursive: true });
      const path = freePath(folder, suggestedName);
      await writeFile(path, bytes, { flag: 'wx' });
      return success({ path });
    },
    print,
    close: async () => {
      // Also one that is still starting, when the vault turned out not to open.
      await starting?.then((started) => started.close()).catch(() => undefined);
      await stopServing();
    },
  };
}

/** A page that is gone for good (crashed, navigated away) must not leave a program without a window behind. */
function closeWhenDeserted(
  server: { readonly onPages: (listener: (count: number) => void) => void },
  browser: ChromiumProcess,
  absenceMs: number,
) {
  let timer: NodeJS.Timeout | undefined;
  server.onPages((count) => {
    clearTimeout(timer);
    if (count === 0) timer = setTimeout(() => void browser.close(), absenceMs).unref();
  });
}

function withTheme(address: string, window: WindowOptions): string {
  return window.theme === undefined ? address : address.replace('/#', `/?theme=${window.theme}#`);
}

/** `name.html`, else `name (2).html`: nothing of the trader's is overwritten. */
function freePath(folder: string, suggestedName: string): string {
  const name = basename(suggestedName);
  const extension = extname(name);
  const stem = name.slice(0, name.length - extension.length);
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem} (${number})${extension}`);
    if (!existsSync(path)) return path;
  }
}
