import type { Mapping, SymbolRule, TimeFormat } from '../../../shared/contract/mapping.ts';
import { Choose, ChooseColumn, MappingRow, Word } from './mapping-controls.tsx';
import type { MappingPartProps } from './mapping-fields.tsx';
import { symbolChoices, timeChoices } from './mapping-words.ts';

export function TimeRow({ mapping, columns, remarks, change }: MappingPartProps) {
  const { time, zone } = mapping;
  const format = time === null || time.from === 'fixed' ? null : time.format;
  const column = time?.from === 'column' ? time.column : time?.from === 'two-columns' ? time.date : null;
  return (
    <MappingRow label="Time" parts={['time', 'zone']} remarks={remarks}>
      <ChooseColumn
        label="Time column"
        none={time?.from === 'fixed' ? 'one instant for all rows' : 'no column'}
        value={column}
        columns={columns}
        onChange={(next) =>
          change({ time: next === null ? null : { from: 'column', column: next, format: format ?? 'YMD' } })
        }
      />
      {time !== null && time.from !== 'fixed' && (
        <>
          <Choose
            label="How times are written"
            value={time.format}
            options={timeChoices}
            onChange={(next) => change({ time: { ...time, format: next as TimeFormat | null } })}
          />
          <ChooseColumn
            label="Column of the time of day"
            none="time of day: same column"
            value={time.from === 'two-columns' ? time.time : null}
            columns={columns.filter((one) => one.column !== column)}
            onChange={(clock) =>
              change({
                time:
                  clock === null
                    ? { from: 'column', column: column ?? '', format }
                    : { from: 'two-columns', date: column ?? '', time: clock, format },
              })
            }
          />
          <Word
            label="Time zone of the file"
            placeholder="zone: UTC, Europe/Paris"
            value={zone ?? ''}
            onChange={(text) => change({ zone: text.trim() === '' ? null : text.trim() })}
          />
        </>
      )}
      {time === null && (
        <button
          type="button"
          className="row-action"
          onClick={() => change({ time: { from: 'fixed', at: `${new Date().toISOString().slice(0, 10)}T00:00:00Z` } })}
        >
          All rows are of one instant…
        </button>
      )}
      {time?.from === 'fixed' && (
        <input
          type="datetime-local"
          className="input small"
          aria-label="Instant of all rows, UTC"
          value={time.at.slice(0, 16)}
          onChange={(event) =>
            event.target.value !== '' &&
            change({ time: { from: 'fixed', at: `${event.target.value.slice(0, 16)}:00Z` } })
          }
        />
      )}
    </MappingRow>
  );
}

export function InstrumentRow({ mapping, columns, remarks, change }: MappingPartProps) {
  const { instrument } = mapping;
  const needsQuote =
    instrument?.from === 'column' && ['stock', 'coin-perpetual', 'coin-spot'].includes(instrument.rule ?? '');
  return (
    <MappingRow label="Instrument" parts={['instrument']} remarks={remarks}>
      <ChooseColumn
        label="Instrument column"
        none="no column"
        value={instrument?.from === 'column' ? instrument.column : null}
        columns={columns}
        onChange={(column) =>
          change({
            instrument:
              column === null
                ? null
                : instrument?.from === 'column'
                  ? { ...instrument, column }
                  : { from: 'column', column, rule: null, quote: null },
          })
        }
      />
      {instrument?.from === 'column' && (
        <Choose
          label="Kind of symbols"
          value={instrument.rule}
          options={symbolChoices}
          onChange={(rule) => change({ instrument: { ...instrument, rule: rule as SymbolRule | null } })}
        />
      )}
      {needsQuote && (
        <Choose
          label="Currency of the instruments"
          value={quoteValue(instrument.quote)}
          options={[
            ...['USD', 'EUR', 'USDT', 'USDC', 'GBP', 'CHF'].map((asset) => ({
              value: `fixed ${asset}`,
              text: `in ${asset}`,
            })),
            ...columns.map(({ column, title }) => ({ value: `column ${column}`, text: `in column ${title}` })),
          ]}
          onChange={(next) => change({ instrument: { ...instrument, quote: quoteOf(next) } })}
        />
      )}
      {instrument?.from !== 'column' && (
        <Word
          label="Instrument of all rows"
          placeholder="or one: BTC/USDT:USDT"
          value={instrument?.symbol ?? ''}
          onChange={(symbol) =>
            change({ instrument: symbol.trim() === '' ? null : { from: 'fixed', symbol: symbol.trim() } })
          }
        />
      )}
    </MappingRow>
  );
}

type Quote = Extract<Mapping['instrument'], { from: 'column' }>['quote'];

function quoteValue(quote: Quote): string | null {
  if (quote === null) return null;
  return quote.from === 'fixed' ? `fixed ${quote.asset}` : `column ${quote.column}`;
}

function quoteOf(value: string | null): Quote {
  if (value === null) return null;
  return value.startsWith('fixed ')
    ? { from: 'fixed', asset: value.slice(6) }
    : { from: 'column', column: value.slice(7) };
}

export function QuantityRow({ mapping, columns, remarks, change }: MappingPartProps) {
  const { quantity } = mapping;
  return (
    <MappingRow label="Quantity" parts={['quantity']} remarks={remarks}>
      <ChooseColumn
        label="Quantity column"
        value={quantity?.column ?? null}
        columns={columns}
        onChange={(column) => change({ quantity: column === null ? null : { multiplier: '1', ...quantity, column } })}
      />
      {quantity !== null && (
        <>
          <span className="t3">× coins or shares each</span>
          <Multiplier
            value={quantity.multiplier}
            onChange={(multiplier) => change({ quantity: { ...quantity, multiplier } })}
          />
        </>
      )}
    </MappingRow>
  );
}

function Multiplier({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const isPlain = (text: string) => /^(?:[1-9]\d{0,9}|0)(?:\.\d{0,9}[1-9])?$/.test(text) && Number(text) > 0;
  return (
    <input
      className="input small amount multiplier"
      aria-label="Coins or shares in one written unit"
      inputMode="decimal"
      defaultValue={value ?? ''}
      placeholder="1"
      onChange={(event) => onChange(isPlain(event.target.value) ? event.target.value : null)}
    />
  );
}
