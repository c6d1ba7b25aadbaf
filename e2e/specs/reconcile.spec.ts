import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '../app.ts';
import { aprilCorrected, aprilWithGap, march, tastyRows } from '../books/broker-statements.ts';
import { positionList } from '../books/unknown-table.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { explainSheet } from '../pages/explain-sheet.ts';
import { cellOf, rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';
import { openReconciliation } from '../pages/reconciliation-page.ts';

const broker = 'Interactive Brokers';

test('two Flex statements: cash that no row explains is booked by its button, and the account reconciles', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, march);
  await importPreview(app.page).accept('Import 5 rows');
  const first = await openReconciliation(window, broker, /Reconciled up to 2026-03-31\./);
  await expect(first.agreements).toContainText('NOVA');
  await expect(await cellOf(first.agreements, 'USD', 'Figure')).toHaveText('4,274.15');
  await first.back();

  await dropFile(app.page, aprilWithGap);
  await importPreview(app.page).accept('Import 1 row');
  const april = await openReconciliation(window, broker, /One figure differs/);
  await expect(await cellOf(april.lines, 'USD cash on 2026-04-30', 'Difference')).toHaveText('−25');
  await test.step('the line opens the row of the file that it rests on', async () => {
    await april.lines.getByRole('button', { name: /^april\.xml, line \d+$/ }).click();
    await expect(april.lines).toContainText('endingCash="4249.15"');
    const faults = await new AxeBuilder({ page: app.page }).include('.reconciliation').analyze();
    expect(faults.violations.map(({ id }) => id)).toEqual([]);
  });
  await april.lines.getByRole('button', { name: /^Book the difference/ }).click();
  await expect(window.message('Withdrawal by hand: 25 USD')).toBeVisible();
  await expect(april.panel).toContainText('Reconciled up to 2026-04-30.');
  await expect(april.lines).toHaveCount(0);
});

test('a sale that the broker cancels and books again: the corrected book is the broker’s own', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, march);
  await importPreview(app.page).accept('Import 5 rows');
  await dropFile(app.page, aprilCorrected);
  await importPreview(app.page).accept('Import 3 rows');
  const found = await openReconciliation(window, broker, /Reconciled up to 2026-04-30\./);
  await expect(await cellOf(found.agreements, 'USD', 'Figure')).toHaveText('4,279.65');
  await expect(await cellOf(found.agreements, 'USD', 'Compared')).toHaveText('2');
});

test('a tastytrade file prints nothing to hold against: with wallet and position stated as the broker shows them, it reconciles', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await dropFile(app.page, tastyRows);
  await importPreview(app.page).accept('Import 2 rows');
  const found = await openReconciliation(window, 'tastytrade', /Cannot be checked/);
  await rowOf(found.lines, 'Positions and cash')
    .getByRole('button', { name: /^State wallet/ })
    .click();
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Wallet balance' }).fill('699.99');
  await dialog.getByRole('button', { name: 'State wallet', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(found.panel).toContainText('some of it was never held against a figure of the broker’s');
  await found.lines.getByRole('button', { name: /^State position/ }).click();
  await dialog.getByRole('textbox', { name: 'Quantity, short negative' }).fill('10');
  await dialog.getByRole('button', { name: 'State it', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await expect(found.panel).toContainText('Reconciled up to');
  await expect(found.lines).toHaveCount(0);
});

test('a list of open positions is mapped; its liquidation price stands beside ours, with what ours assumes', async ({
  app,
}) => {
  const { page } = app;
  const window = ballastWindow(page);
  await window.painted();
  await dropFile(page, positionList);
  await window.button('Map its columns…').click();

  await test.step('the guess knows it for what it is; kind of symbols and instant are said', async () => {
    await expect(page.getByRole('combobox', { name: 'What all rows are' })).toHaveValue('reported-position');
    await expect(page.getByRole('combobox', { name: 'Liquidation price: column' })).toHaveValue('liq. price');
    await expect(page.getByRole('combobox', { name: 'Mark: column' })).toHaveValue('mark price');
    await page.getByRole('combobox', { name: 'Kind of symbols' }).selectOption('perpetual');
    await window.button('All rows are of one instant…').click();
    await page.getByLabel('Instant of all rows, UTC').fill('2026-09-30T18:30');
    await page.getByRole('textbox', { name: 'Name of the mapping' }).fill('Perps');
  });
  await window.button('Preview the import').click();
  await importPreview(page).accept('Import 1 row');

  const line = /Liquidation price of AVAX/;
  const first = await openReconciliation(window, 'Perps', /./);
  await expect(rowOf(first.lines, line)).toContainText('52');
  await expect(first.lines).toContainText('Ours is not known: The USDT wallet of Perps is not known.');
  await rowOf(first.lines, line)
    .getByRole('button', { name: /^State wallet/ })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Wallet balance' }).fill('3000');
  await dialog.getByRole('button', { name: 'State wallet', exact: true }).click();
  await expect(dialog).toHaveCount(0);

  await test.step('with the wallet there is a price of ours, and it opens as of the report', async () => {
    await expect(first.lines).toContainText('The venue of the account is not stated');
    // (3,000 - 30,000) / (500 x (0.05 - 1))
    const ours = await cellOf(first.lines, line, 'Rows add up to');
    await expect(ours).toContainText('56.84210');
    await ours.getByRole('button').click();
    await explainSheet(page, /^Explain Liquidation price of AVAX/);
    await page.keyboard.press('Escape');
    await expect(rowOf(first.lines, line).getByRole('button', { name: /^State venue/ })).toBeVisible();
  });
  await first.back();
  const opened = await openAccount(window, 'Perps');
  await expect(await opened.figure('AVAX', 'Quantity')).toHaveText('+500');
});
