import type { InsolvencyEnding } from '../../../shared/contract/insolvency.ts';
import { instrumentText } from '../../../shared/format/instrument-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { sigmaText } from '../../../shared/format/sigma.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { InsolvencyCell } from './insolvency-figure.tsx';
import { endingQuestion, type InsolvencyChoice } from './insolvency-targets.ts';
import { owedText, ownText, poolText, roomText, wayText } from './insolvency-texts.ts';

/** Every pool along each of its instruments: where it is called, where debt begins, and what lies between. */
export function BuffersTable({
  endings,
  chosen,
  onChoose,
  isNarrow,
  isTight,
  choice,
}: {
  readonly endings: readonly InsolvencyEnding[];
  readonly chosen: InsolvencyEnding;
  readonly onChoose: (ending: InsolvencyEnding) => void;
  readonly isNarrow: boolean;
  readonly isTight: boolean;
  readonly choice: InsolvencyChoice;
}) {
  return (
    <FigureGroup>
      <table className="table" aria-label="Buffers">
        <thead>
          <tr>
            <th scope="col" className="left">
              Instrument, account
            </th>
            {!isNarrow && (
              <th scope="col" className="price">
                Called at
              </th>
            )}
            <th scope="col" className="price">
              Bankrupt at
            </th>
            <th scope="col" className="share">
              Buffer, %
            </th>
            {!isNarrow && (
              <th scope="col" className="money">
                Buffer
              </th>
            )}
            <th scope="col" className="share">
              To debt, %
            </th>
            {!isTight && (
              <th scope="col" className="sigma">
                σ
              </th>
            )}
            {!isNarrow && (
              <th scope="col" className="money">
                After call
              </th>
            )}
            <th scope="col" className="money">
              Debt
            </th>
            {!isTight && (
              <th scope="col" className="money">
                Expected debt
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {endings.map((ending) => (
            <BufferRow
              key={`${ending.pool} ${ending.scope}`}
              ending={ending}
              isChosen={ending === chosen}
              onChoose={onChoose}
              isNarrow={isNarrow}
              isTight={isTight}
              choice={choice}
            />
          ))}
        </tbody>
      </table>
    </FigureGroup>
  );
}

function BufferRow({
  ending,
  isChosen,
  onChoose,
  isNarrow,
  isTight,
  choice,
}: {
  readonly ending: InsolvencyEnding;
  readonly isChosen: boolean;
  readonly onChoose: (ending: InsolvencyEnding) => void;
  readonly isNarrow: boolean;
  readonly isTight: boolean;
  readonly choice: InsolvencyChoice;
}) {
  const about = `${instrumentText(ending.instrument)}, ${poolText(ending)}`;
  const ask = (label: Parameters<typeof endingQuestion>[0]) => endingQuestion(label, ending, choice);
  const price = (value: number): string => priceText(value, priceDecimals(value));
  return (
    <tr className={isChosen ? 'selected' : ''}>
      <td className="left t1" title={about}>
        <button type="button" className="row-action" aria-pressed={isChosen} onClick={() => onChoose(ending)}>
          {about}
        </button>
      </td>
      {!isNarrow && (
        <td>
          <InsolvencyCell
            label="Called"
            about={about}
            figure={ending.liquidationPrice}
            format={price}
            question={ask('Called')}
          />
        </td>
      )}
      <td>
        <InsolvencyCell
          label="Bankrupt"
          about={about}
          figure={ending.bankruptcyPrice}
          format={price}
          question={ask('Bankrupt')}
        />
      </td>
      <td>
        <InsolvencyCell
          label="Buffer"
          about={about}
          figure={ending.bufferFraction}
          format={roomText}
          question={ask('Buffer')}
        />
      </td>
      {!isNarrow && (
        <td>
          <InsolvencyCell
            label="Buffer in money"
            about={about}
            figure={ending.bufferMoney}
            format={ownText}
            question={ask('Buffer in money')}
          />
        </td>
      )}
      <td className="t1">
        <InsolvencyCell
          label="To bankruptcy"
          about={about}
          figure={ending.distanceFraction}
          format={wayText}
          question={ask('To bankruptcy')}
        />
      </td>
      {!isTight && (
        <td>
          <InsolvencyCell
            label="Sigmas"
            about={about}
            figure={ending.distanceSigma}
            format={sigmaText}
            question={ask('Sigmas')}
          />
        </td>
      )}
      {!isNarrow && (
        <td>
          <InsolvencyCell
            label="Left after call"
            about={about}
            figure={ending.equityAfter}
            format={ownText}
            question={ask('Left after call')}
          />
        </td>
      )}
      <td className="t1">
        <InsolvencyCell label="Debt" about={about} figure={ending.shortfall} format={owedText} question={ask('Debt')} />
      </td>
      {!isTight && (
        <td>
          <InsolvencyCell
            label="Expected debt"
            about={about}
            figure={ending.expectedDebt}
            format={owedText}
            question={ask('Expected debt')}
          />
        </td>
      )}
    </tr>
  );
}
