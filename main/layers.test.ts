import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

// oxlint ignores an expression that it does not understand without a word. So each rule of oxlint.config.ts is shown what it must
// refuse, and what it must let pass, in a small project of its own.

const root = join(import.meta.dirname, '..');
let project: string;

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'ballast-layers-'));
  copyFileSync(join(root, 'oxlint.config.ts'), join(project, 'oxlint.config.ts'));
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
});
afterAll(() => rmSync(project, { recursive: true }));

const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'shared/book/a.ts': ['node:fs', 'react', 'electron', '../../main/risk/x.ts', '../../db/x.ts', '../../renderer/x.ts'],
  'main/ledger/a.ts': ['node:fs', 'zod', 'electron', '../../db/x.ts', '../ipc/x.ts', '../services/x.ts'],
  'main/valuation/a.ts': ['node:path', '../host/x.ts'],
  'main/views/a.ts': ['node:path', '../../db/x.ts'],
  'main/export/a.ts': ['node:fs', '../vault/x.ts'],
  'main/venues/a.ts': ['node:fs', '../../db/x.ts'],
  'main/importers/formats/a.ts': ['node:fs', 'csv-parse/sync', '../../../db/x.ts'],
  'main/importers/a.ts': ['electron', '../../db/x.ts', '../services/x.ts'],
  'main/risk/numerics/a.ts': ['node:fs', '../options/x.ts', '../exposure/x.ts', '../margin/x.ts'],
  'main/risk/options/a.ts': ['../exposure/x.ts', '../margin/x.ts'],
  'main/risk/exposure/a.ts': ['../margin/x.ts', '../../../db/x.ts'],
  'main/risk/margin/a.ts': ['../liquidation/x.ts', 'zod'],
  'main/risk/liquidation/a.ts': ['../insolvency/x.ts'],
  'db/stores/a.ts': ['zod', 'electron', 'node:http', '../../main/x.ts'],
  'main/services/a.ts': ['electron', 'better-sqlite3', '../ipc/x.ts', '../host/x.ts'],
  'main/vault/a.ts': ['electron', '../risk/x.ts'],
  'main/jobs/a.ts': ['electron', 'better-sqlite3', '../../db/x.ts', '../services/x.ts'],
  'main/ipc/a.ts': ['electron', '../../db/x.ts', '../risk/x.ts'],
  'main/host/a.ts': ['electron', '../risk/x.ts', '../../db/x.ts'],
  'main/host/preload.ts': ['better-sqlite3', '../../db/x.ts'],
  'main/cli.ts': ['../renderer/x.ts'],
  'renderer/panels/a.tsx': ['node:fs', 'electron', '../../main/x.ts', '../../db/x.ts'],
  'e2e/specs/a.ts': ['../../renderer/x.ts'],
};

const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'shared/book/b.ts': ['zod', '../units/x.ts'],
  'main/ledger/b.ts': ['../../shared/book/x.ts', './x.ts'],
  'main/ledger/b.test.ts': ['node:fs', 'fast-check'],
  'main/risk/liquidation/b.ts': ['../margin/x.ts', '../numerics/x.ts', '../../../shared/x.ts'],
  'main/importers/b.ts': ['csv-parse', 'node:fs'],
  'db/b.ts': ['better-sqlite3', 'node:fs', 'node:path', '../shared/x.ts'],
  'main/services/b.ts': ['../importers/x.ts', '../risk/x.ts', '../../db/stores/x.ts', 'node:crypto'],
  'main/vault/b.ts': ['../services/x.ts', '../../db/x.ts', 'node:worker_threads'],
  'main/host/electron-host.ts': ['electron', '../ipc/x.ts'],
  'main/main.ts': ['../db/x.ts', './risk/x.ts', './host/x.ts'],
  'renderer/b.tsx': ['../shared/x.ts', 'react'],
  'e2e/conformance/b.ts': ['../../main/risk/x.ts'],
};

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** The places, as FILE:LINE, where oxlint saw something restricted. */
function restrictedPlaces(files: Readonly<Record<string, string>>): readonly string[] {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(project, file)), { recursive: true });
    writeFileSync(join(project, file), text);
  }
  const linter = join(root, 'node_modules/oxlint/bin/oxlint');
  const script = `${JSON.stringify(process.execPath)} ${JSON.stringify(linter)} -f json; true`;
  const report = execFileSync('sh', ['-c', script], { cwd: project, encoding: 'utf8' });
  const { diagnostics } = JSON.parse(report) as { readonly diagnostics: readonly Diagnostic[] };
  for (const file of Object.keys(files)) rmSync(join(project, file));
  return diagnostics
    .filter((found) => found.code.includes('no-restricted'))
    .map((found) => `${found.filename}:${found.labels[0]?.span.line}`)
    .toSorted();
}

function importing(table: Readonly<Record<string, readonly string[]>>): Record<string, string> {
  const text = (paths: readonly string[]): string =>
    paths.map((path, index) => `export { x as x${index} } from '${path}';\n`).join('');
  return Object.fromEntries(Object.entries(table).map(([file, paths]) => [file, text(paths)]));
}

test('every import against the way of the data is refused', () => {
  const expected = Object.entries(REFUSED).flatMap(([file, paths]) => paths.map((_, index) => `${file}:${index + 1}`));
  expect(restrictedPlaces(importing(REFUSED))).toEqual(expected.toSorted());
});

test('what a folder may import passes', () => {
  expect(restrictedPlaces(importing(ALLOWED))).toEqual([]);
});

test('clock, chance and machine stay out of the pure folders; tests may use them', () => {
  const impure =
    'export const a = Date.now();\nexport const b = Math.random();\nexport const c = process.pid;\nexport const d = console;\n';
  const places = restrictedPlaces({
    'main/ledger/a.ts': impure,
    'main/risk/margin/a.ts': impure,
    'main/importers/formats/a.ts': impure,
    'main/ledger/a.test.ts': impure,
    'main/services/a.ts': impure,
  });
  const expected = ['main/importers/formats/a.ts', 'main/ledger/a.ts', 'main/risk/margin/a.ts'].flatMap((file) =>
    [1, 2, 3, 4].map((line) => `${file}:${line}`),
  );
  expect(places).toEqual(expected);
});
