import Database from 'better-sqlite3';
import { kindCode } from './stores/event-codes.ts';
import { proveFiles, Stopped, type FileProof, type GoOn } from './kept-files.ts';
import { migrate, migrations, schemaText } from './migrate.ts';
import { brokenLinks, brokenPages } from './prove-copy.ts';

/** One thing that must hold of a vault. */
export interface CheckLine {
  readonly id: CheckId;
  /** Sentences; empty when it holds. */
  readonly found: readonly string[];
}

export type CheckId = 'integrity' | 'links' | 'schema' | 'imports' | 'provenance' | 'runs' | 'periods' | 'files';

/**
 * Looks through a whole vault: pages, links, schema, whether every import is there with all it said it brought, whether each imported
 * event lies inside its file, whether what is kept beside the events agrees with them, and whether each kept file is the one imported.
 * @throws Stopped when `goOn` says so
 */
export function checkVault(database: Database.Database, proof: FileProof, goOn: GoOn): readonly CheckLine[] {
  const checks: readonly (readonly [CheckId, () => readonly string[]])[] = [
    ['integrity', () => brokenPages(database)],
    ['links', () => brokenLinks(database)],
    ['schema', () => schemaDifferences(database)],
    ['imports', () => halfImports(database)],
    ['provenance', () => lostOrigins(database)],
    ['runs', () => brokenRuns(database)],
    ['periods', () => uncoveredFills(database)],
    ['files', () => proveFiles(database, proof, goOn)],
  ];
  return checks.map(([id, look], index) => {
    if (!goOn(index, checks.length)) throw new Stopped();
    return { id, found: orDamage(look) };
  });
}

/** A page that cannot be read is a finding, not the end of the check. */
function orDamage(look: () => readonly string[]): readonly string[] {
  try {
    return look();
  } catch (error) {
    if (error instanceof Database.SqliteError) return [`It cannot be read: ${error.message}`];
    throw error;
  }
}

function schemaDifferences(database: Database.Database): readonly string[] {
  const fresh = new Database(':memory:');
  try {
    migrate(fresh, 0);
    return schemaText(fresh) === schemaText(database)
      ? []
      : [`Its tables are not those of schema ${migrations().length}: another program changed them.`];
  } finally {
    fresh.close();
  }
}

interface Sum {
  readonly change_id: number;
  readonly said: number;
  readonly held: number;
}

/** Imports whose rows do not add up, or whose events are not as many as they said. */
function halfImports(database: Database.Database): readonly string[] {
  const prices = "('close', 'mark')";
  const rows = database
    .prepare<[], Sum>(
      `SELECT change_id, row_count AS said, accepted_count + duplicate_count
          + (SELECT ifnull(sum(value ->> 'count'), 0) FROM json_each(ignored_json))
          + (SELECT count(*) FROM import_failure WHERE import_failure.change_id = import.change_id) AS held
         FROM import WHERE held > said`,
    )
    .all();
  // An import whose rows came back (see `revival`) may hold more than it said when it was made.
  const events = database
    .prepare<[], Sum>(
      `SELECT change_id, (SELECT ifnull(sum(value), 0) FROM json_each(events_json) WHERE key NOT IN ${prices}) AS said,
          ifnull(brought.held, 0) AS held
         FROM import LEFT JOIN (SELECT change_id, count(*) AS held FROM event WHERE line IS NOT NULL GROUP BY change_id) AS brought
           USING (change_id)
        WHERE said > ifnull(brought.held, 0)
          OR (said < ifnull(brought.held, 0) AND change_id NOT IN (SELECT change_id FROM revival))`,
    )
    .all();
  const marks = database
    .prepare<[], Sum>(
      `SELECT change_id, (SELECT ifnull(sum(value), 0) FROM json_each(events_json) WHERE key IN ${prices}) AS said,
          (SELECT count(*) FROM mark WHERE mark.change_id = import.change_id) AS held
         FROM import WHERE said > held OR (said < held AND change_id NOT IN (SELECT change_id FROM revival))`,
    )
    .all();
  return [
    ...rows.map(({ change_id, said, held }) => `Import ${change_id} read ${said} rows and accounts for ${held}.`),
    ...events.map(({ change_id, said, held }) => `Import ${change_id} brought ${said} events and ${held} are there.`),
    ...marks.map(({ change_id, said, held }) => `Import ${change_id} brought ${said} prices and ${held} are there.`),
  ];
}

/** Imported events whose bytes do not lie in a kept file. */
function lostOrigins(database: Database.Database): readonly string[] {
  const lost = database
    .prepare<[], { readonly change_id: number; readonly events: number }>(
      `SELECT event.change_id, count(*) AS events
         FROM event LEFT JOIN import ON import.change_id = event.change_id LEFT JOIN source_file ON source_file.id = import.file_id
        WHERE event.line IS NOT NULL AND (source_file.id IS NULL OR event.line < 1 OR event.byte_offset IS NULL
          OR event.byte_length IS NULL OR event.byte_offset < 0 OR event.byte_length < 0
          OR event.byte_offset + event.byte_length > source_file.size_bytes)
        GROUP BY event.change_id`,
    )
    .all();
  return lost.map(({ change_id, events }) => `${events} events of import ${change_id} do not lie inside a kept file.`);
}

interface RunRow {
  readonly change_id: number;
  readonly first_id: number;
  readonly last_id: number;
  readonly newest_first: 0 | 1;
}

/** Runs that are not whole, or not in the order that they claim: the book would be read in a wrong order. */
function brokenRuns(database: Database.Database): readonly string[] {
  const runs = database.prepare<[], RunRow>('SELECT change_id, first_id, last_id, newest_first FROM event_run').all();
  const held = database
    .prepare<[number, number, number], number>('SELECT count(*) FROM event WHERE id BETWEEN ? AND ? AND change_id = ?')
    .pluck();
  const misplaced = (wrong: string) =>
    database
      .prepare<[number, number], number>(
        `SELECT count(*) FROM (SELECT time_ms AS now, sequence, lag(time_ms) OVER (ORDER BY id) AS before,
            lag(sequence) OVER (ORDER BY id) AS sequence_before FROM event WHERE id BETWEEN ? AND ?)
          WHERE before IS NOT NULL AND (${wrong})`,
      )
      .pluck();
  const forwards = misplaced('now < before OR (now = before AND sequence < sequence_before)');
  const backwards = misplaced('now > before OR (now = before AND sequence >= sequence_before)');
  return runs.flatMap(({ change_id, first_id, last_id, newest_first }) => {
    if (held.get(first_id, last_id, change_id) !== last_id - first_id + 1)
      return [`The run of import ${change_id} does not hold its events ${first_id} to ${last_id}.`];
    const wrong = (newest_first === 1 ? backwards : forwards).get(first_id, last_id) as number;
    return wrong === 0 ? [] : [`${wrong} events of import ${change_id} do not stand in the order that its run claims.`];
  });
}

const fillCodes = (['trade', 'liquidation', 'expiry', 'assignment', 'exercise'] as const).map(kindCode).join(', ');

/** Fills outside every period that their change covers: a gap would be seen where none is. */
function uncoveredFills(database: Database.Database): readonly string[] {
  const uncovered = database
    .prepare<[], number>(
      `SELECT fills.change_id FROM
          (SELECT change_id, account_id, instrument_id, min(time_ms) AS first_ms, max(time_ms) AS last_ms FROM event
            WHERE kind_code IN (${fillCodes}) GROUP BY change_id, account_id, instrument_id) AS fills
          LEFT JOIN (SELECT change_id, account_id, instrument_id, min(from_ms) AS from_ms, max(to_ms) AS to_ms FROM fill_period
            GROUP BY change_id, account_id, instrument_id) AS covered USING (change_id, account_id, instrument_id)
        WHERE covered.from_ms IS NULL OR covered.from_ms > first_ms OR covered.to_ms < last_ms`,
    )
    .pluck()
    .all();
  return uncovered.map((change) => `Fills of change ${change} lie outside the time that it says it covers.`);
}
