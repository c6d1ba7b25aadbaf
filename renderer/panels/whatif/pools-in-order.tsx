import { Fragment } from 'react';
import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { departureText } from '../../../shared/format/ratio.ts';
import { FigureButton } from '../../widgets/figure-button.tsx';
import { departureTarget } from './what-if-targets.ts';

interface Pool {
  readonly account: string;
  readonly pool: string;
}

/** Pools in the order in which they go on one side; each shock opens. Those of which it is not known stand after them. */
export function PoolsInOrder<Going extends Pool & { readonly shockFraction: number }>({
  pools: { order, unknown },
  axis,
  side,
  whatIf,
  nobody,
  then = () => '',
}: {
  readonly pools: { readonly order: readonly Going[]; readonly unknown: readonly Pool[] };
  readonly axis: Parameters<typeof departureTarget>[0];
  readonly side: 'down' | 'up';
  /** null: of the book as it stands. */
  readonly whatIf: AssessedWhatIf | null;
  /** Said where none does. */
  readonly nobody: string;
  /** What comes of one, said after its shock. */
  readonly then?: (one: Going) => string;
}) {
  return (
    <>
      {order.map((one, place) => {
        const text = departureText(one.shockFraction);
        return (
          <Fragment key={`${one.account}/${one.pool}`}>
            {place > 0 && ' · '}
            {place + 1}. {one.account}, {one.pool}{' '}
            <FigureButton target={departureTarget(axis, side, one, whatIf, text)}>{text}</FigureButton>
            {then(one)}
          </Fragment>
        );
      })}
      {order.length === 0 && (unknown.length === 0 ? nobody : 'none that is known')}
      {unknown.length > 0 && `. Not known: ${unknown.map(({ account, pool }) => `${account}, ${pool}`).join('; ')}`}
    </>
  );
}
