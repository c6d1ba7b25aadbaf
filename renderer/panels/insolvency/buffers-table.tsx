import type { InsolvencyEnding } from '../../../shared/contract/insolvency.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { sigmaText } from '../../../shared/format/sigma.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { InsolvencyCell } from './insolvency-figure.tsx';
import { owedText, ownText, poolText, roomText } from './insolvency-texts.ts';

/** Every pool along each of its instruments: where it is called, where debt begins, and what lies between. */
export function BuffersTable({
  endings,
  chosen,
  onChoose,
  isNarrow,
}: {
  readonly endings: readonly InsolvencyEnding[];
  readonly chosen: InsolvencyEnding;
  readonly onChoose: (ending: InsolvencyEnding) => void;
  readonly isNarrow: boolean;
}) {
  return (
    <FigureGroup>
      <table className="table" aria-label="Buffers">
        <thead>
          <tr>
            <th scope="col" className="left wide">
              Account, instrument
            </th>
            {!isNarrow && <th scope="col">Called at</th>}
            <th scope="col">Bankrupt at</th>
            <th scope="col">Buffer, %</th>
            {!isNarrow && <th scope="col">Buffer</th>}
            <th scope="col">To debt, %</th>
            <th scope="col">σ</th>
            {!isNarrow && <th scope="col">After call</th>}
            <th scope="col">Debt</th>
            <th scope="col">Expected</th>
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
}: {
  readonly ending: InsolvencyEnding;
  readonly isChosen: boolean;
  readonly onChoose: (ending: InsolvencyEnding) => void;
  readonly isNarrow: boolean;
}) {
  const about = `${poolText(ending)}, ${ending.instrument}`;
  const { scope } = ending;
  const side = ending.side === 'up' ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
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
            question={{ measure: side, scope }}
          />
        </td>
      )}
      <td>
        <InsolvencyCell
          label="Bankrupt"
          about={about}
          figure={ending.bankruptcyPrice}
          format={price}
          question={{ measure: 'bankruptcyPrice', scope }}
        />
      </td>
      <td>
        <InsolvencyCell label="Buffer" about={about} figure={ending.bufferFraction} format={roomText} />
      </td>
      {!isNarrow && (
        <td>
          <InsolvencyCell label="Buffer in money" about={about} figure={ending.bufferMoney} format={ownText} />
        </td>
      )}
      <td className="t1">
        <InsolvencyCell label="To bankruptcy" about={about} figure={ending.distanceFraction} format={roomText} />
      </td>
      <td>
        <InsolvencyCell label="Sigmas" about={about} figure={ending.distanceSigma} format={sigmaText} />
      </td>
      {!isNarrow && (
        <td>
          <InsolvencyCell label="Left after call" about={about} figure={ending.equityAfter} format={ownText} />
        </td>
      )}
      <td className="t1">
        <InsolvencyCell label="Debt" about={about} figure={ending.shortfall} format={owedText} />
      </td>
      <td>
        <InsolvencyCell label="Expected debt" about={about} figure={ending.expectedDebt} format={owedText} />
      </td>
    </tr>
  );
}
