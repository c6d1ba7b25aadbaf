import { join } from 'node:path';

/** From the sources (`main/host`) and from the build (`dist/app/main/host`), the way to `dist` differs. */
const dist = join(import.meta.dirname, import.meta.filename.endsWith('.ts') ? '../../dist' : '../../..');

/** The built renderer: the page and its files. */
export const rendererFolder: string = join(dist, 'renderer');

/** The preload script of the Electron window, bundled to one CommonJS file as a sandboxed preload must be. */
export const preloadFile: string = join(dist, 'preload', 'preload.cjs');
