import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

interface Packages {
  readonly asar: boolean;
  readonly npmRebuild: boolean;
  readonly asarUnpack: readonly string[];
  readonly files: readonly string[];
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly directories: { readonly buildResources: string };
  readonly linux: { readonly icon: string; readonly target: readonly string[] };
  readonly mac: { readonly icon: string; readonly target: readonly string[] };
  readonly win: { readonly icon: string; readonly target: readonly string[] };
  readonly publish: null;
}

const root = new URL('../', import.meta.url);
const packages = parse(readFileSync(new URL('electron-builder.yml', root), 'utf8')) as Packages;
const schema = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('app-builder-lib/scheme.json'), 'utf8'),
) as object;
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

test("the packages are described as electron-builder's own schema asks", () => {
  validate(packages);
  expect(validate.errors).toBeNull();
});

test('the schema sees a word that electron-builder does not know', () => {
  expect(validate({ ...packages, electronFuses: { ...packages.electronFuses, runAsNodee: false } })).toBe(false);
});

test('each system gets its packages', () => {
  expect(packages.linux.target).toEqual(['AppImage', 'deb']);
  expect(packages.mac.target).toEqual(['dmg']);
  expect(packages.win.target).toEqual(['nsis']);
});

test('a package cannot be turned into another program', () => {
  expect(packages.electronFuses).toMatchObject({
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
  });
  expect(packages.asar).toBe(true);
  expect(packages.publish).toBeNull();
});

test('native code lies beside the archive, and nothing is compiled again', () => {
  expect(packages.asarUnpack).toEqual(expect.arrayContaining(['**/*.node', '**/*.wasm']));
  expect(packages.npmRebuild).toBe(false);
});

test('every icon that is named is there', () => {
  for (const icon of [packages.linux.icon, packages.mac.icon, packages.win.icon])
    expect(existsSync(new URL(icon, root)), icon).toBe(true);
});
