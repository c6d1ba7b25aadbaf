import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, startBallast, test } from '../app.ts';
import { writeMixedMargin } from '../books/mixed-margin.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { looked } from '../pages/looked.ts';

test('a mixed book to its order of events: who is called first, what is sold, what is left, and where debt begins', async ({
  page,
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-story-'));
  const vaultPath = join(folder, 'story.vault');
  writeMixedMargin(vaultPath);
  const ballast = await startBallast(vaultPath);
  try {
    await page.goto(ballast.address);
    const window = ballastWindow(page);
    await window.painted();
    const panel = await window.panel('Liquidation ladder');
    await panel.getByRole('combobox', { name: 'Range of the shock' }).selectOption('±80 % by 2');
    await panel.getByRole('button', { name: 'Order of events', exact: true }).click();
    const down = panel.getByRole('region', { name: 'Down' });

    await test.step('perps at 160,000 / 2.9625, shares at 60,000 / 375, desk where 10,000 + 30,000 s = 0.4 % of 90,000 (1 + s)', async () => {
      const order = down.getByRole('list', { name: 'Down: who goes first' }).getByRole('listitem');
      await expect(order).toHaveText([/perps.*−9\.99 %/, /shares.*−23\.81 %/, /desk.*−32\.52 %/]);
    });

    await test.step('a fifth of 3 BTC is closed first, with 20,000 - 3 x 5,991.56 = 2,025.32 left', async () => {
      const first = down.getByRole('row').nth(1);
      await expect(first).toContainText('closed in part BTC/USDC:USDC');
      await expect(first).toContainText('−0.6');
      await expect(first).toContainText('54,008.4');
      await expect(first).toContainText('2,025');
      // perps 1,027, shares 20,000 and desk 243 are left; with nothing closed −124,000 − 39,000 − 14,000.
      await expect(down).toContainText(
        'At the end the book is worth 21,270 USD; with nothing closed it would be −177,000',
      );
      await expect(down).toContainText('No account comes to owe.');
    });

    await test.step('what a call rests on opens', async () => {
      await down.getByRole('button', { name: '−9.99 %' }).first().click();
      await expect(page.getByRole('region', { name: /^Explain Call of perps/ })).toContainText('maintenance');
      await page.keyboard.press('Escape');
      await looked(window, 'the order of events', '.order');
    });

    await test.step('sold at a loss of 5 % the first call ends in debt', async () => {
      await panel.getByRole('combobox', { name: 'Forced sales' }).selectOption('with a fixed loss');
      await panel.getByRole('textbox', { name: 'Loss of a sale' }).fill('5');
      await expect(down).toContainText('The first debt begins at −9.99 %.');
    });

    await test.step('twice the maintenance: nobody is called at once, and how much more would stand is said', async () => {
      await panel.getByRole('checkbox', { name: 'Harder rules' }).check();
      const rules = panel.getByRole('table', { name: 'Under the harder rules' });
      await expect(rules.getByRole('row').filter({ hasText: 'perps' })).toContainText('stands');
      // 20,000 = 2.5 % of 180,000 k: 4.44 times.
      await expect(rules.getByRole('row').filter({ hasText: 'perps' })).toContainText('4.44×');
      await rules.getByRole('button', { name: '4.44×' }).click();
      const tree = page.getByRole('region', { name: /^Explain Largest size that stands of perps/ });
      await expect(tree).toContainText('Times what the venue asks for');
      await page.keyboard.press('Escape');
      await panel.getByRole('checkbox', { name: 'Harder rules' }).uncheck();
    });

    await test.step('the cheapest trade to a ratio of 5 % opens to what it frees', async () => {
      // 2,250 of 20,000 are asked for. 20,000 - 0.05 n = (2,250 - 0.0125 n) / 0.05 at n = 25,000 / 0.2.
      await panel.getByRole('textbox', { name: 'Margin ratio' }).fill('5');
      const plan = panel.getByRole('region', { name: 'Trades that restore the margin ratio' });
      await expect(plan).toContainText('125,000 USD');
      await plan.getByRole('button', { name: '125,000 USD' }).click();
      await expect(page.getByRole('region', { name: /^Explain Trade of the plan of perps/ })).toContainText('may stay');
      await page.keyboard.press('Escape');
    });

    await test.step('what the book is worth at the end opens to every pool', async () => {
      await down.getByRole('button', { name: '−177,000' }).click();
      const tree = page.getByRole('region', { name: /^Explain Equity at the end of the book/ });
      await expect(tree).toContainText('Equity of desk');
      await page.keyboard.press('Escape');
    });

    await test.step('the top-up that would have prevented it is tried as a what-if', async () => {
      // At −80 % perps is at −124,000 and needs more than 1.25 % of 36,000: at the very edge it is called.
      await expect(panel.getByRole('region', { name: 'Top-ups' })).toContainText('124,451 USD');
      await panel.getByRole('region', { name: 'Top-ups' }).getByRole('button', { name: '124,451 USD' }).click();
      const tree = page.getByRole('region', { name: /^Explain Top-up of perps/ });
      await expect(tree).toContainText('where BTC is at −80.00 %');
      await page.keyboard.press('Escape');
      await panel.getByRole('button', { name: 'Try 124451 USDC in perps as what-if' }).click();
      const whatIf = page.getByRole('tabpanel', { name: 'What-if' });
      await expect(whatIf.getByRole('textbox', { name: /^Amount/ })).toHaveValue('124451');
    });
  } finally {
    await ballast.end();
    rmSync(folder, { recursive: true, force: true });
  }
});
