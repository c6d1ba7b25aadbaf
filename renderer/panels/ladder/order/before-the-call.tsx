import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import type { AccountView } from '../../../../shared/contract/views.ts';
import { moneyText } from '../../../../shared/format/money.ts';
import { useCall } from '../../../api/queries.ts';
import type { ExplainTarget, TopUpAsked } from '../../../layout/explain-store.ts';
import { FigureButton, FigureGroup } from '../../../widgets/figure-button.tsx';
import { knownFigure } from '../../explain/explain-cells.ts';
import { askTopUp } from '../../whatif/what-if-store.ts';
import type { OrderQuestion } from './order-terms.ts';
import { neededText, poolName, tradedText, wayText } from './order-texts.ts';
import { topUpMoney } from './top-up-asset.ts';

/** The smallest top-up of each pool that would be called, and the trades that restore the margin ratio asked for. */
export function BeforeTheCall({
  document,
  question,
}: {
  readonly document: CascadeDocument;
  readonly question: OrderQuestion;
}) {
  const accounts = useCall('views.accounts', {}).data?.accounts ?? [];
  const called = document.topUps.filter(({ amount }) => amount !== 0);
  return (
    <>
      {called.length > 0 && (
        <section aria-label="Top-ups">
          <h2 className="label">What would have prevented it</h2>
          <FigureGroup>
            <ul className="order-list">
              {called.map(({ account, pool, side, amount }) => (
                <li key={`${account} ${pool} ${side}`}>
                  <span className="t1">{poolName({ account, pool })}</span>{' '}
                  <span className="t3">{wayText(document.axis, side).toLowerCase()}</span>{' '}
                  {amount === null ? (
                    'is called whatever is paid in'
                  ) : (
                    <>
                      stands with{' '}
                      <span className="t1">
                        <FigureButton target={topUpTarget({ question, side, account, pool }, amount, document.base)}>
                          {neededText(amount)} {document.base}
                        </FigureButton>
                      </span>{' '}
                      more
                      <TryTopUp account={accounts.find(({ name }) => name === account)} amount={amount} />
                    </>
                  )}
                </li>
              ))}
            </ul>
          </FigureGroup>
        </section>
      )}
      {document.plans.length > 0 && (
        <section aria-label="Trades that restore the margin ratio">
          <h2 className="label">The cheapest trades to that margin ratio, at the marks</h2>
          <ul className="order-list">
            {document.plans.map((plan) => (
              <li key={poolName(plan)}>
                <span className="t1">{poolName(plan)}</span> {tradesText(plan, document.base)}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function topUpTarget(asked: TopUpAsked, amount: number, base: string): ExplainTarget {
  return {
    label: 'Top-up',
    about: poolName(asked),
    question: null,
    topUp: asked,
    meaning: 'The least money, paid in at the marks, that keeps the pool from being called anywhere on this way.',
    figure: knownFigure(amount, []),
    text: `${neededText(amount)} ${base}`,
    from: 'the order of events',
  };
}

function TryTopUp({ account, amount }: { readonly account: AccountView | undefined; readonly amount: number }) {
  const money = topUpMoney(account, amount);
  if (account === undefined || money === null) return null;
  return (
    <button
      type="button"
      className="ghost"
      aria-label={`Try ${money.amount} ${money.asset} in ${account.name} as what-if`}
      onClick={() => askTopUp(account.name, money.asset, money.amount)}
    >
      Try as what-if
    </button>
  );
}

function tradesText({ trades }: CascadeDocument['plans'][number], base: string): string {
  if (trades === null) return 'does not come to it even with everything closed';
  return trades
    .map(
      ({ instrument, quantity, notional, cost }) =>
        `${quantity < 0 ? 'sell' : 'buy'} ${tradedText(Math.abs(quantity)).replace('+', '')} ${instrument} (${moneyText(notional)} ${base}, cost ${moneyText(cost)})`,
    )
    .join(', ');
}
