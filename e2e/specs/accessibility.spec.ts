import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../app.ts';
import { mixedFills } from '../books/binance-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';

/** Serious and critical findings of axe, each with where it stands. */
async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`));
}

test('axe finds nothing serious on first start and in the preview of an import, dark and light', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  expect(await violations(app.page)).toEqual([]);
  await window.button('Switch to the light theme').click();
  expect(await violations(app.page)).toEqual([]);

  await dropFile(app.page, mixedFills);
  await expect(window.button('Import 6 rows')).toBeVisible();
  await window.painted();
  expect(await violations(app.page)).toEqual([]);
  await window.button('Switch to the dark theme').click();
  expect(await violations(app.page)).toEqual([]);
});

test.describe('with the demo book', () => {
  test.use({ book: 'demo' });

  test('axe finds nothing serious in the workspace, dark and light', async ({ app }) => {
    const window = ballastWindow(app.page);
    await window.painted();
    expect(await violations(app.page)).toEqual([]);
    await window.button('Switch to the light theme').click();
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'light');
    expect(await violations(app.page)).toEqual([]);
  });
});
