import type { CascadeDocument } from '../contract/cascade.ts';

/** The pools of which nobody knows whether they are called: a figure of theirs is missing. */
function poolsLeftOut({ rungs }: Pick<CascadeDocument, 'rungs'>): readonly string[] {
  const names = rungs.flatMap(({ pools }) => pools.filter(({ state }) => state === 'missing-data'));
  return [...new Set(names.map(({ account, pool }) => (pool === 'cross' ? account : `${account} (${pool})`)))];
}

/** That nobody is called, said only as far as it is known. */
export function nobodyCalledText(document: Pick<CascadeDocument, 'rungs'>): string {
  const unknown = poolsLeftOut(document);
  if (unknown.length === 0) return 'No account is called on this way.';
  return `Whether ${unknown.join(', ')} is called is not known: a figure is missing. No other account is called on this way.`;
}

/** That nobody owes, said only as far as it is known. */
export function nobodyOwesText(document: Pick<CascadeDocument, 'rungs'>): string {
  const unknown = poolsLeftOut(document);
  if (unknown.length === 0) return 'No account comes to owe.';
  return `Whether ${unknown.join(', ')} comes to owe is not known; no other account does.`;
}
