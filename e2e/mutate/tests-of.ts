import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { parseSync, type StaticImport } from 'oxc-parser';

/** Which test files reach a source file through their imports. */
export interface ImportGraph {
  /** Paths from the root, in the order of their names. */
  readonly testsOf: (file: string) => readonly string[];
}

/** Reads the imports of every source and test file under `folder`. */
export function readImportGraph(folder: string): ImportGraph {
  const importers = new Map<string, string[]>();
  const files = globSync('{shared,db,main,e2e}/**/*.ts', { cwd: folder });
  for (const file of files) {
    for (const imported of importsOf(folder, file)) {
      const known = importers.get(imported);
      if (known === undefined) importers.set(imported, [file]);
      else known.push(file);
    }
  }
  const testsOf = (file: string): readonly string[] => {
    const reached = new Set([file]);
    for (const one of reached) for (const importer of importers.get(one) ?? []) reached.add(importer);
    return [...reached].filter((one) => one.endsWith('.test.ts')).toSorted();
  };
  return { testsOf };
}

function importsOf(folder: string, file: string): readonly string[] {
  const { module } = parseSync(file, readFileSync(join(folder, file), 'utf8'));
  return [
    ...module.staticImports.filter(isRun).map((one) => one.moduleRequest.value),
    ...module.staticExports.flatMap((one) => one.entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ]
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => posix.join(posix.dirname(file), specifier));
}

/** Whether an import is there when the program runs, not only for the compiler. */
function isRun({ entries }: StaticImport): boolean {
  return entries.length === 0 || entries.some((entry) => !entry.isType);
}
