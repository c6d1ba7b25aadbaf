import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * Gives a finished file its name, for good: written to the disk first, then named in one step that never replaces another file.
 * @returns false where a file of that name is there; the unnamed one then stays
 * @throws the system's error
 */
export function publishFile(unnamed: string, name: string): boolean {
  flushFile(unnamed);
  try {
    linkSync(unnamed, name);
    unlinkSync(unnamed);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    // Also for a disk without links (FAT): renaming would replace, so look first.
    if (existsSync(name)) return false;
    renameSync(unnamed, name);
  }
  flushFolder(dirname(name));
  return true;
}

/** Makes sure that the bytes of a file are on the disk. */
export function flushFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Makes sure that the names in a folder are on the disk, where the system can say so (Windows cannot, and need not). */
export function flushFolder(folder: string): void {
  let opened: number;
  try {
    opened = openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(opened);
  } catch (error) {
    if (codeOf(error) === null) throw error;
  } finally {
    closeSync(opened);
  }
}

/** The name itself where no file has it, else with the first number that is free. */
export function freeName(wanted: string): string {
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? wanted : `${wanted}-${count}`;
    if (!existsSync(name)) return name;
  }
}

/** Removes what an attempt left under a temporary name. */
export function removeUnnamed(path: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true });
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
