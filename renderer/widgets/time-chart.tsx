import {
  AreaSeries,
  createChart,
  CrosshairMode,
  LineSeries,
  LineStyle,
  type IChartApi,
  type ISeriesApi,
} from 'lightweight-charts';
import { useEffect, useRef } from 'react';
import { axisMoneyText } from '../../shared/format/money.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { tokenValue, useTheme } from '../theme/theme.ts';
import { EpisodeBands, type Band } from './episode-bands.ts';

export interface TimeChartProps {
  readonly label: string;
  /** UTC days as ISO dates, ascending. */
  readonly days: readonly string[];
  readonly equity: readonly number[];
  /** Share lost from the peak, positive; null where it is not known. */
  readonly drawdown: readonly (number | null)[];
  readonly bands: readonly Band[];
  /** The days shown; null for all. */
  readonly range: { readonly from: string; readonly to: string } | null;
  readonly onPainted: () => void;
}

interface Drawn {
  readonly chart: IChartApi;
  readonly equity: ISeriesApi<'Line'>;
  readonly drawdown: ISeriesApi<'Area'>;
  readonly upperBands: EpisodeBands;
  readonly lowerBands: EpisodeBands;
}

/** The one wrapper around lightweight-charts: equity over what is lost from its peak, on one time axis. */
export function TimeChart(props: TimeChartProps) {
  const { days, equity, drawdown, bands, range, onPainted } = props;
  const host = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | null>(null);

  useEffect(() => {
    if (host.current === null) return undefined;
    const made = draw(host.current);
    drawn.current = made;
    return () => {
      drawn.current = null;
      made.chart.remove();
    };
  }, []);

  useEffect(() => {
    const paint = () => drawn.current !== null && paintTokens(drawn.current, bands);
    paint();
    return useTheme.subscribe(paint);
  }, [bands]);

  useEffect(() => {
    const { current } = drawn;
    if (current === null) return;
    current.equity.setData(days.map((time, index) => ({ time, value: equity[index] ?? 0 })));
    current.drawdown.setData(
      days.map((time, index) => {
        const value = drawdown[index] ?? null;
        return value === null ? { time } : { time, value };
      }),
    );
    onPainted();
  }, [days, equity, drawdown, onPainted]);

  useEffect(() => {
    const scale = drawn.current?.chart.timeScale();
    if (scale === undefined || days.length === 0) return;
    if (range === null) scale.fitContent();
    else scale.setVisibleRange(range);
  }, [days, range]);

  return <div ref={host} className="time-chart" role="img" aria-label={props.label} />;
}

function draw(host: HTMLElement): Drawn {
  const chart = createChart(host, {
    autoSize: true,
    localization: { dateFormat: 'yyyy-MM-dd', locale: 'en-US' },
    layout: { attributionLogo: false },
    rightPriceScale: { borderVisible: false, minimumWidth: 54 },
    timeScale: {
      borderVisible: false,
      fixLeftEdge: true,
      fixRightEdge: true,
      lockVisibleTimeRangeOnResize: true,
    },
    crosshair: { mode: CrosshairMode.Magnet },
    handleScroll: { vertTouchDrag: false },
  });
  const equity = chart.addSeries(
    LineSeries,
    {
      lineWidth: 2,
      priceLineVisible: false,
      lastValueVisible: false,
      crosshairMarkerRadius: 3,
      priceFormat: { type: 'custom', minMove: 1, formatter: axisMoneyText },
    },
    0,
  );
  const drawdown = chart.addSeries(
    AreaSeries,
    {
      lineWidth: 1,
      invertFilledArea: true,
      priceLineVisible: false,
      lastValueVisible: false,
      crosshairMarkerRadius: 3,
      priceFormat: { type: 'custom', minMove: 0.001, formatter: shareText },
      autoscaleInfoProvider: zeroBased,
    },
    1,
  );
  drawdown.priceScale().applyOptions({ invertScale: true, scaleMargins: { top: 0.12, bottom: 0.08 } });
  equity.priceScale().applyOptions({ scaleMargins: { top: 0.14, bottom: 0.06 } });
  const [upper, lower] = chart.panes();
  upper?.setStretchFactor(0.6);
  lower?.setStretchFactor(0.4);
  const [upperBands, lowerBands] = [new EpisodeBands(true), new EpisodeBands(false)];
  equity.attachPrimitive(upperBands);
  drawdown.attachPrimitive(lowerBands);
  return { chart, equity, drawdown, upperBands, lowerBands };
}

/** `5 %`, `2.5 %`: whole where it is whole. */
function shareText(value: number): string {
  return percentText(value, Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 ? 0 : 1);
}

/** The underwater pane begins at the surface, however deep it goes. */
function zeroBased(original: () => { priceRange: { minValue: number; maxValue: number } | null } | null) {
  const found = original();
  const deepest = found?.priceRange?.maxValue ?? 0;
  return { priceRange: { minValue: 0, maxValue: Math.max(deepest, 0.01) } };
}

/** Canvas knows no style sheet: the tokens are read and set again when the theme changes. */
function paintTokens({ chart, equity, drawdown, upperBands, lowerBands }: Drawn, bands: readonly Band[]): void {
  const font = tokenValue('--font');
  const crosshair = {
    color: tokenValue('--text-3'),
    style: LineStyle.Dashed,
    labelBackgroundColor: tokenValue('--surface-3'),
  };
  chart.applyOptions({
    layout: {
      background: { color: tokenValue('--surface-inset') },
      textColor: tokenValue('--text-3'),
      fontSize: 11,
      fontFamily: font,
      panes: {
        separatorColor: tokenValue('--hairline-strong'),
        separatorHoverColor: tokenValue('--row-selected'),
        enableResize: true,
      },
    },
    grid: { vertLines: { color: tokenValue('--chart-grid') }, horzLines: { color: tokenValue('--chart-grid') } },
    crosshair: { vertLine: crosshair, horzLine: crosshair },
  });
  equity.applyOptions({ color: tokenValue('--series-main') });
  const tint = tokenValue('--down-tint');
  drawdown.applyOptions({ lineColor: tokenValue('--down'), topColor: tint, bottomColor: tint });
  const colours = {
    fill: tokenValue('--episode'),
    edge: tokenValue('--hairline-strong'),
    text: tokenValue('--text-1'),
    font: `500 11px ${font}`,
  };
  upperBands.show(bands, colours);
  lowerBands.show(bands, colours);
}
