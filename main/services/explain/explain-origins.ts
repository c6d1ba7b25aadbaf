import { basename } from 'node:path';
import { isCashMovement, isFill, type BookedEvent } from '../../../shared/book/event.ts';
import { isoTimeOf } from '../iso-time.ts';
import type { ServiceContext } from '../context.ts';

/** Above this many rows a walk over them would keep the trader waiting: then the ledger's own dates have to do. */
export const mostRowsWalked = 300_000;

/** Where rows, statements and prices came into the vault, in the trader's words. */
export interface VaultOrigins {
  /** `trades.csv, line 31`; what was stated by hand says so. */
  readonly ofEvent: (event: BookedEvent) => string;
  /** `klines.csv`, `stated by the trader on 2026-06-01`, `the demo book`; null for a change that is not there. */
  readonly ofChange: (changeId: number | null) => string | null;
}

/** Reads each import once. */
export function vaultOrigins({ vault }: ServiceContext): VaultOrigins {
  const files = new Map<number, string | null>();
  const fileOf = (importId: number): string | null => {
    if (!files.has(importId)) {
      const found = vault.imports.find(importId);
      files.set(importId, found === null ? null : basename(found.path));
    }
    return files.get(importId) ?? null;
  };
  const byHand = vault.changes.hasLive('demo') ? 'the demo book' : 'entered by the trader';
  return {
    ofEvent: ({ provenance, flags }) => {
      if (provenance !== null) return `${fileOf(provenance.importId) ?? 'an import'}, line ${provenance.line}`;
      return flags.includes('stated') ? 'stated by the trader' : byHand;
    },
    ofChange: (changeId) => {
      const change = changeId === null ? null : vault.changes.find(changeId);
      if (change === null) return null;
      const file = fileOf(change.id);
      if (file !== null) return file;
      return change.kind === 'demo'
        ? 'the demo book'
        : `stated by the trader on ${isoTimeOf(change.madeMs).slice(0, 10)}`;
    },
  };
}

/** What a row is, said in one word. */
export function rowWord(event: BookedEvent): string {
  if (isFill(event)) return event.kind === 'trade' ? 'fill' : event.kind;
  return isCashMovement(event) ? event.kind : event.kind.replaceAll('-', ' ');
}
