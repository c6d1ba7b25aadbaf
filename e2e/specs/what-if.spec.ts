import { expect, test } from '../app.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { editDialog } from '../pages/edit-dialog.ts';
import { looked } from '../pages/looked.ts';
import { whatIfPage } from '../pages/what-if-page.ts';

const bitcoin = 'BTC/USDT:USDT';

/** One contract long at 50,000 on a wallet of 20,000, in an account without a venue: 5 % flat. */
async function stateBook(window: BallastWindow): Promise<void> {
  await window.painted();
  await window.button('State a position by hand').click();
  const position = editDialog(window.page, 'State a position');
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
  const wallet = editDialog(window.page, 'Wallet of Perps');
  await wallet.enter({ Asset: 'USDT', 'Wallet balance': '20000' });
  await wallet.save('State wallet');
}

test('a top-up as a what-if: the liquidation price moves away, and nothing is booked', async ({ app }) => {
  const window = ballastWindow(app.page);
  await stateBook(window);
  await window.button(`More of ${bitcoin}`).click();
  await app.page.getByRole('menuitem', { name: 'What if…' }).click();
  const whatIf = await whatIfPage(window);
  await expect(whatIf.panel.getByText('Hypothetical: nothing of this has happened.')).toBeVisible();
  await expect(whatIf.panel.getByLabel('Instrument', { exact: true })).toHaveValue(bitcoin);

  await test.step('closed whole, nothing is left that could be liquidated', async () => {
    await whatIf.shows('Effective leverage', ['2.50×', '0.00×', '−2.50×']);
  });

  await test.step('5,000 paid in: equity 25,000 + P - 50,000 meets 0.05 P at 26,315.8, not at 31,578.9', async () => {
    await whatIf.panel.getByRole('button', { name: 'Money' }).click();
    await whatIf.enter({ Asset: 'USDT', Amount: '5000' });
    await whatIf.shows('Equity', ['20,000', '25,000', '+5,000']);
    await whatIf.shows('Effective leverage', ['2.50×', '2.00×', '−0.50×']);
    await whatIf.shows(/Below, BTC/, ['31,578.9', '26,315.8', '−5,263.2']);
    await looked(window, 'a what-if', '.whatif');
  });

  await test.step('every figure opens: as it is, as it would be, and what changes of it', async () => {
    await whatIf.panel.getByRole('button', { name: '26,315.8' }).click();
    const then = app.page.getByRole('region', { name: /^Explain Below, BTC.* what-if A/ });
    await expect(then).toContainText('pay 5000 USDT into Perps');
    await expect(then).toContainText('flat rate of 5 %');
    await app.page.keyboard.press('Escape');
    await whatIf.panel.getByRole('button', { name: '−5,263.2' }).click();
    const change = app.page.getByRole('region', { name: /^Explain Below, BTC.*, difference/ });
    await expect(change).toContainText('what-if less actual');
    await app.page.keyboard.press('Escape');
    await whatIf.panel.getByRole('button', { name: '31,578.9' }).click();
    await expect(app.page.getByRole('region', { name: /^Explain Below, BTC/ })).toContainText('Equity at 31,578.9');
    await app.page.keyboard.press('Escape');
  });

  await test.step('the order of events: one call at -36.8 % becomes one at -47.4 %, and nobody owes', async () => {
    await whatIf.shows('Events downwards', ['1', '1', '0']);
    await whatIf.shows('First debt downwards', ['none', 'none', '–']);
    const order = whatIf.panel.getByRole('region', { name: 'Order of events' });
    await expect(order).toContainText('BTC falls by up to 50 %, sold at the mark');
    await expect(order).toContainText(/Actual1\. Perps, cross −36\.8 %: 1 event/);
    await expect(order).toContainText(/A1\. Perps, cross −47\.4 %: 1 event/);
  });

  await test.step('both calls open, and so does the count of what happens', async () => {
    const order = whatIf.panel.getByRole('region', { name: 'Order of events' });
    await order.getByRole('button', { name: '−47.4 %' }).click();
    const then = app.page.getByRole('region', { name: 'Explain Goes downwards of Perps, cross, what-if A' });
    await expect(then).toContainText('pay 5000 USDT into Perps');
    await expect(then).toContainText('flat rate of 5 %');
    await app.page.keyboard.press('Escape');
    await order.getByRole('button', { name: '−36.8 %' }).click();
    const now = app.page.getByRole('region', { name: 'Explain Goes downwards of Perps, cross' });
    await expect(now).toContainText('(fixed maintenance − fixed equity)');
    await app.page.keyboard.press('Escape');
    await whatIf.panel.getByRole('row').filter({ hasText: 'Events downwards' }).getByRole('button').first().click();
    const count = app.page.getByRole('region', { name: /^Explain Events downwards/ });
    await expect(count).toContainText('What happens on the way');
    await app.page.keyboard.press('Escape');
  });

  await test.step('the trader chooses the axis', async () => {
    await whatIf.panel.getByLabel('Shock', { exact: true }).selectOption('BTC');
    await whatIf.panel.getByRole('group', { name: 'Other assets' }).getByRole('button', { name: 'still' }).click();
    await whatIf.shows('Events downwards', ['1', '1', '0']);
  });

  await test.step('kept by name, and loaded again', async () => {
    await whatIf.panel.getByRole('button', { name: 'Keep…' }).click();
    await window.dialog('Keep this what-if').getByRole('textbox', { name: 'Name' }).fill('More money');
    await window.dialog('Keep this what-if').getByRole('button', { name: 'Keep it' }).click();
    await whatIf.panel.getByRole('button', { name: 'Discard More money' }).click();
    await whatIf.panel.getByRole('button', { name: 'Kept what-ifs' }).click();
    await app.page.getByRole('menuitem', { name: 'Load More money' }).click();
    await whatIf.shows('Equity', ['20,000', '25,000', '+5,000']);
    await expect(window.headlineFigure('Equity, USD')).toHaveText('20,000');
  });
});

test('a trade refused by a limit, and made smaller until it passes', async ({ app }) => {
  const window = ballastWindow(app.page);
  await stateBook(window);
  const whatIf = await whatIfPage(window);
  await whatIf.setLimit('Leverage of the book', '3');
  await whatIf.choose('Account', 'Perps');
  await whatIf.enter({ Instrument: bitcoin, 'Size, contracts': '1' });

  // Two contracts are worth 100,000 on 20,000: 5 times. 60,000 is the most at 3 times: 0.2 contracts more.
  await expect(whatIf.verdict).toContainText('Fails: Leverage of the book.');
  const limits = whatIf.panel.getByRole('table', { name: 'Limits in what-if A' });
  await expect(limits.getByRole('row').nth(1)).toContainText(
    /Leverage of the book.*binds.*≤ 3\.00×.*5\.00×.*−2\.00×.*fails/,
  );
  await limits.getByRole('button', { name: '5.00×' }).click();
  await expect(app.page.getByRole('region', { name: /^Explain Leverage of the book/ })).toContainText('buy 1 BTC');
  await app.page.keyboard.press('Escape');
  await whatIf.verdict.getByRole('button', { name: 'Use 0.2' }).click();
  await expect(whatIf.verdict).toContainText('Passes every limit.');
  await expect(whatIf.panel.getByLabel('Size, contracts')).toHaveValue('0.2');
  const effects = whatIf.panel.getByRole('region', { name: 'What the tickets do' });
  await expect(effects).toContainText(/Buy BTC\/USDT:USDT in Perps at 50,000\.0.*\+1 .*\+1\.2.*Fee, USDT0/);
  await whatIf.shows('Effective leverage', ['2.50×', '3.00×', '+0.50×']);

  await test.step('what cannot be done says so at its field', async () => {
    await whatIf.enter({ Stop: '60000' });
    await expect(whatIf.panel.getByLabel('Stop', { exact: true })).toHaveAttribute('aria-invalid', 'true');
  });
});
