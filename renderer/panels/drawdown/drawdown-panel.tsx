import { useCallback, useMemo, useState } from 'react';
import type { MeasureResult } from '../../../shared/contract/common.ts';
import type { DrawdownView } from '../../../shared/contract/views.ts';
import { measures, type MeasureId } from '../../../shared/measures/measure.ts';
import { numberText } from '../../../shared/format/number-text.ts';
import { percentText } from '../../../shared/format/ratio.ts';
import { countedText, countText } from '../../../shared/format/count.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Figure } from '../../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { MenuItem, MenuLink, PanelMenu } from '../../widgets/menu.tsx';
import { NotesStrip } from '../../widgets/notes-strip.tsx';
import { Segmented } from '../../widgets/segmented.tsx';
import { TimeChart } from '../../widgets/time-chart.tsx';
import { plainTarget } from '../explain/explain-cells.ts';
import { drawdownQuestion } from '../explain/figure-measures.ts';
import { EpisodeTable } from './episode-table.tsx';
import { useDrawdown, useDrawdownSettings } from './use-drawdown.ts';
import { episodeBands, episodeRange, lastDays } from './zoom.ts';

/** What was lost from the peak, when, and whether it came back. */
export function DrawdownPanel({ isVisible }: PanelProps) {
  const { settings, query } = useDrawdown();
  const [isPainted, setPainted] = useState(false);
  const view = query.data;
  const isEmpty = view !== undefined && view.days.length === 0;
  usePainted('drawdown', isVisible, query.error !== null || isEmpty || (view !== undefined && isPainted));
  const painted = useCallback(() => setPainted(true), []);
  const bands = useMemo(() => (view === undefined ? [] : episodeBands(view.episodes, view.days)), [view]);
  const range = useMemo(() => (view === undefined ? null : shownRange(view, settings)), [view, settings]);

  if (query.error !== null) return <FaultState error={query.error} />;
  if (view === undefined) return <div className="panel" />;
  if (isEmpty) {
    return (
      <div className="panel">
        <EmptyState title="No equity curve yet">
          {view.reason ?? 'No day of the book has all its marks.'}{' '}
          {view.mend ?? 'Import price history for what is held.'}
        </EmptyState>
        <NotesStrip notes={view.notes} />
      </div>
    );
  }
  return (
    <div className="panel">
      <div className="tools drawdown-tools">
        <FigureGroup>
          {figures.map((id) => (
            <MeasureFigure key={id} id={id} measures={view.measures} scope={scopeOf(view)} />
          ))}
        </FigureGroup>
        <span className="grow" />
        <Segmented
          label="Days shown"
          value={settings.span}
          options={[
            { value: '90', text: '90 d' },
            { value: 'all', text: `All, ${countText(view.days.length)} d` },
          ]}
          onChange={(span) => useDrawdownSettings.setState({ span, episode: null })}
        />
      </div>
      <TimeChart
        label={`Equity and drawdown over ${countedText(view.days.length, 'day')}; the table below holds the episodes`}
        days={view.days}
        equity={view.equity}
        drawdown={view.drawdown}
        bands={bands}
        range={range}
        onPainted={painted}
      />
      <div className="episodes">
        <EpisodeTable
          episodes={view.episodes}
          scope={scopeOf(view)}
          chosen={settings.episode}
          onChoose={(episode) => useDrawdownSettings.setState({ episode })}
        />
      </div>
      <NotesStrip notes={view.notes} />
    </div>
  );
}

const figures = [
  'currentDrawdown',
  'maxDrawdown',
  'ulcer',
  'cdar95',
  'calmar',
  'volatility',
  'sharpe',
  'sortino',
] as const satisfies readonly MeasureId[];

const shortLabels: Readonly<Record<(typeof figures)[number], string>> = {
  currentDrawdown: 'Current',
  maxDrawdown: 'Maximum',
  ulcer: 'Ulcer',
  cdar95: 'CDaR 95',
  calmar: 'Calmar',
  volatility: 'Volatility',
  sharpe: 'Sharpe',
  sortino: 'Sortino',
};

/** Of return to risk, not percentages. */
const ratios: ReadonlySet<string> = new Set(['calmar', 'sharpe', 'sortino'] satisfies readonly MeasureId[]);

function MeasureFigure({
  id,
  measures: list,
  scope,
}: {
  readonly id: (typeof figures)[number];
  readonly measures: readonly MeasureResult[];
  readonly scope: string;
}) {
  const figure = list.find((measure) => measure.id === id);
  if (figure === undefined) return null;
  const format = ratios.has(id) ? (value: number) => numberText(value, 2) : (value: number) => percentText(value);
  return (
    <span title={measures[id].meaning}>
      {shortLabels[id]}{' '}
      <strong>
        <FigureButton
          target={plainTarget({ question: drawdownQuestion(id, scope), figure, text: format, from: 'Drawdown' })}
        >
          <Figure figure={figure} format={format} />
        </FigureButton>
      </strong>
    </span>
  );
}

/** The drawdown of an account is asked for by its name alone or by its scope. */
function scopeOf({ scope }: DrawdownView): string {
  return scope === 'book' || scope.startsWith('account:') ? scope : `account:${scope}`;
}

function ScopeSelect() {
  const { settings, query } = useDrawdown();
  const scopes = query.data?.scopes ?? [];
  if (scopes.length < 2) return null;
  return (
    <select
      className="select small"
      aria-label="Drawdown of"
      value={settings.scope}
      onChange={(event) => useDrawdownSettings.setState({ scope: event.target.value, episode: null })}
    >
      {scopes.map((name) => (
        <option key={name} value={name}>
          {name === 'book' ? 'Whole book' : name.replace(/^account:/, '')}
        </option>
      ))}
    </select>
  );
}

function shownRange(view: DrawdownView, settings: { readonly span: 'all' | '90'; readonly episode: number | null }) {
  const episode = view.episodes.find((each) => each.rank === settings.episode);
  if (episode !== undefined) return episodeRange(episode, view.days);
  return settings.span === '90' ? lastDays(view.days, 90) : null;
}

export function DrawdownActions() {
  return (
    <>
      <ScopeSelect />
      <PanelMenu label="Drawdown menu">
        <MenuItem onSelect={() => useDrawdownSettings.setState({ episode: null, span: 'all' })}>Show all days</MenuItem>
        <MenuLink href="https://www.tradingview.com/">Charts by TradingView Lightweight Charts™</MenuLink>
      </PanelMenu>
    </>
  );
}
