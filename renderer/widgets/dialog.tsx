import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

/** A dialog over the window; Escape and the scrim close it. */
export function Dialog({
  title,
  description,
  onClose,
  isWide = false,
  children,
}: {
  readonly title: string;
  readonly description: ReactNode;
  readonly onClose: () => void;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className={isWide ? 'dialog wide' : 'dialog'}>
          <Radix.Title className="dialog-title">{title}</Radix.Title>
          <Radix.Description asChild>
            <div>{description}</div>
          </Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The last row of a dialog: what it does, and the way out. */
export function DialogActions({
  action,
  isBusy,
  onCancel,
}: {
  readonly action: string;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}) {
  return (
    <div className="dialog-actions">
      <span className="grow label">
        <kbd>Ctrl</kbd> <kbd>Z</kbd> takes it back.
      </span>
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
      <button type="submit" className="button primary" disabled={isBusy}>
        {action}
      </button>
    </div>
  );
}
