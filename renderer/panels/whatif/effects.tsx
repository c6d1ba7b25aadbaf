import type { ReactNode } from 'react';
import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { leverageText } from '../../../shared/format/leverage.ts';
import { notApplicableText } from '../../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../../shared/format/price.ts';
import { Figure } from '../../widgets/figure.tsx';
import { costText, profitText, unitText } from './unit-texts.ts';

type Effect = AssessedWhatIf['effects'][number];

/** What each ticket does: size, entry and leverage from and to, the fee, the profit it takes, the loss at its stop. */
export function Effects({ whatIfs, base }: { readonly whatIfs: readonly AssessedWhatIf[]; readonly base: string }) {
  const rows = whatIfs.flatMap(({ label, effects }) =>
    effects.map((effect, place) => ({ key: `${label} ${place}`, label, effect })),
  );
  if (rows.length === 0) return null;
  return (
    <section aria-label="What the tickets do">
      <h2 className="whatif-heading">What the tickets do</h2>
      {rows.map(({ key, label, effect }) => (
        <EffectLine key={key} label={label} effect={effect} base={base} />
      ))}
    </section>
  );
}

function EffectLine({
  label,
  effect,
  base,
}: {
  readonly label: string;
  readonly effect: Effect;
  readonly base: string;
}) {
  const { before, after, settleAsset, quantity, price, instrument, account, fee, realized, loss } = effect;
  return (
    <>
      <h3 className="effect-of">
        <span className="hypo">{label}</span> {quantity < 0 ? 'Sell' : 'Buy'} {instrument} in {account} at{' '}
        {priceText(price, priceDecimals(price))}
      </h3>
      <dl className="effect hatched">
        <Part name="Size">
          <Figure figure={before.quantity} format={sizeOf} /> <Becomes />{' '}
          <Figure figure={after.quantity} format={sizeOf} />
        </Part>
        <Part name="Average price">
          <FromTo from={before.entryPrice} to={after.entryPrice} format={priceOf} />
        </Part>
        <Part name="Leverage">
          <FromTo from={before.leverage} to={after.leverage} format={leverageText} />
        </Part>
        <Part name={`Fee, ${settleAsset}`}>{costText(fee)}</Part>
        <Part name={`Realised, ${settleAsset}`}>
          <Figure figure={realized} format={profitText} />
        </Part>
        {loss.status !== 'not-applicable' && (
          <Part name={`Loss at the stop, ${base}`}>
            <Figure figure={loss} format={(value) => unitText(value, 'money')} />
          </Part>
        )}
      </dl>
    </>
  );
}

function Part({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="t3">{name}</dt>
      <dd className="t1">{children}</dd>
    </div>
  );
}

function sizeOf(value: number): string {
  return unitText(value, 'quantity');
}

function priceOf(value: number): string {
  return unitText(value, 'price');
}

/** One figure where it stays. */
function FromTo({
  from,
  to,
  format,
}: {
  readonly from: number | null;
  readonly to: number | null;
  readonly format: (value: number) => string;
}) {
  const text = (value: number | null): string => (value === null ? notApplicableText : format(value));
  if (from === to) return text(to);
  return (
    <>
      {text(from)} <Becomes /> {text(to)}
    </>
  );
}

function Becomes() {
  return (
    <>
      <span aria-hidden="true">→</span>
      <span className="unseen">becomes</span>
    </>
  );
}
