import type Database from 'better-sqlite3';
import { ticketList, type WhatIfTicket } from '../../shared/contract/whatif.ts';
import { epochMs, type EpochMs } from '../../shared/units/unit.ts';

/** A what-if that is kept by name. */
export interface KeptWhatIf {
  readonly name: string;
  readonly keptMs: EpochMs;
  readonly tickets: readonly WhatIfTicket[];
}

export interface WhatIfs {
  /** In place of what is kept under that name. */
  readonly keep: (changeId: number, name: string, tickets: readonly WhatIfTicket[]) => void;
  readonly remove: (changeId: number, name: string) => void;
  /** In the order of their names. */
  readonly list: () => readonly KeptWhatIf[];
}

interface WhatIfRow {
  readonly name: string;
  readonly made_at_ms: number;
  readonly tickets_json: string;
}

const removed = '[]';

export function createWhatIfs(database: Database.Database): WhatIfs {
  const insert = database.prepare<[number, string, string]>(
    'INSERT INTO what_if (change_id, name, tickets_json) VALUES (?, ?, ?)',
  );
  const list = database.prepare<[], WhatIfRow>(
    `SELECT name, made_at_ms, tickets_json FROM what_if JOIN live_change ON live_change.id = change_id ORDER BY what_if.id`,
  );
  return {
    keep: (changeId, name, tickets) => {
      insert.run(changeId, name, JSON.stringify(tickets));
    },
    remove: (changeId, name) => {
      insert.run(changeId, name, removed);
    },
    list: () => {
      const newest = new Map(list.all().map((row) => [row.name, row]));
      return [...newest.keys()].toSorted().flatMap((name) => {
        const { made_at_ms, tickets_json } = newest.get(name) as WhatIfRow;
        if (tickets_json === removed) return [];
        return [{ name, keptMs: epochMs(made_at_ms), tickets: ticketList.parse(JSON.parse(tickets_json)) }];
      });
    },
  };
}
