import { expect, test } from '../app.ts';
import { mixedFills } from '../books/binance-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { looked, violations } from '../pages/looked.ts';

test('axe finds nothing on first start, in the preview of an import and beside it, dark and light', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await looked(window, 'first start');

  await dropFile(app.page, mixedFills);
  await expect(window.button('Import 6 rows')).toBeVisible();
  await window.painted();
  await looked(window, 'preview');
});

test.describe('with the demo book', () => {
  test.use({ book: 'demo' });
  // Axe reads every element of the window some dozen times.
  test.slow();

  test('axe finds nothing in any panel, dark and light, large and small', async ({ app }) => {
    const window = ballastWindow(app.page);
    await window.painted();
    await looked(window, 'the whole window');
    for (const name of await app.page.getByRole('tab').allTextContents()) {
      await app.page.getByRole('tab', { name }).click();
      await window.painted();
      await app.page
        .getByRole('tabpanel', { name })
        .evaluate((panel) => panel.closest('.dv-groupview')?.setAttribute('data-looked', panel.id));
      const id = await app.page.getByRole('tabpanel', { name }).getAttribute('id');
      await looked(window, name, `[data-looked="${id}"]`);
    }
    await app.page.getByRole('tab', { name: 'Accounts' }).click();
    await app.page
      .getByRole('gridcell', { name: /Hyperliquid perps$/ })
      .last()
      .dblclick();
    await expect(window.button('All accounts')).toBeVisible();
    await looked(window, 'one account');
    await app.page.keyboard.press('b');
    await expect(window.button('Hide amounts')).toHaveAttribute('aria-pressed', 'true');
    await window.painted();
    await looked(window, 'amounts hidden');
  });

  test('axe finds nothing in Explain and in menus', async ({ app }) => {
    const window = ballastWindow(app.page);
    const { page } = app;
    await window.painted();
    await page.locator('.ag-row.hit [col-id="liquidation"]').click();
    await expect(page.getByRole('treegrid')).toBeVisible();
    await looked(window, 'Explain', 'section.explain');
    await page.keyboard.press('Escape');
    for (const name of [/^Layout: /, /^Vault: /, 'Exposures menu']) {
      await window.button(name).click();
      await expect(page.getByRole('menu')).toBeVisible();
      expect(await violations(page, '[role=menu]'), `menu ${name}`).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('menu')).toHaveCount(0);
    }
  });

  test('axe finds nothing in any dialog that Ctrl+K opens', async ({ app }) => {
    const window = ballastWindow(app.page);
    const { page } = app;
    await window.painted();
    const dialog = page.getByRole('dialog');
    const find = window.dialog('Find a command, account or instrument');
    await page.keyboard.press('Control+k');
    await expect(find).toBeVisible();
    await looked(window, 'palette', '[role=dialog]');
    const commands = await page.getByRole('option').filter({ hasText: '…' }).allTextContents();
    await page.keyboard.press('Escape');
    const titles = commands.map((text) => text.slice(0, text.indexOf('…')));
    // These go to the system's own dialog, or into the panel.
    const apart = ['Import files', 'Filter exposures'];
    const opened = [...titles.filter((title) => !apart.includes(title)), 'Check this vault', 'Show all keys'];
    expect(opened.length).toBeGreaterThan(8);
    for (const title of opened) {
      await page.keyboard.press('Control+k');
      await page.keyboard.type(title);
      await page.keyboard.press('Enter');
      await expect(find).toHaveCount(0);
      await expect(dialog, title).toBeVisible();
      await looked(window, title, '[role=dialog]');
      await page.keyboard.press('Escape');
      await expect(dialog, title).toHaveCount(0);
    }
  });
});
