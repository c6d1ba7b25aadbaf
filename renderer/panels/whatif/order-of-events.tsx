import type { AssessedWhatIf, CalledPool } from '../../../shared/contract/whatif.ts';
import { countedText } from '../../../shared/format/count.ts';
import { departureText, signedPercentText } from '../../../shared/format/ratio.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { PoolsInOrder } from './pools-in-order.tsx';

const nobody = 'nobody is called';

/** What happens call by call as it is and in each what-if: who, how much, and where debt begins. */
export function OrderOfEvents({ whatIfs }: { readonly whatIfs: readonly AssessedWhatIf[] }) {
  const orders = whatIfs.flatMap((whatIf) => {
    const events = whatIf.comparison?.events ?? null;
    return events === null ? [] : [{ whatIf, events }];
  });
  const first = orders[0]?.events;
  if (first === undefined) return null;
  return (
    <FigureGroup>
      <section aria-label="Order of events">
        <h2 className="whatif-heading">What happens on the way</h2>
        {first.sides.map(({ side, actual }) => (
          <dl key={side} className="departures">
            <dt className="t3">
              {first.asset} {side === 'down' ? 'falls' : 'rises'} by up to{' '}
              {signedPercentText(Math.abs(side === 'down' ? first.from : first.to), 0).replace('+', '')}, sold at the
              mark
            </dt>
            <dd>
              <span className="departures-of">Actual</span>
              <span>
                <PoolsInOrder pools={actual} axis={first} side={side} whatIf={null} nobody={nobody} then={whatComes} />
              </span>
            </dd>
            {orders.map(({ whatIf, events }) => {
              const then = events.sides.find((one) => one.side === side);
              if (then === undefined) return null;
              const { whatIf: pools, isReordered } = then;
              return (
                <dd key={whatIf.label} className="hatched">
                  <span className="departures-of hypo">{whatIf.label}</span>
                  <span>
                    <PoolsInOrder
                      pools={pools}
                      axis={events}
                      side={side}
                      whatIf={whatIf}
                      nobody={nobody}
                      then={whatComes}
                    />
                    {isReordered && <strong> Another order.</strong>}
                  </span>
                </dd>
              );
            })}
          </dl>
        ))}
      </section>
    </FigureGroup>
  );
}

function whatComes({ events, debtShockFraction }: CalledPool): string {
  const debt = debtShockFraction === null ? '' : `, owes from ${departureText(debtShockFraction)}`;
  return `: ${countedText(events, 'event')}${debt}`;
}
