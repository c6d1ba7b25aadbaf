import { useAccounts } from '../accounts/use-accounts.ts';
import { useEventsSettings } from './use-events.ts';

const kinds = [
  'trade',
  'funding',
  'fee',
  'deposit',
  'withdrawal',
  'transfer',
  'interest',
  'dividend',
  'tax',
  'settlement',
  'adjustment',
  'liquidation',
  'expiry',
  'assignment',
  'exercise',
  'split',
  'cancel',
  'opening-position',
  'opening-balance',
  'reported-position',
  'reported-balance',
] as const;

/** Which rows are meant: of an account, of an instrument, of a kind, with these words. */
export function EventFilter() {
  const { account, instrument, kind, text, withdrawn } = useEventsSettings();
  const accounts = useAccounts().data?.accounts ?? [];
  const names = accounts.map(({ name }) => name);
  return (
    <div className="tools event-filter">
      <select
        className="select small"
        aria-label="Account"
        value={account ?? ''}
        onChange={(event) => useEventsSettings.setState({ account: event.target.value || null })}
      >
        <option value="">All accounts</option>
        {(account === null || names.includes(account) ? names : [account, ...names]).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <select
        className="select small"
        aria-label="Kind"
        value={kind ?? ''}
        onChange={(event) => useEventsSettings.setState({ kind: event.target.value || null })}
      >
        <option value="">All kinds</option>
        {kinds.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
      {instrument !== null && (
        <button
          type="button"
          className="button quiet small"
          aria-label={`Only ${instrument}: show every instrument`}
          title="Show every instrument"
          onClick={() => useEventsSettings.setState({ instrument: null })}
        >
          <span className="ellipsis">{instrument} ×</span>
        </button>
      )}
      <input
        className="input small grow"
        aria-label="Filter rows"
        placeholder="Filter by instrument, account, asset or kind"
        value={text}
        onChange={(event) => useEventsSettings.setState({ text: event.target.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') useEventsSettings.setState({ text: '' });
        }}
      />
      <label className="with-icon label">
        <input
          type="checkbox"
          checked={withdrawn}
          onChange={(event) => useEventsSettings.setState({ withdrawn: event.target.checked })}
        />
        taken back
      </label>
    </div>
  );
}
