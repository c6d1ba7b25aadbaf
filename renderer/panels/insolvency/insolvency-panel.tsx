import { useState } from 'react';
import type { InsolvencyDocument, InsolvencyEnding } from '../../../shared/contract/insolvency.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { chooseFiles } from '../../commands/commands.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { useWidth } from '../../layout/use-size.ts';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { NotesStrip } from '../../widgets/notes-strip.tsx';
import { AdlTable, HedgesTable } from './adl-tables.tsx';
import { AtTheCall } from './at-the-call.tsx';
import { BuffersTable } from './buffers-table.tsx';
import { Waterfall } from './waterfall.tsx';

const gaps = [5, 10, 20, 30, 50] as const;
const delays = [
  { hours: 0.25, text: '15 minutes' },
  { hours: 1, text: '1 hour' },
  { hours: 4, text: '4 hours' },
  { hours: 24, text: '1 day' },
] as const;

/** Where debt begins, how much it would be, who bears it, and what auto-deleveraging takes of a hedge. */
export function InsolvencyPanel({ isVisible }: PanelProps) {
  const api = useApi();
  const [gapPercent, setGap] = useState(20);
  const [delayHours, setDelay] = useState(1);
  const query = useCall('risk.insolvency', { gapFraction: gapPercent / 100, delayHours });
  const [width, widthRef] = useWidth();
  usePainted('insolvency', isVisible, query.data !== undefined || query.error !== null);
  if (query.error !== null) return <FaultState error={query.error} />;
  if (query.data === undefined) return <div className="panel" />;
  if (query.data.endings.length === 0)
    return (
      <EmptyState
        title="Nothing here can end in debt"
        action={
          <button type="button" className="button" onClick={() => chooseFiles(api)}>
            Import…
          </button>
        }
      >
        The book holds nothing on margin. With the first leveraged position stands here where debt begins.
      </EmptyState>
    );
  return (
    <div className="panel" ref={widthRef}>
      <div className="tools">
        <label className="label" htmlFor="insolvency-gap">
          Jump against it
        </label>
        <select
          id="insolvency-gap"
          className="select small"
          value={gapPercent}
          onChange={(event) => setGap(Number(event.target.value))}
        >
          {gaps.map((gap) => (
            <option key={gap} value={gap}>
              {gap} %
            </option>
          ))}
        </select>
        <label className="label" htmlFor="insolvency-delay">
          Exit after
        </label>
        <select
          id="insolvency-delay"
          className="select small"
          value={delayHours}
          onChange={(event) => setDelay(Number(event.target.value))}
        >
          {delays.map(({ hours, text }) => (
            <option key={hours} value={hours}>
              {text}
            </option>
          ))}
        </select>
      </div>
      <Endings document={query.data} isNarrow={width < 800} isTight={width < 600} />
      <NotesStrip notes={[...query.data.excluded, ...query.data.assumptions]} />
    </div>
  );
}

function Endings({
  document,
  isNarrow,
  isTight,
}: {
  readonly document: InsolvencyDocument;
  readonly isNarrow: boolean;
  readonly isTight: boolean;
}) {
  const [key, setKey] = useState<string | null>(null);
  const endings = document.endings.toSorted((a, b) => nearness(a) - nearness(b));
  const chosen = endings.find((one) => keyOf(one) === key) ?? endings[0];
  if (chosen === undefined) return null;
  const choice = { gapFraction: document.gapFraction, delayHours: document.delayHours };
  return (
    // Keys scroll it: it holds more than fits.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="panel-body insolvency" tabIndex={0} role="region" aria-label="Insolvency, all figures">
      <Waterfall ending={chosen} base={document.base} />
      {isNarrow && <AtTheCall ending={chosen} choice={choice} isTight={isTight} />}
      <h2 className="label">Buffers, nearest debt first</h2>
      <BuffersTable
        endings={endings}
        chosen={chosen}
        onChoose={(ending) => setKey(keyOf(ending))}
        isNarrow={isNarrow}
        isTight={isTight}
        choice={choice}
      />
      <h2 className="label">Auto-deleveraging: your positions in profit</h2>
      <AdlTable rows={document.adl} />
      <h2 className="label">Hedges that auto-deleveraging would break</h2>
      <HedgesTable rows={document.hedges} isNarrow={isNarrow} />
    </div>
  );
}

function keyOf({ pool, scope }: InsolvencyEnding): string {
  return `${pool} ${scope}`;
}

/** The nearest known debt first, so that rows of question marks never hide it; then what is not known, then what has no end. */
function nearness({ distanceFraction: { status, value } }: InsolvencyEnding): number {
  if (value !== null) return Math.abs(value);
  return status === 'none' ? Infinity : Number.MAX_VALUE;
}
