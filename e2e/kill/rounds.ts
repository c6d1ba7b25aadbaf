import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../db/seeds/random.ts';
import { actionAt, backupPath, instantOf, perform } from './actions.ts';
import { bookText, brokenChecks, openBook, type OpenBook } from './book-text.ts';
import { compileOnce, killedLife } from './killed-life.ts';

/** What one kill met, and what was wrong afterwards. */
export interface Round {
  readonly seed: number;
  readonly killAfterMs: number;
  /** What was under way: an action, `opening`, `between` two actions, or `idle` where everything was done. */
  readonly struck: string;
  /** Whether the action that was struck is there, whole. */
  readonly kept: boolean;
  readonly acknowledged: number;
  readonly faults: readonly string[];
}

const livesABook = 4;
const actionsALife = 10;
/** Books at a time: while one is looked at, the program of another lives. */
const booksAtOnce = 2;

/**
 * Kills a program at work so many times, each time at another moment, and looks at what it leaves. A book is killed four times over, so
 * that what a crash leaves behind is also met by the next program.
 * @param folder is filled and emptied; what failed stays in it
 */
export async function runRounds(
  count: number,
  seed: number,
  folder: string,
  tell: (round: Round) => void,
): Promise<readonly Round[]> {
  const codeCache = join(folder, 'code');
  compileOnce('child.ts', codeCache);
  const pace = { wholeMs: await wholeLifeMs(join(folder, 'whole'), seed, codeCache) };
  const rounds: Round[] = [];
  let book = 0;
  let left = count;
  const lane = async (): Promise<void> => {
    while (left > 0) {
      const lives = Math.min(left, livesABook);
      const bookSeed = seed + book;
      book += 1;
      left -= lives;
      for await (const round of livesOf(bookSeed, lives, join(folder, `book-${bookSeed}`), codeCache, pace)) {
        rounds.push(round);
        tell(round);
      }
    }
  };
  await Promise.all(Array.from({ length: booksAtOnce }, lane));
  return rounds;
}

async function* livesOf(
  seed: number,
  lives: number,
  place: string,
  codeCache: string,
  pace: { wholeMs: number },
): AsyncIterable<Round> {
  mkdirSync(place, { recursive: true });
  const chance = seededRandom(seed);
  const witness = createWitness(place, seed);
  let faults: readonly string[] = [];
  for (let life = 0; life < lives && faults.length === 0; life += 1) {
    const killAfterMs = chance.uniform() * pace.wholeMs;
    const first = witness.next();
    const lived = await killedLife('child.ts', wordsOf(place, seed, first), first, killAfterMs, codeCache);
    // Lives differ and the machine has other work: the moments follow, so that about one life in eight comes to its end.
    pace.wholeMs *= lived.wholeMs === null ? 1.03 : 0.8;
    const examined = await witness.examine(lived.lastDone, lived.inFlight);
    faults = [...lived.refusals, ...examined.faults];
    const struck = lived.inFlight === null ? null : actionAt(seed, lived.inFlight).kind;
    yield {
      seed,
      killAfterMs,
      struck: struck ?? betweenActions(lived.lastDone, first),
      kept: examined.kept,
      acknowledged: lived.lastDone - first + 1,
      faults,
    };
  }
  witness.close();
  if (faults.length === 0) rmSync(place, { recursive: true, force: true });
}

function wordsOf(place: string, seed: number, first: number): readonly string[] {
  return [place, `${seed}`, `${first}`, `${first + actionsALife - 1}`];
}

function betweenActions(lastDone: number, first: number): string {
  if (lastDone < first) return 'opening';
  return lastDone === first + actionsALife - 1 ? 'idle' : 'between';
}

async function wholeLifeMs(place: string, seed: number, codeCache: string): Promise<number> {
  mkdirSync(place, { recursive: true });
  const { wholeMs, refusals } = await killedLife('child.ts', wordsOf(place, seed, 0), 0, null, codeCache);
  rmSync(place, { recursive: true });
  if (wholeMs === null || refusals.length > 0) throw new Error(`an undisturbed run fails: ${refusals.join('; ')}`);
  return wholeMs;
}

/** Takes a reference vault in memory through what was acknowledged and compares. */
function createWitness(place: string, seed: number) {
  const reference = openBook(':memory:', 'create');
  const backups = new Map<number, string>();
  let next = 0;

  async function follow(index: number): Promise<void> {
    const action = actionAt(seed, index);
    reference.setClock(instantOf(index));
    await perform({ client: reference.client, folder: place, backups: false }, action, index);
    if (action.kind === 'backup') backups.set(index, await bookText(reference));
  }

  async function examine(lastDone: number, inFlight: number | null) {
    const faults: string[] = [];
    for (; next <= lastDone; next += 1) await follow(next);
    let kept = false;
    const before = await bookText(reference);
    const vault = join(place, 'book.vault');
    if (!existsSync(vault)) {
      if (lastDone >= 0) faults.push('the vault is gone');
    } else {
      const book = openBook(vault, 'create');
      try {
        faults.push(...(await brokenChecks(book)));
        const found = await bookText(book);
        if (found !== before) {
          if (inFlight === null) faults.push('the book is not what was acknowledged');
          else {
            await follow(inFlight);
            kept = true;
            if (found !== (await bookText(reference)))
              faults.push(`action ${inFlight} (${actionAt(seed, inFlight).kind}) is neither whole nor absent`);
          }
        }
      } finally {
        book.close();
      }
    }
    if (inFlight !== null) {
      next = inFlight + 1;
      if (actionAt(seed, inFlight).kind === 'backup' && existsSync(backupPath(place, inFlight)))
        backups.set(inFlight, before);
    }
    faults.push(...(await wrongBackups(place, backups)), ...strangers(place));
    return { faults, kept };
  }

  return { next: () => next, examine, close: () => reference.close() };
}

async function wrongBackups(place: string, backups: Map<number, string>): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const [index, expected] of backups) {
    let copy: OpenBook | null = null;
    try {
      copy = openBook(backupPath(place, index), 'refuse');
      faults.push(...(await brokenChecks(copy)).map((broken) => `backup ${index}: ${broken}`));
      if ((await bookText(copy)) !== expected) faults.push(`backup ${index} is not the book of that moment`);
    } catch (error) {
      faults.push(`backup ${index}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      copy?.close();
    }
  }
  backups.clear();
  return faults;
}

/** Nothing may lie about but vault, files, backups, and what bears a temporary name. */
function strangers(place: string): readonly string[] {
  const known = /^(book\.vault|fills-\d+\(UTC\+0\)\.csv|backup-\d+\.vault(\.partial(-journal|-wal|-shm)?)?)$/;
  // Killed before it made the vault, the program leaves its lock file, which the next one takes over.
  const early = existsSync(join(place, 'book.vault')) ? [] : ['book.vault.lock', 'book.vault.lock-journal'];
  return readdirSync(place)
    .filter((name) => !known.test(name) && !early.includes(name))
    .map((name) => `${name} was left behind`);
}
