import { expect, test } from '../app.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { editDialog } from '../pages/edit-dialog.ts';
import { explainSheet } from '../pages/explain-sheet.ts';
import { looked } from '../pages/looked.ts';

const bitcoin = 'BTC/USDT:USDT';

/** An account on a venue with one position in bitcoin and a wallet in USDT. */
async function holds(
  window: BallastWindow,
  account: string,
  venue: string,
  quantity: string,
  wallet: string,
): Promise<void> {
  const { page } = window;
  const position = editDialog(page, 'State a position');
  await position.enter({
    Account: account,
    Instrument: bitcoin,
    'Quantity, short negative': quantity,
    'Average price, if known': '40000',
  });
  await position.save('State position');
  const opened = await openAccount(window, account);
  if (account === 'Won') await opened.stateMark(bitcoin, '50000');
  await window.button('State a wallet balance').click();
  const money = editDialog(page, `Wallet of ${account}`);
  await money.enter({ Asset: 'USDT', 'Wallet balance': wallet });
  await money.save('State wallet');
  await window.button('Change…').first().click();
  const settings = editDialog(page, account);
  await settings.enter({ Venue: venue });
  await settings.save('Save');
}

test('a hedge over two venues: where debt begins on each leg, and what is naked once the winning leg is closed', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await window.button('State a position by hand').click();
  await holds(window, 'Won', 'Binance USD-M futures', '1', '10000');
  await window.button('All accounts').click();
  await window.button('Accounts menu').click();
  await app.page.getByRole('menuitem', { name: /State a position/ }).click();
  await holds(window, 'Lost', 'Bybit unified', '-1', '20000');

  const panel = await window.panel('Insolvency');
  const row = (table: string, name: string) =>
    panel.getByRole('table', { name: table }).getByRole('row').filter({ hasText: name });

  await test.step('long from 40,000 on 10,000 is worth nothing at 30,000, short on 20,000 at 60,000', async () => {
    await expect(row('Buffers', 'Won')).toContainText('30,000.0');
    await expect(row('Buffers', 'Lost')).toContainText('60,000.0');
    await expect(row('Buffers', 'Won')).toContainText('−40.0');
    await expect(
      row('Buffers', 'Lost').getByRole('button', { name: /missing: There is no price history/ }),
    ).not.toHaveCount(0);
  });

  await test.step('Binance scores the long 10,000 / 40,000 x 50,000 / 20,000; closed, 50,000 short stays naked', async () => {
    await expect(row('Auto-deleveraging', 'Won')).toContainText('0.625');
    await expect(row('Hedges', 'Won')).toContainText('−50,000');
    await expect(panel.getByRole('table', { name: 'Auto-deleveraging' })).not.toContainText('Lost');
  });

  await test.step('half the price at once: 20,000 - 25,000 is a debt of 5,000, before a fee that Binance does not publish', async () => {
    await panel.getByLabel('Jump against it').selectOption('50');
    await panel.getByRole('button', { name: /, Won$/ }).click();
    const fall = panel.getByRole('table', { name: /^Waterfall of Won/ });
    await expect(fall.getByRole('row', { name: /^Equity at the mark/ })).toContainText('20,000');
    await expect(fall.getByRole('row', { name: /^Debt/ })).toContainText('−5,000');
    await expect(fall.getByRole('row', { name: /^Liquidation fee/ })).toContainText('not known');
    await expect(panel).toContainText('Asked in this order: the insurance fund, then traders in profit');
    await looked(window, 'insolvency', '[role=tabpanel]');
  });

  await test.step('a figure opens to what it means', async () => {
    await row('Buffers', 'Won').getByRole('button', { name: '30,000.0' }).click();
    const explained = await explainSheet(app.page, /Bankrupt/);
    await expect(explained.tree).toBeVisible();
    await app.page.keyboard.press('Escape');
  });

  await test.step('the debt opens to the jump that was chosen', async () => {
    await row('Buffers', 'Won').getByRole('button', { name: '5,000' }).click();
    const explained = await explainSheet(app.page, /Debt/);
    await expect(explained.line(/^Jump of BTC\/USDT:USDT against the pool/)).toContainText('as you chose');
    await expect(explained.tree).toBeVisible();
  });
});
