import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { riskDocument, type RiskDocument } from '../../shared/contract/risk.ts';
import type { MeasureId } from '../../shared/measures/measure.ts';
import { moneyText } from '../../shared/format/money.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { expect, test } from '../app.ts';
import { ballastWindow } from '../pages/ballast-window.ts';

test.use({ book: 'demo' });

test('a snapshot: JSON that holds the figures of the headline, a page that opens without Ballast or network', async ({
  app,
  browser,
}) => {
  const window = ballastWindow(app.page);
  await window.painted();
  const shown = {
    equity: await window.headlineFigure('Equity, USD').innerText(),
    leverage: await window.headlineFigure('Effective leverage').innerText(),
    nearest: await window.headline('Nearest liquidation').innerText(),
  };

  async function save(format: string): Promise<string> {
    await window.button('Snapshot').click();
    const dialog = window.dialog('Snapshot');
    await dialog.getByRole('radio', { name: format }).check();
    const arriving = app.page.waitForEvent('download');
    await dialog.getByRole('button', { name: 'Save snapshot' }).click();
    const download = await arriving;
    expect(download.suggestedFilename()).toMatch(new RegExp(`^ballast-.*\\.${format.toLowerCase()}$`));
    await expect(dialog).toHaveCount(0);
    const path = join(app.folder, download.suggestedFilename());
    await download.saveAs(path);
    return path;
  }

  const json = await save('JSON');
  await test.step('JSON: its schema, and the equity that the headline shows', () => {
    const snapshot = JSON.parse(readFileSync(json, 'utf8')) as {
      schema: string;
      risk: unknown;
    };
    expect(snapshot.schema).toBe('ballast.snapshot/1');
    const risk = riskDocument.parse(snapshot.risk);
    expect(moneyText(bookValue(risk, 'equity'))).toBe(shown.equity);
    expect(leverageText(bookValue(risk, 'effectiveLeverage'))).toBe(shown.leverage);
    expect(risk.accounts).toHaveLength(4);
    const first = risk.ladder?.order.down[0];
    expect(shown.nearest).toContain(first?.account);
  });

  const html = await save('HTML');
  await test.step('HTML: opens offline with the figures and its charts, and asks for nothing', async () => {
    const context = await browser.newContext({ offline: true });
    const page = await context.newPage();
    const requests: string[] = [];
    const errors: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    const address = pathToFileURL(html).href;
    await page.goto(address);
    await expect(page.getByText(shown.equity).first()).toBeVisible();
    await expect(page.getByText(shown.leverage).first()).toBeVisible();
    await expect(page.getByText('Hyperliquid perps').first()).toBeVisible();
    await expect(page.locator('svg').first()).toBeVisible();
    expect(requests).toEqual([address]);
    expect(errors).toEqual([]);
    await context.close();
  });
});

test('a snapshot printed: a PDF of the page, on the paper that was chosen', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await window.button('Snapshot').click();
  const dialog = window.dialog('Snapshot');
  await dialog.getByRole('radio', { name: 'PDF' }).check();
  await dialog.getByRole('button', { name: 'Letter' }).click();
  const arriving = app.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save snapshot' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/^ballast-.*\.pdf$/);
  const path = join(app.folder, download.suggestedFilename());
  await download.saveAs(path);
  const pdf = readFileSync(path, 'latin1');
  expect(pdf.slice(0, 5)).toBe('%PDF-');
  // Letter: 8.5 by 11 inches of 72 points.
  const sheets = [...pdf.matchAll(/\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/g)];
  expect(sheets.length).toBeGreaterThan(1);
  for (const [, width, height] of sheets) expect([Number(width), Number(height)]).toEqual([612, 792]);
});

test('a snapshot in tables: one zip with a CSV file for each, with the positions of the book', async ({ app }) => {
  const window = ballastWindow(app.page);
  await window.painted();
  await window.button('Snapshot').click();
  const dialog = window.dialog('Snapshot');
  await dialog.getByRole('radio', { name: 'CSV' }).check();
  const arriving = app.page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save snapshot' }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/^ballast-.*\.zip$/);
  const path = join(app.folder, download.suggestedFilename());
  await download.saveAs(path);
  const tables = unzipSync(readFileSync(path));
  const names = Object.keys(tables);
  // The book, its ladder and drawdown, four of the order of events and three of insolvency; no limit is set and no what-if is kept.
  expect(names).toHaveLength(17);
  const stem = download.suggestedFilename().replace(/\.zip$/, '');
  expect(names.every((name) => name.startsWith(`${stem}-`) && name.endsWith('.csv'))).toBe(true);
  expect(names).toContain(`${stem}-cascade-events.csv`);
  const [header, ...rows] = strFromU8(tables[`${stem}-positions.csv`] ?? new Uint8Array())
    .trimEnd()
    .split('\r\n');
  expect(header).toMatch(/^account,venue,instrument,side,quantity,/);
  expect(rows.some((row) => row.startsWith('Hyperliquid perps,hyperliquid,'))).toBe(true);
});

function bookValue(risk: RiskDocument, id: MeasureId): number {
  const found = risk.measures.find((measure) => measure.id === id && measure.scope === 'book');
  if (found?.status !== 'value' || found.value === null) throw new Error(`${id} of the book is not a value`);
  return found.value;
}
