import { expect, test } from '../app.ts';
import { fillsWithoutZone, mixedFills } from '../books/binance-fills.ts';
import { openAccount } from '../pages/account-page.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { dropFile } from '../pages/drop-file.ts';
import { cellOf, rowOf } from '../pages/figures.ts';
import { importPreview } from '../pages/import-preview.ts';

const account = 'Binance USD-M futures';

test('a file with one bad row is seen whole before anything is written, then stands in the book', async ({ app }) => {
  const window = ballastWindow(app.page);
  const preview = importPreview(app.page);
  await window.painted();
  await dropFile(app.page, mixedFills);

  await test.step('every row has one fate, and the failed one shows its raw text', async () => {
    expect(await preview.addsUp()).toBe(8);
    await expect(preview.count('Accepted')).toHaveText('6');
    await expect(preview.count('Ignored')).toHaveText('1');
    await expect(preview.count('Failed')).toHaveText('1');
    await expect(rowOf(preview.rows, 'failed')).toContainText('Price "n/a" is no number');
    await expect(preview.rows.getByText('2024-02-20 11:00:00,ADAUSDT,BUY,n/a,500,300')).toBeVisible();
    await expect(preview.rows.locator('mark')).toHaveText('n/a');
  });

  await test.step('times are those of UTC: the file name says UTC+2', async () => {
    await expect(await cellOf(preview.rows, /^8\s*accepted/, 'Time, UTC')).toHaveText('2024-02-13 23:30:00');
  });

  await test.step('the incomplete history is asked for, not guessed', async () => {
    await expect(preview.questions).toContainText('The history of LTC/USDT:USDT');
    await expect(preview.questions).not.toContainText('AVAX');
  });

  await test.step('nothing is written yet: the book is still empty', async () => {
    await expect(app.page.getByText('Empty book')).toBeVisible();
    await expect(window.button('Undo: nothing to take back')).toBeDisabled();
  });

  await preview.accept('Import 6 rows');

  await test.step('Accounts: AVAX is a position; LTC and ADA are missing, never positions; LINK is closed', async () => {
    const opened = await openAccount(window, account);
    await expect(await opened.figure('AVAX/USDT:USDT', 'Quantity')).toHaveText('+100');
    await expect(await opened.figure('AVAX/USDT:USDT', 'Entry')).toHaveText(/^40\.50*$/);
    for (const instrument of ['LTC/USDT:USDT', 'ADA/USDT:USDT'])
      for (const column of ['Quantity', 'Entry', 'Liquidation'] as const)
        await expect(await opened.figure(instrument, column)).toHaveText('missing');
    await expect(rowOf(opened.positions, 'LINK')).toHaveCount(0);
  });

  await test.step('Exposures: the same, and no sum is made of what is not known', async () => {
    const exposures = await window.panel('Exposures');
    await expect(await cellOf(exposures, /^AVAX/, 'Quantity')).toHaveText('+100');
    await expect(await cellOf(exposures, /^LTC/, 'Quantity')).toHaveText('missing');
    await expect(await cellOf(exposures, /^Net/, 'Notional, USD')).toHaveText('missing');
    await expect(window.headlineFigure('Equity, USD')).toHaveText('missing');
  });

  await test.step('the failed row is kept with its raw text', async () => {
    const imports = await window.panel('Imports');
    await imports.getByRole('button', { name: '1 failed' }).click();
    await expect(imports.getByText('ADAUSDT,BUY,')).toBeVisible();
  });

  await test.step('the same file a second time adds nothing', async () => {
    await dropFile(app.page, mixedFills);
    expect(await preview.addsUp()).toBe(8);
    await expect(preview.count('Accepted')).toHaveText('0');
    await expect(preview.count('Duplicates')).toHaveText('6');
    await expect(window.button('Nothing new to import')).toBeDisabled();
  });
});

test('a file that does not say its time zone asks; the answer moves its times', async ({ app }) => {
  const window = ballastWindow(app.page);
  const preview = importPreview(app.page);
  await window.painted();
  await dropFile(app.page, fillsWithoutZone);
  await expect(preview.questions.getByRole('heading', { name: /Which time zone\?$/ })).toBeVisible();
  await expect(await cellOf(preview.rows, /^4\s*accepted/, 'Time, UTC as read')).toHaveText('2024-02-14 01:30:00');

  await preview.questions.getByRole('radio', { name: 'Other…' }).check();
  await preview.questions.getByRole('combobox', { name: 'Zone, as Europe/Berlin or +02:00' }).fill('Asia/Tokyo');
  await preview.questions.getByRole('button', { name: 'Use it' }).first().click();
  // Tokyo is nine hours ahead of UTC all year.
  await expect(rowOf(preview.rows, '2024-02-13 16:30:00')).toBeVisible();
  await expect(rowOf(preview.rows, '2024-02-14 01:30:00')).toHaveCount(0);
});
