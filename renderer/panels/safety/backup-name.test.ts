import { expect, test } from 'vitest';
import { backupName } from './backup-name.ts';

test('a backup is called after its vault and the day, on any system', () => {
  const day = new Date(2026, 2, 5, 23, 59);
  expect(backupName('/home/me/ballast/main.vault', day)).toBe('main-2026-03-05.vault');
  expect(backupName('C:\\Users\\me\\main.vault', day)).toBe('main-2026-03-05.vault');
  expect(backupName('main', day)).toBe('main-2026-03-05.vault');
});
