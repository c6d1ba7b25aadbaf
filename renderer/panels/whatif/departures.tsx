import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { FigureGroup } from '../../widgets/figure-button.tsx';
import { PoolsInOrder } from './pools-in-order.tsx';

const nobody = 'none goes';

/** Which pools go, in which order, as it is and in each what-if. */
export function Departures({ whatIfs }: { readonly whatIfs: readonly AssessedWhatIf[] }) {
  const ladders = whatIfs.flatMap((whatIf) => {
    const ladder = whatIf.comparison?.ladder ?? null;
    return ladder === null ? [] : [{ whatIf, ladder }];
  });
  const first = ladders[0]?.ladder;
  if (first === undefined) return null;
  return (
    <FigureGroup>
      <section aria-label="Order of departures">
        <h2 className="whatif-heading">Who goes first</h2>
        {first.sides.map(({ side, actual }) => (
          <dl key={side} className="departures">
            <dt className="t3">
              {first.asset} {side === 'down' ? 'falls' : 'rises'}
            </dt>
            <dd>
              <span className="departures-of">Actual</span>
              <span>
                <PoolsInOrder pools={actual} axis={first} side={side} whatIf={null} nobody={nobody} />
              </span>
            </dd>
            {ladders.map(({ whatIf, ladder }) => {
              const then = ladder.sides.find((one) => one.side === side);
              if (then === undefined) return null;
              return (
                <dd key={whatIf.label} className="hatched">
                  <span className="departures-of hypo">{whatIf.label}</span>
                  <span>
                    <PoolsInOrder pools={then.whatIf} axis={ladder} side={side} whatIf={whatIf} nobody={nobody} />
                    {then.isReordered && <strong> Another order.</strong>}
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
