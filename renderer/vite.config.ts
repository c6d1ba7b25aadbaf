import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react(), fontLicense()],
  // Written into the page wherever a nonce is needed; the host puts a fresh one there with every response.
  html: { cspNonce: 'BALLAST_CSP_NONCE' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'esnext',
    // The policy allows no inline script; and one file a font is what the page caches best.
    assetsInlineLimit: 0,
    // The licences of everything that the page carries ask to travel with it.
    license: { fileName: 'third-party-licenses.txt' },
    modulePreload: { polyfill: false },
    // One window loaded from this machine: splitting for the sake of size gains nothing.
    chunkSizeWarningLimit: 4000,
  },
});

/** Fonts come in by style sheet, where Vite does not look for licences. */
function fontLicense(): Plugin {
  const license = join(import.meta.dirname, '../node_modules/@fontsource-variable/inter/LICENSE');
  return {
    name: 'font-license',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'inter-font-license.txt', source: readFileSync(license) });
    },
  };
}
