import { discreteConditionalDrawdown } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { result, type Family } from '../family.ts';
import { known, seriesOf } from '../readers.ts';

/** The confidence level that the family's name states. */
const level = 0.95;

/**
 * Conditional drawdown over discrete episodes (PerformanceAnalytics 2.1, method "discrete"; its definition stands at the
 * engine's function), compounded, with the initial wealth as first peak.
 */
export const edhecConditionalDrawdown: Family = {
  name: 'drawdown.edhec_conditional_drawdown_95',
  run: (vector, context) => {
    const returns = known(seriesOf(vector, context, 'edhec')).values;
    const underwater = underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true });
    return result({ field: 'expected', actual: discreteConditionalDrawdown(underwater, level) });
  },
};
