import { useEffect } from 'react';
import { useApi } from '../../api/client.ts';
import { tellKept } from '../../layout/toasts.tsx';
import { BackupDialog } from './backup-dialog.tsx';
import { CheckDialog } from './check-dialog.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { useSafety } from './safety-store.ts';

/** The dialogs of backup, restore and check, and what opening the vault did. */
export function SafetyDialogs() {
  const task = useSafety((state) => state.task);
  useStartNotices();
  switch (task?.kind) {
    case 'backup':
      return <BackupDialog path={task.path} name={task.name} />;
    case 'restore':
      return <RestoreDialog path={task.path} />;
    case 'check':
      return <CheckDialog />;
    case undefined:
      return null;
  }
}

const place = 'ballast-notices-told';

/** Tells once a window what opening the vault did, such as where the copy before a migration lies. */
function useStartNotices(): void {
  const api = useApi();
  useEffect(() => {
    let isShown = true;
    void api.client['vault.notices']({}).then((answer) => {
      if (!isShown || !answer.ok) return;
      const told = sessionStorage.getItem(place) ?? '';
      for (const notice of answer.value.notices)
        if (!told.includes(notice)) tellKept('When this vault was opened', notice);
      sessionStorage.setItem(place, answer.value.notices.join('\n'));
    });
    return () => {
      isShown = false;
    };
  }, [api]);
}
