import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../app.ts';
import { mixedFills } from '../books/binance-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { explainSheet } from '../pages/explain-sheet.ts';
import { rowOf } from '../pages/figures.ts';

test('keyboard only, from first start to snapshot', async ({ app }) => {
  const window = ballastWindow(app.page);
  const { keyboard } = app.page;
  await window.painted();

  await test.step('Ctrl+O: a file, its rows seen, written by Enter', async () => {
    const asked = app.page.waitForEvent('filechooser');
    await keyboard.press('Control+o');
    const { name, text } = mixedFills;
    await (await asked).setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
    await expect(window.button('Import 6 rows')).toBeVisible();
    await tabTo(app.page, window.button('Import 6 rows'));
    await keyboard.press('Enter');
    await expect(app.page.getByRole('main', { name: 'Workspace' })).toBeVisible();
    await window.painted();
  });

  await test.step('Alt+1, J, E: why a figure is missing, and what mends it; Alt and left arrow lead back', async () => {
    await keyboard.press('Alt+1');
    const exposures = app.page.getByRole('tabpanel', { name: 'Exposures' });
    await expect(exposures.locator('.ag-cell:focus')).toHaveCount(1);
    const focused = exposures.locator('.ag-cell:focus');
    await passBy(app.page, 'j', focused.filter({ hasText: 'AVAX' }));
    await keyboard.press('e');
    const { sheet } = await explainSheet(app.page, /^Explain Liquidation of AVAX/);
    await expect(sheet.getByRole('heading', { name: 'Why it is missing' })).toBeVisible();
    await expect(sheet.getByRole('heading', { name: 'What mends it' })).toBeVisible();
    await keyboard.press('Alt+ArrowLeft');
    await expect(sheet).toHaveCount(0);
    await expect(focused).toContainText('AVAX');
  });

  await test.step('Alt+3, Enter: the account, its wallet stated in a dialog', async () => {
    await keyboard.press('Alt+3');
    const accounts = app.page.getByRole('tabpanel', { name: 'Accounts' });
    await expect(accounts.locator('.ag-cell:focus')).toHaveCount(1);
    await keyboard.press('Enter');
    await expect(window.button('All accounts')).toBeFocused();
    await tabTo(app.page, accounts.getByRole('button', { name: /^State (a|the) wallet balance/ }).first());
    await keyboard.press('Enter');
    const dialog = app.page.getByRole('dialog');
    const amount = dialog.getByRole('textbox', { name: 'Wallet balance' });
    await tabTo(app.page, amount);
    await keyboard.type('5000');
    await keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await window.painted();
  });

  await test.step('F6 goes through the parts of the window and comes round', async () => {
    const titleBar = app.page.getByRole('banner').locator(':focus');
    await passBy(app.page, 'F6', titleBar);
    await passBy(app.page, 'F6', app.page.locator('dl[aria-label="The whole book"] :focus'));
    await passBy(app.page, 'F6', app.page.getByRole('contentinfo').locator(':focus'));
    await passBy(app.page, 'Shift+F6', app.page.locator('dl[aria-label="The whole book"] :focus'));
  });

  await test.step('Ctrl+K finds the ladder, Ctrl+S saves a snapshot', async () => {
    await keyboard.press('Control+k');
    await keyboard.type('ladder');
    await keyboard.press('Enter');
    await expect(app.page.getByRole('tabpanel', { name: 'Liquidation ladder' }).locator(':focus')).toHaveCount(1);
    await keyboard.press('Control+s');
    const dialog = window.dialog('Snapshot');
    await expect(dialog).toBeVisible();
    await tabTo(app.page, dialog.getByRole('button', { name: 'Save snapshot' }));
    const saved = app.page.waitForEvent('download');
    await keyboard.press('Enter');
    expect((await saved).suggestedFilename()).toMatch(/^ballast-/);
    await expect(dialog).toHaveCount(0);
  });
});

/** Presses Tab until it has the focus. Where it is not drawn yet, or cannot be pressed yet, it is waited for. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeEnabled();
  await passBy(page, 'Tab', target.and(page.locator(':focus')));
}

/** Presses a key until what is looked for is there; each time once the focus has moved, for a machine under load moves it late. */
async function passBy(page: Page, key: string, found: Locator): Promise<void> {
  for (let pressed = 0; pressed < 150; pressed += 1) {
    if ((await found.count()) > 0) return;
    const before = await page.evaluateHandle(() => document.activeElement);
    await page.keyboard.press(key);
    await page.waitForFunction((focused) => document.activeElement !== focused, before);
  }
  await expect(found).toHaveCount(1);
}

test.describe('with the demo book', () => {
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

  test('B hides every amount, R shows the rows behind a row, L its asset in the ladder', async ({ app }) => {
    const window = ballastWindow(app.page);
    await window.painted();
    const equity = window.headlineFigure('Equity, USD');
    const shown = await equity.innerText();
    await app.page.keyboard.press('b');
    await expect(equity).toHaveText('•••');
    await expect(window.headlineFigure('Effective leverage')).toContainText('×');
    // Nor does anything tell it that is only read out, or stands in a tooltip.
    expect(await app.page.content()).not.toContain(shown);
    await app.page.reload();
    await window.painted();
    await expect(equity).toHaveText('•••');
    await app.page.keyboard.press('b');
    await expect(equity).toHaveText(shown);
    await window.painted();

    const exposures = app.page.getByRole('tabpanel', { name: 'Exposures' });
    const row = rowOf(exposures, 'Hyperliquid perps').first();
    await row.getByRole('gridcell').first().click();
    await app.page.keyboard.press('l');
    const ladder = app.page.getByRole('tabpanel', { name: 'Liquidation ladder' });
    await expect(ladder.getByRole('combobox', { name: 'Shock', exact: true })).toHaveValue('DOGE');
    await row.getByRole('gridcell').first().click();
    await app.page.keyboard.press('r');
    const trades = app.page.getByRole('tabpanel', { name: 'Trades' });
    await expect(trades).toContainText('DOGE/USDC:USDC');
    await expect(trades.getByRole('combobox', { name: 'Account' })).toHaveValue('Hyperliquid perps');
  });

  test('single letters can be switched off', async ({ app }) => {
    const window = ballastWindow(app.page);
    await window.painted();
    await app.page.keyboard.press('?');
    const keys = window.dialog('Keys');
    await keys.getByRole('checkbox').focus();
    await app.page.keyboard.press('Space');
    await app.page.keyboard.press('Escape');
    await expect(keys).toHaveCount(0);
    await app.page.keyboard.press('Alt+1');
    await expect(app.page.locator('.ag-cell:focus')).toHaveCount(1);
    await app.page.keyboard.press('e');
    await expect(app.page.getByRole('region', { name: /^Explain / })).toHaveCount(0);
    await app.page.reload();
    await window.painted();
    await app.page.keyboard.press('?');
    await expect(keys).toHaveCount(0);
  });
});
