import { useState } from 'react';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { chooseFiles } from '../../commands/commands.ts';
import { faultText } from '../../format/fault-text.ts';
import { usePainted } from '../../layout/painted.ts';
import type { PanelProps } from '../../layout/panel-props.ts';
import { EmptyState, FaultState } from '../../widgets/empty-state.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { NotesStrip } from '../../widgets/notes-strip.tsx';
import { useAccounts } from '../accounts/use-accounts.ts';
import { ComparedTable } from './compared-table.tsx';
import { Departures } from './departures.tsx';
import { Effects } from './effects.tsx';
import { JudgedTable } from './judged-table.tsx';
import { KeepDialog } from './keep-dialog.tsx';
import { KeptMenu } from './kept-menu.tsx';
import { LimitsDialog } from './limits-dialog.tsx';
import { OrderOfEvents } from './order-of-events.tsx';
import { ShockTools, type Shock } from './shock-tools.tsx';
import { TicketPane } from './ticket-pane.tsx';
import { readTickets, useAssessed } from './use-assessed.ts';
import { addDraft, discardDraft, draftLabel, mostDrafts, nameDraft, useWhatIfs } from './what-if-store.ts';

/** What a trade, a closing or a payment would change, before it is made; several side by side. */
export function WhatIfPanel({ isVisible }: PanelProps) {
  const api = useApi();
  const accounts = useAccounts();
  usePainted('whatif', isVisible, accounts.data !== undefined || accounts.error !== null);
  if (accounts.error !== null) return <FaultState error={accounts.error} />;
  if (accounts.data === undefined) return <div className="panel" />;
  if (accounts.data.accounts.length === 0)
    return (
      <EmptyState
        title="There is no account to try a trade in"
        action={
          <button type="button" className="button" onClick={() => chooseFiles(api)}>
            Import…
          </button>
        }
      >
        Import the files of an account, or state a position by hand. Then a trade can be tried here before it is made.
      </EmptyState>
    );
  return <WhatIf isVisible={isVisible} />;
}

type Asking = 'limits' | 'keep' | null;

function WhatIf({ isVisible }: PanelProps) {
  const accounts = useAccounts().data?.accounts ?? [];
  const base = useCall('vault.info', {}).data?.base ?? 'USD';
  const { drafts, selected } = useWhatIfs();
  const [shock, setShock] = useState<Shock>({ asset: null, beta: 1 });
  const assessed = useAssessed(drafts, shock, isVisible);
  const [asking, setAsking] = useState<Asking>(null);
  const draft = drafts.find(({ key }) => key === selected) ?? drafts[0];
  if (draft === undefined) return null;
  const label = draftLabel(draft);
  const all = assessed.document?.whatIfs ?? [];
  const done = all.filter(({ fault }) => fault === null);
  const tickets = readTickets(draft);
  return (
    <div className="panel whatif">
      <div className="whatif-fence">
        <div className="whatif-banner">
          <Icon name="assumed" />
          <strong className="grow">Hypothetical: nothing of this has happened.</strong>
          <button type="button" className="ghost" onClick={() => setAsking('limits')}>
            Limits…
          </button>
          <button type="button" className="ghost" disabled={tickets === null} onClick={() => setAsking('keep')}>
            Keep…
          </button>
          <KeptMenu />
        </div>
        <div className="whatif-tabs tools">
          <div className="segmented" role="group" aria-label="What-ifs">
            {drafts.map((one) => (
              <button
                key={one.key}
                type="button"
                aria-pressed={one.key === draft.key}
                onClick={() => useWhatIfs.setState({ selected: one.key })}
              >
                {draftLabel(one)}
              </button>
            ))}
          </div>
          <button
            type="button"
            className="ghost"
            disabled={drafts.length >= mostDrafts}
            onClick={() => addDraft({ name: null, tickets: null })}
          >
            <Icon name="plus" />
            Another what-if
          </button>
          <span className="grow" />
          <button type="button" className="ghost" onClick={() => discardDraft(draft.key)}>
            Discard {label}
          </button>
        </div>
        <div className="whatif-body">
          <TicketPane
            draft={draft}
            accounts={accounts}
            base={base}
            assessed={all.find((one) => one.label === label) ?? null}
            isCurrent={assessed.isCurrent}
          />
          {/* A region that scrolls must be reachable by the keyboard. */}
          <section
            className="whatif-results"
            aria-label="What it would change"
            aria-busy={!assessed.isCurrent}
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
            tabIndex={0}
          >
            {assessed.error !== null && <FaultState error={assessed.error} />}
            {assessed.error === null && assessed.document === null && (
              <EmptyState title="Fill in the ticket">
                Name account, instrument and size, or an amount to pay in: leverage, margins and every liquidation price
                stand here as they are and as they would be.
              </EmptyState>
            )}
            {!assessed.isCurrent && assessed.document !== null && (
              <p className="whatif-last t3" role="status">
                The last result. It follows the fields when they can be read.
              </p>
            )}
            {all.map(({ label: of, fault }) =>
              fault === null ? null : (
                <p key={of} className="whatif-last watch">
                  What-if {of} cannot be done. {faultText(fault)}
                </p>
              ),
            )}
            {assessed.document !== null && (
              <ShockTools shock={shock} assets={assessed.document.assets} onChange={setShock} />
            )}
            <ComparedTable whatIfs={done} base={base} />
            <Effects whatIfs={done} base={base} />
            <JudgedTable whatIfs={done} />
            <Departures whatIfs={done} />
            <OrderOfEvents whatIfs={done} />
          </section>
        </div>
        <NotesStrip notes={done.flatMap(({ notes }) => notes)} />
      </div>
      {asking === 'limits' && <LimitsDialog onClose={() => setAsking(null)} />}
      {asking === 'keep' && tickets !== null && (
        <KeepDialog
          name={draft.name ?? ''}
          tickets={tickets}
          onClose={() => setAsking(null)}
          onKept={(name) => nameDraft(draft.key, name)}
        />
      )}
    </div>
  );
}
