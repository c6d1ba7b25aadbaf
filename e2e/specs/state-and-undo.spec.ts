import { expect, test } from '../app.ts';
import { avaxFills, mixedFills } from '../books/binance-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { cellOf, figure, rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

const account = 'Binance USD-M futures';
const avax = 'AVAX/USDT:USDT';
const litecoin = 'LTC/USDT:USDT';

/** Where Ballast has no margin table of the venue it takes 5 % of the notional as maintenance, in one tier without deduction. */
const flatRate = 0.05;

/**
 * The price at which the equity of a cross pool is its maintenance, by hand: W + s q (P - E) + rest = m q P, so
 * P = (W + rest - s q E) / (q (m - s)); `rest` is what other positions add at their marks, less what they need.
 */
function liquidationPrice(wallet: number, side: 1 | -1, quantity: number, entry: number, rest = 0): number {
  return (wallet + rest - side * quantity * entry) / (quantity * (flatRate - side));
}

test('a stated wallet gives a liquidation price, an edited one moves it, undo brings it back', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, avaxFills);
  await importPreview(app.page).accept('Import 3 rows');
  const opened = await openAccount(window, account);
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText('missing');

  await opened.stateMark(avax, '38');
  // No file says where the wallet began: a pool without a wallet has no liquidation price, not one of a wallet of 0.
  await expect(await opened.figure(avax, 'Mark')).toHaveText(figure(38));
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText('missing');

  await opened.stateWallet('USDT', '1000');
  const before = liquidationPrice(1000, 1, 100, 40.5);
  expect(before).toBeCloseTo(3050 / 95, 12);
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(before));
  // Equity at the mark: the wallet and what the position has lost, 1000 + 100 (38 - 40.5).
  await expect(window.headlineFigure('Equity, USD')).toHaveText('750');
  await expect(window.headline('Nearest liquidation')).toContainText(/AVAX to 32\.105/);

  await test.step('the ladder shows where the account goes, and that its margin is a flat rate', async () => {
    const ladder = await window.panel('Liquidation ladder');
    // 32.105 / 38 - 1
    await expect(ladder.getByRole('img', { name: `${account} goes first, at −15.5 %.` })).toBeVisible();
    await expect(rowOf(ladder, account)).toContainText('liquidated');
    await ladder.getByRole('button', { name: /^assumed:/ }).click();
    await expect(app.page.getByRole('dialog', { name: 'Assumed' })).toContainText('flat rate');
    await app.page.keyboard.press('Escape');
  });

  await opened.stateWallet('USDT', '1500.5');
  const after = liquidationPrice(1500.5, 1, 100, 40.5);
  expect(after).toBeCloseTo(2549.5 / 95, 12);
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(after));
  await expect(window.headline('Nearest liquidation')).toContainText(/AVAX to 26\.83[67]/);

  await app.page.keyboard.press('Control+z');
  await expect(window.message('Taken back')).toContainText('wallet 1500.5 USDT');
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(before));
  await expect(window.headline('Nearest liquidation')).toContainText(/AVAX to 32\.105/);
});

test('an opening stated for an incomplete history makes it a position with a liquidation price', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, mixedFills);
  await importPreview(app.page).accept('Import 6 rows');

  await test.step('the row that could not be read is dismissed: ADA is whole again, and flat', async () => {
    const imports = await window.panel('Imports');
    await imports.getByRole('button', { name: '1 failed' }).click();
    await imports.getByRole('button', { name: 'Dismiss' }).click();
    await expect(imports.getByText('dismissed')).toBeVisible();
  });

  const opened = await openAccount(window, account);
  await expect(rowOf(opened.positions, 'ADA')).toHaveCount(0);
  await opened.stateMark(avax, '38');
  await opened.stateWallet('USDT', '1000');
  // Known itself, but in one pool with what is not known.
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText('missing');
  await expect(await opened.figure(litecoin, 'Quantity')).toHaveText('missing');

  // 15 bought at 65 before the file begins: selling 10 at 70 made the 50 that the file prints.
  await opened.stateOpening(litecoin, '15', '65');
  await expect(await opened.figure(litecoin, 'Quantity')).toHaveText('+5');
  await expect(await opened.figure(litecoin, 'Entry')).toHaveText(figure(65));
  await opened.stateMark(litecoin, '80');

  // LTC has gained 5 (80 - 65) and needs 5 % of 5 x 80; AVAX has lost 100 (38 - 40.5) and needs 5 % of 100 x 38.
  const avaxPrice = liquidationPrice(1000, 1, 100, 40.5, 75 - 20);
  const litecoinPrice = liquidationPrice(1000, 1, 5, 65, -250 - 190);
  await expect(await opened.figure(avax, 'Liquidation')).toHaveText(figure(avaxPrice));
  // 5 LTC falling to nothing cannot take what is left: (1000 - 440 - 325) / (5 (0.05 - 1)) is below 0.
  expect(litecoinPrice).toBeLessThan(0);
  await expect(await opened.figure(litecoin, 'Liquidation')).toHaveText('none');

  await test.step('the ladder and Exposures hold both positions', async () => {
    const exposures = await window.panel('Exposures');
    await expect(await cellOf(exposures, /^LTC/, 'Notional, USD')).toHaveText('+400');
    await expect(await cellOf(exposures, /^Net/, 'Notional, USD')).toHaveText('+4,200');
    const ladder = await window.panel('Liquidation ladder');
    await expect(rowOf(ladder, account)).not.toContainText('missing');
    await expect(
      ladder.getByRole('img', {
        name: new RegExp(`^${account} goes first, at −`),
      }),
    ).toBeVisible();
  });
});
