import { startEdit } from '../accounts/use-accounts.ts';

/** Lets the trader choose a file of margin tiers; nothing is written before its venue and date are said. */
export function chooseTableFile(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,.csv,text/csv,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined)
      void file.text().then((text) => startEdit({ kind: 'table-file', file: { name: file.name, text } }));
  });
  input.click();
}
