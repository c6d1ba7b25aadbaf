import { useEffect } from 'react';
import { useApi, type Api } from '../api/client.ts';
import { closeExplain, explainBack, useExplain } from '../layout/explain-store.ts';
import { nextRegion } from '../layout/regions.ts';
import { switchBlur } from './blur.ts';
import { showPanel } from './command-list.ts';
import { chooseFiles, redoLast, undoLast, useDialogs } from './commands.ts';
import { lettersAreOn } from './letters.ts';
import { showFind, showKeys } from './palette-store.ts';

/** The keys of the whole window. In a text field Ctrl+Z and letters belong to the text. */
export function useKeys(isEmpty: boolean): void {
  const api = useApi();
  useEffect(() => {
    function hear(event: KeyboardEvent): void {
      if (event.defaultPrevented) return;
      if (controlKey(event, api, isEmpty) || panelKey(event, isEmpty) || plainKey(event, api)) event.preventDefault();
    }
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, [api, isEmpty]);
}

function controlKey(event: KeyboardEvent, api: Api, isEmpty: boolean): boolean {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
  if (event.shiftKey) {
    if (event.key.toLowerCase() !== 'z' || isTextField(event.target) || hasDialog()) return false;
    void redoLast(api);
    return true;
  }
  switch (event.key.toLowerCase()) {
    case 'z':
      if (isTextField(event.target) || hasDialog()) return false;
      void undoLast(api);
      return true;
    case 's':
      if (!isEmpty) useDialogs.setState({ open: 'snapshot' });
      return true;
    case 'o':
      chooseFiles(api);
      return true;
    case 'k':
      if (!hasDialog()) showFind();
      return true;
    default:
      return false;
  }
}

function panelKey(event: KeyboardEvent, isEmpty: boolean): boolean {
  if (hasDialog()) return false;
  if (event.key === 'F6' && !event.ctrlKey && !event.altKey) {
    nextRegion(event.shiftKey ? -1 : 1);
    return true;
  }
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  if (event.key === 'ArrowLeft' && isExplaining()) {
    explainBack();
    return true;
  }
  return !isEmpty && /^[1-9]$/.test(event.key) && showPanel(Number(event.key) - 1);
}

function plainKey(event: KeyboardEvent, api: Api): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || hasDialog()) return false;
  if (event.key === 'Escape' && isExplaining()) {
    closeExplain();
    return true;
  }
  if (isTextField(event.target) || !lettersAreOn()) return false;
  switch (event.key) {
    case '?':
      showKeys();
      return true;
    case 'b':
      switchBlur(api);
      return true;
    default:
      return false;
  }
}

function isExplaining(): boolean {
  return useExplain.getState().trail.length > 0;
}

/** Something lies over the window: its keys come first, and Escape closes it. */
function hasDialog(): boolean {
  return document.querySelector('[role=dialog], [role=menu]') !== null;
}

/** Whether letters typed there are text. */
function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
