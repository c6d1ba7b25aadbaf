import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SnapshotComparison } from '../../shared/contract/snapshots.ts';
import { success } from '../../shared/result/result.ts';
import { binanceTrades, openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
const printed: string[] = [];
beforeEach(() => {
  terminal = openTestTerminal();
  printed.length = 0;
});
afterEach(() => terminal.remove());

const btc = 'BTC/USDT:USDT';
const older = '2026-03-01T12:00:00Z';
const newer = '2026-03-02T12:00:00Z';

/** A machine whose browser prints what it is given. */
function withPrinter(): TestTerminal {
  terminal.remove();
  terminal = openTestTerminal('2026-06-01T00:00:00Z', async (html) => {
    printed.push(html);
    return success(new TextEncoder().encode('%PDF-1.4 of our own'));
  });
  return terminal;
}

/** 1,000 USDT; 0.05 BTC bought at 60,000 for a fee of 0.1. */
async function book(): Promise<void> {
  await terminal.run('account', 'Main', '--venue', 'binance-usdm', '--wallet', 'USDT=1000@2026-03-01T00:00:00Z');
  const rows = [{ time: '2026-03-01 10:00:00', side: 'BUY', price: '60000', quantity: '0.05', id: 1 }] as const;
  terminal.write('first.csv', binanceTrades(rows));
  await terminal.run('import', 'first.csv', '--account', 'Main', '--timezone', 'UTC');
  await terminal.run('marks', `${btc}=61000@${older}`);
}

/** Half of it sold at 62,000 for 0.1; marked at 63,000. */
async function aDayLater(): Promise<void> {
  const rows = [
    { time: '2026-03-02 10:00:00', side: 'SELL', price: '62000', quantity: '0.025', profit: '50', id: 2 },
  ] as const;
  terminal.write('second.csv', binanceTrades(rows));
  await terminal.run('import', 'second.csv', '--account', 'Main', '--timezone', 'UTC');
  await terminal.run('marks', `${btc}=63000@${newer}`);
}

/** Held: 0.05 x 2,000 = 100. Sold 1,000 too early: -25. A fee of 0.1. */
const causes = { price: 100, trades: -25, funding: 0, fees: -0.1, currency: 0, other: 0 };

function expectCauses({ totals, netWorth }: SnapshotComparison): void {
  for (const [name, amount] of Object.entries(causes))
    expect(totals[name as keyof typeof causes]).toBeCloseTo(amount, 9);
  expect(netWorth.change).toBeCloseTo(74.9, 9);
}

test('all formats: a CSV file a table, the PDF printed from the very page that was written', async () => {
  withPrinter();
  await book();
  const made = await terminal.run('snapshot', '--out', 'kept', '--formats', 'json,html,csv,pdf', '--as-of', older);
  expect(made.code).toBe(0);
  const stem = 'ballast-2026-03-01T120000Z';
  const names = readdirSync(join(terminal.folder, 'kept'));
  const tables = ['positions', 'balances', 'measures', 'exposures', 'pools', 'ladder', 'liquidation-order'];
  expect(names).toEqual(
    expect.arrayContaining([
      `${stem}.json`,
      `${stem}.html`,
      `${stem}.pdf`,
      ...tables.map((one) => `${stem}-${one}.csv`),
    ]),
  );
  expect(printed).toEqual([readFileSync(join(terminal.folder, 'kept', `${stem}.html`), 'utf8')]);
  expect(readFileSync(join(terminal.folder, 'kept', `${stem}.pdf`), 'utf8')).toBe('%PDF-1.4 of our own');
  const [header, row] = readFileSync(join(terminal.folder, 'kept', `${stem}-positions.csv`), 'utf8').split('\r\n');
  expect(header).toMatch(/^account,venue,instrument,side,quantity,averagePrice,mark,/);
  expect(row).toMatch(new RegExp(`^Main,binance-usdm,${btc},long,0.05,60000,61000,USDT,50,0,0,0.1 USDT,3050,`));
});

test('the PDF alone leaves no page behind, on the paper that was asked for', async () => {
  withPrinter();
  await book();
  expect((await terminal.run('snapshot', '--out', 'p', '--formats', 'pdf', '--paper', 'letter')).code).toBe(0);
  expect(readdirSync(join(terminal.folder, 'p'))).toEqual(['ballast-2026-06-01T000000Z.pdf']);
  expect(printed[0]).toContain('size: letter');
  expect((await terminal.run('snapshot', '--out', 'p', '--paper', 'a0')).code).toBe(2);
});

test('without a browser the other formats are written, and what is missing is named', async () => {
  await book();
  const ran = await terminal.run('snapshot', '--out', 'kept', '--formats', 'html,pdf', '--as-of', older, '--json');
  expect(ran.code).toBe(1);
  const document = JSON.parse(ran.out) as { files: { format: string }[]; error: { code: string; message: string } };
  expect(document.files.map(({ format }) => format)).toEqual(['html']);
  expect(document.error).toMatchObject({ code: 'no-browser' });
  expect(document.error.message).toContain('pdf');
  expect(readdirSync(join(terminal.folder, 'kept'))).toEqual(['ballast-2026-03-01T120000Z.html']);
});

test('what changed since the last snapshot, since a file, and between two files, which need no vault', async () => {
  await book();
  expect((await terminal.run('compare', '--json')).out).toContain('no-earlier-snapshot');
  await terminal.run('snapshot', '--out', 'a', '--as-of', older);
  await aDayLater();
  const told = (await terminal.json('compare', '--as-of', newer)) as SnapshotComparison;
  expect(told).toMatchObject({ from: older, to: newer, base: 'USD', notes: [] });
  expectCauses(told);
  expect(told.positions).toMatchObject([
    { instrument: btc, change: 'changed', quantity: { from: '0.05', to: '0.025' } },
  ]);
  const file = 'a/ballast-2026-03-01T120000Z.json';
  expect(await terminal.json('compare', file, '--as-of', newer)).toEqual(told);

  await terminal.run('snapshot', '--out', 'b', '--formats', 'json,html,csv', '--as-of', newer);
  const html = readFileSync(join(terminal.folder, 'b/ballast-2026-03-02T120000Z.html'), 'utf8');
  expect(html).toContain('Since the last snapshot');
  const table = readFileSync(join(terminal.folder, 'b/ballast-2026-03-02T120000Z-changes-by-position.csv'), 'utf8');
  expect(table.split('\r\n')[1]).toMatch(/^Main,BTC\/USDT:USDT,long,changed,0.05,0.025,61000,63000,100,-25/);

  const both = await terminal.run(
    'compare',
    file,
    'b/ballast-2026-03-02T120000Z.json',
    '--vault',
    'none.vault',
    '--json',
  );
  expect(both.code).toBe(0);
  expectCauses(JSON.parse(both.out) as SnapshotComparison);
  expect(readdirSync(terminal.folder)).not.toContain('none.vault');

  const text = await terminal.run('compare', '--as-of', newer);
  expect(text.out).toContain('Money in and out');
  expect(text.out).toMatch(/Price\s+\+100/);
});

test('a file that is none is refused, and so are three', async () => {
  await book();
  terminal.write('x.json', '{"positions":[]}');
  expect((await terminal.run('compare', 'x.json', '--json')).out).toContain('snapshot-unreadable');
  expect((await terminal.run('compare', 'absent.json', '--json')).out).toContain('file-unreadable');
  expect((await terminal.run('compare', 'a', 'b', 'c')).code).toBe(2);
});
