import type Database from 'better-sqlite3';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';

/** A snapshot that was made of this vault. */
export interface KeptSnapshotEntry {
  readonly id: number;
  readonly asOfMs: EpochMs;
  readonly madeMs: EpochMs;
}

/** What later comparisons need of the last snapshots: no part of the book, so not undone. */
export interface KeptSnapshots {
  /** In place of one of the same instant; the oldest beyond `most` go. */
  readonly keep: (asOfMs: EpochMs, madeMs: EpochMs, packed: Uint8Array, most: number) => number;
  /** Of the newest instant first. */
  readonly list: () => readonly KeptSnapshotEntry[];
  /** As the caller packed it; null when there is none. */
  readonly packed: (id: number) => Uint8Array | null;
}

export function createKeptSnapshots(database: Database.Database): KeptSnapshots {
  const insert = database
    .prepare<[number, number, Uint8Array], number>(
      `INSERT INTO kept_snapshot (as_of_ms, made_at_ms, packed) VALUES (?, ?, ?)
        ON CONFLICT (as_of_ms) DO UPDATE SET made_at_ms = excluded.made_at_ms, packed = excluded.packed
        RETURNING id`,
    )
    .pluck();
  const trim = database.prepare<[number, number]>(
    `DELETE FROM kept_snapshot WHERE id <> ? AND id NOT IN
      (SELECT id FROM kept_snapshot ORDER BY made_at_ms DESC, id DESC LIMIT ?)`,
  );
  const list = database.prepare<[], { readonly id: number; readonly as_of_ms: number; readonly made_at_ms: number }>(
    'SELECT id, as_of_ms, made_at_ms FROM kept_snapshot ORDER BY as_of_ms DESC',
  );
  const packed = database.prepare<[number], Uint8Array>('SELECT packed FROM kept_snapshot WHERE id = ?').pluck();
  const keep = database.transaction((asOfMs: number, madeMs: number, bytes: Uint8Array, most: number): number => {
    const id = insert.get(asOfMs, madeMs, bytes) as number;
    trim.run(id, most);
    return id;
  });
  return {
    keep: (asOfMs, madeMs, bytes, most) => keep.immediate(asOfMs, madeMs, bytes, most),
    list: () =>
      list.all().map((row) => ({ id: row.id, asOfMs: epochMs(row.as_of_ms), madeMs: epochMs(row.made_at_ms) })),
    packed: (id) => packed.get(id) ?? null,
  };
}
