import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const header = 'Datum;Uhrzeit;Symbol;Währung;Art;Stück;Kurs;Kurswert;Provision';
const january = [
  header,
  '05.01.2026;09:15:00;SAP;EUR;Kauf;10;182,50;1.825,00;4,90',
  '21.01.2026;10:00:00;SAP;EUR;Verkauf;4;190,00;760,00;4,90',
].join('\n');
const february = [header, '02.02.2026;09:15:00;SAP;EUR;Kauf;1;170,50;170,50;4,90'].join('\n');

test('an unknown table: guessed, saved, imported by the file, known again, and not forgotten by undo', async () => {
  terminal.write('januar.csv', january);
  terminal.write('februar.csv', february);
  const refused = await importReport(terminal, 'januar.csv');
  expect(refused.error).toMatchObject({ code: 'format-unknown' });
  expect(refused.error?.mend).toContain('ballast mapping FILE');

  const guessed = (await terminal.json('mapping', 'januar.csv', '--out', 'bank.json')) as {
    readonly complete: boolean;
  };
  expect(guessed.complete).toBe(true);
  const saved = JSON.parse(readFileSync(join(terminal.folder, 'bank.json'), 'utf8')) as Record<string, unknown>;
  terminal.write('bank.json', JSON.stringify({ ...saved, name: 'Musterbank' }));

  const report = await importReport(terminal, 'januar.csv', '--mapping', 'bank.json', '--timezone', 'Europe/Berlin');
  expect(report).toMatchObject({ rows: 3, accepted: 2, account: 'Musterbank', assumed: [], events: { trade: 2 } });
  const again = await importReport(terminal, 'januar.csv');
  expect(again).toMatchObject({ accepted: 0, duplicates: 2, error: null, importId: null });

  // The zone was said once and belongs to the mapping: nothing is assumed of the next file.
  expect(await importReport(terminal, 'februar.csv')).toMatchObject({
    accepted: 1,
    account: 'Musterbank',
    assumed: [],
  });
  const { positions } = await positionsOf(terminal);
  // 10 bought, 4 sold, 1 bought.
  expect(positions).toMatchObject([
    { account: 'Musterbank', instrument: 'SAP', quantity: '7', settlementAsset: 'EUR' },
  ]);

  await terminal.run('undo');
  expect(await importReport(terminal, 'februar.csv')).toMatchObject({ accepted: 1, error: null });
});

test('undo of an earlier import reads later mapped files again by their own mapping', async () => {
  terminal.write('januar.csv', january);
  await terminal.run('mapping', 'januar.csv', '--out', 'bank.json');
  await importReport(terminal, 'januar.csv', '--mapping', 'bank.json', '--account', 'A', '--timezone', 'UTC');
  terminal.write('both.csv', `${january}\n${february.split('\n')[1]}`);
  expect(await importReport(terminal, 'both.csv', '--account', 'A')).toMatchObject({ accepted: 1, duplicates: 2 });
  const listed = (await terminal.json('events')) as { readonly events: readonly { readonly importId: number }[] };
  await terminal.run('undo', '--import', String(listed.events[0]?.importId));
  const left = (await terminal.json('events')) as { readonly events: readonly unknown[] };
  expect(left.events).toHaveLength(3);
});

test('a mapping of another table and an unfinished one are refused in words', async () => {
  terminal.write('januar.csv', january);
  terminal.write('other.csv', january.replace('Kurs;', 'Preis;'));
  await terminal.run('mapping', 'januar.csv', '--out', 'bank.json');
  const other = await importReport(terminal, 'other.csv', '--mapping', 'bank.json');
  expect(other.error).toMatchObject({ code: 'mapping-other-file' });
  expect(other.error?.message).toContain('this file has no column "kurs"; the mapping does not know "preis"');

  const whole = JSON.parse(readFileSync(join(terminal.folder, 'bank.json'), 'utf8')) as Record<string, unknown>;
  terminal.write('open.json', JSON.stringify({ ...whole, price: null }));
  const open = await importReport(terminal, 'januar.csv', '--mapping', 'open.json');
  expect(open.error).toMatchObject({ code: 'mapping-incomplete' });
  expect(open.error?.message).toContain('Say which column holds the price.');

  terminal.write('newer.json', JSON.stringify({ ...whole, schema: 'ballast.mapping/9' }));
  const newer = await terminal.run('import', 'januar.csv', '--mapping', 'newer.json');
  expect(newer.code).toBe(1);
  expect(newer.notes).toContain('newer Ballast');
});

test('dates in two orders: the table is refused until --date-order says one, which is then remembered', async () => {
  const text =
    'date,ticker,currency,side,quantity,price\n03/04/2026,AAA,USD,buy,1,2.5\n05/02/2026,AAA,USD,sell,1,3.5\n';
  terminal.write('a.csv', text);
  await terminal.run('mapping', 'a.csv', '--out', 'a.json');
  expect((await importReport(terminal, 'a.csv', '--mapping', 'a.json')).error?.message).toContain('day or month');
  expect(
    await importReport(terminal, 'a.csv', '--mapping', 'a.json', '--date-order', 'DMY', '--timezone', 'UTC'),
  ).toMatchObject({ accepted: 2 });
  terminal.write('b.csv', text.replace('03/04', '07/04'));
  expect(await importReport(terminal, 'b.csv')).toMatchObject({ error: null, accepted: 1, duplicates: 1 });
});

test('daily closes of one instrument become its price history', async () => {
  terminal.write('closes.csv', 'Tag;Schluss\n01.05.2026;100,5\n02.05.2026;101,25\n');
  await terminal.run('mapping', 'closes.csv', '--out', 'c.json');
  const open = JSON.parse(readFileSync(join(terminal.folder, 'c.json'), 'utf8')) as Record<string, unknown>;
  terminal.write(
    'c.json',
    JSON.stringify({
      ...open,
      kinds: { by: 'all', kind: 'close' },
      instrument: { from: 'fixed', symbol: 'BTC/USDT' },
      price: { column: 'schluss' },
      time: { from: 'column', column: 'tag', format: 'DMY' },
      zone: 'UTC',
    }),
  );
  expect(await importReport(terminal, 'closes.csv', '--mapping', 'c.json')).toMatchObject({
    accepted: 2,
    events: { close: 2 },
    account: null,
  });
});
