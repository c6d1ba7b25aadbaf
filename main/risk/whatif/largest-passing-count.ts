/** Into so many parts the sizes are scanned before the edge is looked for. */
const gridParts = 64;

/**
 * The largest count of steps, 0..most, at which a size passes; null where not even none does. Whether a size passes need not
 * change only once: a trade that first hedges and then adds passes, fails and may pass again, and tiers jump. So a grid of 64 is
 * scanned first, from the largest down; between the largest count on it that passes and the next, which does not, the edge is found
 * by halving. The answer passes and the next step does not (or is beyond the ticket), always; up to 64 steps it is the largest. With more, a stretch of passing
 * sizes that lies between two neighbours of the grid, beyond that edge, is not seen: the answer is then too small, never too large.
 *
 * @param most whole steps that the ticket's own size holds, >= 0
 */
export function largestPassingCount(most: number, passes: (count: number) => boolean): number | null {
  const parts = Math.min(gridParts, most);
  let bad = most;
  for (let part = parts; part >= 0; part -= 1) {
    const count = parts === 0 ? 0 : Math.floor((most * part) / parts);
    if (passes(count)) return edgeBetween(count, bad, passes);
    bad = count;
  }
  return null;
}

function edgeBetween(passing: number, failing: number, passes: (count: number) => boolean): number {
  let [good, bad] = [passing, failing];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (passes(middle)) good = middle;
    else bad = middle;
  }
  return good;
}
