import { useId, type ReactNode } from 'react';
import { Shape } from './shape.tsx';

/** A labelled text field; `problem` stands under it. */
export function TextField({
  label,
  value,
  onChange,
  unit,
  problem,
  placeholder,
  isAmount = false,
  autoFocus = false,
  list,
}: {
  readonly label: ReactNode;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly unit?: string;
  readonly problem?: string | null;
  readonly placeholder?: string;
  readonly isAmount?: boolean;
  readonly autoFocus?: boolean;
  /** Words to choose from while typing. */
  readonly list?: readonly string[];
}) {
  const id = useId();
  const hasProblem = problem !== undefined && problem !== null;
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <div className="with-unit">
        <input
          id={id}
          className={isAmount ? 'input amount' : 'input'}
          value={value}
          inputMode={isAmount ? 'decimal' : 'text'}
          autoComplete="off"
          spellCheck={false}
          placeholder={placeholder}
          // A dialog opens for one field: to begin there is what its button promised.
          // oxlint-disable-next-line jsx-a11y/no-autofocus
          autoFocus={autoFocus}
          aria-invalid={hasProblem}
          aria-describedby={hasProblem ? `${id}-problem` : undefined}
          list={list === undefined ? undefined : `${id}-list`}
          onChange={(event) => onChange(event.target.value)}
        />
        {unit !== undefined && <span className="unit">{unit}</span>}
        {list !== undefined && (
          <datalist id={`${id}-list`}>
            {list.map((word) => (
              <option key={word} value={word}>
                {word}
              </option>
            ))}
          </datalist>
        )}
      </div>
      {hasProblem && (
        <span className="problem" id={`${id}-problem`}>
          <Shape state="danger" />
          {problem}
        </span>
      )}
    </div>
  );
}

/** A labelled choice from a list. */
export function SelectField({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="select" value={value} onChange={(event) => onChange(event.target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </div>
  );
}
