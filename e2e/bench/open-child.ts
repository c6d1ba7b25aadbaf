/**
 * `node open-child.ts VAULT [NEWER]`: what the bench `open` measures, in a process of its own so that its peak memory is that
 * of opening alone. With NEWER it imports so many newer fills first. Prints one JSON document (`OpenRun`).
 */
import { createHash } from 'node:crypto';
import { createInMemoryTransport } from '../../main/ipc/in-memory-transport.ts';
import { silentJobs } from '../../main/services/job-board.ts';
import { openVaultServer, type VaultServer } from '../../main/vault/vault-server.ts';
import { contract } from '../../shared/contract/contract.ts';
import { createClient } from '../../shared/contract/core.ts';
import type { Result } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';

/** One opening, and what it showed. */
export interface OpenRun {
  /** From the closed vault to the last of the views. */
  readonly seconds: number;
  /** Of it, until the vault answers at all. */
  readonly openSeconds: number;
  readonly importSeconds: number;
  readonly peakMegabytes: number;
  /** Hash of every figure. */
  readonly figures: string;
}

/** All openings look at the same instant, after the last event. */
const asOfMs = Date.UTC(2026, 0, 1);

/** @throws Error where a call is refused */
async function openOnce(vaultPath: string, newer: number): Promise<OpenRun> {
  const importSeconds = newer === 0 ? 0 : await importNewer(vaultPath, newer);
  const begun = performance.now();
  const { server, client } = openClient(vaultPath);
  const opened = performance.now();
  valueOf(await client['vault.info']({}));
  const views = [
    valueOf(await client['views.headline']({ asOfMs })),
    valueOf(await client['views.exposures']({ asOfMs })),
    valueOf(await client['views.ladder']({ asOfMs })),
    valueOf(await client['views.drawdown']({ asOfMs })),
    valueOf(await client['views.accounts']({ asOfMs })),
  ];
  const ended = performance.now();
  const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
  server.close();
  return {
    seconds: (ended - begun) / 1000,
    openSeconds: (opened - begun) / 1000,
    importSeconds,
    peakMegabytes,
    figures: createHash('sha256').update(JSON.stringify(views)).digest('hex'),
  };
}

async function importNewer(vaultPath: string, count: number): Promise<number> {
  const begun = performance.now();
  const { server, client } = openClient(vaultPath);
  const uploadId = valueOf<{ uploadId: string }>(
    (await server.upload('trades(UTC+0).csv', new TextEncoder().encode(newerFills(count)))) as Result<{
      uploadId: string;
    }>,
  ).uploadId;
  const report = valueOf(
    await client['imports.run']({ source: { kind: 'upload', uploadId }, options: { account: 'one' } }),
  );
  server.close();
  if (report.accepted !== count) throw new Error(`${report.accepted} of ${count} newer fills were accepted`);
  return (performance.now() - begun) / 1000;
}

/** On the last day before the instant that is looked at. */
function newerFills(count: number): string {
  const lines = Array.from({ length: count }, (_, index) => {
    const time = new Date(Date.UTC(2025, 11, 31, 1) + index * 1000).toISOString().replace('T', ' ').slice(0, 19);
    return `900000001,${time},BTCUSDT,BUY,90000,0.001,90,0.045 USDT,0,true,false,${8_000_000_000 + index},${index}\n`;
  });
  return `Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID\n${lines.join('')}`;
}

function openClient(path: string): {
  readonly server: VaultServer;
  readonly client: ReturnType<typeof createClient<typeof contract>>;
} {
  const server = valueOf(openVaultServer({ path, whenAbsent: 'refuse', now: () => epochMs(asOfMs), jobs: silentJobs }));
  return { server, client: createClient(contract, createInMemoryTransport(server)) };
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.fault.code}: ${result.fault.message}`);
}

if (import.meta.main) {
  const [vaultPath, newer] = process.argv.slice(2);
  if (vaultPath === undefined) throw new Error('usage: open-child.ts VAULT [NEWER]');
  console.log(JSON.stringify(await openOnce(vaultPath, Number(newer ?? 0))));
}
