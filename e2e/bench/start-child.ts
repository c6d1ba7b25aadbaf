/**
 * `node start-child.ts BROWSER`: the demo book of a new vault in a window, as `npm start -- --book demo` shows it. Prints
 * `painted` once every visible panel has declared itself painted for good, and how long ago that was.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createChromiumHost } from '../../main/host/chromium-host.ts';
import { rendererFolder } from '../../main/host/places.ts';
import { startVaultThread } from '../../main/vault/vault-client.ts';

const betweenLooksMs = 5;
/** A panel that opens late says nothing before it is there: the window must have stayed ready this long. */
const restMs = 250;

const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
const backEnd = startVaultThread({ vaultPath: join(folder, 'demo.vault'), book: 'demo' });
const host = createChromiumHost({ browserPath: process.argv[2] ?? '', rendererFolder, backEnd });
try {
  const window = await host.openWindow({ size: { width: 1440, height: 900 } });
  let readySince: number | null = null;
  while (readySince === null || performance.now() - readySince < restMs) {
    const { kind } = await window.paintState();
    if (kind !== 'ready') readySince = null;
    else readySince ??= performance.now();
    await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  }
  process.stdout.write(`painted ${Math.round(performance.now() - readySince)}\n`);
} finally {
  await host.close();
  await (await backEnd).close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
