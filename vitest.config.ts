import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{shared,db,main,renderer,packaging,e2e/conformance,e2e/bench,e2e/kill,e2e/samples}/**/*.test.{ts,tsx}'],
    // A build in dist holds copies of the sources; only the sources are tested.
    exclude: ['dist/**', 'node_modules/**'],
    testTimeout: 60_000,
    alias: { electron: new URL('./main/host/electron-stand-in.ts', import.meta.url).pathname },
  },
});
