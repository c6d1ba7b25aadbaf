import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { departureText } from '../../../shared/format/ratio.ts';

type Ladder = NonNullable<NonNullable<AssessedWhatIf['comparison']>['ladder']>;
type Departing = Ladder['sides'][number]['actual'];

/** Which pools go, in which order, as it is and in each what-if. */
export function Departures({ whatIfs }: { readonly whatIfs: readonly AssessedWhatIf[] }) {
  const ladders = whatIfs.flatMap(({ label, comparison }) =>
    comparison === null || comparison.ladder === null ? [] : [{ label, ladder: comparison.ladder }],
  );
  const first = ladders[0];
  if (first === undefined) return null;
  return (
    <section aria-label="Order of departures">
      <h2 className="whatif-heading">Who goes first</h2>
      {first.ladder.sides.map(({ side, actual }) => (
        <dl key={side} className="departures">
          <dt className="t3">
            {first.ladder.asset} {side === 'down' ? 'falls' : 'rises'}
          </dt>
          <dd>
            <span className="departures-of">Actual</span>
            <span>{orderText(actual)}</span>
          </dd>
          {ladders.map(({ label, ladder }) => {
            const then = ladder.sides.find((one) => one.side === side);
            if (then === undefined) return null;
            return (
              <dd key={label} className="hatched">
                <span className="departures-of hypo">{label}</span>
                <span>
                  {orderText(then.whatIf)}
                  {then.isReordered && <strong> Another order.</strong>}
                </span>
              </dd>
            );
          })}
        </dl>
      ))}
    </section>
  );
}

function orderText({ order, unknown }: Departing): string {
  const known = order.map(
    ({ account, pool, shockFraction }, place) => `${place + 1}. ${account}, ${pool} ${departureText(shockFraction)}`,
  );
  const text = known.length === 0 ? (unknown.length === 0 ? 'none goes' : 'none that is known') : known.join(' · ');
  if (unknown.length === 0) return text;
  return `${text}. Not known: ${unknown.map(({ account, pool }) => `${account}, ${pool}`).join('; ')}`;
}
