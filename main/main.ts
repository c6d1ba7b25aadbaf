// The composition root: arguments, vault thread, host. No logic.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createChromiumHost } from './host/chromium-host.ts';
import { recentVaultsPath } from './host/default-vault-path.ts';
import { findChromium } from './host/find-chromium.ts';
import type { BackEnd, Host } from './host/host.ts';
import { startHttpServer } from './host/http-server.ts';
import { preloadFile, rendererFolder } from './host/places.ts';
import { printHeadless } from './host/print-headless.ts';
import { readStartOptions, type StartOptions, type VaultChoice } from './host/start-options.ts';
import { takeScreenshot } from './host/take-screenshot.ts';
import { withPrinting } from './host/with-printing.ts';
import { startVaultThread } from './vault/vault-client.ts';

// Electron's module exists only inside Electron. It becomes ready when this file has been evaluated: what must be settled before that
// (scheme, sandbox) happens on the way to the first await of `run`, and `run` itself is not awaited here, or neither would ever end.
const electron = process.versions['electron'] === undefined ? undefined : await import('./host/electron-host.ts');

void run()
  .catch((error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    return 1;
  })
  // Whatever still holds the event loop (an idle thread, a socket) has nothing left to do.
  .then((code) => process.exit(code));

async function run(): Promise<number> {
  const options = readStartOptions(givenArguments(process.argv));
  if (!options.ok) {
    say(`${options.fault.message}\nusage: ${options.fault.mend}`);
    return 2;
  }
  const vault = openVaultFile(options.value.vault);
  const backEnd = startVaultThread({
    vaultPath: vault.path,
    isTemporary: options.value.vault.kind === 'temporary',
    dataFolder: dirname(recentVaultsPath()),
    ...(options.value.book === undefined ? {} : { book: options.value.book }),
    // A picture that a script takes is no work of the trader's.
    ...(options.value.mode.kind === 'screenshot' ? {} : { recentFile: recentVaultsPath() }),
  });
  try {
    return options.value.mode.kind === 'address-only'
      ? await serveAddress(await backEnd)
      : await showWindow(createHost(backEnd), options.value);
  } finally {
    await backEnd.then((opened) => opened.close()).catch(() => undefined);
    vault.remove();
  }
}

function createHost(backEnd: Promise<BackEnd>): Host {
  if (electron !== undefined) return electron.createElectronHost({ backEnd, rendererFolder, preloadFile });
  const browser = findChromium();
  if (browser === undefined)
    throw new Error('there is no Chromium, Chrome or Edge on this machine; npm start says how to get one');
  return createChromiumHost({ browserPath: browser.path, rendererFolder, backEnd });
}

async function showWindow(host: Host, options: StartOptions): Promise<number> {
  const stopped = stopSignal();
  const { size, mode, theme } = options;
  try {
    const window = await host.openWindow({
      size,
      exactViewport: mode.kind === 'screenshot',
      ...(theme === undefined ? {} : { theme }),
    });
    if (mode.kind !== 'screenshot') {
      await Promise.race([window.closed, stopped]);
      return 0;
    }
    const taken = await takeScreenshot(window, mode.file);
    say(taken.ok ? `saved ${taken.value.file}` : taken.fault.message);
    return taken.ok ? 0 : 1;
  } finally {
    await host.close();
  }
}

/** For the stories: the same server, and whoever asked brings the browser. */
async function serveAddress(backEnd: BackEnd): Promise<number> {
  const server = await startHttpServer({
    backEnd: withPrinting(backEnd, (html) => printHeadless(html)),
    rendererFolder,
  });
  process.stdout.write(`ballast listening ${server.address}\n`);
  await stopSignal();
  await server.close();
  return 0;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

function openVaultFile(choice: VaultChoice): { readonly path: string; readonly remove: () => void } {
  if (choice.kind === 'file') return { path: choice.path, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), 'ballast-vault-'));
  return { path: join(folder, 'ballast.vault'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Under Electron the script may stand behind switches of Chromium; a packaged program has none among its arguments. */
function givenArguments(argv: readonly string[]): readonly string[] {
  if (electron === undefined) return argv.slice(2);
  return argv.slice(argv.findIndex((argument) => argument.endsWith('main.js')) + 1 || 1);
}

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}
