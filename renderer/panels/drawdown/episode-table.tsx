import type { KeyboardEvent } from 'react';
import { countText } from '../../../shared/format/count.ts';
import { ratioText } from '../../../shared/format/ratio.ts';
import { daysBack, type Episode } from './zoom.ts';

/** The episodes, deepest first; choosing one zooms the chart to it. */
export function EpisodeTable({
  episodes,
  chosen,
  onChoose,
}: {
  readonly episodes: readonly Episode[];
  readonly chosen: number | null;
  readonly onChoose: (rank: number | null) => void;
}) {
  function press(event: KeyboardEvent<HTMLTableRowElement>, episode: Episode): void {
    const row = event.currentTarget;
    if (event.key === 'Enter' || event.key === ' ') onChoose(episode.rank === chosen ? null : episode.rank);
    else if (event.key === 'ArrowDown' || event.key === 'j') focusRow(row.nextElementSibling);
    else if (event.key === 'ArrowUp' || event.key === 'k') focusRow(row.previousElementSibling);
    else return;
    event.preventDefault();
  }
  return (
    <table className="table">
      <colgroup>
        <col className="w-34" />
        <col className="w-70" />
        <col />
        <col />
        <col />
        <col className="w-80" />
        <col className="w-80" />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className="left">
            #
          </th>
          <th scope="col">Depth, %</th>
          <th scope="col">Peak</th>
          <th scope="col">Trough</th>
          <th scope="col">Recovered</th>
          <th scope="col">Days down</th>
          <th scope="col">Days back</th>
        </tr>
      </thead>
      <tbody>
        {episodes.map((episode) => (
          <tr
            key={episode.rank}
            className={episode.rank === chosen ? 'selectable selected' : 'selectable'}
            tabIndex={0}
            aria-selected={episode.rank === chosen}
            onClick={() => onChoose(episode.rank === chosen ? null : episode.rank)}
            onKeyDown={(event) => press(event, episode)}
          >
            <td className="left t1">{episode.rank}</td>
            <td className="t1">{ratioText(episode.depth)}</td>
            <td>{episode.peak}</td>
            <td>{episode.trough}</td>
            <td>{episode.end ?? <span className="down">under water</span>}</td>
            <td>{countText(episode.toTrough)}</td>
            <td>{backText(episode)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function backText(episode: Episode): string {
  const back = daysBack(episode);
  return back === null ? `${countText(episode.length - episode.toTrough)} so far` : countText(back);
}

function focusRow(row: Element | null): void {
  if (row instanceof HTMLElement) row.focus();
}
