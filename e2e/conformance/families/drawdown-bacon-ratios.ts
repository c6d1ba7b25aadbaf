import { painIndex, ulcerIndex } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, unsupported, type Family } from '../family.ts';
import { readNumbers, readText } from '../readers.ts';

const measures: ReadonlyMap<string, (underwater: readonly number[]) => number> = new Map([
  ['pain_index', painIndex],
  ['ulcer_index', ulcerIndex],
]);

/**
 * Pain and Ulcer of the portfolio in Bacon's book, compounded, with the initial wealth as first peak. Of the two figures
 * published a case is held to the package's: its definition is the engine's, the book's is rounded to two places.
 */
export const baconRatios: Family = {
  name: 'drawdown.bacon_ratios',
  run: (vector, context) => {
    const name = readText(vector.input, 'measure');
    const measure = measures.get(name);
    if (measure === undefined) return unsupported(`${name} is no drawdown measure of the engine`);
    const returns = readNumbers(context.table('drawdown.bacon_returns'), 'portfolio');
    const underwater = underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true });
    return result({ field: 'package_2_1_0', actual: measure(underwater) });
  },
};
