import type { DrawdownView } from '../../../shared/contract/views.ts';
import type { Band } from '../../widgets/episode-bands.ts';

export type Episode = DrawdownView['episodes'][number];

/** Shaded and numbered are the deepest ones; more would shade everything. */
const shadedCount = 5;

/** The days shown around an episode: itself and a tenth of its length on each side, at least a week. */
export function episodeRange(
  episode: Episode,
  days: readonly string[],
): { readonly from: string; readonly to: string } {
  const start = Math.max(
    0,
    days.indexOf(episode.peak) === -1 ? days.indexOf(episode.start) : days.indexOf(episode.peak),
  );
  const endIndex = episode.end === null ? -1 : days.indexOf(episode.end);
  const end = endIndex === -1 ? days.length - 1 : endIndex;
  const room = Math.max(7, Math.round((end - start) / 10));
  return {
    from: days[Math.max(0, start - room)] ?? episode.start,
    to: days[Math.min(days.length - 1, end + room)] ?? episode.trough,
  };
}

/** The last so many days; null when there are no more than that. */
export function lastDays(
  days: readonly string[],
  count: number,
): { readonly from: string; readonly to: string } | null {
  const [from, to] = [days.at(-count), days.at(-1)];
  return from === undefined || to === undefined ? null : { from, to };
}

/** An open episode is shaded up to the last day. */
export function episodeBands(episodes: readonly Episode[], days: readonly string[]): readonly Band[] {
  const last = days.at(-1);
  return episodes.slice(0, shadedCount).flatMap((episode) => {
    const to = episode.end ?? last;
    return to === undefined ? [] : [{ from: episode.start, to, label: String(episode.rank) }];
  });
}

/** Days from the trough back to the peak; null while the episode is open. */
export function daysBack(episode: Episode): number | null {
  return episode.end === null ? null : episode.length - episode.toTrough;
}
