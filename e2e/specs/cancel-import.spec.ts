import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../app.ts';
import { manyFills } from '../books/binance-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { importPreview } from '../pages/import-preview.ts';

test('an import that is cancelled while it is read, or while it is written, leaves nothing behind', async ({ app }) => {
  const { page } = app;
  const window = ballastWindow(page);
  const preview = importPreview(page);
  const file = manyFills(100_000);
  const path = join(app.folder, file.name);
  writeFileSync(path, file.text);

  async function choose(): Promise<void> {
    const chooser = page.waitForEvent('filechooser');
    await window.button('Import…').click();
    await (await chooser).setFiles(path);
  }

  await window.painted();
  await choose();
  const job = page.getByRole('status').filter({ hasText: file.name });
  await expect(job).toContainText(`Reading ${file.name}`);
  await expect(job).toContainText(/\d %/);
  await job.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('heading', { name: 'Open the demo book' })).toBeVisible();

  await test.step('read again to the end, then cancelled while it is written', async () => {
    await choose();
    expect(await preview.addsUp()).toBe(200_001);
    await window.button('Import 200,000 rows').click();
    await expect(job).toContainText(`Importing ${file.name}`);
    await job.getByRole('button', { name: 'Cancel' }).click();
    await expect(window.message('Nothing was imported.')).toBeVisible();
  });

  await test.step('the preview stands as before; the book is empty, also after a reload', async () => {
    await expect(window.button('Import 200,000 rows')).toBeEnabled();
    await expect(preview.count('Duplicates')).toHaveText('0');
    await expect(window.button('Undo: nothing to take back')).toBeDisabled();
    await page.reload();
    await window.painted();
    await expect(page.getByText('Empty book')).toBeVisible();
    await expect(window.button('Open the demo book')).toBeEnabled();
  });
});
