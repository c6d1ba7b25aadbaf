import type { KeyboardEvent } from 'react';
import { countText } from '../../../shared/format/count.ts';
import { percentText, ratioText } from '../../../shared/format/ratio.ts';
import type { ExplainTarget } from '../../layout/explain-store.ts';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { knownFigure, plainTarget } from '../explain/explain-cells.ts';
import { episodeQuestion, type EpisodeMeasure } from '../explain/figure-measures.ts';
import { daysBack, type Episode } from './zoom.ts';

/** The episodes, deepest first; choosing one zooms the chart to it. */
export function EpisodeTable({
  episodes,
  scope,
  chosen,
  onChoose,
}: {
  readonly episodes: readonly Episode[];
  /** Of the book or of one account. */
  readonly scope: string;
  readonly chosen: number | null;
  readonly onChoose: (rank: number | null) => void;
}) {
  function press(event: KeyboardEvent<HTMLTableRowElement>, episode: Episode): void {
    const row = event.currentTarget;
    // A figure within the row has keys of its own.
    if (event.target !== row) return;
    if (event.key === 'Enter' || event.key === ' ') onChoose(episode.rank === chosen ? null : episode.rank);
    else if (event.key === 'ArrowDown' || event.key === 'j') focusRow(row.nextElementSibling);
    else if (event.key === 'ArrowUp' || event.key === 'k') focusRow(row.previousElementSibling);
    else return;
    event.preventDefault();
  }
  return (
    <FigureGroup>
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
              <td className="t1">
                <FigureButton target={episodeTarget(episode, scope, 'episodeDepth', 'Depth', episode.depth)}>
                  {ratioText(episode.depth)}
                </FigureButton>
              </td>
              <td>{episode.peak}</td>
              <td>{episode.trough}</td>
              <td>{episode.end ?? <span className="down">under water</span>}</td>
              <td>
                <FigureButton target={episodeTarget(episode, scope, 'episodeToTrough', 'Days down', episode.toTrough)}>
                  {countText(episode.toTrough)}
                </FigureButton>
              </td>
              <td>
                <FigureButton
                  target={episodeTarget(episode, scope, 'episodeBack', 'Days back', episode.length - episode.toTrough)}
                >
                  {backText(episode)}
                </FigureButton>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FigureGroup>
  );
}

function episodeTarget(
  episode: Episode,
  scope: string,
  measure: EpisodeMeasure,
  label: string,
  value: number,
): ExplainTarget {
  return plainTarget({
    label: `${label}, episode ${episode.rank}`,
    about: aboutEpisode(episode),
    question: episodeQuestion(measure, scope, episode.start),
    figure: knownFigure(value),
    text: measure === 'episodeDepth' ? (depth) => percentText(depth, 2) : countText,
    from: 'Drawdown',
  });
}

function aboutEpisode({ peak, trough, end }: Episode): string {
  return `peak ${peak}, trough ${trough}, ${end === null ? 'still under water' : `back ${end}`}`;
}

function backText(episode: Episode): string {
  const back = daysBack(episode);
  return back === null ? `${countText(episode.length - episode.toTrough)} so far` : countText(back);
}

function focusRow(row: Element | null): void {
  if (row instanceof HTMLElement) row.focus();
}
