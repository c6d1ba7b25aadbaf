import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../app.ts';
import { mixedFills } from '../books/binance-fills.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';

/** Everything that axe finds, each with where it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] });
  // A menu lies over the landmarks and belongs to none, as its button says.
  if ((await page.getByRole('menu').count()) > 0) axe.disableRules(['region']);
  const { violations: found } = await axe.analyze();
  return found.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`));
}

/** Looks at what stands now, in the dark and in the light. */
async function darkAndLight(window: BallastWindow, what: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await window.page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
    // Colours go over into each other for a moment.
    await window.page.waitForTimeout(200);
    expect(await violations(window.page), `${what}, ${theme}`).toEqual([]);
  }
}

test('axe finds nothing on first start and in the preview of an import, dark and light', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await darkAndLight(window, 'first start');

  await dropFile(app.page, mixedFills);
  await expect(window.button('Import 6 rows')).toBeVisible();
  await window.painted();
  await darkAndLight(window, 'preview');
});

test.describe('with the demo book', () => {
  test.use({ book: 'demo' });

  test('axe finds nothing in any panel, dark and light', async ({ app }) => {
    // Axe reads every element of the window, a dozen times.
    test.slow();
    const window = ballastWindow(app.page);
    await window.painted();
    for (const title of ['Exposures', 'Imports', 'Accounts', 'Liquidation ladder', 'Drawdown'] as const) {
      await window.panel(title);
      await window.painted();
      await darkAndLight(window, title);
    }
    await app.page
      .getByRole('gridcell', { name: /Hyperliquid perps$/ })
      .last()
      .dblclick();
    await expect(window.button('All accounts')).toBeVisible();
    await darkAndLight(window, 'one account');
  });

  test('axe finds nothing in Explain, in menus, in the palette and in any dialog, dark and light', async ({ app }) => {
    test.slow();
    const window = ballastWindow(app.page);
    const { page } = app;
    await window.painted();
    const over = async (what: string, open: () => Promise<void>, role: 'dialog' | 'menu'): Promise<void> => {
      await open();
      await expect(page.getByRole(role)).toBeVisible();
      await darkAndLight(window, what);
      await page.keyboard.press('Escape');
      await expect(page.getByRole(role)).toHaveCount(0);
    };

    await page.locator('.ag-row.hit [col-id="liquidation"]').click();
    await expect(page.getByRole('treegrid')).toBeVisible();
    await darkAndLight(window, 'Explain');
    await page.keyboard.press('Escape');

    await over('palette', () => page.keyboard.press('Control+k'), 'dialog');
    await over('keys', () => page.keyboard.press('?'), 'dialog');
    await over('snapshot', () => page.keyboard.press('Control+s'), 'dialog');
    await over('layouts', () => window.button(/^Layout: /).click(), 'menu');
    await over('columns', () => window.button('Exposures menu').click(), 'menu');
    await over('name of a layout', () => choose(window, 'Save this layout'), 'dialog');
    await over('a position by hand', () => choose(window, 'State a position'), 'dialog');
  });
});

/** Does what Ctrl+K finds. */
async function choose(window: BallastWindow, words: string): Promise<void> {
  await window.page.keyboard.press('Control+k');
  await window.page.keyboard.type(words);
  await window.page.keyboard.press('Enter');
  await expect(window.dialog('Find a command, account or instrument')).toHaveCount(0);
}
