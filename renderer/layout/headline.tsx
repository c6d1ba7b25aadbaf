import type { ReactNode } from 'react';
import type { RiskState } from '../../shared/contract/common.ts';
import type { HeadlineView } from '../../shared/contract/views.ts';
import { ageText } from '../../shared/format/age.ts';
import { countText } from '../../shared/format/count.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { moneyText, shortSignedMoneyText, signedMoneyText } from '../../shared/format/money.ts';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { departureText, percentText } from '../../shared/format/ratio.ts';
import { sigmaText } from '../../shared/format/sigma.ts';
import { numberText } from '../../shared/format/number-text.ts';
import { useCall } from '../api/queries.ts';
import { plainTarget } from '../panels/explain/explain-cells.ts';
import { headlineQuestion, type HeadlineFigure } from '../panels/explain/figure-measures.ts';
import { directionClass } from '../widgets/direction.ts';
import { Figure, Flagged, type FigureValue } from '../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../widgets/figure-button.tsx';
import { ratioState } from '../widgets/ratio-state.ts';
import { Shape } from '../widgets/shape.tsx';

/** The eight figures that one acts on, always in this order. */
export function Headline({ view }: { readonly view: HeadlineView }) {
  const { base, dataAge } = view;
  return (
    <section className="figure-group" aria-label="Headline">
      <FigureGroup>
        <dl className="headline" aria-label="The whole book">
          <Field
            label={`Equity, ${base}`}
            figure={<Opening view={view} id="equity" figure={view.equity} format={moneyText} />}
          >
            {view.dayChange.status === 'value' && view.dayChange.value !== null ? (
              <span>
                day{' '}
                <span className={directionClass(view.dayChange.value)}>
                  <Opening view={view} id="dayChange" figure={view.dayChange} format={signedMoneyText} />
                </span>
              </span>
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
            figure={<Opening view={view} id="grossExposure" figure={view.grossExposure} format={moneyText} />}
            share={1.3}
          >
            <span className="wide">
              {view.longExposure.value === null || view.shortExposure.value === null ? (
                'long and short not known'
              ) : (
                <>
                  <Opening view={view} id="longExposure" figure={view.longExposure} format={shortSignedMoneyText} />{' '}
                  long ·{' '}
                  <Opening view={view} id="shortExposure" figure={view.shortExposure} format={shortSignedMoneyText} />{' '}
                  short
                </>
              )}
            </span>
            <span className="narrow">
              net <Opening view={view} id="netExposure" figure={view.netExposure} format={signedMoneyText} />
            </span>
          </Field>
          <Field
            label={`Net exposure, ${base}`}
            figure={<Opening view={view} id="netExposure" figure={view.netExposure} format={signedMoneyText} />}
            className="wide-only"
          >
            <NetOverEquity view={view} />
          </Field>
          <Field
            label="Effective leverage"
            figure={
              <Opening view={view} id="effectiveLeverage" figure={view.effectiveLeverage} format={leverageText} />
            }
          >
            gross over equity
          </Field>
          <MarginField view={view} />
          <NearestField view={view} />
          <Field
            label="Current drawdown"
            figure={<Opening view={view} id="currentDrawdown" figure={view.currentDrawdown} format={percentText} />}
            share={1.1}
          >
            max <Opening view={view} id="maxDrawdown" figure={view.maxDrawdown} format={percentText} />
            {view.drawdownDays !== null && view.drawdownDays > 0 && (
              <span className="wide">
                {' · '}
                <Opening
                  view={view}
                  id="drawdownDays"
                  figure={plainFigure(view.drawdownDays)}
                  format={countText}
                />{' '}
                days
              </span>
            )}
          </Field>
          <Field
            label="Data age"
            figure={dataAge.newestMs === null ? 'none' : <DataAge age={dataAge.asOfMs - dataAge.newestMs} />}
            className="quiet"
            share={0.85}
          >
            {dataAge.oldestMs !== null && dataAge.oldestAccount !== null && (
              <>
                {dataAge.oldestMs === dataAge.newestMs ? (
                  'every price'
                ) : (
                  <>
                    oldest {ageText(dataAge.asOfMs - dataAge.oldestMs)}
                    <span className="wide">, {dataAge.oldestAccount}</span>
                  </>
                )}
              </>
            )}
          </Field>
        </dl>
      </FigureGroup>
    </section>
  );
}

/** A figure of the headline that opens. */
function Opening({
  view,
  id,
  figure,
  format,
}: {
  readonly view: HeadlineView;
  readonly id: Exclude<HeadlineFigure, 'nearest'>;
  readonly figure: FigureValue;
  readonly format: (value: number) => string;
}) {
  const target = plainTarget({ question: headlineQuestion(view, id, []), figure, text: format, from: 'the book' });
  return (
    <FigureButton target={target}>
      <Figure figure={figure} format={format} />
    </FigureButton>
  );
}

function DataAge({ age }: { readonly age: number }) {
  const target = plainTarget({
    label: 'Data age',
    question: null,
    meaning: 'dataAge',
    figure: plainFigure(age),
    text: ageText,
    from: 'the book',
  });
  return <FigureButton target={target}>{ageText(age)}</FigureButton>;
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
      figure={
        worst === null ? 'none' : <Opening view={view} id="worstMargin" figure={worst.ratio} format={percentText} />
      }
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
            · book <Opening view={view} id="bookMarginRatio" figure={view.bookMarginRatio} format={percentText} />
          </span>
        </span>
      )}
    </Field>
  );
}

function NearestField({ view }: { readonly view: HeadlineView }) {
  const { nearest } = view;
  // Its side stands in Exposures alone; the answer is there already when that panel is.
  const rows = useCall('views.exposures', { groupBy: 'asset' }, nearest !== null).data?.rows ?? [];
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
  const sigmas =
    nearest.distanceSigma.status === 'value' && nearest.distanceSigma.value !== null
      ? `${sigmaText(nearest.distanceSigma.value)} daily σ`
      : '';
  const target = plainTarget({
    label: 'Nearest liquidation',
    about: `${nearest.instrument} · ${nearest.account}`,
    question: headlineQuestion(view, 'nearest', rows),
    meaning: 'liquidation',
    figure: { value: nearest.price, status: 'value', reason: null, mend: null, flags: nearest.flags },
    text: (value) => priceText(value, priceDecimals(value)),
    badge: {
      state: nearest.state,
      text: [`${numberText(nearest.distanceFraction * 100, 2, 'plus')} %`, sigmas].filter(Boolean).join(' · '),
    },
    from: 'the book',
  });
  return (
    <Field
      label="Nearest liquidation"
      state={nearest.state}
      tint
      share={2.2}
      figure={
        <FigureButton target={target}>
          <span className="row">
            <Flagged flags={nearest.flags}>{departureText(nearest.distanceFraction)}</Flagged>
            {sigmas !== '' && <small>{sigmas}</small>}
          </span>
        </FigureButton>
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
              {ladder.asset} {departureText(ladder.shockFraction)}
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

function NetOverEquity({ view }: { readonly view: HeadlineView }) {
  const [net, equity] = [view.netExposure.value, view.equity.value];
  if (net === null || equity === null || equity <= 0) return 'long minus short';
  return (
    <>
      <Opening view={view} id="netLeverage" figure={plainFigure(net / equity)} format={leverageText} /> equity
    </>
  );
}

/** A figure that follows from others of the headline. */
function plainFigure(value: number): FigureValue {
  return { value, status: 'value', reason: null, mend: null, flags: [] };
}

/** `DOGE/USDC:USDC` is DOGE in a line of context. */
function shortInstrument(instrument: string): string {
  return instrument.split('/')[0] ?? instrument;
}
