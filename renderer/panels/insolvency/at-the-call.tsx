import type { InsolvencyEnding } from '../../../shared/contract/insolvency.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { InsolvencyCell } from './insolvency-figure.tsx';
import { ownText, poolText } from './insolvency-texts.ts';

/** What the table has no room for in a narrow panel: the call of the pool that is looked at, and what it leaves. */
export function AtTheCall({ ending }: { readonly ending: InsolvencyEnding }) {
  const about = `${poolText(ending)}, ${ending.instrument}`;
  const measure = ending.side === 'up' ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
  return (
    <FigureGroup>
      <p className="fall-words t2">
        Called at{' '}
        <InsolvencyCell
          label="Called"
          about={about}
          figure={ending.liquidationPrice}
          format={(value) => priceText(value, priceDecimals(value))}
          question={{ measure, scope: ending.scope }}
        />
        , its buffer there{' '}
        <InsolvencyCell label="Buffer in money" about={about} figure={ending.bufferMoney} format={ownText} />, left once
        it is closed{' '}
        <InsolvencyCell label="Left after call" about={about} figure={ending.equityAfter} format={ownText} />
      </p>
    </FigureGroup>
  );
}
