import type { ReactNode } from 'react';
import { FaultError } from '../api/client.ts';
import { faultText } from '../format/fault-text.ts';
import { Shape } from './shape.tsx';

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
  return <EmptyState title="This could not be shown">{textOf(error)}</EmptyState>;
}

/** The same where there is room for one line. */
export function FaultLine({ error }: { readonly error: Error }) {
  const text = textOf(error);
  return (
    <p className="fault-line" title={text} role="alert">
      <Shape state="danger" />
      <span className="ellipsis">
        <strong>The headline could not be shown.</strong> {text}
      </span>
    </p>
  );
}

function textOf(error: Error): string {
  return faultText({ message: error.message, mend: error instanceof FaultError ? error.fault.mend : '' });
}
