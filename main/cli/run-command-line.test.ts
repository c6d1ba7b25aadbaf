import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { commands } from './commands.ts';
import { binanceTrades, openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const trade = { time: '2026-03-01 10:00:00', side: 'BUY', price: '60000', quantity: '0.05', id: 1 } as const;

async function bookWithWallet(): Promise<void> {
  await terminal.run('account', 'A', '--venue', 'Binance', '--wallet', 'USDT=1000@2026-01-01');
  await terminal.run('import', terminal.write('t(UTC+0).csv', binanceTrades([trade])), '--account', 'A');
  await terminal.run('marks', 'BTC/USDT:USDT=61000@2026-03-02');
}

test('reading commands refuse a vault that is not there, and make none', async () => {
  for (const words of [
    ['positions'],
    ['events'],
    ['risk'],
    ['undo'],
    ['explain', 'equity'],
    ['snapshot', '--out', 'x'],
  ]) {
    const ran = await terminal.run(...words, '--json');
    expect(ran.code).toBe(1);
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'vault-absent' } });
    expect(ran.notes).toContain('no vault');
  }
  expect(readdirSync(terminal.folder)).toEqual([]);
});

test('what is not understood is exit 2, also in JSON', async () => {
  for (const words of [
    ['fly'],
    ['import'],
    ['import', 'x', '--colour', 'red'],
    ['risk', '--range', '1'],
    ['reconcile', 'everything'],
    [],
  ]) {
    const ran = await terminal.run(...words, '--json');
    expect([words, ran.code]).toEqual([words, 2]);
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'usage' } });
  }
  expect((await terminal.run('risk', '--beta', '2')).code).toBe(2);
  expect((await terminal.run('snapshot', '--out', 'x', '--formats', 'doc')).code).toBe(2);
  expect(readdirSync(terminal.folder)).toEqual([]);
});

test('every command explains itself', async () => {
  const all = await terminal.run('--help');
  expect(all.code).toBe(0);
  for (const command of commands) {
    expect(all.out).toContain(command.name);
    const one = await terminal.run(command.name, '--help');
    expect(one.code).toBe(0);
    expect(one.out).toContain(`ballast ${command.name}`);
  }
});

test('the risk picture is the same bytes for the same vault and time', async () => {
  await bookWithWallet();
  const first = await terminal.run('risk', '--as-of', '2026-03-02T12:00:00Z', '--json');
  const second = await terminal.run('risk', '--as-of', '2026-03-02T12:00:00Z', '--json');
  expect(first).toEqual(second);
  const document = JSON.parse(first.out) as RiskDocument;
  const value = (id: string, scope: string) =>
    document.measures.find((one) => one.id === id && one.scope === scope)?.value ?? null;
  // 1000 - 0.1 fee + 0.05 x (61000 - 60000)
  expect(value('equity', 'book')).toBeCloseTo(1049.9, 9);
  expect(value('grossExposure', 'asset:BTC')).toBeCloseTo(3050, 9);
  expect(document.asOf).toBe('2026-03-02T12:00:00Z');
  expect(document.inputsHash).toMatch(/^[0-9a-f]{64}$/);
  const later = JSON.parse(
    (await terminal.run('risk', '--as-of', '2026-03-02T13:00:00Z', '--json')).out,
  ) as RiskDocument;
  expect(later.inputsHash).not.toBe(document.inputsHash);
});

test('a wallet that is stated moves the equity, and undo moves it back', async () => {
  await bookWithWallet();
  const equity = async () =>
    ((await terminal.json('risk')) as RiskDocument).measures.find((one) => one.id === 'equity' && one.scope === 'book')
      ?.value;
  const before = await equity();
  await terminal.run('account', 'A', '--wallet', 'USDT=5000@2026-03-03');
  expect(await equity()).toBeCloseTo(5050, 9);
  await terminal.run('undo');
  expect(await equity()).toBe(before);
});

test('without a known wallet a cross pool has no liquidation price: it is missing, and says what mends it', async () => {
  await terminal.run('import', terminal.write('t(UTC+0).csv', binanceTrades([trade])), '--account', 'A');
  await terminal.run('marks', 'BTC/USDT:USDT=61000');
  const { measures } = (await terminal.json('risk')) as RiskDocument;
  const price = measures.find((one) => one.id === 'liquidationPrice.lower');
  expect(price).toMatchObject({ status: 'missing-data', value: null });
  expect(price?.mend).not.toBe('');
});

test('an account name holds no slash, and a refusal changes nothing', async () => {
  await bookWithWallet();
  const before = (await terminal.run('events', '--json')).out;
  expect((await terminal.run('account', 'A/B', '--wallet', 'USDT=5')).code).toBe(1);
  expect((await terminal.run('marks', 'BTC=5')).code).toBe(1);
  expect(
    (
      await terminal.run(
        'add',
        'trade',
        '--account',
        'A',
        '--instrument',
        'BTCUSDT',
        '--side',
        'buy',
        '--quantity',
        '1',
        '--price',
        '1',
      )
    ).code,
  ).toBe(1);
  expect((await terminal.run('events', '--json')).out).toBe(before);
  expect((await terminal.run('undo')).out).toContain('Mark BTC/USDT:USDT 61000');
});

test('a margin table of the trader holds, and a broken one is refused whole', async () => {
  await bookWithWallet();
  const table = terminal.write(
    'tiers.csv',
    'instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage\nBTC/USDT:USDT,0,50000,0.004,0,125\n',
  );
  const made = await terminal.json('margin-table', table, '--venue', 'binance-usdm', '--valid-from', '2026-01-01');
  expect(made).toMatchObject({ venue: 'binance-usdm', instruments: ['BTC/USDT:USDT'], tiers: 1 });
  const { measures } = (await terminal.json('risk', '--as-of', '2026-03-02T12:00:00Z')) as RiskDocument;
  const maintenance = measures.find((one) => one.id === 'maintenanceMargin' && one.scope === 'account:A');
  expect(maintenance?.value).toBeCloseTo(0.004 * 3050, 9);
  const broken = terminal.write('broken.csv', 'instrument,floor\nBTC/USDT:USDT,0\n');
  expect((await terminal.run('margin-table', broken, '--venue', 'binance-usdm')).code).toBe(1);
});

test('a snapshot is written where it was asked for', async () => {
  await bookWithWallet();
  const made = (await terminal.json('snapshot', '--out', 'kept/here', '--as-of', '2026-03-02T12:00:00Z')) as {
    files: { path: string; format: string }[];
  };
  expect(made.files.map((file) => file.format)).toEqual(['json', 'html']);
  const [json, html] = made.files.map((file) => readFileSync(file.path, 'utf8'));
  expect(JSON.parse(json ?? '')).toMatchObject({ risk: { asOf: '2026-03-02T12:00:00Z' } });
  expect(html).toContain('<html');
  expect(existsSync(join(terminal.folder, 'kept', 'here'))).toBe(true);
});

test('events show where they came from', async () => {
  await bookWithWallet();
  const { events } = (await terminal.json('events')) as { events: { kind: string; importId: number; line: number }[] };
  expect(events.map((event) => [event.kind, event.importId, event.line])).toEqual([
    ['reported-balance', null, null],
    ['trade', 2, 2],
  ]);
});

test('the program itself: one JSON document on stdout, messages on stderr, paths from where it was typed', () => {
  terminal.write('t.csv', binanceTrades([trade]));
  const program = new URL('../cli.ts', import.meta.url).pathname;
  const spawned = (...words: readonly string[]) =>
    spawnSync(process.execPath, [program, ...words], {
      encoding: 'utf8',
      env: { ...process.env, INIT_CWD: terminal.folder },
    });
  const imported = spawned('import', 't.csv', '--vault=v.vault', '--json');
  expect(imported.stderr).toBe('');
  expect(imported.status).toBe(0);
  expect(JSON.parse(imported.stdout)).toMatchObject({ files: [{ path: 't.csv', accepted: 1 }] });
  expect(existsSync(join(terminal.folder, 'v.vault'))).toBe(true);
  expect(spawned('positions', '--vault', 'v.vault').stdout).toContain('BTC/USDT:USDT');
  const wrong = spawned('fly');
  expect([wrong.status, wrong.stdout]).toEqual([2, '']);
  expect(wrong.stderr).toContain('no command');
});

test('a liquidation price asked for without a side is the nearer of the two', async () => {
  await terminal.run('account', 'one', '--venue', 'binance-usdm', '--wallet', 'USDT=10000@2026-01-01');
  const scope = 'position:one/BTC/USDT:USDT/short';
  await terminal.run(
    'add',
    'position',
    '--account',
    'one',
    '--instrument',
    'BTC/USDT:USDT',
    '--quantity',
    '-1',
    '--average',
    '50000',
  );
  await terminal.run('marks', 'BTC/USDT:USDT=50000');
  const nearer = await terminal.json('explain', 'liquidationPrice', scope);
  expect(nearer).toEqual(await terminal.json('explain', 'liquidationPrice.upper', scope));
  expect(nearer).toMatchObject({ measure: { id: 'liquidationPrice.upper', status: 'value' } });
});

test('a shock of an asset that is not held is refused: its flat ladder would look safe', async () => {
  await bookWithWallet();
  const ran = await terminal.run('risk', '--shock', 'ETH', '--json');
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'shock-asset', mend: 'Shock one of BTC.' } });
  expect((await terminal.run('risk', '--shock', 'BTC')).code).toBe(0);
});
