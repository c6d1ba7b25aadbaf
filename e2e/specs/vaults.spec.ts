import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../app.ts';
import { avaxFills } from '../books/binance-fills.ts';
import { laterDays } from '../books/overlapping-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

test('a new vault, another one opened, the recent ones, and one that vanished', async ({ app }) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await dropFile(page, avaxFills);
  await importPreview(page).accept('Import 3 rows');
  const menu = page.getByRole('menu');
  const openMenu = async (): Promise<void> => {
    await page.getByRole('button', { name: /^Vault: / }).click();
    await expect(menu).toBeVisible();
  };

  await test.step('a new vault is empty; a file that was only looked at is left behind, and that is said', async () => {
    await dropFile(page, laterDays);
    await expect(page.getByRole('region', { name: 'Rows of the file' })).toBeVisible();
    await openMenu();
    await menu.getByRole('menuitem', { name: 'New vault…' }).click();
    const dialog = window.dialog('New vault');
    const path = dialog.getByRole('textbox', { name: 'Path of the file' });
    await expect(path).toHaveValue(join(app.folder, 'new.vault'));
    await expect(dialog).toContainText(`The preview of ${laterDays.name} is dropped`);
    await path.fill(app.vaultPath);
    await dialog.getByRole('button', { name: 'Make the vault' }).click();
    await expect(dialog).toContainText('is there already');
    await path.fill('second');
    await dialog.getByRole('button', { name: 'Make the vault' }).click();
    await expect(window.message('second.vault is made')).toContainText(`The preview of ${laterDays.name} is dropped`);
    await expect(page.getByText('Empty book')).toBeVisible();
    await window.painted();
  });

  await test.step('what is imported now goes into the new one', async () => {
    await dropFile(page, laterDays);
    await importPreview(page).accept('Import 5 rows');
    await expect(page).toHaveTitle('second.vault – Ballast');
    const imports = await window.panel('Imports');
    await expect(rowOf(imports, laterDays.name)).toHaveCount(1);
    await expect(rowOf(imports, avaxFills.name)).toHaveCount(0);
  });

  await test.step('the recent one is opened again from the menu', async () => {
    await openMenu();
    await menu.getByRole('menuitem', { name: 'story.vault' }).click();
    await expect(page).toHaveTitle('story.vault – Ballast');
    await window.painted();
    const imports = await window.panel('Imports');
    await expect(rowOf(imports, avaxFills.name)).toHaveCount(1);
    await expect(rowOf(imports, laterDays.name)).toHaveCount(0);
  });

  await test.step('a file that is no vault is refused, and the open one stays', async () => {
    const letter = join(app.folder, 'letter.vault');
    writeFileSync(letter, 'Dear Sir or Madam, this is a letter and no vault at all, although it is called one.');
    await openMenu();
    await menu.getByRole('menuitem', { name: 'Open vault…' }).click();
    const dialog = window.dialog('Open vault');
    await dialog.getByRole('textbox', { name: 'Path of the file' }).fill(letter);
    await dialog.getByRole('button', { name: 'Open vault', exact: true }).click();
    await expect(dialog.locator('.problem')).toBeVisible();
    await dialog.getByRole('textbox', { name: 'Path of the file' }).fill('absent.vault');
    await dialog.getByRole('button', { name: 'Open vault', exact: true }).click();
    await expect(dialog).toContainText('There is no file');
    await page.keyboard.press('Escape');
    await expect(page).toHaveTitle('story.vault – Ballast');
  });

  await test.step('one that vanished is shown as such and can be taken off the list', async () => {
    rmSync(join(app.folder, 'second.vault'));
    await openMenu();
    const gone = menu.getByRole('menuitem', { name: /second\.vault/ });
    await expect(gone).toContainText('vanished');
    await gone.click();
    await expect(gone).toHaveCount(0);
  });
});
