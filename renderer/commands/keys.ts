import { useEffect } from 'react';
import { useApi } from '../api/client.ts';
import { chooseFiles, undoLast, useDialogs } from './commands.ts';

/** The keys of the whole window. In a text field Ctrl+Z belongs to the text. */
export function useKeys(isEmpty: boolean): void {
  const api = useApi();
  useEffect(() => {
    function hear(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const key = event.key.toLowerCase();
      if (key === 'z' && !isTextField(event.target) && useDialogs.getState().open === null) void undoLast(api);
      else if (key === 's' && !isEmpty) useDialogs.setState({ open: 'snapshot' });
      else if (key === 'o') chooseFiles(api);
      else return;
      event.preventDefault();
    }
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [api, isEmpty]);
}

/** Whether letters typed there are text. */
function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
