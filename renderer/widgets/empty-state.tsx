import type { ReactNode } from 'react';
import { FaultError } from '../api/client.ts';

/** Says what is not there yet and what to do next. */
export function EmptyState({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className="empty">
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  );
}

/** What a panel shows when its question could not be answered. */
export function FaultState({ error }: { readonly error: Error }) {
  const mend = error instanceof FaultError ? error.fault.mend : '';
  return (
    <EmptyState title="This could not be shown">
      {error.message} {mend}
    </EmptyState>
  );
}
