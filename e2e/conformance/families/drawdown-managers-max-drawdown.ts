import { maximumDrawdown } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, type Family } from '../family.ts';
import { known, seriesOf } from '../readers.ts';

/** Maximum drawdown as a positive fraction, compounded, with the initial wealth as first peak. */
export const managersMaxDrawdown: Family = {
  name: 'drawdown.managers_max_drawdown',
  run: (vector, context) => {
    const returns = known(seriesOf(vector, context, 'managers')).values;
    const underwater = underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true });
    return result({ field: 'expected', actual: maximumDrawdown(underwater).depth });
  },
};
