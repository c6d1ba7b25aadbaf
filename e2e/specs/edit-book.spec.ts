import { expect, test } from '../app.ts';
import { avaxFills } from '../books/binance-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { editDialog } from '../pages/edit-dialog.ts';
import { figure, rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

const account = 'Binance USD-M futures';
const avax = 'AVAX/USDT:USDT';

/** A long cross pool of one position: W + q (P - E) = m q P; 5 % where no table of the venue is known. */
function liquidationPrice(wallet: number, quantity: number, entry: number, rate = 0.05): number {
  return (quantity * entry - wallet) / (quantity * (1 - rate));
}

test('a trade is corrected, a position closed and a tier edited by hand: every figure follows, and Ctrl+Z takes each back', async ({
  app,
}) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await dropFile(page, avaxFills);
  await importPreview(page).accept('Import 3 rows');
  const opened = await openAccount(window, account);
  await opened.stateMark(avax, '38');
  await opened.stateWallet('USDT', '1000');
  const before = liquidationPrice(1000, 100, 40.5);
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(before));

  /** What else can be done with the position. */
  const more = async (item: string): Promise<void> => {
    await (await window.panel('Accounts')).getByRole('button', { name: `More of ${avax}` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };

  await test.step('the sale of 20 at 42 was one of 30 at 44', async () => {
    await more('Its rows in Trades');
    const trades = page.getByRole('tabpanel', { name: 'Trades' });
    await expect(trades).toContainText('3 of 3 rows');
    await trades.getByRole('gridcell', { name: '42', exact: true }).click();
    await expect(trades.getByLabel('Raw text of the row')).toContainText('AVAXUSDT,SELL,42,20,840');
    await trades.getByRole('button', { name: 'Correct…' }).click();
    const dialog = editDialog(page, `Correct the trade of ${avax}`);
    await expect(dialog.dialog).toContainText('The trade is as it was.');
    await dialog.enter({ Quantity: '0' });
    await dialog.refuses('A quantity of 0 says nothing. Give a quantity above 0');
    await dialog.enter({ Quantity: '30', Price: '44' });
    await dialog.shows('Position', '+100', '+90');
    // 20 (42 - 40.5), and 30 (44 - 40.5).
    await dialog.shows('Realised P&L', '+30', '+105');
    await dialog.shows('Liquidation', figure(before), figure(liquidationPrice(1000, 90, 40.5)));
    await dialog.save('Correct the trade');
    await expect(rowOf(trades, 'corrected')).toContainText('42');
    await expect(trades).toContainText('5 of 5 rows');
  });
  await window.panel('Accounts');
  await expect(await opened.figure(avax, 'Quantity')).toHaveText('+90');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(liquidationPrice(1000, 90, 40.5)));

  await page.keyboard.press('Control+z');
  await expect(window.message('Taken back')).toContainText('corrected: sell 20 at 42');
  await expect(await opened.figure(avax, 'Quantity')).toHaveText('+100');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(before));

  await test.step('40 of it are closed at the mark, which is suggested', async () => {
    await more('Close by hand…');
    const dialog = editDialog(page, `Close ${avax}`);
    await expect(dialog.dialog.getByLabel('Quantity', { exact: true })).toHaveValue('100');
    await expect(dialog.dialog.getByLabel('Price', { exact: true })).toHaveValue('38');
    await dialog.enter({ Quantity: '101' });
    await dialog.refuses('Only 100 is held');
    await dialog.enter({ Quantity: '40' });
    await dialog.shows('Position', '+100', '+60');
    await dialog.shows('Realised P&L', '+30', '−70');
    await dialog.save('Close it');
  });
  // The wallet has lost 40 (40.5 - 38).
  const afterClose = liquidationPrice(900, 60, 40.5);
  await expect(await opened.figure(avax, 'Quantity')).toHaveText('+60');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(afterClose));

  await test.step('the venue asks for 10 % instead of the flat 5 %', async () => {
    const tables = await window.panel('Margin tables');
    await expect(rowOf(tables, avax)).toContainText('flat rate');
    await tables.getByRole('button', { name: `Edit the table of ${avax}` }).click();
    const dialog = editDialog(page, `Margin table of ${avax}`);
    await dialog.enter({ 'Maintenance, %, row 1': '250' });
    await dialog.refuses('a maintenance rate outside 0 to 1');
    await dialog.enter({ 'Maintenance, %, row 1': '10' });
    // 60 x 38 at 5 % and at 10 %.
    await dialog.shows('Maintenance', '114', '228');
    await dialog.shows('Liquidation', figure(afterClose), figure(liquidationPrice(900, 60, 40.5, 0.1)));
    await dialog.save('Save the table');
    await expect(rowOf(tables, avax)).toContainText('yours');
  });
  await window.panel('Accounts');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(liquidationPrice(900, 60, 40.5, 0.1)));
  await page.keyboard.press('Control+z');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(afterClose));
  await page.keyboard.press('Control+z');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(before));
});

test('the base currency is changed in the window: every figure follows, and what has no rate says so first', async ({
  app,
}) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await dropFile(page, avaxFills);
  await importPreview(page).accept('Import 3 rows');
  const opened = await openAccount(window, account);
  await opened.stateMark(avax, '38');
  await opened.stateWallet('USDT', '1000');
  await expect(window.headlineFigure('Equity, USD')).toHaveText('750');

  await window.button(/^Vault: /).click();
  await page.getByRole('menuitem', { name: 'Base currency: USD…' }).click();
  const dialog = editDialog(page, 'Base currency');
  await dialog.enter({ Currency: 'EUR' });
  await dialog.shows('the whole book', '750 USD', 'missing');
  await dialog.enter({ 'Rate: 1 EUR in USD': '1.25' });
  await dialog.shows('the whole book', '750 USD', '600 EUR');
  await dialog.save('Change the currency');
  await expect(window.headlineFigure('Equity, EUR')).toHaveText('600');

  await page.keyboard.press('Control+z');
  await expect(window.headlineFigure('Equity, USD')).toHaveText('750');
});

test.describe('with the demo book', () => {
  test.use({ book: 'demo' });

  test('R on a row of Exposures opens its rows in Trades', async ({ app }) => {
    const { page } = app;
    const window = ballastWindow(page);
    await window.painted();
    await page.locator('.ag-row.hit .ag-cell').first().focus();
    await page.keyboard.press('r');
    const trades = page.getByRole('tabpanel', { name: 'Trades' });
    await expect(trades).toBeVisible();
    await expect(trades.getByRole('button', { name: /^Only .*: show every instrument$/ })).toBeVisible();
    await expect(trades.getByRole('gridcell', { name: 'trade', exact: true }).first()).toBeVisible();
  });
});
