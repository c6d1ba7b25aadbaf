import { create } from 'zustand';
import type { Api } from '../api/client.ts';
import { tellDone, tellFault } from '../layout/toasts.tsx';
import { openPanel } from '../layout/dock-store.ts';
import { previewFiles } from '../panels/imports/import-session.ts';
import { showTheme, type Theme } from '../theme/theme.ts';

interface Dialogs {
  readonly open: 'snapshot' | 'comparison' | 'add-position' | 'open-vault' | 'create-vault' | null;
}

/** Which dialog of the whole window is open. */
export const useDialogs = create<Dialogs>(() => ({ open: null }));

export function closeDialog(): void {
  useDialogs.setState({ open: null });
}

/** Takes back the last import or change and says which it was. */
export async function undoLast(api: Api): Promise<void> {
  const result = await api.client['vault.undo']({});
  if (!result.ok) tellFault(result.fault);
  else if (result.value.changeId === null) tellDone('Nothing to take back', '');
  else tellDone('Taken back', result.value.description);
}

/** Puts back what was taken back last and says what it was. */
export async function redoLast(api: Api): Promise<void> {
  const result = await api.client['vault.redo']({});
  if (!result.ok) tellFault(result.fault);
  else tellDone('Put back', result.value.description);
}

export async function openDemo(api: Api): Promise<void> {
  const result = await api.client['vault.openDemo']({});
  if (!result.ok) tellFault(result.fault);
}

/** Shows a theme and remembers it in the vault. */
export function changeTheme(api: Api, theme: Theme): void {
  showTheme(theme);
  void api.client['layouts.set']({ name: 'theme', layout: theme });
}

/** Lets the trader choose export files and previews them; nothing is written. */
export function chooseFiles(api: Api): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => importFiles(api, [...(input.files ?? [])]));
  input.click();
}

export function importFiles(api: Api, files: readonly File[]): void {
  if (files.length === 0) return;
  openPanel('imports');
  void previewFiles(api, files);
}

/** Hands a file to the browser to keep. */
export function saveFile(name: string, type: string, content: string | Uint8Array<ArrayBuffer>): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
