import { existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openVault } from '../../db/open.ts';
import { contract } from '../../shared/contract/contract.ts';
import { createClient } from '../../shared/contract/core.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { withVaultDialogs } from '../host/vault-dialogs.ts';
import { createInMemoryTransport } from '../ipc/in-memory-transport.ts';
import { silentJobs } from '../services/job-board.ts';
import { openVaultServer, type VaultServer } from './vault-server.ts';

let folder = '';
let server: VaultServer;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'ballast-switch-')));
  const opened = openVaultServer({
    path: at('first.vault'),
    whenAbsent: 'create',
    now: () => epochMs(Date.UTC(2026, 5, 1)),
    jobs: silentJobs,
    recentFile: at('recent.json'),
  });
  if (!opened.ok) throw new Error(opened.fault.message);
  server = opened.value;
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const at = (name: string) => join(folder, name);
const client = () => createClient(contract, createInMemoryTransport(server));

async function openName(): Promise<string | undefined> {
  const info = await client()['vault.info']({});
  return info.ok ? info.value.title : undefined;
}

test('a new vault is opened in place of the old one, which another program may then open', async () => {
  await client()['book.marks']({ marks: [{ instrument: 'BTC/USDT', price: '1', timeMs: null }] });
  const heard: unknown[] = [];
  server.subscribe((notice) => heard.push(notice));
  expect(await client()['vault.create']({ path: 'second' })).toEqual({
    ok: true,
    value: { path: at('second.vault'), name: 'second.vault' },
  });
  expect(heard).toEqual([{ topic: 'changed', payload: { what: 'vault' } }]);
  expect(await openName()).toBe('second.vault');
  expect(await client()['vault.info']({})).toMatchObject({ value: { isEmpty: true } });
  const elsewhere = openVault(at('first.vault'), 'refuse');
  expect(elsewhere.ok).toBe(true);
  if (elsewhere.ok) elsewhere.value.close();

  // And back: what was in the first is there.
  expect((await client()['vault.open']({ path: at('first.vault') })).ok).toBe(true);
  expect(await client()['vault.info']({})).toMatchObject({ value: { isEmpty: false } });
  expect(await client()['vault.open']({ path: 'first.vault' })).toMatchObject({ ok: true });
});

test('a vault that does not open leaves the old one open', async () => {
  writeFileSync(at('letter.txt'), 'Dear Sir or Madam');
  writeFileSync(at('third.vault'), '');
  for (const path of ['letter.txt', 'absent.vault', '', '.'])
    expect(await client()['vault.open']({ path }), path).toMatchObject({ ok: false });
  expect(await client()['vault.create']({ path: 'first.vault' })).toMatchObject({ fault: { code: 'vault-exists' } });
  expect(await client()['vault.create']({ path: 'no/folder/new' })).toMatchObject({ fault: { code: 'folder-absent' } });
  expect(existsSync(at('no'))).toBe(false);
  expect(await openName()).toBe('first.vault');
  expect(await client()['book.marks']({ marks: [{ instrument: 'BTC/USDT', price: '1', timeMs: null }] })).toMatchObject(
    {
      ok: true,
    },
  );
});

test('recent vaults: newest first, the open one and vanished ones told apart, and one taken off the list', async () => {
  await client()['vault.create']({ path: 'second' });
  await client()['vault.create']({ path: 'third' });
  rmSync(at('first.vault'));
  const recent = await client()['vault.recent']({});
  if (!recent.ok) throw new Error(recent.fault.message);
  expect(recent.value.folder).toBe(folder);
  expect(recent.value.vaults.map(({ name, state }) => `${name} ${state}`)).toEqual([
    'third.vault open',
    'second.vault there',
    'first.vault vanished',
  ]);
  await client()['vault.forget']({ path: at('first.vault') });
  const left = await client()['vault.recent']({});
  expect(left.ok && left.value.vaults.map(({ name }) => name)).toEqual(['third.vault', 'second.vault']);
});

test('a host with dialogs asks by them; one without says that paths are typed', async () => {
  expect(await client()['vault.choosePath']({ for: 'open' })).toMatchObject({ fault: { code: 'pick-in-page' } });
  const asked: string[] = [];
  const backEnd = { ...server, close: async () => server.close() };
  const host = withVaultDialogs(backEnd, async (purpose, where) => {
    asked.push(`${purpose} in ${where}`);
    return null;
  });
  expect(await host.call('vault.choosePath', { for: 'create' })).toEqual({ ok: true, value: { path: null } });
  expect(asked).toEqual([`create in ${folder}`]);
  expect(await host.call('vault.info', {})).toMatchObject({ ok: true });
});

test('a vault made beside a temporary one lies in the data folder, and not where it would go with the other', async () => {
  const made = openVaultServer({
    path: at('demo-folder.vault'),
    whenAbsent: 'create',
    now: () => epochMs(Date.UTC(2026, 5, 1)),
    jobs: silentJobs,
    recentFile: at('recent-of-demo.json'),
    isTemporary: true,
    dataFolder: at('data'),
  });
  if (!made.ok) throw new Error(made.fault.message);
  const window = createClient(contract, createInMemoryTransport(made.value));
  try {
    expect(await window['vault.recent']({})).toEqual({ ok: true, value: { folder: at('data'), vaults: [] } });
    expect(await window['vault.create']({ path: 'mine' })).toMatchObject({
      value: { path: join(at('data'), 'mine.vault') },
    });
    const recent = await window['vault.recent']({});
    expect(recent.ok && recent.value.vaults.map(({ name, state }) => `${name} ${state}`)).toEqual(['mine.vault open']);
    expect(recent.ok && recent.value.folder).toBe(at('data'));
  } finally {
    made.value.close();
  }
});
