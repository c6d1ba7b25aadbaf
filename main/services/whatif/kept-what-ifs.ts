import type { KeptWhatIf } from '../../../db/stores/what-ifs.ts';
import type { Output } from '../../../shared/contract/core.ts';
import type { whatIfCalls, WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { failure, type Result } from '../../../shared/result/result.ts';
import { makePlanned, type ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { readTickets } from './read-tickets.ts';

type Made = Output<(typeof whatIfCalls)['whatif.keep']>;

/**
 * Keeps a what-if under a name, in place of one of that name. Faults: `what-if-name`, those of `readTickets`.
 */
export function keepWhatIf(
  context: ServiceContext,
  { name, tickets }: { readonly name: string; readonly tickets: readonly WhatIfTicket[] },
): Result<Made> {
  const plain = name.trim();
  if (plain === '' || /\n/.test(plain))
    return failure('what-if-name', 'The what-if has no name.', 'Name it on one line.');
  const read = readTickets(context, tickets);
  if (!read.ok) return read;
  return makePlanned(context, {
    kind: 'what-if',
    description: `What-if ${plain} kept`,
    write: (changeId) => context.vault.whatIfs.keep(changeId, plain, tickets),
  });
}

/** Fault: `what-if-unknown`. */
export function removeWhatIf(context: ServiceContext, name: string): Result<Made> {
  const kept = context.vault.whatIfs.list();
  const found = kept.find((one) => one.name === name.trim());
  if (found === undefined) return unknownWhatIf(name, kept);
  return makePlanned(context, {
    kind: 'what-if',
    description: `What-if ${found.name} removed`,
    write: (changeId) => context.vault.whatIfs.remove(changeId, found.name),
  });
}

export function whatIfList({ vault }: ServiceContext): Output<(typeof whatIfCalls)['whatif.list']> {
  return {
    whatIfs: vault.whatIfs
      .list()
      .map(({ name, keptMs, tickets }) => ({ name, keptAt: isoTimeOf(keptMs), tickets: [...tickets] })),
  };
}

export function unknownWhatIf(name: string, kept: readonly KeptWhatIf[]) {
  const names = kept.map((one) => one.name);
  return failure(
    'what-if-unknown',
    `No what-if ${name} is kept.`,
    names.length === 0 ? 'Keep one first.' : `Kept are ${names.join(', ')}.`,
  );
}
