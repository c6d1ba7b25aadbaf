import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { app, BrowserWindow, dialog, ipcMain, nativeTheme, protocol, session } from 'electron';
import type { IpcMainInvokeEvent, WebContents } from 'electron';
import { failure, success, type Result } from '../../shared/result/result.ts';
import { CALL_CHANNEL, NOTICE_CHANNEL, UPLOAD_CHANNEL } from './electron-channels.ts';
import { readPaintState, type BackEnd, type Host, type HostWindow, type WindowOptions } from './host.ts';
import { rendererFiles } from './renderer-files.ts';
import { withVaultDialogs, type ChooseVaultPath, type VaultPurpose } from './vault-dialogs.ts';
import { withPrinting } from './with-printing.ts';

export interface ElectronHostOptions {
  readonly backEnd: Promise<BackEnd>;
  readonly rendererFolder: string;
  readonly preloadFile: string;
}

/** Where the page lives: a scheme of its own, so that no other page and no file shares its origin. */
export const PAGE_ADDRESS = 'app://ballast/';

/**
 * The window in Electron. Must be called before Electron is ready: schemes and the sandbox are settled by then.
 * The page is sandboxed, sees three functions, and can neither navigate nor open a window nor obtain a permission.
 */
export function createElectronHost(options: ElectronHostOptions): Host {
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  // Electron would end the process with the last window; the vault has to be closed in order first.
  app.on('window-all-closed', () => undefined);
  app.on('web-contents-created', (_event, contents) => denyWandering(contents));

  let window: BrowserWindow | undefined;
  return {
    name: 'electron',
    openWindow: async (windowOptions) => {
      await app.whenReady();
      const backEnd = await options.backEnd;
      servePage(options.rendererFolder);
      denyPermissions();
      answerCalls(withVaultDialogs(withPrinting(backEnd, printHidden), chooseVaultPath));
      window = createWindow(options.preloadFile, windowOptions);
      const stopNotices = sendNotices(backEnd, window.webContents);
      return showWindow(window, windowOptions, stopNotices);
    },
    pickFiles: async () => {
      const chosen = await dialog.showOpenDialog({ properties: ['openFile', 'multiSelections'] });
      return success(
        await Promise.all(
          chosen.filePaths.map(async (path) => ({ name: basename(path), bytes: await readFile(path) })),
        ),
      );
    },
    saveFile: async (suggestedName, bytes) => {
      const chosen = await dialog.showSaveDialog({ defaultPath: suggestedName });
      if (chosen.canceled || chosen.filePath === '') return failure('cancelled', 'nothing was saved');
      await writeFile(chosen.filePath, bytes);
      return success({ path: chosen.filePath });
    },
    print: printHidden,
    close: () => {
      window?.destroy();
      return Promise.resolve();
    },
  };
}

const vaultFiles = [
  { name: 'Ballast vaults', extensions: ['vault'] },
  { name: 'All files', extensions: ['*'] },
];

const chooseTitles: Readonly<Record<VaultPurpose, string>> = {
  open: 'Open vault',
  create: 'New vault',
  backup: 'Save a backup',
  restore: 'Restore a backup',
};

const chooseVaultPath: ChooseVaultPath = async (purpose, folder, name) => {
  const title = chooseTitles[purpose];
  if (purpose === 'create' || purpose === 'backup') {
    const named = await dialog.showSaveDialog({ title, defaultPath: join(folder, name), filters: vaultFiles });
    return named.canceled || named.filePath === '' ? null : named.filePath;
  }
  const chosen = await dialog.showOpenDialog({
    title,
    defaultPath: folder,
    filters: vaultFiles,
    properties: ['openFile'],
  });
  return chosen.filePaths[0] ?? null;
};

function createWindow(preloadFile: string, options: WindowOptions): BrowserWindow {
  if (options.theme !== undefined) nativeTheme.themeSource = options.theme;
  return new BrowserWindow({
    ...options.size,
    useContentSize: options.exactViewport === true,
    title: 'Ballast',
    show: false,
    autoHideMenuBar: true,
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
}

async function showWindow(window: BrowserWindow, options: WindowOptions, stopNotices: () => void): Promise<HostWindow> {
  const closed = new Promise<void>((resolve) => {
    window.once('closed', () => {
      stopNotices();
      resolve();
    });
  });
  await window.loadURL(options.theme === undefined ? PAGE_ADDRESS : `${PAGE_ADDRESS}?theme=${options.theme}`);
  window.show();
  return {
    paintState: async () =>
      readPaintState(
        (await window.webContents.executeJavaScript('document.documentElement.dataset.painted')) as string | undefined,
      ),
    screenshot: async () => (await window.webContents.capturePage()).toPNG(),
    closed,
    close: () => {
      window.close();
      return closed;
    },
  };
}

/** Only the top frame of our own page may ask; a frame that slipped in gets no answer. */
function fromOurPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && frame.url.startsWith(PAGE_ADDRESS);
}

function answerCalls(backEnd: BackEnd): void {
  const refused = failure('wrong-sender', 'only the window of Ballast may ask');
  ipcMain.handle(CALL_CHANNEL, (event, name: unknown, input: unknown) =>
    fromOurPage(event) && typeof name === 'string' ? backEnd.call(name, input) : refused,
  );
  ipcMain.handle(UPLOAD_CHANNEL, (event, name: unknown, bytes: unknown) =>
    fromOurPage(event) && typeof name === 'string' && bytes instanceof Uint8Array
      ? backEnd.upload(name, bytes)
      : refused,
  );
}

function sendNotices(backEnd: BackEnd, contents: WebContents): () => void {
  return backEnd.subscribe((notice) => {
    if (!contents.isDestroyed()) contents.send(NOTICE_CHANNEL, notice);
  });
}

function servePage(rendererFolder: string): void {
  const fileAt = rendererFiles(rendererFolder);
  protocol.handle('app', (request) => {
    const url = new URL(request.url);
    const file = url.host === 'ballast' && request.method === 'GET' ? fileAt(url.pathname) : undefined;
    if (file === undefined) return new Response('there is nothing at this address', { status: 404 });
    return new Response(Buffer.from(file.body), { headers: { ...file.headers } });
  });
}

function denyPermissions(): void {
  session.defaultSession.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
  session.defaultSession.setDevicePermissionHandler(() => false);
}

function denyWandering(contents: WebContents): void {
  contents.on('will-navigate', (details) => {
    // A reload is a navigation to where the page is already.
    if (!details.url.startsWith(PAGE_ADDRESS)) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** A window of its own, without scripts, for a document that carries everything within itself. */
async function printHidden(html: string): Promise<Result<Uint8Array>> {
  const hidden = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, javascript: false },
  });
  // An address that carries the page itself ends at two megabytes.
  const folder = await mkdtemp(join(tmpdir(), 'ballast-print-'));
  try {
    const file = join(folder, 'snapshot.html');
    await writeFile(file, html);
    await hidden.loadFile(file);
    return success(await hidden.webContents.printToPDF({ printBackground: true, preferCSSPageSize: true }));
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('not-printed', `The PDF could not be printed: ${cause}`, 'Save the HTML and print it in a browser.');
  } finally {
    hidden.destroy();
    await rm(folder, { recursive: true, force: true });
  }
}
