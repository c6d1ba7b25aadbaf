/** One stay below a peak; all places are indices into the underwater series. */
export interface Episode {
  /** First bar below the peak. */
  readonly start: number;
  /** Deepest bar; the first of several. */
  readonly trough: number;
  /** The bar that reaches the peak again; null while the episode is open. */
  readonly end: number | null;
  /** Drawdown at the trough, > 0. */
  readonly depth: number;
  /** Bars from start to recovery, both counted; of an open episode as `OpenLength` says. */
  readonly length: number;
  /** Bars from start to trough, both counted. */
  readonly toTrough: number;
  /** Bars from trough to recovery: length less toTrough; null while open. */
  readonly recovery: number | null;
}

/**
 * How long an episode is that has not ended: the bars seen below the peak so far, or one more, as if the coming bar were
 * the recovery (the least length it can have in the end, since the recovery bar counts; PerformanceAnalytics prints this).
 */
export type OpenLength = 'to-last-bar' | 'to-earliest-recovery';

/**
 * The stays below a peak in the order of time.
 *
 * @param underwater drawdowns, 0 at a peak and positive below it
 * Source: the table of drawdowns of the R package PerformanceAnalytics (its published figures are the test of this).
 */
export function drawdownEpisodes(underwater: readonly number[], openLength: OpenLength): readonly Episode[] {
  const episodes: Episode[] = [];
  let open: Pick<Span, 'start' | 'trough'> | null = null;
  for (const [bar, drawdown] of underwater.entries()) {
    if (drawdown > 0) {
      if (open === null) open = { start: bar, trough: bar };
      else if (drawdown > depthAt(underwater, open.trough)) open = { start: open.start, trough: bar };
      continue;
    }
    if (open !== null) episodes.push(episode(underwater, { ...open, end: bar, last: bar }));
    open = null;
  }
  const last = openLength === 'to-last-bar' ? underwater.length - 1 : underwater.length;
  if (open !== null) episodes.push(episode(underwater, { ...open, end: null, last }));
  return episodes;
}

/** The deepest first; equally deep ones in the order given. */
export function byDepth(episodes: readonly Episode[]): readonly Episode[] {
  return [...episodes].sort((a, b) => b.depth - a.depth);
}

interface Span {
  readonly start: number;
  readonly trough: number;
  readonly end: number | null;
  /** The bar up to which the length counts. */
  readonly last: number;
}

function episode(underwater: readonly number[], { start, trough, end, last }: Span): Episode {
  const length = last - start + 1;
  const toTrough = trough - start + 1;
  return {
    start,
    trough,
    end,
    depth: depthAt(underwater, trough),
    length,
    toTrough,
    recovery: end === null ? null : length - toTrough,
  };
}

function depthAt(underwater: readonly number[], bar: number): number {
  return underwater[bar] as number;
}
