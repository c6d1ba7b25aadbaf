import { expect, test } from 'vitest';
import { defaultVaultPath } from './default-vault-path.ts';

test('on Linux the vault lies in the data folder of the XDG base directory specification', () => {
  expect(defaultVaultPath({ HOME: '/home/t', XDG_DATA_HOME: '/data' }, 'linux')).toBe('/data/ballast/ballast.vault');
  expect(defaultVaultPath({ HOME: '/home/t' }, 'linux')).toBe('/home/t/.local/share/ballast/ballast.vault');
});

test('a relative XDG_DATA_HOME is ignored, as that specification says', () => {
  const path = defaultVaultPath({ HOME: '/home/t', XDG_DATA_HOME: 'data' }, 'linux');
  expect(path).toBe('/home/t/.local/share/ballast/ballast.vault');
});

test('on a Mac and on Windows it lies where programs there keep their data', () => {
  expect(defaultVaultPath({ HOME: '/Users/t' }, 'darwin')).toBe(
    '/Users/t/Library/Application Support/ballast/ballast.vault',
  );
  expect(defaultVaultPath({ APPDATA: '/roaming' }, 'win32')).toBe('/roaming/ballast/ballast.vault');
});
