import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { foldVersion } from './fold-version.ts';

const root = new URL('../../../', import.meta.url).pathname;

test('one rule changed, and the version is another; a test or a fixture beside the rules changes nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-rules-'));
  try {
    for (const part of ['main/ledger', 'main/services', 'db', 'shared'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'dir');
    const versionThere = async (run: number): Promise<string> => {
      const url = `${pathToFileURL(join(folder, 'main/services/book/fold-version.ts')).href}?${run}`;
      return ((await import(/* @vite-ignore */ url)) as { foldVersion: () => string }).foldVersion();
    };
    expect(await versionThere(1)).toBe(foldVersion());
    writeFileSync(join(folder, 'main/ledger/more.test.ts'), '// a test\n');
    writeFileSync(join(folder, 'main/ledger/fixtures/more.ts'), '// a fixture\n');
    expect(await versionThere(2)).toBe(foldVersion());
    writeFileSync(join(folder, 'main/ledger/reconciliation/more.ts'), '// a rule\n');
    const changed = await versionThere(3);
    expect(changed).not.toBe(foldVersion());
    writeFileSync(join(folder, 'db/stores/more.ts'), '// what a row means\n');
    expect(await versionThere(4)).not.toBe(changed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
