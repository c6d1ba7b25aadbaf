import type Database from 'better-sqlite3';
import { mapping, type Mapping } from '../../shared/contract/mapping.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';

/** A mapping that the vault remembers. */
export interface KeptMapping {
  readonly id: number;
  readonly savedMs: EpochMs;
  readonly mapping: Mapping;
}

/** What was said of the columns of unknown tables: no part of the book, so not undone. */
export interface Mappings {
  /** @param signature see `tableSignature`: one mapping a header */
  readonly find: (signature: string) => KeptMapping | null;
  readonly byId: (id: number) => KeptMapping | null;
  /** In the order of their names. */
  readonly list: () => readonly KeptMapping[];
  /** In place of what was known of the same header. */
  readonly keep: (signature: string, value: Mapping, savedMs: EpochMs) => number;
  /** Whether there was one. */
  readonly remove: (id: number) => boolean;
}

interface MappingRow {
  readonly id: number;
  readonly mapping_json: string;
  readonly saved_at_ms: number;
}

export function createMappings(database: Database.Database): Mappings {
  const columns = 'SELECT id, mapping_json, saved_at_ms FROM mapping';
  const find = database.prepare<[string], MappingRow>(`${columns} WHERE signature = ?`);
  const byId = database.prepare<[number], MappingRow>(`${columns} WHERE id = ?`);
  const list = database.prepare<[], MappingRow>(`${columns} ORDER BY name, id`);
  const keep = database
    .prepare<[string, string, string, number], number>(
      `INSERT INTO mapping (signature, name, mapping_json, saved_at_ms) VALUES (?, ?, ?, ?)
        ON CONFLICT (signature) DO UPDATE SET name = excluded.name, mapping_json = excluded.mapping_json, saved_at_ms = excluded.saved_at_ms
        RETURNING id`,
    )
    .pluck();
  const remove = database.prepare<[number]>('DELETE FROM mapping WHERE id = ?');
  const read = (row: MappingRow | undefined): KeptMapping | null =>
    row === undefined
      ? null
      : { id: row.id, savedMs: epochMs(row.saved_at_ms), mapping: mapping.parse(JSON.parse(row.mapping_json)) };
  return {
    find: (signature) => read(find.get(signature)),
    byId: (id) => read(byId.get(id)),
    list: () => list.all().flatMap((row) => read(row) ?? []),
    keep: (signature, value, savedMs) => keep.get(signature, value.name, JSON.stringify(value), savedMs) as number,
    remove: (id) => remove.run(id).changes > 0,
  };
}
