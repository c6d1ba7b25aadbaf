import {
  conditionalDrawdownAtRisk,
  drawdownAtRisk,
  maximumDrawdown,
  painIndex,
  ulcerIndex,
} from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, unsupported, type Context, type Family, type Vector } from '../family.ts';
import { known, readText, seriesOf } from '../readers.ts';

type Measure = (underwater: readonly number[]) => number;

const plainMeasures: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['max_drawdown', (underwater) => maximumDrawdown(underwater).depth],
  ['average_drawdown', painIndex],
  ['ulcer_index', ulcerIndex],
]);

const levelMeasures: ReadonlyMap<string, (underwater: readonly number[], level: number) => number> = new Map([
  ['cdar', conditionalDrawdownAtRisk],
  ['drawdown_at_risk', drawdownAtRisk],
]);

/**
 * Drawdown measures of a price history. The first peak is the first observation, not the initial wealth; wealth is the
 * cumulative sum of returns unless the case says `compounded`. A measure may end in its confidence level (`cdar_95`).
 */
export const skfolioMeasures: Family = {
  name: 'drawdown.skfolio_measures',
  run: (vector, context) => {
    const name = readText(vector.input, 'measure');
    const measure = measureNamed(name);
    if (measure === null) return unsupported(`${name} is no drawdown measure of the engine`);
    const compounding = vector.input['compounded'] === true ? 'compounded' : 'cumulative-sum';
    const underwater = underwaterSeries(returnsOf(vector, context), { compounding, initialWealthIsPeak: false });
    return result({ field: 'expected', actual: measure(underwater) });
  },
};

function measureNamed(name: string): Measure | null {
  const plain = plainMeasures.get(name);
  if (plain !== undefined) return plain;
  const match = /^(?<measure>\w+)_(?<percent>\d+(?:\.\d+)?)$/.exec(name);
  const measure = levelMeasures.get(match?.groups?.['measure'] ?? '');
  if (measure === undefined) return null;
  const level = Number(match?.groups?.['percent']) / 100;
  return (underwater) => measure(underwater, level);
}

/** The data set holds prices; its simple returns are p_t / p_(t-1) - 1. A case may carry its returns itself. */
function returnsOf(vector: Vector, context: Context): readonly number[] {
  const { values } = known(seriesOf(vector, context, 'skfolio'));
  if (vector.input['returns'] !== undefined) return values;
  return values.slice(1).map((price, index) => price / (values[index] as number) - 1);
}
