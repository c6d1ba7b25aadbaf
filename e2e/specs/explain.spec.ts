import { expect, test } from '../app.ts';
import { ballastWindow } from '../pages/ballast-window.ts';
import { explainSheet } from '../pages/explain-sheet.ts';
import { rowOf } from '../pages/figures.ts';

test.use({ book: 'demo' });

test('a liquidation price is taken apart down to the row of its margin table, and holds', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const exposures = await window.panel('Exposures');
  const danger = rowOf(exposures, 'Hyperliquid perps').filter({ has: app.page.getByRole('img', { name: 'danger' }) });
  const cell = danger.locator('[col-id="liquidation"]');
  const shown = await cell.innerText();
  await cell.click();

  const { sheet, tree, line, aside } = await explainSheet(app.page, /^Explain Liquidation of DOGE/);
  await expect(sheet).toContainText(shown);
  await expect(sheet).toContainText(/−\d\.\d\d % · \d\.\d daily σ/);
  await expect(sheet).toContainText('mark × (fixed maintenance − fixed equity) / (moving equity − moving maintenance)');

  await test.step('the row of the margin table stands with its date and its age', async () => {
    const rate = line(/^Maintenance rate of DOGE/);
    const term = line(/^Maintenance rate x notional of DOGE/);
    if ((await term.getAttribute('aria-expanded')) === 'false') await term.click();
    await expect(rate).toContainText(/5\.00\s*%/);
    await expect(rate).toContainText(/tier .*from 0 to 20,000,000, \d{4}-\d{2}-\d{2}, \d+ d old/);
  });

  await test.step('at that price equity is maintenance', async () => {
    const at = async (name: string) =>
      await aside.locator('div').filter({ hasText: name }).last().locator('strong').innerText();
    await expect(aside).toContainText(`Equity at ${shown}`);
    expect(await at('Equity at')).toBe(await at('Maintenance at'));
    expect(await at('Difference')).toBe('0.00');
    await expect(aside.getByRole('heading', { name: 'What would move it' })).toBeVisible();
  });

  await test.step('an input opens and closes by mouse', async () => {
    const fixed = line(/^Equity that does not move with this price/);
    await expect(fixed).toHaveAttribute('aria-expanded', 'true');
    const before = await tree.getByRole('row').count();
    await fixed.click();
    await expect(fixed).toHaveAttribute('aria-expanded', 'false');
    expect(await tree.getByRole('row').count()).toBeLessThan(before);
    await fixed.click();
    await expect(tree.getByRole('row')).toHaveCount(before);
  });

  await test.step('Alt and the left arrow lead back to where it was asked', async () => {
    await app.page.keyboard.press('Alt+ArrowLeft');
    await expect(sheet).toHaveCount(0);
    await expect(cell).toBeVisible();
  });
});

test('by keys: E on a row, arrows through the tree, a figure after the other and back', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const exposures = await window.panel('Exposures');
  await rowOf(exposures, 'Hyperliquid perps').first().getByRole('gridcell').first().click();
  await app.page.keyboard.press('e');
  const { sheet, tree, line } = await explainSheet(app.page, /^Explain Liquidation of DOGE/);

  await test.step('the first line has the focus; left closes it, right opens it and goes on', async () => {
    const root = line(/^Liquidation price of DOGE/);
    await expect(root).toBeFocused();
    await expect(root).toHaveAttribute('aria-level', '1');
    await app.page.keyboard.press('ArrowLeft');
    await expect(root).toHaveAttribute('aria-expanded', 'false');
    // The header and the root.
    await expect(tree.getByRole('row')).toHaveCount(2);
    await app.page.keyboard.press('ArrowRight');
    await expect(root).toHaveAttribute('aria-expanded', 'true');
    await app.page.keyboard.press('ArrowRight');
    await expect(line(/^Mark of DOGE/).first()).toBeFocused();
    await app.page.keyboard.press('End');
    await expect(tree.getByRole('row').last()).toBeFocused();
    await app.page.keyboard.press('ArrowLeft');
    await app.page.keyboard.press('Home');
    await expect(root).toBeFocused();
  });

  await test.step('a figure of the headline is explained next; back leads to the first, and then to the panels', async () => {
    await window.headline('Equity, USD').getByRole('button').first().click();
    await explainSheet(app.page, 'Explain Equity of the whole book');
    await app.page.keyboard.press('Alt+ArrowLeft');
    await expect(sheet).toBeVisible();
    await app.page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
  });
});

test('a figure at a rung of the ladder is taken apart at the prices of that rung', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const ladder = await window.panel('Liquidation ladder');
  await ladder.getByRole('slider').focus();
  await app.page.keyboard.press('Home');
  await expect(ladder.getByRole('columnheader', { name: /^At BTC/ })).toContainText('−40.0 %');
  const pool = rowOf(ladder, 'OKX swing');
  const shown = await pool.getByRole('button').first().innerText();
  await pool.getByRole('button').first().click();
  const { sheet, tree, line, aside } = await explainSheet(app.page, /^Explain Equity at −40.0 % of OKX swing/);
  const whole = (text: string) => Math.round(Number(text.replaceAll(',', '').replace('−', '-')));
  expect(whole(await sheet.locator('.hero').innerText())).toBe(whole(shown));
  await expect(aside.locator('div').filter({ hasText: 'Difference' }).last().locator('strong')).toHaveText('0');

  await test.step('a mark is the mark of now times what the shock leaves of it', async () => {
    const mark = line(/^Mark of BTC.* at the rung/).first();
    await expect(mark).toContainText('× 0.6');
    if ((await mark.getAttribute('aria-expanded')) === 'false') await mark.click();
    await expect(line(/^Mark of BTC.*, now/).first()).toBeVisible();
    expect(await tree.getByRole('row').count()).toBeGreaterThan(5);
  });
});

test('a drawdown of hundreds of days shows the first of them and folds the rest', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const drawdown = await window.panel('Drawdown');
  await drawdown.getByText('Ulcer').getByRole('button').click();
  const { tree } = await explainSheet(app.page, /^Explain Ulcer index/);
  const fold = tree.getByRole('row', { name: /^\d+ more/ });
  await expect(fold).toBeVisible();
  const before = await tree.getByRole('row').count();
  await fold.focus();
  await app.page.keyboard.press('Enter');
  await expect.poll(() => tree.getByRole('row').count()).toBeGreaterThan(before + 100);
});

test('every figure of the window opens, and none opens an empty sheet', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const sheet = app.page.getByRole('region', { name: /^Explain / });
  const opensAndCloses = async (open: () => Promise<void>, what: string, hasTree = false): Promise<void> => {
    await open();
    await expect(sheet, what).toBeVisible();
    await window.painted();
    const words = sheet.getByRole('heading', { name: 'What it says' });
    const isAge = (await sheet.getAttribute('aria-label'))?.startsWith('Explain Data age') === true;
    const tree = sheet.getByRole('treegrid');
    await expect(hasTree && !isAge ? tree : tree.or(words).first(), what).toBeVisible();
    await expect(sheet, what).not.toContainText('This could not be shown');
    await app.page.keyboard.press('Escape');
    await expect(sheet, what).toHaveCount(0);
  };

  const row = app.page.locator('.ag-row.hit').first();
  for (const column of await row
    .locator('.ag-cell.opens')
    .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('col-id'))))
    await opensAndCloses(() => row.locator(`[col-id="${column}"]`).click(), `Exposures ${column}`);
  const total = app.page.locator('.ag-row-pinned .ag-cell.opens');
  for (let index = 0; index < (await total.count()); index += 1)
    await opensAndCloses(() => total.nth(index).click(), `total ${index}`);

  const accounts = await window.panel('Accounts');
  const account = rowOf(accounts, 'Hyperliquid perps').locator('.ag-cell.opens');
  for (let index = 0; index < (await account.count()); index += 1)
    await opensAndCloses(() => account.nth(index).click(), `Accounts ${index}`);

  // Of a table one row stands for all.
  for (const place of [
    'dl[aria-label="The whole book"]',
    '.bar-ladder-end',
    '.rung tbody tr:first-child',
    '.rung tr.total',
    '.drawdown-tools',
    '.episodes tbody tr:first-child',
  ]) {
    const figures = app.page.locator(`${place} [data-figure]:visible`);
    for (let index = 0; index < (await figures.count()); index += 1)
      await opensAndCloses(() => figures.nth(index).click(), `${place} ${index}`, true);
  }
});

test('by estimated betas the order of departures, what is closed and the betas themselves are taken apart', async ({
  app,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const ladder = await window.panel('Liquidation ladder');
  await ladder.getByRole('button', { name: /^(estimated|own β)$/ }).click();
  const betas = ladder.locator('.betas');
  await expect(betas).toContainText('Beta to BTC');
  const figures = betas.getByRole('button');
  const shown = await figures.first().innerText();
  await figures.first().click();
  const beta = await explainSheet(app.page, /^Explain Beta of \w+ to BTC/);
  await expect(beta.sheet.locator('.hero')).toContainText(shown);
  await expect(beta.aside.locator('div').filter({ hasText: 'Difference' }).last().locator('strong')).toHaveText('0');
  await expect(beta.line(/^BTC on \d{4}-\d{2}-\d{2}/).first()).toBeVisible();
  await app.page.keyboard.press('Escape');
  await figures.nth(1).click();
  await explainSheet(app.page, /^Explain Standard error of beta/);
  await app.page.keyboard.press('Escape');

  const ends = ladder.locator('.bar-ladder-end [data-figure]:visible');
  expect(await ends.count()).toBeGreaterThan(0);
  for (let index = 0; index < (await ends.count()); index += 1) {
    await ends.nth(index).click();
    const { sheet, tree, aside } = await explainSheet(app.page, /^Explain First to go/);
    await expect(tree).toBeVisible();
    await expect(aside.locator('div').filter({ hasText: 'Difference' }).last().locator('strong')).toHaveText('0');
    await app.page.keyboard.press('Escape');
    await expect(sheet).toHaveCount(0);
  }
});
