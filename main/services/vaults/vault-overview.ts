import { basename } from 'node:path';
import type { Output } from '../../../shared/contract/core.ts';
import type { vaultCalls, VaultInfo } from '../../../shared/contract/vault.ts';
import type { ServiceContext } from '../context.ts';
import { engineVersion } from '../figures/engine.ts';

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
    redo: vault.changes.newestTakenBack()?.description ?? null,
  };
}

export function changesList(context: ServiceContext, limit: number): Output<(typeof vaultCalls)['vault.changes']> {
  const changes = context.vault.changes.list(limit);
  return {
    changes: changes.map(({ id, madeMs, kind, description, withdrawn, succeeded }) => ({
      id,
      madeMs,
      isImport: kind === 'import',
      description,
      withdrawn,
      canRedo: withdrawn && !succeeded,
    })),
  };
}
