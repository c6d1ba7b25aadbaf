import type { AccountView } from '../../../shared/contract/views.ts';
import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { faultText } from '../../format/fault-text.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { LargestSizeAlert } from './largest-size.tsx';
import { refusedField } from './refused-field.ts';
import { TicketForm } from './ticket-form.tsx';
import { addTicket, changeTicket, removeTicket, type DraftWhatIf } from './what-if-store.ts';

/** The tickets of one what-if, and what the limits say of it. */
export function TicketPane({
  draft,
  accounts,
  base,
  assessed,
  isCurrent,
}: {
  readonly draft: DraftWhatIf;
  readonly accounts: readonly AccountView[];
  readonly base: string;
  readonly assessed: AssessedWhatIf | null;
  readonly isCurrent: boolean;
}) {
  const [only, ...others] = draft.tickets;
  const fault = isCurrent ? (assessed?.fault ?? null) : null;
  // Of several tickets the refusal does not say which: then it stands under them all.
  const field = fault === null || others.length > 0 ? null : refusedField(fault.code);
  return (
    // A region that scrolls must be reachable by the keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className="whatif-tickets" aria-label="Tickets" tabIndex={0}>
      {draft.tickets.map((ticket, place) => (
        <TicketForm
          key={ticket.key}
          ticket={ticket}
          place={place + 1}
          accounts={accounts}
          base={base}
          refused={field === null || fault === null ? null : { field, message: faultText(fault) }}
          onChange={(changed) => changeTicket(draft.key, changed)}
          onRemove={others.length === 0 ? null : () => removeTicket(draft.key, ticket.key)}
        />
      ))}
      {fault !== null && field === null && (
        <p className="problem" role="alert">
          <Shape state="danger" />
          {faultText(fault)}
        </p>
      )}
      {assessed !== null && assessed.fault === null && only !== undefined && (
        <LargestSizeAlert
          whatIf={assessed}
          isCurrent={isCurrent}
          base={base}
          onUse={(size) => changeTicket(draft.key, { ...only, size })}
        />
      )}
      <button type="button" className="ghost" onClick={() => addTicket(draft.key)}>
        <Icon name="plus" />
        Another ticket in this what-if
      </button>
    </section>
  );
}
