import { expect, test } from '../app.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { rowOf } from '../pages/figures.ts';

test.use({ book: 'demo' });

test('keys move the slider of the ladder, and what stands below follows', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const ladder = await window.panel('Liquidation ladder');
  const slider = ladder.getByRole('slider');
  const gone = rowOf(ladder, 'Hyperliquid perps');
  await slider.focus();

  await app.page.keyboard.press('0');
  await expect(slider).toHaveAttribute('aria-valuenow', '0');
  await expect(slider).toHaveAttribute('aria-valuetext', /^BTC 0\.0 %, [\d,.]+, 0 of \d accounts liquidated$/);
  await expect(gone).not.toContainText('liquidated');

  await app.page.keyboard.press('ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '-1');
  await expect(slider).toHaveAttribute('aria-valuetext', /^BTC −1\.0 %/);
  await expect(ladder.getByRole('columnheader', { name: /^At BTC/ })).toContainText('−1.0 %');
  await app.page.keyboard.press('Shift+ArrowLeft');
  await expect(slider).toHaveAttribute('aria-valuenow', '-6');
  await expect(gone).toContainText('liquidated');

  await app.page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuenow', '-40');
  await app.page.keyboard.press('End');
  await expect(slider).toHaveAttribute('aria-valuetext', /^BTC \+40\.0 %/);
});

test('Exposures: rows are filtered by words and sorted from the keyboard', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const exposures = await window.panel('Exposures');
  await window.button('Exposures menu').click();
  await app.page.getByRole('menuitem', { name: 'Filter rows…' }).click();
  // The field takes the focus, and the menu closes.
  await exposures.getByRole('textbox', { name: 'Filter exposures' }).fill('doge');

  // Three accounts hold DOGE; no subtotal, for under a filter it would be no net. The header and the total stand apart.
  const held = exposures.getByRole('row').filter({ hasText: 'DOGE' });
  await expect(held).toHaveCount(3);
  await expect(rowOf(exposures, 'net of')).toHaveCount(0);

  const header = exposures.getByRole('columnheader', { name: 'Notional, USD' });
  await header.focus();
  await app.page.keyboard.press('Enter');
  // By size, the largest first; the sign says the side.
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await expect(held).toContainText(['Hyperliquid perps', 'Bybit unified', 'OKX swing']);
  await app.page.keyboard.press('Enter');
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await expect(held).toContainText(['OKX swing', 'Bybit unified', 'Hyperliquid perps']);
});
