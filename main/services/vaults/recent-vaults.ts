import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { epochMs, type EpochMs } from '../../../shared/units/unit.ts';

export interface RecentVault {
  readonly path: string;
  readonly openedMs: EpochMs;
}

/** The vaults that were open last, in a small file of the trader's data folder. It holds names, never figures. */
export interface RecentVaults {
  /** Newest first, at most ten, vanished ones too. */
  readonly list: () => readonly RecentVault[];
  /** Puts a vault first. */
  readonly note: (path: string, openedMs: EpochMs) => void;
  readonly forget: (path: string) => void;
}

const most = 10;
const kept = z.object({ vaults: z.array(z.object({ path: z.string(), openedMs: z.number().int() })) });

/** @param file null: nothing is kept (command line, tests) */
export function createRecentVaults(file: string | null): RecentVaults {
  const list = (): readonly RecentVault[] => (file === null ? [] : readKept(file)).slice(0, most);
  return {
    list,
    note: (path, openedMs) => {
      if (file !== null) keep(file, [{ path, openedMs }, ...list().filter((one) => one.path !== path)].slice(0, most));
    },
    forget: (path) => {
      if (file !== null)
        keep(
          file,
          list().filter((one) => one.path !== path),
        );
    },
  };
}

/** A file that is not there, or is not ours, is a list without vaults: nothing depends on it. */
function readKept(file: string): readonly RecentVault[] {
  if (!existsSync(file)) return [];
  try {
    const read = kept.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return read.success ? read.data.vaults.map((one) => ({ ...one, openedMs: epochMs(one.openedMs) })) : [];
  } catch {
    return [];
  }
}

/** Beside it first, then in its place: a list half written would be a list lost. A folder that cannot be written forgets. */
function keep(file: string, vaults: readonly RecentVault[]): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, `${JSON.stringify({ vaults }, null, 2)}\n`);
    renameSync(`${file}.new`, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
}
