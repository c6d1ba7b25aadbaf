import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { startBallast } from '../app.ts';
import { avaxFills, manyFills } from '../books/binance-fills.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { importPreview } from '../pages/import-preview.ts';

// A thousand kills, at moments of every kind, are `npm run -s kill`; here it happens once, before a trader's eyes.

const account = 'Binance USD-M futures';
const manyRows = /^Import 1\d\d,\d\d\d rows$|^Import 200,000 rows$/;

async function chooseFile(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await ballastWindow(page).button('Import…').click();
  await (await chooser).setFiles(path);
}

test('killed in the middle of an import, Ballast opens again with everything that was there before, and nothing of the import', async ({
  page,
}) => {
  // Two starts and 200,000 rows twice.
  test.slow();
  const folder = mkdtempSync(join(tmpdir(), 'ballast-story-'));
  const vaultPath = join(folder, 'story.vault');
  const many = manyFills(100_000);
  writeFileSync(join(folder, avaxFills.name), avaxFills.text);
  writeFileSync(join(folder, many.name), many.text);
  const window = ballastWindow(page);
  const preview = importPreview(page);

  let ballast = await startBallast(vaultPath);
  try {
    await test.step('three fills are imported, then many more are on their way', async () => {
      await page.goto(ballast.address);
      await window.painted();
      await chooseFile(page, join(folder, avaxFills.name));
      expect(await preview.addsUp()).toBe(4);
      await preview.accept('Import 3 rows');
      await chooseFile(page, join(folder, many.name));
      await window.button(manyRows).click();
      await expect(page.getByRole('status').filter({ hasText: `Importing ${many.name}` })).toBeVisible();
    });
    await ballast.kill();
    ballast = await startBallast(vaultPath);
    await test.step('opened again: the three fills and no other', async () => {
      await page.goto(ballast.address);
      await window.painted();
      const imports = await window.panel('Imports');
      await expect(imports).toContainText(avaxFills.name);
      await expect(imports).not.toContainText(many.name);
      await expect(await window.panel('Accounts')).toContainText(account);
    });
    await test.step('and the import goes through when it is let', async () => {
      await chooseFile(page, join(folder, many.name));
      await window.button(manyRows).click();
      await expect(await window.panel('Imports')).toContainText(many.name);
    });
  } finally {
    await ballast.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
