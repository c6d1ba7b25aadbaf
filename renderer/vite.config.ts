import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  base: './',
  plugins: [react()],
  // Written into the page wherever a nonce is needed; the host puts a fresh one there with every response.
  html: { cspNonce: 'BALLAST_CSP_NONCE' },
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'esnext',
    // The policy allows no inline script; and one file a font is what the page caches best.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // One window loaded from this machine: splitting for the sake of size gains nothing.
    chunkSizeWarningLimit: 4000,
  },
});
