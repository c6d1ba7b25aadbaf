import { burkeRatio } from '../../../main/risk/drawdown/burke.ts';
import { painIndex, ulcerIndex } from '../../../main/risk/drawdown/drawdown-measures.ts';
import { calmarRatio, martinRatio, painRatio, sterlingRatio } from '../../../main/risk/drawdown/drawdown-ratios.ts';
import { underwaterSeries } from '../../../main/risk/drawdown/underwater.ts';
import { annualReturn } from '../../../main/risk/drawdown/wealth.ts';
import { result, unsupported, type Family } from '../family.ts';
import { figureOf } from '../figure-of.ts';
import { parseMeasureName, statedIn } from '../measure-name.ts';
import { known, readText, seriesOf } from '../readers.ts';

/** Monthly returns. */
const periodsPerYear = 12;

/**
 * Drawdown ratios of monthly returns, compounded, with the initial wealth as first peak; geometric annual return, risk-free
 * rate 0; the losses of a Burke run read as percentages; Sterling's allowance in percent in the name of the measure.
 */
export const managersTableDrawdownsRatio: Family = {
  name: 'drawdown.managers_table_drawdowns_ratio',
  run: (vector, context) => {
    const name = parseMeasureName(readText(vector.input, 'measure'));
    const returns = known(seriesOf(vector, context, 'managers')).values;
    const underwater = underwaterSeries(returns, { compounding: 'compounded', initialWealthIsPeak: true });
    const yearly = annualReturn(returns, periodsPerYear);
    const answer = (actual: Parameters<typeof figureOf>[0]): ReturnType<typeof result> =>
      result({ field: 'expected', actual: figureOf(actual) });
    switch (name.measure) {
      case 'pain_index':
        return answer(painIndex(underwater));
      case 'ulcer_index':
        return answer(ulcerIndex(underwater));
      case 'calmar':
        return answer(calmarRatio(yearly, underwater));
      case 'sterling':
        return answer(sterlingRatio(yearly, underwater, statedIn(name, 'excess') / 100));
      case 'burke':
        return answer(burkeRatio(yearly, returns, 'percentages'));
      case 'pain_ratio':
        return answer(painRatio(yearly, underwater));
      case 'martin_ratio':
        return answer(martinRatio(yearly, underwater));
      default:
        return unsupported(`${name.measure} is no measure of the engine`);
    }
  },
};
