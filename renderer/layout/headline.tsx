import type { ReactNode } from 'react';
import type { RiskState } from '../../shared/contract/common.ts';
import type { HeadlineView } from '../../shared/contract/views.ts';
import { ageText } from '../../shared/format/age.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { moneyText, shortSignedMoneyText, signedMoneyText } from '../../shared/format/money.ts';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { percentText, signedPercentText } from '../../shared/format/ratio.ts';
import { sigmaText } from '../../shared/format/sigma.ts';
import { directionClass } from '../widgets/direction.ts';
import { Figure, Flagged } from '../widgets/figure.tsx';
import { ratioState } from '../widgets/ratio-state.ts';
import { Shape } from '../widgets/shape.tsx';

/** The eight figures that one acts on, always in this order. */
export function Headline({ view }: { readonly view: HeadlineView }) {
  const { base, dataAge } = view;
  return (
    <dl className="headline" aria-label="The whole book">
      <Field label={`Equity, ${base}`} figure={<Figure figure={view.equity} format={moneyText} />}>
        {view.dayChange.status === 'value' && view.dayChange.value !== null ? (
          <>
            day <span className={directionClass(view.dayChange.value)}>{signedMoneyText(view.dayChange.value)}</span>
          </>
        ) : (
          'all accounts'
        )}
      </Field>
      <Field
        label={
          <>
            <span className="wide">Gross exposure, {base}</span>
            <span className="narrow">Gross / net, {base}</span>
          </>
        }
        figure={<Figure figure={view.grossExposure} format={moneyText} />}
        share={1.3}
      >
        <span className="wide">{longAndShort(view)}</span>
        <span className="narrow">
          net <Figure figure={view.netExposure} format={signedMoneyText} />
        </span>
      </Field>
      <Field
        label={`Net exposure, ${base}`}
        figure={<Figure figure={view.netExposure} format={signedMoneyText} />}
        className="wide-only"
      >
        {netOverEquity(view)}
      </Field>
      <Field label="Effective leverage" figure={<Figure figure={view.effectiveLeverage} format={leverageText} />}>
        gross over equity
      </Field>
      <MarginField view={view} />
      <NearestField view={view} />
      <Field
        label="Current drawdown"
        figure={<Figure figure={view.currentDrawdown} format={percentText} />}
        share={1.1}
      >
        max <Figure figure={view.maxDrawdown} format={percentText} />
        {view.drawdownDays !== null && view.drawdownDays > 0 && (
          <span className="wide"> · {view.drawdownDays} days</span>
        )}
      </Field>
      <Field
        label="Data age"
        figure={dataAge.newestMs === null ? 'none' : ageText(dataAge.asOfMs - dataAge.newestMs)}
        className="quiet"
        share={0.85}
      >
        {dataAge.oldestMs !== null && dataAge.oldestAccount !== null && (
          <>
            oldest {ageText(dataAge.asOfMs - dataAge.oldestMs)}
            <span className="wide">, {dataAge.oldestAccount}</span>
          </>
        )}
      </Field>
    </dl>
  );
}

function MarginField({ view }: { readonly view: HeadlineView }) {
  const worst = view.worstMargin;
  return (
    <Field
      label={
        <>
          Margin ratio<span className="wide">, worst</span>
        </>
      }
      state={worst === null ? 'safe' : worst.ratio.value === null ? worst.state : ratioState(worst.ratio.value)}
      figure={worst === null ? 'none' : <Figure figure={worst.ratio} format={percentText} />}
      share={1.35}
    >
      {worst === null ? (
        'no margin account'
      ) : (
        <span className="ellipsis-line">
          <span className="wide ellipsis">{worst.account}</span>
          <span className="narrow">worst</span>
          <span>
            {' '}
            · book <Figure figure={view.bookMarginRatio} format={percentText} />
          </span>
        </span>
      )}
    </Field>
  );
}

function NearestField({ view }: { readonly view: HeadlineView }) {
  const { nearest } = view;
  if (nearest === null) {
    // That no price was found is "none" only where every figure it is found from is known.
    const gap = [view.equity, view.grossExposure, view.bookMarginRatio].find(({ status }) => status === 'missing-data');
    return (
      <Field
        label="Nearest liquidation"
        figure={gap === undefined ? 'none' : <Figure figure={gap} format={String} />}
        share={2.2}
      >
        {gap === undefined ? 'no price liquidates an account' : 'not known while something is left out'}
      </Field>
    );
  }
  const { ladder } = nearest;
  return (
    <Field
      label="Nearest liquidation"
      state={nearest.state}
      tint
      share={2.2}
      figure={
        <>
          <Flagged flags={nearest.flags}>{signedPercentText(nearest.distanceFraction)}</Flagged>
          {nearest.distanceSigma.status === 'value' && nearest.distanceSigma.value !== null && (
            <small>{sigmaText(nearest.distanceSigma.value)} daily σ</small>
          )}
        </>
      }
    >
      <span className="ellipsis-line">
        <strong className="ellipsis">{nearest.account}</strong>
        <span>
          : {shortInstrument(nearest.instrument)}
          <span className="wide"> to</span> {priceText(nearest.price, priceDecimals(nearest.price))}
          {ladder !== null && (
            <>
              , <span className="wide">or </span>
              {ladder.asset} {signedPercentText(ladder.shockFraction)}
            </>
          )}
        </span>
      </span>
    </Field>
  );
}

function Field({
  label,
  figure,
  children,
  state = 'safe',
  tint = false,
  share = 1,
  className = '',
}: {
  readonly label: ReactNode;
  readonly figure: ReactNode;
  readonly children?: ReactNode;
  readonly state?: RiskState;
  /** In danger also tint and edge: the one red field. */
  readonly tint?: boolean;
  readonly share?: number;
  readonly className?: string;
}) {
  const loud = state === 'danger' ? (tint ? 'is-danger' : 'is-danger-text') : state === 'watch' ? 'is-watch' : '';
  return (
    <div className={`headline-field ${loud} ${className}`} style={{ flexGrow: share }}>
      <dt>{label}</dt>
      <dd className="figure">
        {(state === 'danger' || state === 'watch') && <Shape state={state} size={14} label={state} />}
        {figure}
      </dd>
      <dd className="context">{children}</dd>
    </div>
  );
}

function longAndShort(view: HeadlineView): string {
  const [long, short] = [view.longExposure.value, view.shortExposure.value];
  if (long === null || short === null) return 'long and short not known';
  return `${shortSignedMoneyText(long)} long · ${shortSignedMoneyText(short)} short`;
}

function netOverEquity(view: HeadlineView): string {
  const [net, equity] = [view.netExposure.value, view.equity.value];
  if (net === null || equity === null || equity <= 0) return 'long minus short';
  return `${leverageText(net / equity)} equity`;
}

/** `DOGE/USDC:USDC` is DOGE in a line of context. */
function shortInstrument(instrument: string): string {
  return instrument.split('/')[0] ?? instrument;
}
