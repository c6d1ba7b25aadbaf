import type { AssessedWhatIf, CalledPools, ComparedEvents } from '../../../shared/contract/whatif.ts';
import { countedText } from '../../../shared/format/count.ts';
import { departureText, signedPercentText } from '../../../shared/format/ratio.ts';

/** What happens call by call as it is and in each what-if: who, how much, and where debt begins. */
export function OrderOfEvents({ whatIfs }: { readonly whatIfs: readonly AssessedWhatIf[] }) {
  const orders = whatIfs.flatMap(({ label, comparison }) =>
    comparison === null || comparison.events === null ? [] : [{ label, events: comparison.events }],
  );
  const first = orders[0]?.events;
  if (first === undefined) return null;
  return (
    <section aria-label="Order of events">
      <h2 className="whatif-heading">What happens on the way</h2>
      {first.sides.map(({ side, actual }) => (
        <dl key={side} className="departures">
          <dt className="t3">
            {first.asset} {side === 'down' ? 'falls' : 'rises'} by up to{' '}
            {signedPercentText(Math.abs(side === 'down' ? first.from : first.to), 0).replace('+', '')}, sold at the mark
          </dt>
          <dd>
            <span className="departures-of">Actual</span>
            <span>{eventsText(actual)}</span>
          </dd>
          {orders.map(({ label, events }) => {
            const then = events.sides.find((one) => one.side === side);
            return then === undefined ? null : <WhatIfLine key={label} label={label} side={then} />;
          })}
        </dl>
      ))}
    </section>
  );
}

function WhatIfLine({ label, side }: { readonly label: string; readonly side: ComparedEvents }) {
  return (
    <dd className="hatched">
      <span className="departures-of hypo">{label}</span>
      <span>
        {eventsText(side.whatIf)}
        {side.isReordered && <strong> Another order.</strong>}
      </span>
    </dd>
  );
}

function eventsText({ order, unknown }: CalledPools): string {
  const known = order.map(({ account, pool, shockFraction, events, debtShockFraction }, place) => {
    const debt = debtShockFraction === null ? '' : `, owes from ${departureText(debtShockFraction)}`;
    return `${place + 1}. ${account}, ${pool} ${departureText(shockFraction)}: ${countedText(events, 'event')}${debt}`;
  });
  const text =
    known.length === 0 ? (unknown.length === 0 ? 'nobody is called' : 'none that is known') : known.join(' · ');
  if (unknown.length === 0) return text;
  return `${text}. Not known: ${unknown.map(({ account, pool }) => `${account}, ${pool}`).join('; ')}`;
}
