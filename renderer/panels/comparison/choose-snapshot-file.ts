import type { Comparable } from '../../../shared/contract/snapshots.ts';

/** Lets the trader choose the JSON file of a snapshot; nothing happens when they think better of it. */
export function chooseSnapshotFile(onChosen: (side: Comparable) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void file.text().then((text) => onChosen({ kind: 'text', name: file.name, text }));
  });
  input.click();
}
