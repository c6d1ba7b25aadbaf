import { limitRules } from '../../../shared/book/limit.ts';
import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { exactAmountText } from '../../../shared/format/quantity.ts';
import { scopeWords } from '../../../shared/measures/scope-words.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';

/** Whether the what-if passes, which rule binds, and the largest size that passes, to be taken over into the ticket. */
export function LargestSizeAlert({
  whatIf: { limits, largestSize, tickets },
  isCurrent,
  base,
  onUse,
}: {
  readonly whatIf: AssessedWhatIf;
  readonly isCurrent: boolean;
  readonly base: string;
  readonly onUse: (amount: string) => void;
}) {
  if (limits === null) return null;
  const failing = limits.judgements.filter(({ verdict }) => verdict === 'fail');
  const worse = limits.judgements.filter(({ isWorse }) => isWorse);
  const open = limits.judgements.filter(({ verdict }) => verdict === 'cannot-be-judged');
  const state = failing.length > 0 ? 'danger' : worse.length + open.length > 0 ? 'watch' : null;
  const said = [failing, worse, open].find((group) => group.length > 0) ?? [];
  const named = said.map(({ rule, scope }) => ruleWords(rule, scope)).join('; ');
  const [ticket] = tickets;
  const size = ticket?.kind === 'trade' ? ticket.size.amount : null;
  const amount = largestSize?.amount ?? null;
  const canShrink = amount !== null && size !== null && Number(amount) > 0 && Number(amount) < Number(size);
  const isAnyFailing = limits.judgements.some(({ verdict }) => verdict === 'fails-already');
  const unit = largestSize?.unit === 'base' ? ` ${base}` : '';
  return (
    <div className={state === null ? 'alert' : `alert ${state}`} role="status" aria-label="Verdict">
      {state === null ? <Icon name="check" /> : <Shape state={state} />}
      <div className="grow whatif-verdict">
        <strong>
          {failing.length > 0
            ? `Fails: ${named}.`
            : worse.length > 0
              ? `Makes worse what fails already: ${named}.`
              : open.length > 0
                ? `Cannot be judged: ${named}.`
                : isAnyFailing
                  ? 'No limit fails that passed before.'
                  : 'Passes every limit.'}
        </strong>
        {canShrink && (
          <span>
            {isAnyFailing ? 'Largest size at which no other limit fails' : 'Largest size that passes'}:{' '}
            {exactAmountText(amount)}
            {unit}.
          </span>
        )}
        {amount === '0' && <span>No size of the trade passes.</span>}
        {largestSize !== null && amount === null && <span>{largestSize.reason}</span>}
        {canShrink && (
          <button type="button" className="button primary" disabled={!isCurrent} onClick={() => onUse(amount)}>
            Use {exactAmountText(amount)}
            {unit}
          </button>
        )}
      </div>
    </div>
  );
}

function ruleWords(rule: keyof typeof limitRules, scope: string): string {
  const { label } = limitRules[rule];
  return scope === 'book' ? label : `${label}, ${scopeWords(scope)}`;
}
