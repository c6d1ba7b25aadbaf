import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import { leverageText } from '../../../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../../../shared/format/money.ts';
import { notApplicableText } from '../../../../shared/format/number-text.ts';
import { FigureGroup } from '../../../widgets/figure-button.tsx';
import { FigureBeside } from './figure-beside.tsx';
import type { OrderQuestion } from './order-terms.ts';
import { poolName } from './order-texts.ts';

/** What the harder rules do to each pool at the marks. */
export function UnderRules({
  document,
  question,
}: {
  readonly document: CascadeDocument;
  readonly question: OrderQuestion;
}) {
  return (
    <section aria-label="Under the harder rules">
      <h2 className="label">Under the harder rules, at the marks, {document.base}; sizes as multiples of now</h2>
      <FigureGroup>
        <table className="table" aria-label="Under the harder rules">
          <thead>
            <tr>
              <th scope="col" className="left wide">
                Account
              </th>
              <th scope="col" className="left">
                State
              </th>
              <th scope="col">Over maint.</th>
              <th scope="col">Short of initial</th>
              <th scope="col">Largest size</th>
            </tr>
          </thead>
          <tbody>
            {document.judged.map((judged) => (
              <JudgedRow key={poolName(judged)} judged={judged} question={question} base={document.base} />
            ))}
          </tbody>
        </table>
      </FigureGroup>
    </section>
  );
}

function JudgedRow({
  judged: { account, pool, isCalled, surplus, initialShort, largestSize },
  question,
  base,
}: {
  readonly judged: CascadeDocument['judged'][number];
  readonly question: OrderQuestion;
  readonly base: string;
}) {
  const about = poolName({ account, pool });
  const opens = (figure: 'surplus' | 'initialShort' | 'largestSize', value: number, text: string, shown = text) => (
    <FigureBeside
      question={question}
      asked={{ kind: 'rules', account, pool, figure }}
      about={about}
      value={value}
      text={text}
    >
      {shown}
    </FigureBeside>
  );
  return (
    <tr>
      <td className="left t1">{about}</td>
      <td className={isCalled ? 'left danger' : 'left'}>{isCalled ? 'called' : 'stands'}</td>
      <td>{opens('surplus', surplus, `${signedMoneyText(surplus)} ${base}`, signedMoneyText(surplus))}</td>
      <td>
        {initialShort === null
          ? 'not known'
          : opens(
              'initialShort',
              initialShort,
              `${moneyText(initialShort)} ${base}`,
              initialShort === 0 ? notApplicableText : moneyText(initialShort),
            )}
      </td>
      <td>{largestSize === null ? 'any' : opens('largestSize', largestSize, sizeText(largestSize))}</td>
    </tr>
  );
}

/** Cut off, never up: a size that is shown stands. */
function sizeText(largestSize: number): string {
  return leverageText(Math.floor(largestSize * 100 * (1 + 1e-12)) / 100);
}
