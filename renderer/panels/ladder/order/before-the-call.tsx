import type { CascadeDocument } from '../../../../shared/contract/cascade.ts';
import type { AccountView } from '../../../../shared/contract/views.ts';
import { instrumentText } from '../../../../shared/format/instrument-text.ts';
import { moneyText } from '../../../../shared/format/money.ts';
import { useCall } from '../../../api/queries.ts';
import { FigureGroup } from '../../../widgets/figure-button.tsx';
import { askTopUp } from '../../whatif/what-if-store.ts';
import { FigureBeside } from './figure-beside.tsx';
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
                        <FigureBeside
                          question={question}
                          asked={{ kind: 'top-up', side, account, pool }}
                          about={poolName({ account, pool })}
                          value={amount}
                          text={`${neededText(amount)} ${document.base}`}
                        />
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
          <h2 className="label">
            To that margin ratio, at the marks: the cheapest single trade, or several where none is enough
          </h2>
          <FigureGroup>
            <ul className="order-list">
              {document.plans.map((plan) => (
                <li key={poolName(plan)}>
                  <span className="t1">{poolName(plan)}</span>{' '}
                  {plan.trades === null
                    ? 'does not come to it even with everything closed'
                    : plan.trades.map((trade, index) => (
                        <PlanTrade
                          key={`${trade.instrument} ${Math.sign(trade.quantity)}`}
                          document={document}
                          question={question}
                          plan={plan}
                          index={index}
                          trade={trade}
                        />
                      ))}
                </li>
              ))}
            </ul>
          </FigureGroup>
        </section>
      )}
    </>
  );
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

type Plan = CascadeDocument['plans'][number];

/** One trade of a plan; each of its figures opens. */
function PlanTrade({
  document: { base },
  question,
  plan,
  index,
  trade: { instrument, quantity, notional, cost },
}: {
  readonly document: CascadeDocument;
  readonly question: OrderQuestion;
  readonly plan: Plan;
  readonly index: number;
  readonly trade: NonNullable<Plan['trades']>[number];
}) {
  const { account, pool } = plan;
  const opens = (figure: 'quantity' | 'notional' | 'cost', value: number, text: string) => (
    <FigureBeside
      question={question}
      asked={{ kind: 'trade', account, pool, index, figure }}
      about={`${poolName(plan)}, ${instrumentText(instrument)}`}
      value={value}
      text={text}
    />
  );
  return (
    <span>
      {index > 0 && ', '}
      {quantity < 0 ? 'sell' : 'buy'} {opens('quantity', quantity, tradedText(Math.abs(quantity)).replace('+', ''))}{' '}
      {instrumentText(instrument)} ({opens('notional', notional, `${moneyText(notional)} ${base}`)}, cost{' '}
      {opens('cost', cost, moneyText(cost))})
    </span>
  );
}
