import { maximumDrawdown } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, unsupported, type Family } from '../family.ts';
import { known, readText, seriesOf } from '../readers.ts';

/** Maximum drawdown, printed as a negative number; compounded, the initial wealth is the first peak, gaps are left out. */
export const empyricalRatios: Family = {
  name: 'drawdown.empyrical_ratios',
  run: (vector, context) => {
    const measure = readText(vector.input, 'measure');
    if (measure !== 'max_drawdown') return unsupported(`${measure} is no drawdown measure of the engine`);
    const returns = known(seriesOf(vector, context, 'empyrical')).values;
    const underwater = underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true });
    return result({ field: 'expected', actual: -maximumDrawdown(underwater).depth });
  },
};
