import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { contract } from '../../shared/contract/contract.ts';
import { createClient, type Notice } from '../../shared/contract/core.ts';
import { binanceTrades } from '../cli/test-terminal.ts';
import { startVaultThread, type VaultClient } from './vault-client.ts';

let folder = '';
let open: VaultClient | null = null;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ballast-thread-'));
});
afterEach(async () => {
  await open?.close();
  open = null;
  rmSync(folder, { recursive: true, force: true });
});

async function start(book?: string): Promise<VaultClient> {
  open = await startVaultThread({ vaultPath: join(folder, 'a.vault'), ...(book === undefined ? {} : { book }) });
  return open;
}

const encoder = new TextEncoder();

test('the thread opens the demo book, and every panel gets its view', async () => {
  const client = createClient(contract, await start('demo'));
  expect(await client['vault.info']({})).toMatchObject({ ok: true, value: { isDemo: true, title: 'Demo book' } });
  for (const reply of [
    await client['views.headline']({}),
    await client['views.exposures']({}),
    await client['views.ladder']({}),
    await client['views.drawdown']({}),
    await client['views.accounts']({}),
    await client['risk.assess']({}),
    await client['book.positions']({}),
  ])
    expect(reply).toMatchObject({ ok: true });
  expect(await client['vault.openDemo']({})).toMatchObject({ ok: false, fault: { code: 'vault-not-empty' } });
  expect(await client['vault.undo']({})).toMatchObject({ ok: true });
  expect(await client['vault.info']({})).toMatchObject({ ok: true, value: { isDemo: false, isEmpty: true } });
});

test('a dropped file is previewed without a trace, and accepting does exactly what the preview showed', async () => {
  const back = await start();
  const client = createClient(contract, back);
  const notices: Notice[] = [];
  back.subscribe((notice) => notices.push(notice));
  const rows = binanceTrades([
    { time: '2026-03-02 10:00:00', side: 'SELL', price: 'sixty', quantity: '0.05', id: 2 },
    { time: '2026-03-01 10:00:00', side: 'BUY', price: '60000', quantity: '0.2', id: 1 },
  ]);
  const upload = await back.upload('trades(UTC+0).csv', encoder.encode(rows));
  if (!upload.ok) throw new Error(upload.fault.message);
  const { uploadId } = upload.value as { readonly uploadId: string };
  const preview = await client['imports.preview']({ source: { kind: 'upload', uploadId }, jobId: 'first' });
  if (!preview.ok) throw new Error(preview.fault.message);
  const { previewId, report, rows: shown, questions } = preview.value;
  expect(shown.map((row) => row.result)).toEqual(['ignored', 'failed', 'accepted']);
  expect(shown.find((row) => row.result === 'failed')?.raw).toContain('sixty');
  expect(questions.map((question) => question.kind)).toEqual(['history']);
  expect(notices.filter((notice) => notice.topic === 'changed')).toEqual([]);
  expect(notices.some((notice) => notice.topic === 'job')).toBe(true);
  expect(await client['vault.info']({})).toMatchObject({ value: { isEmpty: true } });

  const accepted = await client['imports.accept']({ previewId: previewId ?? '' });
  expect(accepted).toEqual({ ok: true, value: { ...report, importId: 1 } });
  expect(notices.filter((notice) => notice.topic === 'changed')).toHaveLength(1);
  expect(await client['imports.accept']({ previewId: previewId ?? '' })).toMatchObject({ ok: false });
  const [event] = await eventsOf(client);
  const raw = await client['book.rawRow']({ eventId: event?.id ?? 0 });
  expect(raw).toMatchObject({ ok: true, value: { raw: rows.split('\n')[2] } });
  const failed = await client['imports.failures']({ importId: 1 });
  expect(failed).toMatchObject({ ok: true, value: { failures: [{ line: 2, dismissed: false }] } });
  expect(await statusOf(client)).toBe('history-incomplete');
  await client['imports.dismissFailures']({ importId: 1, failureIds: null });
  expect(await statusOf(client)).toBe('open');
  await client['vault.undo']({});
  expect(await statusOf(client)).toBe('history-incomplete');
});

type TypedClient = ReturnType<typeof createClient<typeof contract>>;

async function eventsOf(client: TypedClient) {
  const events = await client['book.events']({});
  return events.ok ? events.value.events : [];
}

async function statusOf(client: TypedClient) {
  const positions = await client['book.positions']({});
  return positions.ok ? positions.value.positions[0]?.status : undefined;
}

test('a long import can be cancelled while the thread is busy, and leaves nothing behind', async () => {
  const back = await start();
  const client = createClient(contract, back);
  const path = join(folder, 'long(UTC+0).csv');
  const rows = Array.from({ length: 60_000 }, (_, index) => ({
    time: new Date(Date.UTC(2026, 0, 1) + index * 1000).toISOString().replace('T', ' ').slice(0, 19),
    side: 'BUY' as const,
    price: '60000',
    quantity: '0.001',
    id: index + 1,
  }));
  writeFileSync(path, binanceTrades(rows));
  let cancelled: Promise<unknown> | null = null;
  const stop = back.subscribe((notice) => {
    if (notice.topic === 'job') cancelled ??= client['jobs.cancel']({ jobId: 'long' });
  });
  const report = await client['imports.run']({ source: { kind: 'path', path }, jobId: 'long' });
  expect(await cancelled).toEqual({ ok: true, value: { cancelled: true } });
  expect(report).toMatchObject({ ok: false, fault: { code: 'cancelled' } });
  expect(await client['vault.info']({})).toMatchObject({ value: { isEmpty: true } });
  expect(await client['jobs.cancel']({ jobId: 'long' })).toEqual({ ok: true, value: { cancelled: false } });
  // The same name again runs to its end.
  stop();
  const again = await client['imports.run']({ source: { kind: 'path', path }, jobId: 'long' });
  expect(again).toMatchObject({ ok: true, value: { accepted: 60_000 } });
});

test('a file that is no vault is named, and nothing is started', async () => {
  const path = join(folder, 'a.vault');
  writeFileSync(path, 'not a vault at all, but somebody’s notes\n'.repeat(5));
  await expect(startVaultThread({ vaultPath: path })).rejects.toThrow(/left untouched/);
  expect(existsSync(`${path}-wal`)).toBe(false);
});

test('after closing, calls are answered with a fault', async () => {
  const client = await start();
  await client.close();
  expect(await client.call('vault.info', {})).toMatchObject({ ok: false, fault: { code: 'vault-thread-ended' } });
});
