import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A built renderer of one page and its script, beside a file that must never be served. */
export function smallRenderer(script = ''): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-renderer-'));
  mkdirSync(join(folder, 'renderer', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'secret.txt'), 'not for serving');
  writeFileSync(join(folder, 'renderer', 'index.html'), PAGE);
  writeFileSync(join(folder, 'renderer', 'assets', 'page.js'), script);
  return { folder: join(folder, 'renderer'), remove: () => rmSync(folder, { recursive: true }) };
}

const PAGE =
  '<!doctype html><html lang="en"><head><meta property="csp-nonce" nonce="BALLAST_CSP_NONCE">' +
  '<script type="module" src="./assets/page.js"></script></head><body>Ballast</body></html>';
