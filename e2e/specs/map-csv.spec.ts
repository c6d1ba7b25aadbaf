import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, startBallast, test } from '../app.ts';
import { bankFebruary, bankMarch } from '../books/unknown-table.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';
import { layoutFaults } from '../pages/layout-faults.ts';

async function violations(page: Page): Promise<readonly string[]> {
  const { violations: found } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`));
}

test('an unknown table is mapped, imported, known again, and its mapping taken into another vault', async ({
  app,
  browser,
}) => {
  const { page } = app;
  const window = ballastWindow(page);
  const preview = importPreview(page);
  const firstRows = page.getByRole('region', { name: 'First rows as Ballast would read them' });
  await window.painted();

  await test.step('no reader knows it: refused, with a way on', async () => {
    await dropFile(page, bankFebruary);
    await expect(page.getByText('This file is not recognised')).toBeVisible();
    await window.button('Map its columns…').click();
  });

  await test.step('the guess stands, with its proofs, and four rows are read', async () => {
    await expect(page.getByText('proved on 4 of 4 rows: kurswert = kurs x stück')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Price: column' })).toHaveValue('kurs');
    await expect(page.getByRole('combobox', { name: 'What "Kauf" is' })).toHaveValue('buy');
    await expect(firstRows).toContainText('4 read');
    await expect(firstRows).toContainText('none failed');
    await expect(rowOf(firstRows, '190')).toContainText('sell');
  });

  await test.step('a wrong column shows at once what would fail, and an open one stops the import', async () => {
    await page.getByRole('combobox', { name: 'Price: column' }).selectOption('art');
    await expect(firstRows).toContainText('4 failed');
    await expect(firstRows).toContainText('Art "Kauf" is no number');
    await page.getByRole('combobox', { name: 'Price: column' }).selectOption('');
    await expect(page.getByText('Say which column holds the price.').first()).toBeVisible();
    await expect(window.button('Preview the import')).toBeDisabled();
    await page.getByRole('combobox', { name: 'Price: column' }).selectOption('kurs');
    await expect(window.button('Preview the import')).toBeEnabled();
  });

  await test.step('nothing sticks out and axe finds nothing serious, at both sizes, dark and light', async () => {
    for (const size of [
      { width: 1440, height: 900 },
      { width: 1024, height: 700 },
    ]) {
      await page.setViewportSize(size);
      expect(await layoutFaults(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      if (process.env['BALLAST_LOOK'] !== undefined)
        await page.screenshot({ path: join(process.env['BALLAST_LOOK'], `mapping-${size.width}.png`) });
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await page.getByRole('textbox', { name: 'Name of the mapping' }).fill('Musterbank');
  await page.getByRole('textbox', { name: 'Time zone of the file' }).fill('Europe/Berlin');
  await expect(firstRows).toContainText('2026-02-02 08:15:00');

  await test.step('the ordinary preview follows; every row has one fate', async () => {
    await window.button('Preview the import').click();
    await expect(page.getByText('Recognised as')).toContainText('Mapped: Musterbank');
    expect(await preview.addsUp()).toBe(8);
    await expect(preview.count('Accepted')).toHaveText('4');
    await expect(preview.count('Failed')).toHaveText('0');
  });

  await preview.accept('Import 4 rows');

  await test.step('the positions stand in the account that is called like the mapping', async () => {
    const opened = await openAccount(window, 'Musterbank');
    // 12 bought, 4 sold; (10 x 182.50 + 2 x 167.50) / 12 = 180.
    await expect(await opened.figure('SAP', 'Quantity')).toHaveText('+8');
    await expect(await opened.figure('SAP', 'Entry')).toHaveText(/^180(\.0*)?$/);
    await expect(await opened.figure('SIE', 'Quantity')).toHaveText('+5');
    await window.button('All accounts').click();
  });

  await test.step('the next file with the same header is read at once', async () => {
    await dropFile(page, bankMarch);
    await expect(page.getByText('Recognised as')).toContainText('Mapped: Musterbank');
    await preview.accept('Import 1 row');
    const opened = await openAccount(window, 'Musterbank');
    await expect(await opened.figure('SIE', 'Quantity')).toHaveText('+8');
  });

  const saved = await test.step('the mapping is saved as a small file', async () => {
    await window.panel('Imports');
    await window.button('Mappings…').click();
    const line = page.getByRole('form', { name: 'Mapping Musterbank' });
    const download = page.waitForEvent('download');
    await line.getByRole('button', { name: 'Save as file' }).click();
    const path = join(app.folder, 'musterbank.mapping.json');
    await (await download).saveAs(path);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close', exact: true }).click();
    return readFileSync(path, 'utf8');
  });
  expect(JSON.parse(saved)).toMatchObject({ schema: 'ballast.mapping/1', name: 'Musterbank', zone: 'Europe/Berlin' });

  await test.step('in another vault the file makes the table known', async () => {
    const other = await startBallast(join(app.folder, 'other.vault'));
    const context = await browser.newContext();
    try {
      const second = await context.newPage();
      await second.goto(other.address);
      await ballastWindow(second).painted();
      await dropFile(second, bankFebruary);
      await ballastWindow(second).button('Map its columns…').click();
      const chooser = second.waitForEvent('filechooser');
      await ballastWindow(second).button('Load…').click();
      await (
        await chooser
      ).setFiles({ name: 'musterbank.mapping.json', mimeType: 'application/json', buffer: Buffer.from(saved) });
      await expect(second.getByRole('textbox', { name: 'Name of the mapping' })).toHaveValue('Musterbank');
      await ballastWindow(second).button('Preview the import').click();
      await importPreview(second).accept('Import 4 rows');
      const opened = await openAccount(ballastWindow(second), 'Musterbank');
      await expect(await opened.figure('SAP', 'Quantity')).toHaveText('+8');
    } finally {
      await context.close();
      await other.end();
    }
  });
});

test('a light window shows the mapping without a fault', async ({ app }) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await window.button('Switch to the light theme').click();
  await dropFile(page, bankFebruary);
  await window.button('Map its columns…').click();
  await expect(page.getByRole('region', { name: 'First rows as Ballast would read them' })).toContainText('4 read');
  await page.getByRole('combobox', { name: 'Instrument column' }).selectOption('');
  await expect(page.getByText('Say which column names the instrument').first()).toBeVisible();
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1024, height: 700 },
  ]) {
    await page.setViewportSize(size);
    expect(await layoutFaults(page)).toEqual([]);
    expect(await violations(page)).toEqual([]);
    if (process.env['BALLAST_LOOK'] !== undefined)
      await page.screenshot({ path: join(process.env['BALLAST_LOOK'], `mapping-light-${size.width}.png`) });
  }
});
