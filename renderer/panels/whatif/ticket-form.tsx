import type { AccountView } from '../../../shared/contract/views.ts';
import { SelectField, TextField } from '../../widgets/fields.tsx';
import { Icon } from '../../widgets/icon.tsx';
import { Segmented } from '../../widgets/segmented.tsx';
import { readTicket, type TicketField, type TypedTicket } from './typed-ticket.ts';

const kinds = [
  { value: 'trade', text: 'Trade' },
  { value: 'close', text: 'Close' },
  { value: 'top-up', text: 'Money' },
] as const;

/** The fields of one ticket; what is wrong stands at its field. */
export function TicketForm({
  ticket,
  place,
  accounts,
  base,
  refused,
  onChange,
  onRemove,
}: {
  readonly ticket: TypedTicket;
  /** From 1 on, among the tickets of the what-if. */
  readonly place: number;
  readonly accounts: readonly AccountView[];
  readonly base: string;
  /** What the book says against it, at the field it is about; null where it says nothing. */
  readonly refused: { readonly field: TicketField; readonly message: string } | null;
  readonly onChange: (ticket: TypedTicket) => void;
  /** null where it is the only one. */
  readonly onRemove: (() => void) | null;
}) {
  const { kind } = ticket;
  const read = readTicket(ticket);
  const account = accounts.find(({ name }) => name === ticket.account);
  const isHedged = account?.positionMode === 'hedge';
  const held = (account === undefined ? accounts : [account]).flatMap(({ positions }) =>
    positions.map(({ instrument }) => instrument),
  );
  const problemOf = (field: TicketField): string | null => {
    if (!read.ok) return read.field === field && !read.isBlank ? read.message : null;
    return refused?.field === field ? refused.message : null;
  };
  const text = (
    field: TicketField,
    label: string,
    more: { readonly unit?: string; readonly placeholder?: string; readonly list?: readonly string[] } = {},
    isAmount = true,
  ) => (
    <TextField
      label={label}
      value={ticket[field]}
      onChange={(value) => onChange({ ...ticket, [field]: value })}
      problem={problemOf(field)}
      isAmount={isAmount}
      {...more}
    />
  );
  return (
    <fieldset className="whatif-ticket">
      <legend className="unseen">Ticket {place}</legend>
      <div className="row">
        <Segmented
          label={`Kind of ticket ${place}`}
          value={kind}
          options={kinds}
          onChange={(value) => onChange({ ...ticket, kind: value })}
        />
        <span className="grow" />
        {kind === 'trade' && (
          <Segmented
            label={`Side of ticket ${place}`}
            value={ticket.side}
            options={[
              { value: 'buy', text: 'Buy' },
              { value: 'sell', text: 'Sell' },
            ]}
            onChange={(side) => onChange({ ...ticket, side })}
          />
        )}
        {kind === 'top-up' && (
          <Segmented
            label={`Direction of ticket ${place}`}
            value={ticket.direction}
            options={[
              { value: 'in', text: 'Pay in' },
              { value: 'out', text: 'Take out' },
            ]}
            onChange={(direction) => onChange({ ...ticket, direction })}
          />
        )}
        {onRemove !== null && (
          <button type="button" className="icon-button" aria-label={`Remove ticket ${place}`} onClick={onRemove}>
            <Icon name="close" />
          </button>
        )}
      </div>
      <div className="whatif-fields">
        <SelectField
          label="Account"
          value={ticket.account}
          options={[{ value: '', text: 'choose' }, ...accounts.map(({ name }) => ({ value: name, text: name }))]}
          onChange={(name) => onChange({ ...ticket, account: name })}
        />
        {kind === 'top-up' ? (
          <>
            {text('asset', 'Asset', { list: assetsOf(account), placeholder: 'USDT' }, false)}
            {text('amount', 'Amount', { unit: ticket.asset })}
          </>
        ) : (
          <>
            {text('instrument', 'Instrument', { list: [...new Set(held)], placeholder: 'BTC/USDT:USDT' }, false)}
            {kind === 'trade' ? (
              <>
                {text('size', ticket.unit === 'base' ? `Size, ${base}` : 'Size, contracts')}
                <SelectField
                  label="Size is in"
                  value={ticket.unit}
                  options={[
                    { value: 'contracts', text: 'contracts' },
                    { value: 'base', text: `${base} value` },
                  ]}
                  onChange={(unit) => onChange({ ...ticket, unit: unit === 'base' ? 'base' : 'contracts' })}
                />
              </>
            ) : (
              text('share', 'Share to close', { unit: '%' })
            )}
            {text('price', 'Price', { placeholder: 'the mark' })}
            {kind === 'trade' && text('leverage', 'Leverage', { placeholder: 'as it is', unit: '×' })}
            {kind === 'trade' && text('stop', 'Stop', { placeholder: 'none' })}
            {text('feeRate', 'Fee rate', { placeholder: 'none', unit: '%' })}
            {(isHedged || ticket.leg !== '') && (
              <SelectField
                label="Leg"
                value={ticket.leg}
                options={[
                  { value: '', text: kind === 'close' ? 'both' : 'choose' },
                  { value: 'long', text: 'long' },
                  { value: 'short', text: 'short' },
                ]}
                onChange={(leg) => onChange({ ...ticket, leg: leg === 'long' || leg === 'short' ? leg : '' })}
              />
            )}
          </>
        )}
      </div>
    </fieldset>
  );
}

function assetsOf(account: AccountView | undefined): readonly string[] {
  return account === undefined ? [] : account.balances.map(({ asset }) => asset);
}
