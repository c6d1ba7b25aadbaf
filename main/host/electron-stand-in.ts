// Stands in for the `electron` module in unit tests (vitest.config.ts aliases it): Electron's own program is not on every machine.
// It behaves like nothing; it records what was set, so that tests can say what must be set.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';

type Handler = (...given: never[]) => unknown;

/** Everything that was set, in one place; `resetStandIn` empties it. */
export const recorded = {
  sandboxEnabled: false,
  schemes: [] as unknown[],
  schemeHandlers: new Map<string, (request: { url: string; method: string }) => Response>(),
  ipcHandlers: new Map<string, (event: unknown, ...given: unknown[]) => unknown>(),
  permissionRequest: undefined as Handler | undefined,
  permissionCheck: undefined as Handler | undefined,
  devicePermission: undefined as Handler | undefined,
  windows: [] as BrowserWindow[],
  exposed: new Map<string, unknown>(),
  invoked: [] as unknown[][],
};

export const app = Object.assign(new EventEmitter(), {
  enableSandbox: () => {
    recorded.sandboxEnabled = true;
  },
  whenReady: () => Promise.resolve(),
});

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown[]) => recorded.schemes.push(...schemes),
  handle: (scheme: string, handler: (request: { url: string; method: string }) => Response) =>
    recorded.schemeHandlers.set(scheme, handler),
};

export const session = {
  defaultSession: {
    setPermissionRequestHandler: (handler: Handler) => {
      recorded.permissionRequest = handler;
    },
    setPermissionCheckHandler: (handler: Handler) => {
      recorded.permissionCheck = handler;
    },
    setDevicePermissionHandler: (handler: Handler) => {
      recorded.devicePermission = handler;
    },
  },
};

export const ipcMain = {
  handle: (channel: string, handler: (event: unknown, ...given: unknown[]) => unknown) =>
    recorded.ipcHandlers.set(channel, handler),
};

export const nativeTheme = { themeSource: 'system' };

export const dialog = {
  showOpenDialog: () => Promise.resolve({ canceled: true, filePaths: [] }),
  showSaveDialog: () => Promise.resolve({ canceled: true, filePath: '' }),
};

/** The page's side of a window: it keeps what was sent to it and who would be allowed to open what. */
export class WebContents extends EventEmitter {
  readonly sent: unknown[][] = [];
  windowOpen: ((details: { url: string }) => { action: string }) | undefined;
  painted: string | undefined;
  /** How it was printed; what it gives for it, or why it cannot. */
  printed: unknown[] = [];
  static pdf: Uint8Array | Error = new TextEncoder().encode('%PDF-1.4');

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.windowOpen = handler;
  }
  send(...given: unknown[]): void {
    this.sent.push(given);
  }
  printToPDF(options: unknown): Promise<Uint8Array> {
    this.printed.push(options);
    return WebContents.pdf instanceof Error ? Promise.reject(WebContents.pdf) : Promise.resolve(WebContents.pdf);
  }
  isDestroyed(): boolean {
    return false;
  }
  executeJavaScript(): Promise<string | undefined> {
    return Promise.resolve(this.painted);
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents();
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> };
  loaded: string | undefined;
  shown = false;

  constructor(options: { readonly webPreferences: Readonly<Record<string, unknown>> }) {
    super();
    this.options = options;
    recorded.windows.push(this);
    app.emit('web-contents-created', {}, this.webContents);
  }
  loadURL(url: string): Promise<void> {
    this.loaded = url;
    return Promise.resolve();
  }
  /** The text that was in the file when it was loaded: it may be gone afterwards. */
  file: string | undefined;
  loadFile(path: string): Promise<void> {
    this.loaded = path;
    this.file = readFileSync(path, 'utf8');
    return Promise.resolve();
  }
  show(): void {
    this.shown = true;
  }
  close(): void {
    this.emit('closed');
  }
  destroyed = false;
  destroy(): void {
    this.destroyed = true;
    this.emit('closed');
  }
}

export const ipcRenderer = Object.assign(new EventEmitter(), {
  invoke: (...given: unknown[]) => {
    recorded.invoked.push(given);
    return Promise.resolve({ ok: true, value: 'answered' });
  },
});

export const contextBridge = {
  exposeInMainWorld: (name: string, value: unknown) => recorded.exposed.set(name, value),
};

export function resetStandIn(): void {
  recorded.sandboxEnabled = false;
  recorded.schemes.length = 0;
  recorded.schemeHandlers.clear();
  recorded.ipcHandlers.clear();
  recorded.windows.length = 0;
  recorded.exposed.clear();
  recorded.invoked.length = 0;
  app.removeAllListeners();
}
