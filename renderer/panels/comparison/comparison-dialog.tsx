import { useState } from 'react';
import type { Comparable } from '../../../shared/contract/snapshots.ts';
import { timeText } from '../../../shared/format/time.ts';
import { closeDialog } from '../../commands/commands.ts';
import { Dialog } from '../../widgets/dialog.tsx';
import { SelectField } from '../../widgets/fields.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { CauseWaterfall } from './cause-waterfall.tsx';
import { ComparedBalances } from './compared-balances.tsx';
import { ComparedPositions } from './compared-positions.tsx';
import { chooseSnapshotFile } from './choose-snapshot-file.ts';
import { useComparison, useKeptSnapshots } from './use-comparison.ts';

const fromFile = 'file';
const now = 'now';

/** What changed from one snapshot to another or to now: its causes, then each position, then the balances. */
export function ComparisonDialog() {
  const snapshots = useKeptSnapshots();
  const [older, setOlder] = useState<Comparable>({ kind: 'last' });
  const [newer, setNewer] = useState<Comparable>({ kind: 'now' });
  const compared = useComparison(older, newer);
  const options = snapshots.map(({ id, asOf }) => ({ value: String(id), text: `${timeText(Date.parse(asOf))} UTC` }));
  const file = [older, newer].find((one) => one.kind === 'text');

  function choose(set: (side: Comparable) => void, value: string): void {
    if (value === fromFile) chooseSnapshotFile(set);
    else
      set(value === now ? { kind: 'now' } : value === 'last' ? { kind: 'last' } : { kind: 'kept', id: Number(value) });
  }

  return (
    <Dialog
      title="Compare snapshots"
      description="What changed, by position and by cause. Price is what was held, moved to the newer marks; trades is what trading made or cost against having held on."
      isWide
      onClose={closeDialog}
    >
      <div className="comparison">
        <div className="field-pair">
          <SelectField
            label="From"
            value={valueOf(older)}
            options={[
              { value: 'last', text: 'The last snapshot' },
              ...options,
              ...fileOption(older),
              { value: fromFile, text: 'A snapshot’s JSON file…' },
            ]}
            onChange={(value) => choose(setOlder, value)}
          />
          <SelectField
            label="To"
            value={valueOf(newer)}
            options={[
              { value: now, text: 'The book now' },
              ...options,
              ...fileOption(newer),
              { value: fromFile, text: 'A snapshot’s JSON file…' },
            ]}
            onChange={(value) => choose(setNewer, value)}
          />
        </div>
        {compared === null ? (
          <p className="t2" role="status">
            Comparing…
          </p>
        ) : !compared.ok ? (
          // That there is nothing to compare with yet is no mistake.
          <p className={compared.fault.code === 'no-earlier-snapshot' ? 'problem calm' : 'problem'} role="alert">
            <Shape state="unknown" />
            {compared.fault.message} {compared.fault.mend}
          </p>
        ) : (
          // A region that scrolls must be reachable by the keyboard.
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
          <section className="comparison-body" aria-label="What changed" tabIndex={0}>
            <CauseWaterfall comparison={compared.value} />
            <ComparedPositions positions={compared.value.positions} />
            <ComparedBalances balances={compared.value.balances} />
            {compared.value.notes.length > 0 && (
              <ul className="comparison-notes" aria-label="What could not be compared">
                {compared.value.notes.map((note) => (
                  <li key={note}>
                    <Shape state="unknown" />
                    {note}
                  </li>
                ))}
              </ul>
            )}
          </section>
        )}
        <div className="dialog-actions">
          <span className="grow label">
            {file === undefined ? 'Ballast keeps the last 60 snapshots in the vault.' : 'The file is only read.'}
          </span>
          <button type="button" className="button" onClick={closeDialog}>
            Close
          </button>
        </div>
      </div>
    </Dialog>
  );
}

function valueOf(side: Comparable): string {
  return side.kind === 'kept' ? String(side.id) : side.kind === 'text' ? 'chosen' : side.kind;
}

function fileOption(side: Comparable): readonly { readonly value: string; readonly text: string }[] {
  return side.kind === 'text' ? [{ value: 'chosen', text: side.name }] : [];
}
