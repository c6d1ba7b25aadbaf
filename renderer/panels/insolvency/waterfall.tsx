import type { InsolvencyEnding, InsolvencyWaterfall } from '../../../shared/contract/insolvency.ts';
import { instrumentText } from '../../../shared/format/instrument-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { Missing } from '../../widgets/figure.tsx';
import { bearersText } from '../../../shared/format/event-words.ts';
import { owedText, ownText, poolText } from './insolvency-texts.ts';

/** From the equity at the mark to what a jump leaves, step by step: each bar begins where the one before it ends. */
export function Waterfall({ ending, base }: { readonly ending: InsolvencyEnding; readonly base: string }) {
  const { waterfall, instrument, shortfall } = ending;
  if (waterfall === null)
    return (
      <p className="fall-words t2">
        {shortfall.status === 'missing-data' ? (
          <>
            What a jump of {instrumentText(instrument)} leaves of {poolText(ending)} is{' '}
            <Missing reason={shortfall.reason} mend={shortfall.mend} />
          </>
        ) : (
          shortfall.reason
        )}
      </p>
    );
  const steps = stepsOf(waterfall);
  const ends = steps.flatMap(({ from, to }) => [from, to]);
  const [low, high] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const at = (value: number): number => (high === low ? 0 : ((value - low) / (high - low)) * 100);
  return (
    <>
      <table className="table fall" aria-label={`Waterfall of ${poolText(ending)}, ${instrumentText(instrument)}`}>
        <thead>
          <tr>
            <th scope="col" className="left">
              {instrumentText(instrument)} to {priceText(waterfall.price, priceDecimals(waterfall.price))}
            </th>
            <th scope="col">{base}</th>
            <th scope="col">
              <span className="unseen">Drawn</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.label} className={step.isSum ? 'strong' : ''}>
              <td className="left t1">{step.label}</td>
              <td className={step.isSum ? (step.to < 0 ? 'owed' : 't1') : ''}>{step.text}</td>
              <td>
                <span className="unseen">drawn as a bar</span>
                <svg className="fall-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                  <line x1={at(0)} x2={at(0)} y1="0" y2="10" />
                  <rect
                    className={barClass(step)}
                    x={Math.min(at(step.from), at(step.to))}
                    width={Math.abs(at(step.to) - at(step.from))}
                    y="2"
                    height="6"
                  />
                </svg>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fall-words t2">{whoPays(ending, waterfall)}</p>
    </>
  );
}

interface Step {
  readonly label: string;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly isSum: boolean;
}

function barClass({ isSum, to }: Step): string {
  if (!isSum) return 'loss';
  return to < 0 ? 'debt' : 'sum';
}

function stepsOf(fall: InsolvencyWaterfall): readonly Step[] {
  const { equity, toLiquidation, beyond, fees, saleLoss, forfeited, after, isCalled } = fall;
  let level = equity;
  const down = (label: string, change: number, text = ownText(change)): Step => {
    const from = level;
    level += change;
    return { label, text, from, to: level, isSum: false };
  };
  return [
    { label: 'Equity at the mark', text: ownText(equity), from: 0, to: equity, isSum: true },
    down(isCalled ? 'Lost to the liquidation price' : 'Lost in the jump', toLiquidation),
    ...(isCalled ? [down('Lost beyond it', beyond)] : []),
    ...(isCalled ? [down('Liquidation fee', -fees, fall.feeUnknown ? 'not known' : ownText(-fees))] : []),
    ...(saleLoss === 0 ? [] : [down('Lost in the sale', -saleLoss)]),
    ...(forfeited === 0 ? [] : [down('Kept by the venue', -forfeited)]),
    { label: after < 0 ? 'Debt' : 'What is left', text: ownText(after), from: 0, to: after, isSum: true },
  ];
}

function whoPays({ bearers }: InsolvencyEnding, { debt, isCalled, feeUnknown }: InsolvencyWaterfall): string {
  if (!isCalled) return 'The jump does not reach the liquidation price: nothing is closed.';
  const fee = feeUnknown ? ' The venue’s fee is not known and would take more.' : '';
  if (debt === 0) return `It is liquidated and owes nothing.${fee}`;
  const who = bearers === null ? null : bearersText(bearers);
  return who === null
    ? `It owes ${owedText(debt)}. Who bears that at this venue is not known; take it that you do.${fee}`
    : `It owes ${owedText(debt)}. Asked in this order: ${who}.${fee}`;
}
