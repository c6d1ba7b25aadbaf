import { expect, test } from 'vitest';
import { chromiumArguments, startChromium } from './chromium-process.ts';

const size = { width: 640, height: 480 };

test('the token is not in the process list: the browser starts on an empty page and gets its address by the pipe', () => {
  const given = chromiumArguments({ path: 'chromium', size }, '/tmp/profile');
  expect(given).toContain('--app=about:blank');
  expect(given).toContain('--remote-debugging-pipe');
  expect(given.some((argument) => argument.includes('127.0.0.1'))).toBe(false);
});

test('the browser has a profile of its own and reaches for no network', () => {
  const given = chromiumArguments({ path: 'chromium', size }, '/tmp/profile');
  expect(given).toContain('--user-data-dir=/tmp/profile');
  for (const flag of ['background-networking', 'component-update', 'sync', 'quic']) {
    expect(given).toContain(`--disable-${flag}`);
  }
});

test('only root, for whom it refuses to start, runs it without its sandbox', () => {
  expect(chromiumArguments({ path: 'chromium', size }, '/tmp/profile').includes('--no-sandbox')).toBe(
    process.getuid?.() === 0,
  );
});

test('a browser that cannot start is named, with what it said', async () => {
  await expect(startChromium({ path: process.execPath, size })).rejects.toThrow(/did not start: .*bad option/s);
  await expect(startChromium({ path: '/none/browser', size })).rejects.toThrow('/none/browser did not start: ');
});
