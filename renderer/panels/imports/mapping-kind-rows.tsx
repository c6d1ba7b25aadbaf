import type { MappingTrial } from '../../../shared/contract/imports.ts';
import type { Mapping, RowKind } from '../../../shared/contract/mapping.ts';
import { countText } from '../../../shared/format/count.ts';
import { Choose, ChooseColumn, MappingRow } from './mapping-controls.tsx';
import type { MappingPartProps } from './mapping-fields.tsx';
import { kindChoices } from './mapping-words.ts';

/** What the rows are: all of one kind, or by the words of a column. */
export function KindsRow({ mapping, columns, remarks, change, values }: MappingPartProps) {
  const { kinds } = mapping;
  const words = kinds.by === 'column' ? wordsOf(values, kinds.column) : [];
  return (
    <MappingRow label="What the rows are" parts={['kinds', 'only']} remarks={remarks}>
      <Choose
        label="What all rows are"
        value={kinds.by === 'column' ? 'by-column' : kinds.kind}
        options={[
          ...kindChoices.filter(({ value }) => value !== 'ignored'),
          { value: 'by-column', text: 'Several: a column says it' },
        ]}
        onChange={(next) =>
          change({
            kinds:
              next === 'by-column'
                ? { by: 'column', column: columns[0]?.column ?? '', values: [], otherwise: 'failed' }
                : { by: 'all', kind: next as RowKind | null },
          })
        }
      />
      {kinds.by === 'column' && (
        <ChooseColumn
          label="Column of kinds"
          value={kinds.column}
          columns={columns}
          onChange={(column) => column !== null && change({ kinds: { ...kinds, column, values: [] } })}
        />
      )}
      {kinds.by === 'column' && (
        <div className="mapping-words">
          {words.map(({ value, count }) => (
            <WordLine key={value} value={value} count={count}>
              <Choose
                label={`What "${value}" is`}
                value={kinds.values.find((one) => one.value === value)?.kind ?? null}
                options={kindChoices}
                onChange={(kind) =>
                  change({ kinds: { ...kinds, values: withKind(kinds.values, value, kind as RowKind | null) } })
                }
              />
            </WordLine>
          ))}
        </div>
      )}
      <ChooseColumn
        label="Column that says whether a row counts"
        none="every row counts"
        value={mapping.only?.column ?? null}
        columns={columns}
        onChange={(column) => change({ only: column === null ? null : { column, values: [] } })}
      />
      {mapping.only !== null && (
        <div className="mapping-words">
          {wordsOf(values, mapping.only.column).map(({ value, count }) => (
            <WordLine key={value} value={value} count={count}>
              <Choose
                label={`Whether "${value}" counts`}
                value={mapping.only?.values.includes(value) === true ? 'yes' : 'no'}
                options={[
                  { value: 'yes', text: 'counts' },
                  { value: 'no', text: 'is left out' },
                ]}
                onChange={(next) =>
                  mapping.only !== null &&
                  change({ only: { ...mapping.only, values: toggled(mapping.only.values, value, next === 'yes') } })
                }
              />
            </WordLine>
          ))}
        </div>
      )}
    </MappingRow>
  );
}

/** How a purchase is told from a sale. */
export function SideRow({ mapping, columns, remarks, change, values }: MappingPartProps) {
  const { side } = mapping;
  const chosen = side === null ? null : side.from === 'quantity-sign' ? 'quantity-sign' : `${side.from} ${side.column}`;
  return (
    <MappingRow label="Bought or sold" parts={['side']} remarks={remarks}>
      <Choose
        label="How the side is said"
        value={chosen}
        none="not said"
        options={[
          { value: 'quantity-sign', text: 'a sale has a negative quantity' },
          ...columns.map(({ column, title }) => ({ value: `column ${column}`, text: `by the words of ${title}` })),
          ...columns.map(({ column, title }) => ({
            value: `money-sign ${column}`,
            text: `a purchase has a negative ${title}`,
          })),
        ]}
        onChange={(next) => change({ side: sideOf(next) })}
      />
      {side?.from === 'column' && (
        <div className="mapping-words">
          {wordsOf(values, side.column).map(({ value, count }) => (
            <WordLine key={value} value={value} count={count}>
              <Choose
                label={`What "${value}" is`}
                value={has(side.buy, value) ? 'buy' : has(side.sell, value) ? 'sell' : null}
                none="neither"
                options={[
                  { value: 'buy', text: 'a purchase' },
                  { value: 'sell', text: 'a sale' },
                ]}
                onChange={(next) =>
                  change({
                    side: {
                      ...side,
                      buy: toggled(side.buy, value, next === 'buy'),
                      sell: toggled(side.sell, value, next === 'sell'),
                    },
                  })
                }
              />
            </WordLine>
          ))}
        </div>
      )}
    </MappingRow>
  );
}

function WordLine({
  value,
  count,
  children,
}: {
  readonly value: string;
  readonly count: number;
  readonly children: React.ReactNode;
}) {
  return (
    <div className="mapping-word">
      <span className="ellipsis" title={value}>
        {value === '' ? 'blank' : value}
      </span>
      <span className="t3">{countText(count)}</span>
      {children}
    </div>
  );
}

function wordsOf(values: MappingTrial['values'], column: string): MappingTrial['values'] {
  return values.filter((one) => one.column === column);
}

type Values = Extract<Mapping['kinds'], { by: 'column' }>['values'];

function withKind(values: Values, value: string, kind: RowKind | null): Values {
  return [...values.filter((one) => one.value !== value), { value, kind }];
}

function has(words: readonly string[], word: string): boolean {
  return words.some((one) => one.toLowerCase() === word.toLowerCase());
}

function toggled(words: readonly string[], word: string, isIn: boolean): string[] {
  const others = words.filter((one) => one.toLowerCase() !== word.toLowerCase());
  return isIn ? [...others, word] : others;
}

function sideOf(value: string | null): Mapping['side'] {
  if (value === null) return null;
  if (value === 'quantity-sign') return { from: 'quantity-sign' };
  if (value.startsWith('money-sign ')) return { from: 'money-sign', column: value.slice(11) };
  return { from: 'column', column: value.slice(7), buy: [], sell: [] };
}
