/**
 * `node import-child.ts VAULT FILE`: what the bench `import` measures, in a process of its own so that its peak memory is
 * that of the import alone. Prints one JSON document (`ImportRun`); what was refused goes to stderr and ends in exit 1.
 */
import { createInMemoryTransport } from '../../main/ipc/in-memory-transport.ts';
import { silentJobs } from '../../main/services/job-board.ts';
import { openVaultServer } from '../../main/vault/vault-server.ts';
import type { PositionsDocument } from '../../shared/contract/book.ts';
import { contract } from '../../shared/contract/contract.ts';
import { createClient } from '../../shared/contract/core.ts';
import type { FileReport } from '../../shared/contract/imports.ts';
import type { Result } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';

/** One measured import, and what came of it. */
export interface ImportRun {
  /** From the closed vault to the folded positions. */
  readonly seconds: number;
  readonly importSeconds: number;
  readonly positionsSeconds: number;
  /** Of the whole process since `seconds` began: less than `seconds` where other programs took their share of the machine. */
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  readonly report: FileReport;
  readonly positions: PositionsDocument['positions'];
}

/**
 * Imports a file into a vault through the contract, and reads the positions.
 *
 * @throws Error where a call is refused
 */
export async function importOnce(vaultPath: string, file: string): Promise<ImportRun> {
  const begun = performance.now();
  const cpuBegun = process.cpuUsage();
  const server = valueOf(
    openVaultServer({ path: vaultPath, whenAbsent: 'create', now: () => epochMs(Date.now()), jobs: silentJobs }),
  );
  const client = createClient(contract, createInMemoryTransport(server));
  const report = valueOf(await client['imports.run']({ source: { kind: 'path', path: file } }));
  const imported = performance.now();
  const { positions } = valueOf(await client['book.positions']({}));
  const ended = performance.now();
  const cpu = process.cpuUsage(cpuBegun);
  const peakMegabytes = (process.resourceUsage().maxRSS * 1024) / 1e6;
  server.close();
  return {
    seconds: (ended - begun) / 1000,
    importSeconds: (imported - begun) / 1000,
    positionsSeconds: (ended - imported) / 1000,
    cpuSeconds: (cpu.user + cpu.system) / 1e6,
    peakMegabytes,
    report,
    positions,
  };
}

function valueOf<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.fault.code}: ${result.fault.message}`);
}

if (import.meta.main) {
  const [vaultPath, file] = process.argv.slice(2);
  if (vaultPath === undefined || file === undefined) throw new Error('usage: import-child.ts VAULT FILE');
  console.log(JSON.stringify(await importOnce(vaultPath, file)));
}
