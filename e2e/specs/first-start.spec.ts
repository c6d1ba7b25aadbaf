import { expect, test } from '../app.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { rowOf } from '../pages/figures.ts';

test('an empty book offers two ways in; the demo book fills every panel and shows the danger', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await expect(app.page.getByText('Empty book')).toBeVisible();
  await expect(window.button('Choose files…')).toBeVisible();
  await window.openDemo();

  await test.step('the headline names the nearest liquidation, in danger', async () => {
    const nearest = window.headline('Nearest liquidation');
    await expect(nearest.getByRole('img', { name: 'danger' })).toBeVisible();
    await expect(nearest).toContainText('Hyperliquid perps');
    await expect(nearest).toContainText(/DOGE to 0\.\d+/);
    await expect(window.headlineFigure('Nearest liquidation')).toHaveText(/^[−+]\d+\.\d %\s*\d\.\d daily σ$/);
    for (const label of ['Equity, USD', 'Net exposure, USD', 'Effective leverage', 'Current drawdown'])
      await expect(window.headlineFigure(label)).toHaveText(/^[−+]?\d[\d,.]*(×| %)?$/);
  });

  await test.step('Exposures: the row in danger stands first, the total last', async () => {
    const exposures = await window.panel('Exposures');
    // Row 0 is the header, row 1 the subtotal of the asset.
    await expect(exposures.getByRole('row').nth(1)).toContainText('DOGE');
    const danger = exposures.getByRole('row').nth(2);
    await expect(danger).toContainText('Hyperliquid perps');
    await expect(danger.getByRole('img', { name: 'danger' })).toBeVisible();
    await expect(rowOf(exposures, /^Net, \d+ positions/)).toContainText('40 positions');
  });

  await test.step('Accounts: four venues, the worst first', async () => {
    const accounts = await window.panel('Accounts');
    await expect(accounts.getByRole('row')).toHaveCount(1 + 4);
    await expect(accounts.getByRole('row').nth(1)).toContainText('Hyperliquid perps');
    await expect(accounts.getByRole('row').nth(1).getByRole('img', { name: 'danger' })).toBeVisible();
  });

  await test.step('the ladder says which account goes first', async () => {
    const ladder = await window.panel('Liquidation ladder');
    await expect(
      ladder.getByRole('img', {
        name: /^Hyperliquid perps goes first, at −\d\.\d %\.$/,
      }),
    ).toBeVisible();
    await expect(ladder.getByRole('slider')).toHaveAttribute('aria-valuetext', /, 1 of \d accounts liquidated$/);
    await expect(rowOf(ladder, 'Hyperliquid perps')).toContainText('liquidated');
    await expect(ladder.getByRole('row').last()).toContainText('Book');
  });

  await test.step('the drawdown has its curve and its episodes', async () => {
    const drawdown = await window.panel('Drawdown');
    await expect(drawdown.getByRole('img', { name: /^Equity and drawdown over 400 days/ })).toBeVisible();
    await expect(rowOf(drawdown, /\d{4}-\d{2}-\d{2}/).first()).toBeVisible();
    await expect(drawdown.getByText('Maximum')).toBeVisible();
  });

  await test.step('Imports says that nothing was imported and what to do next', async () => {
    const imports = await window.panel('Imports');
    await expect(imports.getByRole('heading', { name: 'No file was imported' })).toBeVisible();
    await expect(imports.getByRole('button', { name: 'Choose files…' })).toBeVisible();
  });
});
