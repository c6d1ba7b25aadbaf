import { useState, type ReactNode } from 'react';
import type { BookEdit } from '../../../shared/contract/edits.ts';
import type { Result } from '../../../shared/result/result.ts';
import { useApi } from '../../api/client.ts';
import { faultText } from '../../format/fault-text.ts';
import { Dialog, DialogActions } from '../../widgets/dialog.tsx';
import { EditEffect } from './edit-effect.tsx';
import { endEdit } from './use-accounts.ts';
import { useChange } from './use-change.ts';

/**
 * The frame of every dialog that changes the book: fields, under them what the change would make of it, and the button
 * that makes it, as one change that undo takes back.
 */
export function EditForm({
  title,
  description,
  action,
  edit,
  onClose = endEdit,
  isWide = false,
  children,
}: {
  readonly title: string;
  readonly description: ReactNode;
  readonly action: string;
  /** What the fields say now, or what is wrong with them; read anew on every keystroke. */
  readonly edit: Result<BookEdit>;
  readonly onClose?: () => void;
  readonly isWide?: boolean;
  readonly children: ReactNode;
}) {
  const api = useApi();
  const change = useChange();
  const said = JSON.stringify(edit);
  const [refused, setRefused] = useState('');

  function save(): void {
    setRefused(said);
    if (!edit.ok) return change.show(faultText(edit.fault));
    void change.make(() => api.client['book.edit']({ edit: edit.value }), onClose);
  }

  return (
    <Dialog title={title} description={description} onClose={onClose} isWide={isWide}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {children}
        <EditEffect edit={edit.ok ? edit.value : null} refusal={refused === said ? change.problem : null} />
        <DialogActions action={action} isBusy={change.isBusy} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
