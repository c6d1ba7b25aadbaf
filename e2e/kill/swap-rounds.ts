import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrate, migrations } from '../../db/migrate.ts';
import { seededRandom } from '../../db/seeds/random.ts';
import { vaultApplicationId } from '../../db/vault-file.ts';
import { perform } from './actions.ts';
import { bookText, brokenChecks, openBook } from './book-text.ts';
import { compileOnce, killedLife } from './killed-life.ts';

/** What a kill during a restore or a migration left, where something was wrong. */
export interface SwapRound {
  readonly killAfterMs: number;
  readonly faults: readonly string[];
}

/**
 * Kills a program that restores two backups by turns. Under the vault's name there must always be one of the two, whole; after an
 * acknowledged restore the right one; and each vault kept aside is whole as well.
 */
export async function killRestores(count: number, seed: number, folder: string): Promise<readonly SwapRound[]> {
  const codeCache = join(folder, 'code');
  compileOnce('swap-child.ts', codeCache);
  const backups = [join(folder, 'one.vault'), join(folder, 'two.vault')] as const;
  const texts = [await makeBook(backups[0], folder, 400), await makeBook(backups[1], folder, 4200)] as const;
  const { uniform } = seededRandom(seed);
  const rounds: SwapRound[] = [];
  for (let round = 0; round < count; round += 1) {
    const place = join(folder, `restore-${round}`);
    mkdirSync(place);
    const vault = join(place, 'book.vault');
    copyFileSync(backups[1], vault);
    const killAfterMs = uniform() * 600;
    const life = await killedLife('swap-child.ts', ['restore', vault, ...backups], 0, killAfterMs, codeCache);
    // Before the first restore the second backup stands there.
    const wanted = [life.lastDone, ...(life.inFlight === null ? [] : [life.inFlight])].map(
      (index) => texts[(index + 2) % 2],
    );
    const faults = [...life.refusals, ...(await wrongBook(vault, wanted))];
    const aside = readdirSync(place).filter(
      (name) => /\.replaced-/.test(name) && !/-(wal|shm|lock|journal)$/.test(name),
    );
    for (const name of aside.slice(-3)) faults.push(...(await wrongBook(join(place, name), texts)));
    rounds.push({ killAfterMs, faults });
    if (faults.length === 0) rmSync(place, { recursive: true });
  }
  return rounds;
}

/** Kills a program that opens a vault of the first schema: it must be the old or the new one, whole, and its copy valid or without its name. */
export async function killMigrations(count: number, seed: number, folder: string): Promise<readonly SwapRound[]> {
  const codeCache = join(folder, 'code');
  compileOnce('swap-child.ts', codeCache);
  const old = join(folder, 'first-schema.vault');
  makeFirstSchema(old);
  const open = (vault: string, killAfterMs: number | null) =>
    killedLife('swap-child.ts', ['open', vault], 0, killAfterMs, codeCache);
  const tried = join(folder, 'tried.vault');
  copyFileSync(old, tried);
  const { wholeMs } = await open(tried, null);
  const witness = openBook(tried, 'refuse');
  const text = await bookText(witness);
  witness.close();
  const { uniform } = seededRandom(seed);
  const rounds: SwapRound[] = [];
  for (let round = 0; round < count; round += 1) {
    const place = join(folder, `migration-${round}`);
    mkdirSync(place);
    const vault = join(place, 'book.vault');
    copyFileSync(old, vault);
    const killAfterMs = uniform() * (wholeMs ?? 200);
    const life = await open(vault, killAfterMs);
    const copy = `${vault}.before-schema-${migrations().length}`;
    const faults = [...life.refusals, ...(existsSync(copy) ? wrongOldCopy(copy) : [])];
    faults.push(...(await wrongBook(vault, [text])));
    rounds.push({ killAfterMs, faults });
    if (faults.length === 0) rmSync(place, { recursive: true });
  }
  return rounds;
}

async function wrongBook(path: string, wanted: readonly (string | undefined)[]): Promise<readonly string[]> {
  try {
    const book = openBook(path, 'refuse');
    try {
      const found = await bookText(book);
      return [...(await brokenChecks(book)), ...(wanted.includes(found) ? [] : [`${path} is another book`])];
    } finally {
      book.close();
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function wrongOldCopy(path: string): readonly string[] {
  const copy = new Database(path, { readonly: true });
  try {
    const found = [copy.pragma('integrity_check', { simple: true }), copy.pragma('user_version', { simple: true })];
    const events = copy.prepare('SELECT count(*) FROM event').pluck().get();
    return found.join() === 'ok,1' && events === oldEvents
      ? []
      : [`${path}: ${found.join()}, ${String(events)} events`];
  } finally {
    copy.close();
  }
}

async function makeBook(path: string, folder: string, rows: number): Promise<string> {
  const book = openBook(path, 'create');
  await perform(
    { client: book.client, folder, backups: false },
    { kind: 'import', account: 'A', rows, firstId: 0 },
    rows,
  );
  const text = await bookText(book);
  book.close();
  return text;
}

const oldEvents = 20_000;

/** A vault as the first release wrote it, with fills stated by hand. */
function makeFirstSchema(path: string): void {
  const database = new Database(path);
  migrate(database, vaultApplicationId, migrations().slice(0, 1));
  database.pragma('journal_mode = WAL');
  database.exec(`
    INSERT INTO change VALUES (1, 5, 'add', 'Fills');
    INSERT INTO account VALUES (1, 'A');
    INSERT INTO instrument VALUES (1, 'BTC/USDT:USDT');
    INSERT INTO account_setting (change_id, account_id, key, value) VALUES (1, 1, 'named', '');
    INSERT INTO event (change_id, account_id, kind_code, time_ms, instrument_id, side, quantity, price, detail_bits, sequence)
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${oldEvents})
      SELECT 1, 1, 1, 1767225600000 + i * 1000, 1, 1, '0.01', '60000', 0, 0 FROM n;
    INSERT INTO fill_period VALUES (1, 1, 1, 1767225601000, 1767225600000 + ${oldEvents} * 1000);`);
  database.close();
}
