import { calmarRatio } from '../../../main/risk/drawdown/calmar.ts';
import { painIndex, ulcerIndex } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, unsupported, type Family } from '../family.ts';
import { known, readText, seriesOf, VectorFault } from '../readers.ts';

/** Monthly returns. */
const periodsPerYear = 12;

/** Pain, Ulcer and Calmar of monthly returns, compounded, with the initial wealth as first peak. */
export const managersTableDrawdownsRatio: Family = {
  name: 'drawdown.managers_table_drawdowns_ratio',
  run: (vector, context) => {
    const measure = readText(vector.input, 'measure');
    const returns = known(seriesOf(vector, context, 'managers')).values;
    const underwater = underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true });
    switch (measure) {
      case 'pain_index':
        return result({ field: 'expected', actual: painIndex(underwater) });
      case 'ulcer_index':
        return result({ field: 'expected', actual: ulcerIndex(underwater) });
      case 'calmar': {
        const calmar = calmarRatio(returns, { periodsPerYear, initialWealthIsPeak: true });
        if (calmar.status !== 'value') throw new VectorFault(`the engine gives no Calmar: ${calmar.reason}`);
        return result({ field: 'expected', actual: calmar.value });
      }
      default:
        return unsupported(`${measure} is no measure of the engine`);
    }
  },
};
