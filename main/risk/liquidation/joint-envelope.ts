import type { Line, PathSegment } from './price-path.ts';

/**
 * The greatest of several lines and 0, as segments over x >= 0 that ascend: what a scenario array asks for, since the worst
 * scenario may change along the way.
 */
export function envelopeOf(lines: readonly Line[]): readonly PathSegment[] {
  const all = [{ constant: 0, slope: 0 }, ...lines];
  let at = 0;
  // At an edge the steeper one is the greater a little further on.
  let holding = all.reduce((best, line) =>
    line.constant > best.constant || (line.constant === best.constant && line.slope > best.slope) ? line : best,
  );
  const segments: PathSegment[] = [{ from: 0, line: holding, tier: null }];
  for (;;) {
    const held = holding;
    const crossings = all
      .filter((line) => line.slope > held.slope)
      .map((line) => ({ line, from: (held.constant - line.constant) / (line.slope - held.slope) }))
      .sort((a, b) => a.from - b.from || b.line.slope - a.line.slope);
    const [next] = crossings;
    if (next === undefined) return segments;
    at = Math.max(at, next.from);
    holding = next.line;
    segments.push({ from: at, line: holding, tier: null });
  }
}
