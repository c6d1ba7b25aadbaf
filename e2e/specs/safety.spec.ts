import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../app.ts';
import { avaxFills } from '../books/binance-fills.ts';
import { laterDays } from '../books/overlapping-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

test('a backup, a change, the backup restored: the change is gone, and the vault with it is kept beside', async ({
  app,
}) => {
  const { page, folder } = app;
  const window = ballastWindow(page);
  const menu = page.getByRole('menu');
  const path = page.getByRole('dialog').getByRole('textbox', { name: 'Path of the backup' });
  const choose = async (item: string): Promise<void> => {
    await page.getByRole('button', { name: /^Vault: / }).click();
    await menu.getByRole('menuitem', { name: item }).click();
  };
  await window.painted();
  await dropFile(page, avaxFills);
  await importPreview(page).accept('Import 3 rows');
  const backup = join(folder, 'kept.vault');

  await test.step('the name proposed bears the day; what is there already is left alone, and the mend is said', async () => {
    await choose('Save a backup…');
    const dialog = window.dialog('Save a backup');
    await expect(path).toHaveValue(/story-\d{4}-\d\d-\d\d\.vault$/);
    const letter = join(folder, 'letter.vault');
    writeFileSync(letter, 'Dear Sir or Madam');
    await path.fill(letter);
    await page.keyboard.press('Enter');
    await expect(dialog).toContainText('There is a file at');
    await expect(dialog).toContainText('Choose another name, or move that file away.');
    await path.fill(backup);
    await dialog.getByRole('button', { name: 'Write the backup' }).click();
    await expect(window.message('The backup is written and proved')).toContainText(/1 file/);
    await expect(dialog).toHaveCount(0);
    expect(existsSync(backup)).toBe(true);
    await page.locator('.toast', { hasText: 'The backup is written' }).getByRole('button').click();
  });

  await test.step('a second file is imported after it', async () => {
    await dropFile(page, laterDays);
    await importPreview(page).accept('Import 5 rows');
    await expect(rowOf(await window.panel('Imports'), laterDays.name)).toHaveCount(1);
  });

  await test.step('restored by Ctrl+K: what will happen is said first, a file that is no vault changes nothing', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('restore');
    await page.keyboard.press('Enter');
    const dialog = window.dialog('Restore a backup');
    await expect(dialog).toContainText('story.vault is put aside, whole, under a dated name');
    await path.fill(join(folder, 'letter.vault'));
    await page.keyboard.press('Enter');
    await expect(dialog.locator('.problem')).toBeVisible();
    await path.fill(backup);
    await dialog.getByRole('button', { name: 'Put the vault aside and restore' }).click();
    await expect(window.message('The backup is restored')).toContainText('is kept as');
    await window.painted();
    const imports = await window.panel('Imports');
    await expect(rowOf(imports, avaxFills.name)).toHaveCount(1);
    await expect(rowOf(imports, laterDays.name)).toHaveCount(0);
  });

  await test.step('the vault put aside opens with the second file', async () => {
    const aside = readdirSync(folder).find((name) => /^story.*\d{4}-\d\d-\d\d/.test(name) && !name.endsWith('.lock'));
    expect(aside).toBeDefined();
    await choose('Open vault…');
    const dialog = window.dialog('Open vault');
    await dialog.getByRole('textbox', { name: 'Path of the file' }).fill(join(folder, aside ?? ''));
    await dialog.getByRole('button', { name: 'Open vault', exact: true }).click();
    await expect(window.message(`is open`)).toBeVisible();
    await window.painted();
    await expect(rowOf(await window.panel('Imports'), laterDays.name)).toHaveCount(1);
  });

  await test.step('the check says of each thing that it holds', async () => {
    await choose('Check this vault');
    const dialog = window.dialog('Check this vault');
    await expect(dialog).toContainText('The vault holds.');
    const checks = dialog.getByRole('listitem');
    expect(await checks.count()).toBeGreaterThan(5);
    for (const check of await checks.all()) await expect(check).toContainText(/ok$/);
    await dialog.getByRole('button', { name: 'Close' }).click();
  });
});
