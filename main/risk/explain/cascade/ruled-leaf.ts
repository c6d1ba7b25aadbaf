import { branch, fixed, leaf, type Draft, type NodeHead, type Origin } from '../nodes.ts';

/** Whose word a harder rule is. */
const asked = 'the harder rules that you asked about';

/** A figure of a venue's rules under harder ones: so many times what its table says. A plain leaf where nothing is changed. */
export function underFactor(head: NodeHead, value: number, times: number, origin: Origin): Draft {
  if (times === 1) return leaf(head, value, origin);
  if (times === 0) return fixed(head, 0, asked);
  return branch(head, 'times * own', [
    fixed({ symbol: 'times', label: 'Times what the venue asks for', unit: 'multiple' }, times, asked),
    leaf({ ...head, symbol: 'own', label: `${head.label}, by the venue itself` }, value / times, origin),
  ]);
}

/** What of a coin does not count where what counts of it is cut to a share. */
export function underFactorOfRest(head: NodeHead, value: number, share: number): Draft {
  const source = 'collateral table of the venue';
  if (share === 1) return fixed(head, value, source);
  if (share === 0) return fixed(head, value, asked);
  return branch(head, '1 - (1 - own) * share', [
    fixed({ ...head, symbol: 'own', label: `${head.label}, by the venue itself` }, 1 - (1 - value) / share, source),
    fixed({ symbol: 'share', label: 'Of what counts, so much still does', unit: 'fraction' }, share, asked),
  ]);
}
