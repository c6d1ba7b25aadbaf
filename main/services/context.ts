import type { ChangeKind, Decision } from '../../db/stores/changes.ts';
import type { Vault } from '../../db/open.ts';
import type { Notice } from '../../shared/contract/core.ts';
import { success, type Result } from '../../shared/result/result.ts';
import type { EpochMs } from '../../shared/units/unit.ts';
import type { JobBoard } from './job-board.ts';

/** What every use case is given: the vault, the clock, and who hears of changes. */
export interface ServiceContext {
  readonly vault: Vault;
  readonly now: () => EpochMs;
  readonly notify: (notice: Notice) => void;
  readonly jobs: JobBoard;
  /** Bytes of dropped files by upload id. */
  readonly uploads: Map<string, Upload>;
}

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A call without an instant means now. */
export function instantOr(context: ServiceContext, asOfMs: number | null): EpochMs {
  return asOfMs === null ? context.now() : (asOfMs as EpochMs);
}

/** Makes one change and tells the panels; a change that is not kept is told to nobody. */
export function changeBook<T>(
  context: ServiceContext,
  kind: ChangeKind,
  body: (changeId: number) => Result<Decision<T>>,
): Result<{ readonly changeId: number | null; readonly value: T }> {
  const made = context.vault.changes.make(kind, context.now(), body);
  if (made.ok && made.value.changeId !== null) context.notify({ topic: 'changed', payload: { what: kind } });
  return made;
}

/** A change that is thought through and not made yet: it can be made, or looked at and rolled back. */
export interface PlannedChange {
  readonly kind: ChangeKind;
  /** As undo names it. */
  readonly description: string;
  /** Within the transaction of the change. */
  readonly write: (changeId: number) => void;
}

/** Makes a planned change, which is always kept, and answers it as the contract does. */
export function makePlanned(
  context: ServiceContext,
  { kind, description, write }: PlannedChange,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const made = changeBook(context, kind, (changeId) => {
    write(changeId);
    return success({ keep: true, description, value: description });
  });
  return made.ok ? success({ changeId: made.value.changeId, description: made.value.value }) : made;
}
