import { expect, test } from 'vitest';
import { defaultVaultPath } from './default-vault-path.ts';

// The folders of the XDG base directory specification; these tests describe Linux.
test.runIf(process.platform === 'linux')('the vault lies in the data folder that the desktop names', () => {
  expect(defaultVaultPath({ HOME: '/home/t', XDG_DATA_HOME: '/data' })).toBe('/data/ballast/ballast.vault');
  expect(defaultVaultPath({ HOME: '/home/t' })).toBe('/home/t/.local/share/ballast/ballast.vault');
});

test.runIf(process.platform === 'linux')('a relative XDG_DATA_HOME is ignored, as the specification says', () => {
  expect(defaultVaultPath({ HOME: '/home/t', XDG_DATA_HOME: 'data' })).toBe(
    '/home/t/.local/share/ballast/ballast.vault',
  );
});
