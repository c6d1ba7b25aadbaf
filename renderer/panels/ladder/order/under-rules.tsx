import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import { leverageText } from '../../../../shared/format/leverage.ts';
import { moneyText } from '../../../../shared/format/money.ts';
import { notApplicableText } from '../../../../shared/format/number-text.ts';
import { poolName } from './order-texts.ts';

/** What the harder rules do to each pool at the marks. */
export function UnderRules({ document }: { readonly document: CascadeDocument }) {
  return (
    <section aria-label="Under the harder rules">
      <h2 className="label">Under the harder rules, at the marks</h2>
      <table className="table" aria-label="Under the harder rules">
        <thead>
          <tr>
            <th scope="col" className="left wide">
              Account
            </th>
            <th scope="col" className="left">
              State
            </th>
            <th scope="col">Short of initial, {document.base}</th>
            <th scope="col">Largest size that stands</th>
          </tr>
        </thead>
        <tbody>
          {document.judged.map(({ account, pool, isCalled, initialShort, largestSize }) => (
            <tr key={poolName({ account, pool })}>
              <td className="left t1">{poolName({ account, pool })}</td>
              <td className={isCalled ? 'left danger' : 'left'}>{isCalled ? 'called at once' : 'stands'}</td>
              <td>
                {initialShort === null ? 'not known' : initialShort === 0 ? notApplicableText : moneyText(initialShort)}
              </td>
              <td>
                {largestSize === null
                  ? 'any'
                  : `${leverageText(Math.floor(largestSize * 100 * (1 + 1e-12)) / 100)} of now`}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
