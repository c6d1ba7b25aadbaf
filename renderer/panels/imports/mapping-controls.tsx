import type { ReactNode } from 'react';
import type { MappingProposal } from '../../../shared/contract/imports.ts';
import type { MappingPart, MappingRemark } from '../../../shared/contract/mapping.ts';
import { Shape } from '../../widgets/shape.tsx';

export type TableColumns = MappingProposal['columns'];

/** One thing that a table says, with the column that says it and what is in doubt about it. */
export function MappingRow({
  label,
  parts,
  remarks,
  children,
}: {
  readonly label: string;
  readonly parts: readonly MappingPart[];
  readonly remarks: readonly (MappingRemark & { readonly isMissing: boolean })[];
  readonly children: ReactNode;
}) {
  const own = remarks.filter(({ part }) => parts.includes(part));
  const isOpen = own.some(({ isMissing }) => isMissing);
  return (
    <div className={isOpen ? 'mapping-row open' : 'mapping-row'} role="group" aria-label={label}>
      <span className="mapping-label">{label}</span>
      <div className="mapping-controls">{children}</div>
      {own.map(({ text, isMissing }) => (
        <p key={text} className={isMissing ? 'mapping-remark watch' : 'mapping-remark'}>
          {isMissing && <Shape state="watch" />}
          {text}
        </p>
      ))}
    </div>
  );
}

/** A choice without a visible label: the row that it stands in names it. */
export function Choose({
  label,
  value,
  options,
  none,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  /** What stands for "not chosen"; absent when something always is. */
  readonly none?: string;
  readonly onChange: (value: string | null) => void;
}) {
  return (
    <select
      className="select small"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
    >
      {(none !== undefined || value === null) && <option value="">{none ?? 'choose…'}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}

export function ChooseColumn({
  label,
  value,
  columns,
  none = 'no column',
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly columns: TableColumns;
  readonly none?: string;
  readonly onChange: (column: string | null) => void;
}) {
  const options = columns.map(({ column, title }) => ({ value: column, text: title }));
  return <Choose label={label} value={value} options={options} none={none} onChange={onChange} />;
}

/** A short text without a visible label. */
export function Word({
  label,
  value,
  placeholder,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  return (
    <input
      className="input small"
      aria-label={label}
      value={value}
      placeholder={placeholder}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
