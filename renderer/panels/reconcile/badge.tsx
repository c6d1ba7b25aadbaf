import type { ReconciliationState } from '../../../shared/contract/reconcile.ts';
import type { AccountView } from '../../../shared/contract/views.ts';
import { Icon } from '../../widgets/icon.tsx';
import { Shape } from '../../widgets/shape.tsx';
import { showReconciliation } from './use-reconciliation.ts';

/** Opens the lines behind the badge of an account. */
export function BadgeButton({
  account,
  hasWord = false,
}: {
  readonly account: AccountView;
  readonly hasWord?: boolean;
}) {
  const { state, summary } = account.reconciliation;
  return (
    <button
      type="button"
      className={hasWord ? 'ghost' : 'badge-button'}
      title={summary}
      aria-label={`Reconciliation of ${account.name}: ${summary}`}
      onClick={(event) => {
        event.stopPropagation();
        showReconciliation(account.name);
      }}
    >
      <BadgeShape state={state} />
      {hasWord && badgeWord[state]}
    </button>
  );
}

/** A check, a triangle, a struck circle; a word or the name of its button says the same. */
export function BadgeShape({ state }: { readonly state: ReconciliationState }) {
  switch (state) {
    case 'reconciled':
      return <Icon name="check" />;
    case 'differs':
      return <Shape state="watch" />;
    case 'cannot-check':
      return <Shape state="unknown" />;
  }
}

export const badgeWord: Readonly<Record<ReconciliationState, string>> = {
  reconciled: 'reconciled',
  differs: 'differs',
  'cannot-check': 'cannot be checked',
};
