import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault, type Vault } from './open.ts';

let folder = '';
let open: Vault | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-lock-'));
});
afterEach(() => {
  open?.close();
  open = null;
  rmSync(folder, { recursive: true, force: true });
});

function openHere(path: string): Vault {
  const opened = openVault(path, 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  open = opened.value;
  return opened.value;
}

/** A program of its own that opens a vault and says what it was told. */
const program = `
  const { openVault } = await import(${JSON.stringify(new URL('./open.ts', import.meta.url).href)});
  const opened = openVault(process.argv[1], 'create');
  console.log(JSON.stringify(opened.ok ? { ok: true, pid: process.pid } : opened));
  // A vault that nothing refers to any longer is collected, and its lock with it: whoever stays keeps hold of it.
  if (process.argv[2] === 'stay' && opened.ok) setInterval(() => opened.value.path, 1000);
  else if (opened.ok) opened.value.close();
`;

function openElsewhere(path: string): unknown {
  const ran = spawnSync(process.execPath, ['--input-type=module', '-e', program, path], { encoding: 'utf8' });
  return JSON.parse(ran.stdout || JSON.stringify(ran.stderr)) as unknown;
}

test('a vault that is open is refused to the next program, which is told who has it', () => {
  const path = join(folder, 'a.vault');
  openHere(path);
  const answer = openElsewhere(path);
  expect(answer).toMatchObject({ ok: false, fault: { code: 'vault-open-elsewhere' } });
  const { message } = (answer as { fault: { message: string } }).fault;
  expect(message).toContain(`process ${process.pid}`);
  expect(message).toMatch(/since \d{4}-\d\d-\d\dT/);
  open?.close();
  open = null;
  expect(readdirSync(folder)).toEqual(['a.vault']);
  expect(openElsewhere(path)).toMatchObject({ ok: true });
});

test('opened twice in one program, the second is refused and the first keeps its hold', () => {
  const path = join(folder, 'a.vault');
  openHere(path);
  for (let attempt = 0; attempt < 3; attempt += 1)
    expect(openVault(path, 'refuse')).toMatchObject({ ok: false, fault: { code: 'vault-open-elsewhere' } });
  // Had a refusal let go of the file, another program would get in now.
  expect(openElsewhere(path)).toMatchObject({ ok: false, fault: { code: 'vault-open-elsewhere' } });
});

test('a link, a roundabout path and a second name lead to the same vault', () => {
  const path = join(folder, 'a.vault');
  openHere(path).close();
  symlinkSync(path, join(folder, 'link.vault'));
  linkSync(path, join(folder, 'other-name.vault'));
  openHere(path);
  for (const other of [join(folder, 'link.vault'), relative(process.cwd(), path)])
    expect(openElsewhere(other)).toMatchObject({ ok: false, fault: { code: 'vault-open-elsewhere' } });
  // A second name of the file has a lock of its own; there the file itself is held.
  expect(openElsewhere(join(folder, 'other-name.vault'))).toMatchObject({ ok: false, fault: { code: 'vault-busy' } });
});

test('a program that was killed holds nothing', async () => {
  const path = join(folder, 'a.vault');
  const other = spawn(process.execPath, ['--input-type=module', '-e', program, path, 'stay']);
  await new Promise((resolve) => other.stdout.once('data', resolve));
  expect(openVault(path, 'create')).toMatchObject({ ok: false, fault: { code: 'vault-open-elsewhere' } });
  other.kill('SIGKILL');
  await new Promise((resolve) => other.once('close', resolve));
  expect(existsSync(`${path}.lock`)).toBe(true);
  openHere(path);
  expect(openElsewhere(path)).toMatchObject({ ok: false, fault: { code: 'vault-open-elsewhere' } });
});

test('a vault in memory is nobody else’s, and leaves no file', () => {
  openHere(':memory:');
  const other = openVault(':memory:', 'create');
  expect(other.ok).toBe(true);
  if (other.ok) other.value.close();
  expect(existsSync(':memory:.lock')).toBe(false);
});

test('a file of another kind under the name of the lock is left alone', () => {
  const path = join(folder, 'a.vault');
  writeFileSync(`${path}.lock`, 'the key lies under the mat\n'.repeat(30));
  expect(openVault(path, 'create')).toMatchObject({ ok: false, fault: { code: 'vault-lock-damaged' } });
  expect(readFileSync(`${path}.lock`, 'utf8')).toContain('under the mat');
});
