import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../app.ts';
import { firstDays, laterDays } from '../books/overlapping-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { cellOf, rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

const account = 'Binance USD-M futures';
const sol = 'SOL/USDT:USDT';

test('the first of two overlapping imports is taken back as shown before, and put back', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, firstDays);
  await importPreview(app.page).accept('Import 6 rows');
  await dropFile(app.page, laterDays);
  await importPreview(app.page).accept('Import 2 rows');
  const opened = await openAccount(window, account);
  await expect(await opened.figure(sol, 'Quantity')).toHaveText('+80');

  const imports = await window.panel('Imports');
  const dialog = window.dialog('Undo an import');
  await test.step('what would change is shown first, and nothing is changed by looking', async () => {
    await imports.getByRole('button', { name: `Undo… the import of ${firstDays.name}` }).click();
    await expect(dialog).toContainText('3 rows leave the book.');
    await expect(dialog).toContainText(`3 rows stay, because ${laterDays.name} says them too.`);
    await expect(await cellOf(dialog, sol, 'Now')).toHaveText('+80');
    await expect(await cellOf(dialog, sol, 'Then')).toHaveText('+50');
    const faults = await new AxeBuilder({ page: app.page }).include('[role=dialog]').analyze();
    expect(faults.violations.map(({ id }) => id)).toEqual([]);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(rowOf(imports, firstDays.name)).not.toContainText('taken back');
    await expect(await cellOf(imports, laterDays.name, 'Accepted')).toHaveText('2');
  });

  await test.step('it is taken back: the book is that of the later file alone', async () => {
    await imports.getByRole('button', { name: `Undo… the import of ${firstDays.name}` }).click();
    await dialog.getByRole('button', { name: 'Take back 3 rows' }).click();
    await expect(dialog).toHaveCount(0);
    await expect(window.message('Taken back')).toContainText(firstDays.name);
    await expect(rowOf(imports, firstDays.name)).toContainText('taken back');
    await expect(await cellOf(imports, laterDays.name, 'Accepted')).toHaveText('5');
    await window.panel('Accounts');
    await expect(await opened.figure(sol, 'Quantity')).toHaveText('+50');
  });

  await test.step('Ctrl+Shift+Z puts it back beside the later file: no row counts twice', async () => {
    await app.page.keyboard.press('Control+Shift+z');
    await expect(window.message('Put back')).toContainText(firstDays.name);
    await expect(await opened.figure(sol, 'Quantity')).toHaveText('+80');
    await window.panel('Imports');
    await expect(rowOf(imports, firstDays.name)).toHaveCount(2);
  });

  await test.step('the last one goes by Ctrl+Z and comes back by its own Redo', async () => {
    await app.page.keyboard.press('Control+z');
    await expect(imports.getByRole('button', { name: `Redo the import of ${firstDays.name}` })).toHaveCount(1);
    await imports.getByRole('button', { name: `Redo the import of ${firstDays.name}` }).click();
    await window.panel('Accounts');
    await expect(await opened.figure(sol, 'Quantity')).toHaveText('+80');
  });
});
