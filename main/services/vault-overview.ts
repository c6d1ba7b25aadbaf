import { basename } from 'node:path';
import type { Output } from '../../shared/contract/core.ts';
import type { vaultCalls, VaultInfo } from '../../shared/contract/vault.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { ServiceContext } from './context.ts';
import { engineVersion } from './engine.ts';

const defaultBase = 'USD';

export function baseCurrency(context: ServiceContext): string {
  return context.vault.settings.get('base') ?? defaultBase;
}

export function vaultInfo(context: ServiceContext): VaultInfo {
  const { vault } = context;
  const isDemo = vault.changes.hasLive('demo');
  const newest = vault.changes.newestLive();
  return {
    path: vault.path,
    title: vault.settings.get('title') ?? basename(vault.path),
    isDemo,
    isEmpty: newest === null,
    base: baseCurrency(context),
    version: engineVersion,
    schemaVersion: vault.schemaVersion,
    undo: newest === null ? null : newest.description,
  };
}

/** Takes back the newest change that still holds, whole. Fault: `nothing-to-undo`. */
export function undoNewest(context: ServiceContext): Result<Output<(typeof vaultCalls)['vault.undo']>> {
  const newest = context.vault.changes.newestLive();
  if (newest === null) return failure('nothing-to-undo', 'There is nothing to take back.', '');
  const withdrawn = context.vault.changes.withdraw(newest.id, context.now());
  if (!withdrawn.ok) return withdrawn;
  context.notify({ topic: 'changed', payload: { what: 'undo' } });
  return success({ changeId: newest.id, description: newest.description });
}

export function changesList(context: ServiceContext, limit: number): Output<(typeof vaultCalls)['vault.changes']> {
  const changes = context.vault.changes.list(limit);
  return {
    changes: changes.map(({ id, madeMs, description, withdrawn }) => ({ id, madeMs, description, withdrawn })),
  };
}
