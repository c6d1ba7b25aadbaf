import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { pageHeaders } from './content-policy.ts';

/** A file of the built renderer, ready to be served. */
export interface ServedFile {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/**
 * The built renderer as a closed list of addresses. A path is looked up in that list and never joined to a folder, so no spelling
 * of `..` reaches anything that the build did not write.
 *
 * Throws when the folder holds no built page.
 */
export function rendererFiles(folder: string): (path: string) => ServedFile | undefined {
  const files = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(file.slice(folder.length).split(sep).join('/'), file);
  }
  const page = files.get('/index.html');
  if (page === undefined)
    throw new Error(`the window's page is not built (${folder} holds no index.html); run npm run build`);
  files.set('/', page);

  return (path) => {
    const file = files.get(path);
    if (file === undefined) return undefined;
    const nonce = randomBytes(18).toString('base64');
    const content = readFileSync(file);
    const body = file === page ? Buffer.from(content.toString('utf8').replaceAll(NONCE_MARK, nonce)) : content;
    return { headers: { ...pageHeaders(nonce), 'Content-Type': typeOf(file) }, body };
  };
}

/** Vite writes this word wherever the page needs the nonce (`html.cspNonce` in renderer/vite.config.ts). */
const NONCE_MARK = 'BALLAST_CSP_NONCE';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

function typeOf(file: string): string {
  return TYPES[extname(file)] ?? 'application/octet-stream';
}
