import { expect, test } from 'vitest';
import type { AccountReconciliation, ReconciliationLine } from '../../../shared/contract/reconcile.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client, write } = vaultOfTest();

const symbol = 'AVAX/USDT:USDT';
const at = Date.UTC(2026, 4, 31, 18, 30);

/** A broker's list of open positions: 500 AVAX long from 60, and what else it holds. */
function list(liquidation: string, more: readonly string[] = []): string {
  const rows = [`AVAXUSDT,Long,500,60,61,${liquidation}`, ...more];
  return `Symbol,Side,Size,Entry Price,Mark Price,Liq. Price\n${rows.join('\n')}\n`;
}

async function importList(text: string, name = 'positions.csv'): Promise<void> {
  const source = write(name, text);
  const proposed = await client()['mappings.propose']({ source });
  if (!proposed.ok) throw new Error(proposed.fault.message);
  const mapping: Mapping = {
    ...proposed.value.mapping,
    account: 'Perps',
    instrument: { from: 'column', column: 'symbol', rule: 'perpetual', quote: null },
    time: { from: 'fixed', at: '2026-05-31T18:30:00Z' },
  };
  const done = await client()['imports.run']({ source, options: { mapping } });
  if (!done.ok) throw new Error(done.fault.message);
  expect(done.value.error).toBeNull();
}

async function account(change: object): Promise<void> {
  const set = await client()['accounts.set']({ name: 'Perps', ...change });
  if (!set.ok) throw new Error(set.fault.message);
}

/** One tier of 0.4 %, without an amount taken off. */
async function importTable(validFrom: string): Promise<void> {
  const text = `instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage\n${symbol},0,,0.004,0,100\n`;
  const made = await client()['venues.importTable']({
    venue: 'binance-usdm',
    path: 'tiers.csv',
    text,
    validFrom,
    continuous: false,
  });
  if (!made.ok) throw new Error(made.fault.message);
}

async function reconciled(): Promise<{ found: AccountReconciliation; line: ReconciliationLine | undefined }> {
  const answer = await client()['book.reconcile']({ account: 'Perps' });
  if (!answer.ok) throw new Error(answer.fault.message);
  const [found] = answer.value.accounts;
  if (found === undefined) throw new Error('no account');
  return { found, line: found.lines.find(({ kind }) => kind === 'liquidation-price') };
}

async function badge() {
  const answer = await client()['views.accounts']({});
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.value.accounts.find(({ name }) => name === 'Perps')?.reconciliation;
}

test('a printed liquidation price stands beside ours, and says what of ours is assumed until nothing is', async () => {
  await importList(list('52'));
  const bare = await reconciled();
  expect(bare.line).toMatchObject({
    status: 'noted',
    reported: '52',
    derived: null,
    difference: null,
    causeKind: 'missing-input',
    action: { kind: 'state-wallet', account: 'Perps', asset: 'USDT', timeMs: at },
    command: 'ballast account Perps --wallet USDT=AMOUNT@2026-05-31T18:30:00Z',
    time: '2026-05-31T18:30:00Z',
    sources: [{ line: 2 }],
  });

  await account({
    instrumentModes: [{ instrument: symbol, marginMode: 'isolated' }],
    leverage: [{ instrument: symbol, leverage: 10 }],
  });
  expect((await reconciled()).line).toMatchObject({ causeKind: 'margin-table', action: { kind: 'account-settings' } });
  await account({ venue: 'binance-usdm' });
  // Margin of 30,000 / 10 as is assumed, 5 % flat: P = (3,000 - 30,000) / (500 x (0.05 - 1)).
  const flat = (await reconciled()).line;
  expect(Number(flat?.derived)).toBeCloseTo(27_000 / 475, 6);
  expect(flat).toMatchObject({
    status: 'noted',
    causeKind: 'margin-table',
    action: { kind: 'import-margin-table', venue: 'binance-usdm' },
    command: 'ballast margin-table FILE --venue binance-usdm',
  });
  expect(flat?.cause).toContain('flat maintenance rate of 5 %');
  expect(Number(flat?.difference)).toBeCloseTo(52 - 27_000 / 475, 6);

  await importTable('2026-05-01');
  // With the table P = (3,000 - 30,000) / (500 x (0.004 - 1)).
  const assumed = (await reconciled()).line;
  expect(Number(assumed?.derived)).toBeCloseTo(27_000 / 498, 6);
  expect(assumed).toMatchObject({
    status: 'noted',
    causeKind: 'assumed-margin',
    action: { kind: 'isolated-margin', instrument: symbol },
    command: `ballast account Perps --isolated ${symbol}=AMOUNT`,
  });
  expect((await badge())?.state).not.toBe('differs');

  await account({ isolatedMargin: [{ instrument: symbol, amount: '3000' }] });
  // Nothing of ours is assumed any more: 52 for 54.22 makes the account differ.
  const known = await reconciled();
  expect(known.line).toMatchObject({
    status: 'differs',
    causeKind: 'not-explained',
    action: { kind: 'import-margin-table' },
  });
  expect(known.found.state).toBe('differs');
  expect(await badge()).toMatchObject({ state: 'differs', differences: 1 });

  // What the broker shows as posted is 4,107: P = (4,107 - 30,000) / (500 x -0.996) = 51,994, within a tenth of a percent.
  await account({ isolatedMargin: [{ instrument: symbol, amount: '4107' }] });
  const agreed = await reconciled();
  expect(agreed.line).toBeUndefined();
  expect(agreed.found.agreements).toContainEqual(
    expect.objectContaining({ kind: 'liquidation-price', subject: symbol, figure: '52' }),
  );
  expect((await badge())?.state).not.toBe('differs');
});

test('a cross position waits for its wallet; one stated for that instant is held against the report’s own price', async () => {
  await importList(list('52', ['ETHUSDT,Short,4,3000,3100,']));
  await account({ venue: 'binance-usdm' });
  const text = ['AVAX', 'ETH'].map((coin) => `${coin}/USDT:USDT,0,,0.01,0,50`).join('\n');
  const made = await client()['venues.importTable']({
    venue: 'binance-usdm',
    path: 'tiers.csv',
    text: `instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage\n${text}\n`,
    validFrom: '2026-05-01',
    continuous: false,
  });
  expect(made.ok).toBe(true);
  const walletless = (await reconciled()).line;
  expect(walletless).toMatchObject({
    status: 'noted',
    derived: null,
    difference: null,
    causeKind: 'missing-input',
    action: { kind: 'state-wallet', account: 'Perps', asset: 'USDT' },
  });
  expect(walletless?.cause).toContain('wallet');

  await account({ wallet: [{ asset: 'USDT', amount: '5000', timeMs: at }] });
  // P = (W + U_other - MM_other - s q E) / (q (m - s)): the short of 4 ETH lost 400 and asks for 124.
  const held = (await reconciled()).line;
  expect(Number(held?.derived)).toBeCloseTo((5_000 - 400 - 124 - 30_000) / (500 * (0.01 - 1)), 6);
  expect(held).toMatchObject({ status: 'differs', causeKind: 'not-explained' });
});

test('an older wallet is not that of the report', async () => {
  await account({ venue: 'binance-usdm', wallet: [{ asset: 'USDT', amount: '5000', timeMs: at - 86_400_000 }] });
  await importTable('2026-05-01');
  await importList(list('52'));
  const { line } = await reconciled();
  // (5,000 - 30,000) / (500 x (0.004 - 1))
  expect(Number(line?.derived)).toBeCloseTo(25_000 / 498, 6);
  expect(line).toMatchObject({ status: 'noted', causeKind: 'wallet', action: { kind: 'state-wallet' } });
});

test('the mapping is remembered without its instant: the next list must say its own', async () => {
  await importList(list('52'));
  const next = write('later.csv', list('51'));
  const plain = await client()['imports.run']({ source: next, options: {} });
  expect(plain).toMatchObject({ ok: true, value: { error: { code: 'mapping-incomplete' } } });
  const proposed = await client()['mappings.propose']({ source: next });
  expect(proposed).toMatchObject({
    ok: true,
    value: {
      isRemembered: true,
      mapping: { time: null, kinds: { kind: 'reported-position' }, liquidationPrice: { column: 'liq. price' } },
      missing: [{ part: 'time' }],
    },
  });
});
