import { byDepth, drawdownEpisodes } from '../../../main/risk/drawdown/episodes.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, type Family } from '../family.ts';
import { known, readNumber, seriesOf, VectorFault } from '../readers.ts';

/**
 * The n-th deepest stay below the peak, by compounded returns with the initial wealth as first peak. The table prints
 * depths as negative numbers and counts an open episode as if the coming bar were its recovery. Its values do not stand under `expected*`: its notes name them.
 */
export const tableDrawdownsEpisodes: Family = {
  name: 'drawdown.table_drawdowns_episodes',
  run: (vector, context) => {
    const { dates, values } = known(seriesOf(vector, context, 'edhec'));
    const underwater = underwaterSeries(values, { compounding: 'compounded', initialWealthIsPeak: true });
    const rank = readNumber(vector.input, 'rank');
    const episode = byDepth(drawdownEpisodes(underwater, 'to-earliest-recovery'))[rank - 1];
    if (episode === undefined) throw new VectorFault(`the series has no ${rank} drawdowns`);
    const date = (bar: number): string => dates[bar] as string;
    return result(
      { field: 'start', actual: date(episode.start) },
      { field: 'trough', actual: date(episode.trough) },
      { field: 'end', actual: episode.end === null ? null : date(episode.end) },
      { field: 'depth', actual: -episode.depth },
      { field: 'length', actual: episode.length },
      { field: 'to_trough', actual: episode.toTrough },
      { field: 'recovery', actual: episode.recovery },
    );
  },
};
