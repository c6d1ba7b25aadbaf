import { useMemo } from 'react';
import type { Note } from '../../../shared/contract/common.ts';
import type { LadderView } from '../../../shared/contract/views.ts';
import { useCall } from '../../api/queries.ts';
import { chooseFiles } from '../../commands/commands.ts';
import { useApi } from '../../api/client.ts';
import { moneyText, signedMoneyText } from '../../../shared/format/money.ts';
import { numberText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { departureText, signedPercentText } from '../../../shared/format/ratio.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { useSize } from '../../layout/use-size.ts';
import { BarLadder, shockEnd } from '../../widgets/bar-ladder.tsx';
import type { BarLane } from '../../widgets/bar-ladder-lane.tsx';
import { directionClass } from '../../widgets/direction.ts';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Missing } from '../../widgets/figure.tsx';
import { FigureButton, FigureGroup } from '../../widgets/figure-button.tsx';
import { MenuItem, PanelMenu } from '../../widgets/menu.tsx';
import { NotesStrip } from '../../widgets/notes-strip.tsx';
import { Segmented } from '../../widgets/segmented.tsx';
import { Shape, stateClass } from '../../widgets/shape.tsx';
import { firstToGo, laneSegments, lanesInOrder, nearestShock, rungKind, type Lane } from './lane-segments.ts';
import { firstRung, nearestIndex, rungAfterKey, rungAt } from './rung.ts';
import { betaTarget, bookRungTarget, laneTarget } from './rung-targets.ts';
import { OrderOfEvents } from './order/order-of-events.tsx';
import { RungTable } from './rung-table.tsx';
import { rangeNames, useLadder, useLadderSettings, type RangeName } from './use-ladder.ts';

/** What goes, in which order, as the shock grows. */
export function LadderPanel({ isVisible }: PanelProps) {
  const api = useApi();
  const { query } = useLadder();
  const base = useCall('vault.info', {}).data?.base ?? 'USD';
  const [size, sizeRef] = useSize();
  const view = query.data;
  usePainted('ladder', isVisible, query.error !== null || view === null || (view !== undefined && size.width > 0));
  if (query.error !== null) return <FaultState error={query.error} />;
  if (view === null) {
    return (
      <EmptyState
        title="Nothing here can be liquidated"
        action={
          <button type="button" className="button" onClick={() => chooseFiles(api)}>
            Import…
          </button>
        }
      >
        The book holds no asset whose price could move. Import the trades of an account to see what would go first.
      </EmptyState>
    );
  }
  return (
    <div className="panel" ref={sizeRef}>
      {view !== undefined && size.width > 0 && (
        <Ladder view={view} base={base} width={size.width} height={size.height} />
      )}
    </div>
  );
}

function Ladder({
  view,
  base,
  width,
  height,
}: {
  readonly view: LadderView;
  readonly base: string;
  readonly width: number;
  readonly height: number;
}) {
  const chosen = useLadderSettings((state) => state.shock);
  const isOrder = useLadderSettings(({ view: shown }) => shown === 'order');
  const index = chosen === null ? firstRung(view) : nearestIndex(view.shocks, chosen);
  const rung = useMemo(() => rungAt(view, index), [view, index]);
  const lanes = useMemo(() => lanesInOrder(view.lanes), [view]);
  const bars = useMemo(() => lanes.map((lane, place) => barLane(lane, place, view, index)), [lanes, view, index]);
  // A scroll bar takes its room from the drawing, not from the panel.
  const [body, bodyRef] = useSize();
  const drawn = body.width === 0 ? width : body.width;
  const isNarrow = width < 600;
  // What is left when lanes, axis and a few rows of the grid have their room.
  const curveHeight = Math.max(80, Math.min(190, height - 32 - lanes.length * 43 - 48 - 24 - 22 - 26));
  // Where no row of the grid fits between its header and its sum, the sum scrolls with the rows.
  const isLow = height - 32 - curveHeight - lanes.length * 21 - 48 - 22 < 24 + 3 * 22;
  const gone = goneText(rung.goneCount, lanes, isNarrow);
  const tools = <LadderTools view={view} isNarrow={isNarrow} isTight={width < 500} isWide={width >= 840} />;
  if (isOrder)
    return (
      <>
        {tools}
        <OrderOfEvents assets={view.assets} isNarrow={width < 800} />
      </>
    );
  return (
    <>
      {tools}
      <div className="panel-body" ref={bodyRef}>
        <BarLadder
          width={drawn}
          curveHeight={curveHeight}
          axis={{ asset: view.axis.asset, mark: view.axis.mark, base }}
          shocks={view.shocks}
          bookEquity={view.bookEquity}
          lanes={bars}
          index={index}
          onIndex={(next) => useLadderSettings.setState({ shock: view.shocks[next] ?? null })}
          keyIndex={(key, isShift) => rungAfterKey(key, isShift, index, view.shocks)}
          valueText={sliderText(view, rung.shock, rung.price, goneText(rung.goneCount, lanes, false))}
          summary={summary(view)}
          margin={[
            {
              label: `at ${signedPercentText(rung.shock)}`,
              text: rung.equity === null ? 'missing' : moneyText(rung.equity),
              className: 't1',
              target: rung.equity === null ? null : bookRungTarget(rung, 'equity'),
            },
            {
              label: 'change',
              text: rung.change === null ? 'missing' : signedMoneyText(rung.change),
              className: directionClass(rung.change ?? 0),
              target: rung.change === null ? null : bookRungTarget(rung, 'change'),
            },
            { label: 'gone', text: gone, className: 't1', target: null },
          ]}
        />
        <RungTable
          rung={rung}
          asset={view.axis.asset}
          base={base}
          isNarrow={isNarrow}
          isTight={width < 500}
          isLow={isLow}
        />
        {rung.goneCount > 0 && (
          <button
            type="button"
            className="ghost"
            onClick={() => useLadderSettings.setState({ view: 'order', shock: rung.shock })}
          >
            What happens by {signedPercentText(rung.shock)}: the order of events
          </button>
        )}
        {view.betas.length > 0 && <Betas view={view} />}
      </div>
      <NotesStrip notes={betaFirst(view)} />
      <p className="unseen" role="status">
        {summary(view)}
      </p>
    </>
  );
}

function LadderTools({
  view,
  isNarrow,
  isTight,
  isWide,
}: {
  readonly view: LadderView;
  readonly isNarrow: boolean;
  /** No room for the word before the asset. */
  readonly isTight: boolean;
  /** Room for who goes first beside the choices; the lanes say it as well. */
  readonly isWide: boolean;
}) {
  const { asset, beta, range, view: shown } = useLadderSettings();
  return (
    <div className="tools">
      <label className={isTight ? 'unseen' : 'label'} htmlFor="ladder-asset">
        Shock
      </label>
      <select
        id="ladder-asset"
        className="select small"
        value={asset ?? view.axis.asset}
        onChange={(event) => useLadderSettings.setState({ asset: event.target.value, shock: null })}
      >
        {view.assets.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      {!isNarrow && <span className="label">others</span>}
      <Segmented
        label="Other assets"
        value={`${beta}`}
        options={[
          { value: '0', text: 'still' },
          { value: '1', text: 'β = 1' },
          { value: 'estimated', text: isNarrow ? 'own β' : 'estimated' },
        ]}
        onChange={(value) => useLadderSettings.setState({ beta: betas[value] })}
      />
      <select
        className="select small"
        aria-label="Range of the shock"
        value={range}
        onChange={(event) => useLadderSettings.setState({ range: event.target.value as RangeName })}
      >
        {rangeNames.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <Segmented
        label="What is shown"
        value={shown}
        options={[
          { value: 'ladder', text: 'Ladder' },
          { value: 'order', text: isNarrow ? 'Events' : 'Order of events' },
        ]}
        onChange={(value) => useLadderSettings.setState({ view: value })}
      />
      <span className="grow" />
      {isWide && shown === 'ladder' && <FirstToGo view={view} />}
    </div>
  );
}

const betas = { '0': 0, '1': 1, estimated: 'estimated' } as const;

function FirstToGo({ view }: { readonly view: LadderView }) {
  const first = firstToGo(view.lanes, 'down') ?? firstToGo(view.lanes, 'up');
  if (first === null) {
    const unknown = view.lanes.find(isUnknown);
    if (unknown === undefined) return <span className="t3 ellipsis">Nothing goes on this axis</span>;
    return (
      <span className="state t2">
        First to go: <Missing reason={unknown.reason} mend={unknown.mend} />
      </span>
    );
  }
  const state = stateClass(first.lane.state);
  return (
    <span className={`state ellipsis ${state}`} title={`${first.lane.label} is the first to go`}>
      {state !== '' && <Shape state={state} label={state} />}
      <span className={state === '' ? 't1 ellipsis-line' : 'strong ellipsis-line'}>
        <span>First: </span>
        <span className="ellipsis">{first.lane.label}</span>
        <span> {departureText(first.shock)}</span>
      </span>
    </span>
  );
}

/** What each other asset is taken to do for a move of the axis by one, with its standard error. */
function Betas({ view: { betas, axis } }: { readonly view: LadderView }) {
  return (
    <FigureGroup>
      <p className="betas" aria-label={`Betas to ${axis.asset}`}>
        <span className="label">Beta to {axis.asset}</span>
        {betas.map((one) => (
          <span key={one.asset}>
            {one.asset}{' '}
            {one.beta === null || one.standardError === null ? (
              <Missing reason={one.reason} mend={one.mend} />
            ) : (
              <>
                <FigureButton target={betaTarget(one, 'beta', axis)}>{numberText(one.beta, 2)}</FigureButton>
                <span className="t3">
                  {' ± '}
                  <FigureButton target={betaTarget(one, 'betaError', axis)}>
                    {numberText(one.standardError, 2)}
                  </FigureButton>
                </span>
              </>
            )}
          </span>
        ))}
      </p>
    </FigureGroup>
  );
}

/** With estimated betas what they are, and which are missing, is what this picture rests on most. */
function betaFirst({ notes, axis }: LadderView): readonly Note[] {
  if (axis.beta !== 'estimated') return notes;
  const tells = ({ text, mend }: Note) => text.startsWith('Beta of ') || mend.startsWith('Take beta 0 or 1');
  return [...notes.filter(tells), ...notes.filter((note) => !tells(note))];
}

const allUnknown = 'unknown';

/** `2 of 4`; pools of which nothing is known are counted apart, never among those that stand. */
function goneText(goneCount: number, lanes: readonly Lane[], isShort: boolean): string {
  const unknown = lanes.filter(isUnknown).length;
  return unknown === 0
    ? `${goneCount} of ${lanes.length}`
    : unknown === lanes.length
      ? allUnknown
      : `${goneCount} of ${lanes.length - unknown}, ${unknown} ${isShort ? '?' : 'unknown'}`;
}

/** A pool of which not a single rung is known: that nothing is seen to go does not mean that nothing does. */
function isUnknown(lane: Lane): boolean {
  return lane.states.every((state) => state === 'missing-data');
}

function barLane(lane: Lane, place: number, { shocks, axis }: LadderView, index: number): BarLane {
  const kind = rungKind(lane, index);
  const nearest = nearestShock(lane);
  const known = kind !== 'missing';
  const end = nearest === null ? (known ? 'none' : 'missing') : shockEnd(nearest);
  return {
    id: `${lane.account}/${lane.pool}`,
    label: lane.label,
    segments: laneSegments(lane, shocks),
    edges: [lane.down, lane.up].filter((shock) => shock !== null).sort((a, b) => Math.abs(a) - Math.abs(b)),
    place: nearest === null ? null : place + 1,
    shape: kind === 'gone' ? 'gone' : kind === 'missing' ? 'unknown' : kind,
    end,
    target: nearest === null ? null : laneTarget(lane, axis, signedPercentText(nearest, 2)),
    endClass: nearest === null ? 't3' : stateClass(lane.state),
    title: known ? laneTitle(lane) : [lane.reason, lane.mend].filter((text) => text !== null).join(' '),
  };
}

function laneTitle(lane: Lane): string {
  const ends = [lane.down, lane.up].filter((shock) => shock !== null).map((shock) => signedPercentText(shock, 2));
  return ends.length === 0
    ? `${lane.label} goes nowhere on this axis`
    : `${lane.label} goes at ${ends.join(' and at ')}`;
}

function sliderText(view: LadderView, shock: number, price: number | null, gone: string): string {
  const at = price === null ? '' : ` ${priceText(price, priceDecimals(price))},`;
  return `${view.axis.asset} ${signedPercentText(shock)},${at} ${gone === allUnknown ? 'which accounts go is not known' : `${gone} accounts liquidated`}`;
}

function summary(view: LadderView): string {
  const first = firstToGo(view.lanes, 'down') ?? firstToGo(view.lanes, 'up');
  if (first === null && view.lanes.some(isUnknown)) return 'Which account goes first is not known.';
  if (first === null) return `No account is liquidated by a move of ${view.axis.asset}.`;
  return `${first.lane.label} goes first, at ${departureText(first.shock)}.`;
}

export function LadderActions() {
  return (
    <PanelMenu label="Ladder menu">
      <MenuItem onSelect={() => useLadderSettings.setState({ shock: 0 })}>Slider to now</MenuItem>
      <MenuItem onSelect={() => useLadderSettings.setState({ shock: null })}>Slider to the first liquidation</MenuItem>
      <MenuItem onSelect={() => useLadderSettings.setState({ asset: null, shock: null })}>
        Axis: the largest net exposure
      </MenuItem>
    </PanelMenu>
  );
}
