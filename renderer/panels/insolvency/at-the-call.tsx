import type { InsolvencyEnding } from '../../../shared/contract/insolvency.ts';
import { instrumentText } from '../../../shared/format/instrument-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { sigmaText } from '../../../shared/format/sigma.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { InsolvencyCell } from './insolvency-figure.tsx';
import { endingQuestion, type InsolvencyChoice } from './insolvency-targets.ts';
import { ownText, owedText, poolText } from './insolvency-texts.ts';

/** What the table has no room for in a narrow panel: the call of the pool that is looked at, and what it leaves. */
export function AtTheCall({
  ending,
  choice,
  isTight,
}: {
  readonly ending: InsolvencyEnding;
  readonly choice: InsolvencyChoice;
  /** The table leaves out the sigmas and the expected debt too. */
  readonly isTight: boolean;
}) {
  const about = `${poolText(ending)}, ${instrumentText(ending.instrument)}`;
  const ask = (label: Parameters<typeof endingQuestion>[0]) => endingQuestion(label, ending, choice);
  return (
    <FigureGroup>
      <p className="fall-words t2">
        Called at{' '}
        <InsolvencyCell
          label="Called"
          about={about}
          figure={ending.liquidationPrice}
          format={(value) => priceText(value, priceDecimals(value))}
          question={ask('Called')}
        />
        , its buffer there{' '}
        <InsolvencyCell
          label="Buffer in money"
          about={about}
          figure={ending.bufferMoney}
          format={ownText}
          question={ask('Buffer in money')}
        />
        , left after the call{' '}
        <InsolvencyCell
          label="Left after call"
          about={about}
          figure={ending.equityAfter}
          format={ownText}
          question={ask('Left after call')}
        />
        {isTight && (
          <>
            ; to debt in daily σ{' '}
            <InsolvencyCell
              label="Sigmas"
              about={about}
              figure={ending.distanceSigma}
              format={sigmaText}
              question={ask('Sigmas')}
            />
            , expected debt of a late exit{' '}
            <InsolvencyCell
              label="Expected debt"
              about={about}
              figure={ending.expectedDebt}
              format={owedText}
              question={ask('Expected debt')}
            />
          </>
        )}
      </p>
    </FigureGroup>
  );
}
