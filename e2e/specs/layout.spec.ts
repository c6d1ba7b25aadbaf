import { expect, test } from '../app.ts';
import { tastyRows } from '../books/broker-statements.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { importPreview } from '../pages/import-preview.ts';
import { layoutFaults } from '../pages/layout-faults.ts';

test.use({ book: 'demo' });

test('dark and light: the choice is remembered', async ({ app }) => {
  const window = ballastWindow(app.page);
  const page = app.page.locator('html');
  await window.painted();
  await expect(page).toHaveAttribute('data-theme', 'dark');
  const background = () => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  const kept = app.page.waitForResponse((response) => response.url().endsWith('/call/layouts.set'));
  await window.button('Switch to the light theme').click();
  await expect(page).toHaveAttribute('data-theme', 'light');
  await expect.poll(background).not.toBe(dark);
  await kept;

  await app.page.reload();
  await window.painted();
  await expect(page).toHaveAttribute('data-theme', 'light');
  await window.button('Switch to the dark theme').click();
  await expect(page).toHaveAttribute('data-theme', 'dark');
});

test('a moved divider stays after a reload; reset puts the panels back', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const widthOf = async (name: string): Promise<number> =>
    (await app.page.getByRole('tabpanel', { name }).boundingBox())?.width ?? 0;
  const first = await widthOf('Exposures');

  const exposures = await app.page.getByRole('tabpanel', { name: 'Exposures' }).boundingBox();
  if (exposures === null) throw new Error('Exposures is not on the screen');
  const divider = {
    x: exposures.x + exposures.width + 2,
    y: exposures.y + exposures.height / 2,
  };
  const kept = app.page.waitForResponse((response) => response.url().endsWith('/call/layouts.set'));
  await app.page.mouse.move(divider.x, divider.y);
  await app.page.mouse.down();
  await app.page.mouse.move(divider.x - 120, divider.y, { steps: 4 });
  await app.page.mouse.up();
  await kept;
  const moved = await widthOf('Exposures');
  expect(moved).toBeLessThan(first - 100);

  await app.page.reload();
  await window.painted();
  expect(await widthOf('Exposures')).toBeCloseTo(moved, 0);
  await resetLayout(window);
  await expect.poll(() => widthOf('Exposures')).toBeCloseTo(first, 0);
});

test('at 1440 and at 1024 nothing is cut off sideways, in any panel', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  expect(await layoutFaults(app.page)).toEqual([]);

  await app.page.setViewportSize({ width: 1024, height: 700 });
  await app.page.reload();
  await resetLayout(window);
  await window.painted();
  for (const title of await app.page.getByRole('tab').allTextContents()) {
    await app.page.getByRole('tab', { name: title }).click();
    await window.painted();
    expect(await layoutFaults(app.page), title).toEqual([]);
  }
  await openAccount(window, 'Hyperliquid perps');
  expect(await layoutFaults(app.page), 'one account').toEqual([]);
  await app.page.getByRole('tab', { name: 'Liquidation ladder' }).click();
  await app.page.getByRole('button', { name: 'own β' }).click();
  await expect(app.page.getByRole('button', { name: 'own β' })).toHaveAttribute('aria-pressed', 'true');
  await window.painted();
  expect(await layoutFaults(app.page), 'ladder by estimated betas').toEqual([]);
});

test('columns that come while Exposures lies behind another panel have their room when it is shown again', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await app.page.getByRole('tab', { name: 'Imports' }).click();
  await dropFile(app.page, tastyRows);
  await importPreview(app.page).accept('Import 2 rows');
  await app.page.getByRole('tab', { name: 'Exposures' }).click();
  await window.painted();
  await expect(app.page.getByRole('columnheader', { name: 'Value, USD' })).toBeVisible();
  await expect.poll(() => layoutFaults(app.page)).toEqual([]);
});

async function resetLayout(window: BallastWindow): Promise<void> {
  await window.button(/^Layout: /).click();
  await window.page.getByRole('menuitem', { name: 'Reset layout' }).click();
}
