import { expect, test } from '../app.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { editDialog } from '../pages/edit-dialog.ts';
import { cellOf } from '../pages/figures.ts';
import { looked } from '../pages/looked.ts';

const bitcoin = 'BTC/USDT:USDT';
const flatRate = /a flat margin rate instead of the venue’s table; a venue whose margin rules Ballast does not know/;

/** Fills the open dialog. */
async function stateWallet({ page }: BallastWindow, account: string, asset: string, amount: string): Promise<void> {
  const wallet = editDialog(page, `Wallet of ${account}`);
  await wallet.enter({ Asset: asset, 'Wallet balance': amount });
  await wallet.save('State wallet');
}

test('without a venue every number says flat rate; with the venue stated its own tiers stand there', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await window.button('State a position by hand').click();
  const position = editDialog(app.page, 'State a position');
  await position.enter({
    Account: 'Perps',
    Instrument: bitcoin,
    'Quantity, short negative': '1',
    'Average price, if known': '50000',
  });
  await position.save('State position');
  const account = await openAccount(window, 'Perps');
  await account.stateMark(bitcoin, '50000');
  await window.button('State a wallet balance').click();
  await stateWallet(window, 'Perps', 'USDT', '20000');
  const liquidation = await account.figure(bitcoin, 'Liquidation');
  const inList = async (column: string) => cellOf(await window.panel('Accounts'), 'Perps', column);

  await test.step('5 % flat: equity 20,000 + P - 50,000 meets 0.05 P, and each number says what it rests on', async () => {
    await expect(liquidation).toHaveText('31,578.9');
    await expect(liquidation.locator('.flagged')).toHaveAttribute('title', flatRate);
    await window.button('All accounts').click();
    await expect(await inList('Maint., USD')).toHaveText('2,500');
    for (const column of ['Maint., USD', 'Margin ratio, %', 'Nearest, %'])
      await expect(await inList(column), column).toContainClass('flagged');
    const ladder = await window.panel('Liquidation ladder');
    await ladder.getByRole('button', { name: /^assumed:/ }).click();
    await expect(app.page.getByRole('dialog', { name: 'Assumed' })).toContainText('flat rate');
    await app.page.keyboard.press('Escape');
  });

  await test.step('the venue is stated: the tiers of its page hold, and nothing says flat rate any longer', async () => {
    await openAccount(window, 'Perps');
    await window.button('Change…').first().click();
    const settings = editDialog(app.page, 'Perps');
    await settings.enter({ Venue: 'Binance USD-M futures' });
    await settings.save('Save');
    // 0.4 % without deduction up to 50,000 of notional: 20,000 + P - 50,000 = 0.004 P.
    await expect(liquidation).toHaveText('30,120.5');
    await expect(liquidation.locator('[title*="flat"], [title*="does not know"]')).toHaveCount(0);
  });
});

test('the rules of a margin loan are stated: it is called where they say, and undo takes them back', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await window.button('State a position by hand').click();
  const position = editDialog(app.page, 'State a position');
  await position.enter({ Account: 'Loan', Instrument: 'BTC/USDT', 'Quantity, short negative': '2' });
  await position.save('State position');
  await openAccount(window, 'Loan');
  // The coins that are stated lie in the balance; what was borrowed is stated beside them.
  await expect(app.page.getByRole('row', { name: /^BTC/ }).first()).toContainText('2');
  await window.button('State the wallet balance of BTC').click();
  await stateWallet(window, 'Loan', 'USDT', '-60000');
  await window.button('Change…').first().click();
  const settings = editDialog(app.page, 'Loan');
  await settings.enter({ Venue: 'Margin loan' });
  await settings.save('Save');

  await window.button('Rules…').click();
  const rules = editDialog(app.page, 'Margin rules of Loan');
  await rules.enter({ 'Called at assets / debts of': '0.9' });
  await rules.refuses('A loan cannot be called at assets / debts of 0.9');
  await rules.dialog.getByRole('combobox').selectOption('loan to value, %');
  await rules.enter({ 'Called at a loan to value of': '80', 'Fee of the sale': '0.5' });
  await rules.dialog.getByRole('button', { name: 'Add a row' }).click();
  await rules.enter({ 'Coin, row 1': 'BTC', 'Counts, %, row 1': '90' });
  // 1 / 0.8 - 1 of the 60,000 that are owed.
  await rules.shows('Maintenance', /missing/, '15,000');
  await looked(window, 'the rules of an account', '[role=dialog]');
  await rules.save('State the rules');

  await window.button('Rules…').click();
  await expect(rules.dialog).toContainText(/Stated by you: the ratio of the loan on \d{4}-\d\d-\d\d/);
  await app.page.keyboard.press('Escape');
  await app.page.keyboard.press('Control+z');
  await expect(window.message('Taken back')).toContainText('loan called at assets / debts of 1.25');
});
