import type { Locator } from '@playwright/test';
import { expect, test } from '../app.ts';
import { ballastWindow, type BallastWindow } from '../pages/ballast-window.ts';
import { rowOf } from '../pages/figures.ts';

test.use({ book: 'demo', permissions: ['clipboard-read', 'clipboard-write'] });

/** What the title bar says of the layout, and its menu opened. */
async function layoutMenu(window: BallastWindow): Promise<Locator> {
  await window.button(/^Layout: /).click();
  return window.page.getByRole('menu');
}

async function columnsOf(panel: Locator): Promise<readonly string[]> {
  return (await panel.getByRole('columnheader').allTextContents()).map((text) => text.trim());
}

test('a layout is saved by name, chosen again, renamed and removed', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const exposures = app.page.getByRole('tabpanel', { name: 'Exposures' });
  const atFirst = await columnsOf(exposures);
  expect(atFirst).not.toContain('Entry');

  await test.step('with a column more it is saved as Weekend', async () => {
    await window.button('Exposures menu').click();
    await app.page.getByRole('menuitemcheckbox', { name: 'Entry' }).click();
    await app.page.keyboard.press('Escape');
    await expect(exposures.getByRole('columnheader', { name: 'Entry' })).toBeVisible();
    await (await layoutMenu(window)).getByRole('menuitem', { name: 'Save under a name…' }).click();
    const dialog = window.dialog('Save this layout');
    await dialog.getByRole('button', { name: 'Save layout' }).click();
    await expect(dialog).toContainText('A name is needed.');
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Weekend');
    await app.page.keyboard.press('Enter');
    await expect(window.button('Layout: Weekend')).toBeVisible();
  });

  await test.step('Default has the columns of the first start, Weekend its own', async () => {
    await (await layoutMenu(window)).getByRole('menuitemradio', { name: 'Default' }).click();
    await expect(window.button('Layout: Default')).toBeVisible();
    await expect.poll(() => columnsOf(exposures)).toEqual(atFirst);
    await app.page.keyboard.press('Control+k');
    await app.page.keyboard.type('weekend');
    await app.page.keyboard.press('Enter');
    await expect(window.button('Layout: Weekend')).toBeVisible();
    await expect(exposures.getByRole('columnheader', { name: 'Entry' })).toBeVisible();
  });

  await test.step('after a reload it still stands', async () => {
    await app.page.reload();
    await window.painted();
    await expect(window.button('Layout: Weekend')).toBeVisible();
    await expect(exposures.getByRole('columnheader', { name: 'Entry' })).toBeVisible();
  });

  await test.step('it gets another name, and goes', async () => {
    await (await layoutMenu(window)).getByRole('menuitem', { name: 'Rename Weekend…' }).click();
    await window.dialog('Rename Weekend').getByRole('textbox', { name: 'Name' }).fill('Sundays');
    await app.page.keyboard.press('Enter');
    await expect(window.button('Layout: Sundays')).toBeVisible();
    await (await layoutMenu(window)).getByRole('menuitem', { name: 'Remove Sundays…' }).click();
    await window.dialog('Remove Sundays?').getByRole('button', { name: 'Remove layout' }).click();
    await expect(window.button('Layout: Default')).toBeVisible();
    const menu = await layoutMenu(window);
    await expect(menu.getByRole('menuitemradio')).toHaveText(['Default']);
  });
});

test('order, width, sort and choice of columns stay after a reload, and are reset', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const exposures = app.page.getByRole('tabpanel', { name: 'Exposures' });
  const header = (name: string) => exposures.getByRole('columnheader', { name, exact: true });
  const widthOf = async (name: string): Promise<number> => (await header(name).boundingBox())?.width ?? 0;
  const atFirst = await columnsOf(exposures);
  const markWidth = await widthOf('Mark');

  await test.step('by keys on the header: wider, moved, sorted', async () => {
    await header('Mark').focus();
    for (let step = 0; step < 6; step += 1) await app.page.keyboard.press('Alt+ArrowRight');
    await expect.poll(() => widthOf('Mark')).toBeGreaterThan(markWidth + 5);
    await header('Mark').focus();
    await app.page.keyboard.press('Shift+ArrowLeft');
    await expect.poll(async () => (await columnsOf(exposures)).indexOf('Mark')).toBe(1);
    await header('Notional, USD').focus();
    await app.page.keyboard.press('Enter');
    await expect(header('Notional, USD')).toHaveAttribute('aria-sort', 'descending');
  });
  await test.step('the menu over a header hides a column', async () => {
    await header('Mark').click({ button: 'right' });
    await app.page.getByRole('menuitemcheckbox', { name: 'Share, %' }).click();
    await app.page.keyboard.press('Escape');
    await expect(header('Share, %')).toHaveCount(0);
  });
  const arranged = await columnsOf(exposures);
  const wider = await widthOf('Mark');
  await app.page.reload();
  await window.painted();
  expect(await columnsOf(exposures)).toEqual(arranged);
  expect(await widthOf('Mark')).toBeCloseTo(wider, 0);
  await expect(header('Notional, USD')).toHaveAttribute('aria-sort', 'descending');

  await window.button('Exposures menu').click();
  await app.page.getByRole('menuitem', { name: 'Reset columns' }).click();
  await expect.poll(() => columnsOf(exposures)).toEqual(atFirst);
  await expect.poll(() => widthOf('Mark')).toBeCloseTo(markWidth, 0);
  await expect(header('Away, σ')).toHaveAttribute('aria-sort', 'ascending');
});

test('Trades keeps its columns after a reload, and resets them', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const trades = await window.panel('Trades');
  const fee = trades.getByRole('columnheader', { name: 'Fee', exact: true });
  const price = trades.getByRole('columnheader', { name: 'Price', exact: true });
  const choose = async (column: string): Promise<void> => {
    await window.button('Trades menu').click();
    const kept = app.page.waitForResponse((response) => response.url().endsWith('/call/layouts.set'));
    await app.page.getByRole('menuitemcheckbox', { name: column }).click();
    await kept;
    await app.page.keyboard.press('Escape');
  };
  await choose('Fee');
  await choose('Price');
  await expect(fee).toBeVisible();
  await expect(price).toHaveCount(0);
  await app.page.reload();
  await window.painted();
  await window.panel('Trades');
  await expect(fee).toBeVisible();
  await expect(price).toHaveCount(0);
  await window.button('Trades menu').click();
  await app.page.getByRole('menuitem', { name: 'Reset columns' }).click();
  await expect(price).toBeVisible();
  await expect(fee).toHaveCount(0);
});

test('copied figures have every digit, no groups and a hyphen; rows have tabs, with Shift a header', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const exposures = await window.panel('Exposures');
  const clipboard = () => app.page.evaluate(() => navigator.clipboard.readText());
  const danger = rowOf(exposures, 'Hyperliquid perps').first();
  const name = danger.getByRole('gridcell').first();

  await name.click();
  for (let step = 0; step < 3; step += 1) await app.page.keyboard.press('ArrowRight');
  await app.page.keyboard.press('Control+c');
  await expect.poll(clipboard).toMatch(/^\d{5}\.\d+$/);

  await app.page.keyboard.press('Control+Shift+c');
  await expect.poll(async () => (await clipboard()).split('\n').length).toBe(2);
  const [header = '', row = ''] = (await clipboard()).split('\n');
  expect(header.split('\t').slice(0, 4)).toEqual(['Asset, account', 'Quantity', 'Mark', 'Notional, USD']);
  const cells = row.split('\t');
  expect(cells).toHaveLength(header.split('\t').length);
  expect(cells[1]).toBe('330000');
  // Under a header with % the figure is per cent, with all its digits.
  const away = cells[header.split('\t').indexOf('Away, %')] ?? '';
  expect(away).toMatch(/^-3\.\d{6,}$/);

  await app.page.keyboard.press('Shift+ArrowDown');
  await app.page.keyboard.press('Shift+ArrowDown');
  // A selection follows the focus a moment later: copied before that, the rows would be fewer.
  await expect(exposures.locator('.ag-row-selected')).toHaveCount(3);
  await app.page.keyboard.press('Control+c');
  await expect.poll(async () => (await clipboard()).split('\n').length).toBe(3);
  expect(await clipboard()).not.toMatch(/−|\d,\d/);
});
