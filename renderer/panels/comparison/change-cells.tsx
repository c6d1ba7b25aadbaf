import { notApplicableText } from '../../../shared/format/number-text.ts';
import { signedMoneyText } from '../../../shared/format/money.ts';
import { directionClass } from '../../widgets/direction.ts';

/** A gain or a loss with its sign; hatched with its reason where it is not known. */
export function SignedMoney({ amount, reason }: { readonly amount: number | null; readonly reason: string | null }) {
  if (amount === null)
    return (
      <span className="missing" title={reason ?? undefined}>
        missing
      </span>
    );
  const text = signedMoneyText(amount);
  // What rounds to nothing has no direction.
  return <span className={text === '0' ? '' : directionClass(amount)}>{text}</span>;
}

/** The older value above the newer; one where both read alike. */
export function FromTo<Value extends string | number>({
  from,
  to,
  text,
}: {
  readonly from: Value | null;
  readonly to: Value | null;
  readonly text: (value: Value) => string;
}) {
  const [older, newer] = [from, to].map((value) => (value === null ? notApplicableText : text(value)));
  if (older === newer) return <span className="t1">{newer}</span>;
  return (
    <>
      <span className="older">
        <span className="unseen">from </span>
        {older}
      </span>
      <span className="unseen"> to </span>
      <span className="t1">{newer}</span>
    </>
  );
}
