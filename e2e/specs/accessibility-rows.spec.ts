import { expect, test } from '../app.ts';
import { mixedFills } from '../books/binance-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { importPreview } from '../pages/import-preview.ts';
import { looked } from '../pages/looked.ts';

// Dialogs that are opened from a row, with fields that hold something and with what would change.

// Axe reads every element of each some dozen times.
test.slow();

/** Opens a dialog, looks at it and leaves it as it was. */
async function lookedAtDialog(window: BallastWindow, title: string | RegExp, open: () => Promise<void>): Promise<void> {
  const dialog = window.dialog(title);
  await open();
  await expect(dialog).toBeVisible();
  await looked(window, String(title), '[role=dialog]');
  await window.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

test.describe('with the demo book', () => {
  test.use({ book: 'demo' });

  test('axe finds nothing in Trades with a row chosen, in an open margin table and in the dialogs of both', async ({
    app,
  }) => {
    const { page } = app;
    const window = ballastWindow(page);
    await window.painted();
    const trades = await window.panel('Trades');
    await trades.getByRole('combobox', { name: 'Kind' }).selectOption('trade');
    await trades.getByRole('gridcell', { name: 'trade', exact: true }).first().click();
    await expect(trades.getByRole('button', { name: 'Correct…' })).toBeVisible();
    await looked(window, 'a row of Trades', '.event-filter, .row-detail-whole');
    await lookedAtDialog(window, /^Correct the trade of/, async () => {
      await trades.getByRole('button', { name: 'Correct…' }).click();
      await page.getByRole('dialog').getByRole('textbox', { name: 'Quantity', exact: true }).fill('1');
      await expect(page.getByRole('region', { name: 'What would change' })).toBeVisible();
    });
    await lookedAtDialog(window, 'Remove this row', async () => {
      await trades.getByRole('button', { name: 'Remove…' }).click();
      await expect(page.getByRole('region', { name: 'What would change' })).toBeVisible();
    });

    const tables = await window.panel('Margin tables');
    await tables.getByRole('button', { name: 'SOL/USDC:USDC', exact: true }).click();
    await looked(window, 'an open margin table', '.tier-cell');
    await lookedAtDialog(window, 'Margin table of SOL/USDC:USDC', () =>
      tables.getByRole('button', { name: 'Edit the table of SOL/USDC:USDC' }).click(),
    );
    await lookedAtDialog(window, 'A margin table of yours', () =>
      tables.getByRole('button', { name: 'Type one in…' }).click(),
    );
  });

  test('axe finds nothing in the dialogs of an account and of its positions', async ({ app }) => {
    const { page } = app;
    const window = ballastWindow(page);
    await window.painted();
    const name = 'Hyperliquid perps';
    await openAccount(window, name);
    const panel = page.getByRole('tabpanel', { name: 'Accounts' });
    const more = async (item: string): Promise<void> => {
      await panel.getByRole('button', { name: 'More of DOGE/USDC:USDC' }).click();
      await page.getByRole('menuitem', { name: item }).click();
    };
    await lookedAtDialog(window, 'Close DOGE/USDC:USDC', async () => {
      await more('Close by hand…');
      await expect(page.getByRole('region', { name: 'What would change' })).toBeVisible();
    });
    await lookedAtDialog(window, `DOGE/USDC:USDC in ${name}`, () => more('Quantity and average price…'));
    await lookedAtDialog(window, 'DOGE/USDC:USDC', () =>
      panel.getByRole('button', { name: 'Change margin and mark of DOGE/USDC:USDC' }).click(),
    );
    await lookedAtDialog(window, `Wallet of ${name}`, () =>
      panel.getByRole('button', { name: 'State the wallet balance of USDC' }).click(),
    );
    await lookedAtDialog(window, name, () => panel.getByRole('button', { name: 'Change…', exact: true }).click());
    await lookedAtDialog(window, /deposit/i, async () => {
      await window.button('Accounts menu').click();
      await page.getByRole('menuitem', { name: 'Deposit or withdrawal…' }).click();
    });
  });
});

test('axe finds nothing in failed rows, in the opening of a position and in what undoing an import would change', async ({
  app,
}) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await dropFile(page, mixedFills);
  await importPreview(page).accept('Import 6 rows');
  const imports = await window.panel('Imports');
  await imports.getByRole('button', { name: '1 failed' }).click();
  await expect(imports.getByRole('button', { name: 'Dismiss' })).toBeVisible();
  await looked(window, 'failed rows', '.table');
  await imports.getByRole('button', { name: 'Dismiss' }).click();
  await expect(imports).toContainText('dismissed');
  await looked(window, 'a dismissed row', '.failed-row');
  await lookedAtDialog(window, 'Undo an import', async () => {
    await imports.getByRole('button', { name: /^Undo… the import of/ }).click();
    await expect(page.getByRole('region', { name: 'What would change' })).toBeVisible();
  });
  await openAccount(window, 'Binance USD-M futures');
  await lookedAtDialog(window, 'LTC/USDT:USDT in Binance USD-M futures', () =>
    window.button('State the opening of LTC/USDT:USDT').click(),
  );
});
