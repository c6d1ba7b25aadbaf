import { Segmented } from '../../widgets/segmented.tsx';

/** Along what departures and events are compared. */
export interface Shock {
  /** null: the largest net exposure. */
  readonly asset: string | null;
  readonly beta: 0 | 1 | 'estimated';
}

/** The asset that is shocked, and what the others do. */
export function ShockTools({
  shock,
  assets,
  onChange,
}: {
  readonly shock: Shock;
  readonly assets: readonly string[];
  readonly onChange: (shock: Shock) => void;
}) {
  const named = [...new Set([...assets, ...(shock.asset === null ? [] : [shock.asset])])];
  return (
    <div className="tools">
      <label className="label" htmlFor="whatif-shock">
        Shock
      </label>
      <select
        id="whatif-shock"
        className="select small"
        value={shock.asset ?? ''}
        onChange={({ target: { value } }) => onChange({ ...shock, asset: value === '' ? null : value })}
      >
        <option value="">largest exposure</option>
        {named.map((asset) => (
          <option key={asset}>{asset}</option>
        ))}
      </select>
      <span className="label">others</span>
      <Segmented
        label="Other assets"
        value={`${shock.beta}`}
        options={[
          { value: '0', text: 'still' },
          { value: '1', text: 'β = 1' },
          { value: 'estimated', text: 'estimated' },
        ]}
        onChange={(value) => onChange({ ...shock, beta: betas[value] })}
      />
    </div>
  );
}

const betas = { '0': 0, '1': 1, estimated: 'estimated' } as const;
