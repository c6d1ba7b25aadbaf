import type { TypedRow } from './rule-fields.ts';

interface Column<Field extends string> {
  readonly id: Field;
  readonly title: string;
  readonly placeholder: string;
  readonly isAmount?: boolean;
}

/** A small table that is typed: rows can be added and taken away. */
export function RuleRows<Field extends string>({
  title,
  rows,
  columns,
  empty,
  onChange,
}: {
  readonly title: string;
  readonly rows: readonly TypedRow<Field>[];
  readonly columns: readonly Column<Field>[];
  readonly empty: Readonly<Record<Field, string>>;
  readonly onChange: (rows: readonly TypedRow<Field>[]) => void;
}) {
  const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
  const set = (row: TypedRow<Field>, id: Field, text: string) =>
    onChange(rows.map((one) => (one === row ? { ...row, cells: { ...row.cells, [id]: text } } : one)));
  return (
    <fieldset className="rule-rows">
      <legend className="label">{title}</legend>
      {rows.length > 0 && (
        <div className="tier-rows">
          <table className="tier-edit">
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.id} scope="col" className="label">
                    {column.title}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">Remove</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={row.key}>
                  {columns.map((column) => (
                    <td key={column.id}>
                      <input
                        className={column.isAmount === true ? 'input small amount' : 'input small'}
                        aria-label={`${column.title}, row ${index + 1}`}
                        inputMode={column.isAmount === true ? 'decimal' : 'text'}
                        autoComplete="off"
                        spellCheck={false}
                        placeholder={column.placeholder}
                        value={row.cells[column.id]}
                        onChange={(event) => set(row, column.id, event.target.value)}
                      />
                    </td>
                  ))}
                  <td>
                    <button
                      type="button"
                      className="icon-button"
                      aria-label={`Remove row ${index + 1}`}
                      onClick={() => onChange(rows.filter((one) => one !== row))}
                    >
                      ×
                    </button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <button type="button" className="button quiet" onClick={() => onChange([...rows, { key, cells: empty }])}>
        Add a row
      </button>
    </fieldset>
  );
}
