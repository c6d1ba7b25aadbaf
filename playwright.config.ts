import { availableParallelism } from 'node:os';
import { defineConfig } from '@playwright/test';
import { findChromium } from './main/host/find-chromium.ts';

const browser = findChromium();
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // Each story starts the whole of Ballast, with a vault of its own, and shares nothing: two at once use both cores of a small machine.
  workers: Math.min(2, availableParallelism()),
  fullyParallel: true,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    viewport: { width: 1440, height: 900 },
    // A trace copies the whole page at every step: ask for one with --trace on where a story fails.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(browser === undefined ? {} : { executablePath: browser.path }),
      args: [
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        ...(asRoot ? ['--no-sandbox'] : []),
      ],
    },
  },
});
