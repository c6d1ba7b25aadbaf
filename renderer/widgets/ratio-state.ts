/** Margin ratios from which a figure is watched, and in danger (BOOK, state). */
const watchRatio = 0.5;
const dangerRatio = 0.8;

/** The state that a margin ratio alone says; a pool can be in danger besides by its distance. */
export function ratioState(ratio: number | null): 'safe' | 'watch' | 'danger' {
  if (ratio === null || ratio < watchRatio) return 'safe';
  return ratio < dangerRatio ? 'watch' : 'danger';
}
