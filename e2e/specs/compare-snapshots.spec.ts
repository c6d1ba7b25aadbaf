import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../app.ts';
import { firstDays, laterDays } from '../books/overlapping-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { cellOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

const sol = 'SOL/USDT:USDT';

/*
 * 60 SOL at 100, 10,000 USDT, mark 110: 10,600. Then two rows come in (20 more at 100) and the mark is 120: 11,600.
 *   price  60 x 10 = 600        trades  20 x (120 - 100) = 400
 */
test('what changed since a snapshot, by position and by cause, from the vault and from its file', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, firstDays);
  await importPreview(app.page).accept('Import 6 rows');
  const account = await openAccount(window, 'Binance USD-M futures');
  await account.stateWallet('USDT', '10000');
  await account.stateMark(sol, '110');

  const dialog = window.dialog('Compare snapshots');
  const openComparison = async (): Promise<void> => {
    await window.button('Snapshot').click();
    await window.dialog('Snapshot').getByRole('button', { name: 'Compare with…' }).click();
    await expect(dialog).toBeVisible();
  };
  const amountOf = (cause: string) => cellOf(dialog.getByRole('table', { name: 'Causes' }), cause, 'Amount, USD');

  await test.step('without an earlier snapshot it says what to do', async () => {
    await openComparison();
    await expect(dialog.getByRole('alert')).toContainText(
      'No earlier snapshot of this vault is kept. Make a snapshot now',
    );
    await dialog.getByRole('button', { name: 'Close' }).click();
  });

  const file = await test.step('a snapshot is made', async () => {
    await window.button('Snapshot').click();
    await window.dialog('Snapshot').getByRole('radio', { name: 'JSON' }).check();
    const arriving = app.page.waitForEvent('download');
    await window.dialog('Snapshot').getByRole('button', { name: 'Save snapshot' }).click();
    const download = await arriving;
    const path = join(app.folder, download.suggestedFilename());
    await download.saveAs(path);
    await expect(window.dialog('Snapshot')).toHaveCount(0);
    return path;
  });

  await dropFile(app.page, laterDays);
  await importPreview(app.page).accept('Import 2 rows');
  await window.panel('Accounts');
  await account.stateMark(sol, '120');

  async function tellsWhatChanged(): Promise<void> {
    await expect(await amountOf('Price')).toHaveText('+600');
    await expect(await amountOf('Trades')).toHaveText('+400');
    await expect(await amountOf('Money in and out')).toHaveText('0');
    await expect(await amountOf('Change')).toHaveText('+1,000');
    const positions = dialog.getByRole('table', { name: 'Positions' });
    await expect(await cellOf(positions, sol, 'Quantity')).toHaveText('from +60 to +80');
    await expect(await cellOf(positions, sol, 'Mark')).toHaveText('from 110.00 to 120.00');
    await expect(await cellOf(positions, sol, 'Total')).toHaveText('+1,000');
  }

  await test.step('from the one that the vault keeps; rows of before it that came in since are named', async () => {
    await openComparison();
    await tellsWhatChanged();
    await expect(dialog.getByRole('list', { name: 'What could not be compared' })).toContainText(
      'By now the book tells 1 position of the older snapshot otherwise',
    );
    const faults = await new AxeBuilder({ page: app.page }).include('[role=dialog]').analyze();
    expect(faults.violations.map(({ id }) => id)).toEqual([]);
  });

  await test.step('from its file', async () => {
    const choosing = app.page.waitForEvent('filechooser');
    await dialog.getByLabel('From').selectOption({ label: 'A snapshot’s JSON file…' });
    await (await choosing).setFiles(file);
    await expect(dialog.getByLabel('From')).toHaveValue('chosen');
    await expect(dialog.getByRole('list', { name: 'What could not be compared' })).toHaveCount(0);
    await tellsWhatChanged();
  });

  await test.step('a file that is no snapshot is refused with what to do', async () => {
    const choosing = app.page.waitForEvent('filechooser');
    await dialog.getByLabel('From').selectOption({ label: 'A snapshot’s JSON file…' });
    await (await choosing).setFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('{}') });
    await expect(dialog.getByRole('alert')).toContainText('x.json is not a snapshot of Ballast.');
  });
});
