import { defineConfig } from '@playwright/test';
import { findChromium } from './main/host/find-chromium.ts';

const browser = findChromium();
const asRoot = process.getuid?.() === 0;

export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  // Each story starts the whole of Ballast; two at once on a small machine only make each other late.
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'line',
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
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
