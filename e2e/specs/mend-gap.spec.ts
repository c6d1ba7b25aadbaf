import { expect, test } from '../app.ts';
import { gapFills } from '../books/binance-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { editDialog } from '../pages/edit-dialog.ts';
import { figure } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

const account = 'Binance USD-M futures';
const litecoin = 'LTC/USDT:USDT';

test('a file that begins inside a position: nothing is guessed, the one mend is offered, and with it the figures appear', async ({
  app,
}) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await dropFile(page, gapFills);
  await importPreview(page).accept('Import 1 row');

  const accounts = await window.panel('Accounts');
  await test.step('the list of accounts asks the one question that matters', async () => {
    await expect(accounts.getByRole('button', { name: 'State opening…' })).toBeVisible();
    // A purchase alone would read as 10 long: a phantom. Its printed profit says that it closed something.
    await expect(window.headlineFigure('Equity, USD')).toHaveText('missing');
  });

  const opened = await openAccount(window, account);
  await opened.stateWallet('USDT', '1000');
  await expect(await opened.figure(litecoin, 'Quantity')).toHaveText('missing');
  await expect(await opened.figure(litecoin, 'Liquidation')).toHaveText('missing');

  await test.step('30 short at 65 before the first row', async () => {
    await accounts.getByRole('button', { name: `State the opening of ${litecoin}` }).click();
    const dialog = editDialog(page, new RegExp(`^${litecoin} in `));
    await expect(dialog.dialog).toContainText('nothing is guessed');
    await dialog.enter({ 'Quantity, short negative': '-30', 'Average price': '65,5' });
    await dialog.dialog.getByRole('button', { name: 'State it' }).click();
    await dialog.refuses('Write decimals with a point');
    // An average that does not give the profit which the file prints mends nothing, and the dialog says so beforehand.
    await dialog.enter({ 'Average price': '66' });
    await expect(dialog.dialog).toContainText('No position, balance or margin changes: the figures stay as they are.');
    await dialog.enter({ 'Average price': '65' });
    await dialog.shows('Position', 'missing', '−20');
    await dialog.shows('Average price', 'missing', '65');
    await dialog.shows('Realised P&L', 'missing', '+50');
    await dialog.save('State it');
  });

  await expect(await opened.figure(litecoin, 'Quantity')).toHaveText('−20');
  await opened.stateMark(litecoin, '80');
  // Short: 1000 + 20 (65 - P) = 5 % of 20 P, so P = 2300 / 21. Equity at the mark: 1000 - 20 x 15.
  await expect(await opened.figure(litecoin, 'Liquidation')).toHaveText(figure(2300 / 21));
  await expect(window.headlineFigure('Equity, USD')).toHaveText('700');

  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(window.message('Taken back').last()).toContainText('Opening stated');
  await expect(await opened.figure(litecoin, 'Quantity')).toHaveText('missing');
});
