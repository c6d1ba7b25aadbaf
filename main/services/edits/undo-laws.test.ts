import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openVault } from '../../../db/open.ts';
import type { PositionRow } from '../../../shared/contract/book.ts';
import { importCalls } from '../../../shared/contract/imports.ts';
import type { Result } from '../../../shared/result/result.ts';
import { epochMs } from '../../../shared/units/unit.ts';
import { accountsList } from './account-settings.ts';
import type { ServiceContext } from '../context.ts';
import { eventsDocument } from '../book/events-document.ts';
import { createImportDesk } from '../imports/import-desk.ts';
import { dismissFailures, importFailures, importsList } from '../imports/import-records.ts';
import { silentJobs } from '../job-board.ts';
import { positionsDocument } from '../book/positions-document.ts';
import { previewUndo } from './preview-undo.ts';
import { checkVault } from '../vaults/vault-safety.ts';
import { redoChange, redoNewest, undoChange, undoNewest } from './undo-change.ts';

/** What happened at the exchange: rows in order of time, some of them equal but for their ids, some that no reader can read. */
interface Row {
  readonly second: number;
  readonly symbol: 'BTCUSDT' | 'ETHUSDT';
  readonly price: number;
  readonly broken: boolean;
}

/** An export of it: the rows of some seconds (a file never begins or ends inside an instant), with ids or without. */
interface FillFile {
  readonly kind: 'fills';
  readonly from: number;
  readonly to: number;
  readonly withIds: boolean;
}
interface PriceFile {
  readonly kind: 'prices';
  readonly closes: readonly { readonly day: number; readonly close: number }[];
}
type File = FillFile | PriceFile;

const rows = fc.array(
  fc.record({
    second: fc.integer({ min: 0, max: 5 }),
    symbol: fc.constantFrom('BTCUSDT', 'ETHUSDT'),
    price: fc.integer({ min: 1, max: 2 }),
    broken: fc.boolean(),
  }) as fc.Arbitrary<Row>,
  { minLength: 1, maxLength: 10 },
);
const fillFile = fc.record({
  kind: fc.constant('fills'),
  from: fc.integer({ min: 0, max: 3 }),
  to: fc.integer({ min: 3, max: 6 }),
  withIds: fc.boolean(),
}) as fc.Arbitrary<FillFile>;
const priceFile = fc.record({
  kind: fc.constant('prices'),
  closes: fc.uniqueArray(fc.record({ day: fc.integer({ min: 1, max: 4 }), close: fc.integer({ min: 1, max: 2 }) }), {
    minLength: 1,
    maxLength: 4,
    selector: ({ day }) => day,
  }),
}) as fc.Arbitrary<PriceFile>;

function textOf(file: File, truth: readonly Row[]): string {
  if (file.kind === 'prices')
    return [
      'Date,Open,High,Low,Close',
      ...file.closes.map(({ day, close }) => `2026-02-0${day},1,3,1,${close}`),
      '',
    ].join('\n');
  const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker';
  const lines = truth
    .map((row, index) => ({ ...row, id: 100 + index }))
    .filter(({ second }) => second >= file.from && second < file.to)
    .toSorted((a, b) => a.second - b.second)
    .map(({ second, symbol, price, broken, id }) => {
      const written = broken ? `price${id}` : String(price);
      const line = `1001,2026-03-01 10:00:0${second},${symbol},BUY,${written},2,${price * 2},0.1 USDT,0,true,false`;
      return file.withIds ? `${line},${id},${id}9` : line;
    });
  return [file.withIds ? `${header},Trade ID,Order ID` : header, ...lines, ''].join('\n');
}

function openBook() {
  const vault = valueOf(openVault(':memory:', 'create'));
  const context: ServiceContext = {
    vault,
    now: () => epochMs(Date.UTC(2026, 5, 1)),
    jobs: silentJobs,
    uploads: new Map(),
    notify: () => undefined,
  };
  const desk = createImportDesk(context);
  return {
    context,
    close: vault.close,
    importText: (name: string, text: string, instrument: string | null): number | null => {
      context.uploads.set(name, { name, bytes: new TextEncoder().encode(text) });
      const { options } = importCalls['imports.run'].input.parse({
        source: { kind: 'upload', uploadId: name },
        options: { instrument },
      });
      const report = valueOf(desk.run({ kind: 'upload', uploadId: name }, options, null));
      expect(report.error).toBeNull();
      return report.importId;
    },
    /** Everything that a trader could see of it, without the ids and places of the rows. */
    picture: () => {
      const failures = importsList(context)
        .imports.filter(({ withdrawn }) => !withdrawn)
        .flatMap(({ importId }) => importFailures(context, importId).failures)
        .map(({ raw, dismissed }) => `${raw} ${dismissed}`);
      const { events } = eventsDocument(context, { account: null, instrument: null, limit: null });
      const { positions, balances } = positionsDocument(context, null);
      return {
        events: events
          .map(({ id: _id, importId: _importId, line: _line, ...event }) => JSON.stringify(event))
          .toSorted(),
        positions,
        balances,
        marks: vault.marks.read(context.now()),
        failures: failures.toSorted(),
        accounts: accountsList(context),
      };
    },
  };
}

type Book = ReturnType<typeof openBook>;

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.message} ${result.fault.mend}`);
  return result.value;
}

function importFile(book: Book, file: File, index: number, truth: readonly Row[]): number | null {
  const text = textOf(file, truth);
  return book.importText(`file${index}(UTC+0).csv`, text, file.kind === 'prices' ? 'BTC/USDT:USDT' : null);
}

/** Files without a row in the window say nothing and are no part of the law. */
const saysSomething = (file: File, truth: readonly Row[]): boolean =>
  file.kind === 'prices' || truth.some(({ second }) => second >= file.from && second < file.to);

const history = fc.record({
  truth: rows.map((made) => made.map((row, index) => ({ ...row, broken: row.broken && index % 2 === 1 }))),
  files: fc.array(fc.oneof({ weight: 3, arbitrary: fillFile }, priceFile), { minLength: 2, maxLength: 4 }),
  steps: fc.array(fc.record({ file: fc.nat(3), redo: fc.boolean() }), { maxLength: 8 }),
});

test('whatever was imported, taken back and put back: the book is that of importing only the files that are left', () => {
  fc.assert(
    fc.property(history, ({ truth, files: given, steps }) => {
      const files = given.filter((file) => saysSomething(file, truth));
      const { live, ids, picture } = inBook((book) => {
        /** The import that each file is now; null where its very like was imported before it. */
        const ids = files.map((file, index) => importFile(book, file, index, truth));
        const live = ids.map((id) => id !== null);
        const texts = files.map((file) => textOf(file, truth));
        // Whatever a file says, known already or not, only its very like spares it.
        expect(live.filter((_, index) => texts.indexOf(texts[index] as string) === index)).not.toContain(false);
        for (const { file, redo } of steps) {
          const id = ids[file] ?? null;
          if (id === null || live[file] === redo) continue;
          if (redo) {
            const made = redoChange(book.context, id, null);
            // Closes of a, then of b, then of a again are three imports: without b, nothing is left to put back of the first.
            const like = texts.some((text, index) => index !== file && live[index] && text === texts[file]);
            if (!made.ok && made.fault.code === 'already-in-vault' && like) continue;
            ids[file] = valueOf(made).changeId;
          } else undoAsPreviewed(book, id, files[file] as File);
          live[file] = redo;
        }
        return { live, ids, picture: book.picture() };
      });
      // In the order in which they stand in the book now.
      const left = files
        .map((file, index) => ({ file, index, id: ids[index] ?? null }))
        .filter(({ index }) => live[index])
        .toSorted((a, b) => (a.id as number) - (b.id as number));
      const plain = inBook((book) => {
        for (const { file, index } of left) importFile(book, file, index, truth);
        return book.picture();
      });
      expect(picture).toEqual(plain);
      // And in any other order, but that of contradicting closes the newest holds.
      const otherwise = inBook((book) => {
        for (const { file, index } of left.toSorted((a, b) => b.index - a.index)) importFile(book, file, index, truth);
        return book.picture();
      });
      expect(otherwise.events).toEqual(plain.events);
      expect(otherwise.failures).toEqual(plain.failures);
      expect(otherwise.positions.map(atNoMark)).toEqual(plain.positions.map(atNoMark));
      expect(otherwise.balances).toEqual(plain.balances);
    }),
    { numRuns: 100 },
  );
});

function atNoMark({ mark: _mark, unrealizedPnl: _unrealized, notional: _notional, ...position }: PositionRow): object {
  return position;
}

function inBook<T>(body: (book: Book) => T): T {
  const book = openBook();
  try {
    return body(book);
  } finally {
    book.close();
  }
}

/** Takes a change back and holds what was shown before against what happened. */
function undoAsPreviewed(book: Book, changeId: number, file: File): void {
  const before = book.picture();
  const preview = valueOf(previewUndo(book.context, changeId, null));
  expect(book.picture()).toEqual(before);
  valueOf(undoChange(book.context, changeId, null));
  const after = book.picture();
  // A close that a later file had replaced leaves as well, though nobody saw it.
  const seen = before.events.length - after.events.length + before.marks.length - after.marks.length;
  expect(preview.rowsWithdrawn).toBeGreaterThanOrEqual(seen);
  if (file.kind === 'fills') expect(preview.rowsWithdrawn).toBe(seen);
  expect(preview.failuresGone - preview.failuresBack).toBe(before.failures.length - after.failures.length);
  for (const { account, asset, before: was, after: becomes } of preview.balances) {
    const amountIn = (picture: typeof before) =>
      picture.balances.find((one) => one.account === account && one.asset === asset && one.status === 'known')
        ?.amount ?? null;
    expect([was, becomes]).toEqual([amountIn(before), amountIn(after)]);
  }
  const quantities = ({ positions }: typeof before) =>
    new Map(positions.map((one) => [`${one.account} ${one.instrument}`, one.quantity]));
  const [had, has] = [quantities(before), quantities(after)];
  const changed = new Set([...had.keys(), ...has.keys()].filter((key) => had.get(key) !== has.get(key)));
  const listed = new Set(preview.positions.map(({ account, instrument }) => `${account} ${instrument}`));
  expect([...changed].filter((key) => !listed.has(key))).toEqual([]);
}

test('a file of nothing but a failed row that another file has as well is put back, and stays when that one goes', () => {
  const failed: Row = { second: 1, symbol: 'BTCUSDT', price: 1, broken: true };
  const first: Row = { second: 0, symbol: 'BTCUSDT', price: 1, broken: false };
  const short: File = { kind: 'fills', from: 1, to: 3, withIds: false };
  const long: File = { kind: 'fills', from: 0, to: 4, withIds: false };
  for (const truth of [
    [first, failed, { ...first, second: 3 }],
    [first, failed, first],
  ]) {
    inBook((book) => {
      const id = importFile(book, short, 0, truth) as number;
      const other = importFile(book, long, 1, truth) as number;
      const before = book.picture();
      expect(before.failures).toHaveLength(1);

      valueOf(undoChange(book.context, id, null));
      expect(book.picture()).toEqual(before);
      valueOf(redoChange(book.context, id, null));
      expect(book.picture()).toEqual(before);

      valueOf(undoChange(book.context, other, null));
      expect([book.picture().failures, book.picture().events]).toEqual([before.failures, []]);
    });
  }
});

test('a file of nothing but a failed row that is known already is an import of its own: it stays when the first goes', () => {
  const truth: readonly Row[] = [
    { second: 0, symbol: 'BTCUSDT', price: 1, broken: false },
    { second: 1, symbol: 'BTCUSDT', price: 1, broken: true },
  ];
  inBook((book) => {
    const first = importFile(book, { kind: 'fills', from: 0, to: 3, withIds: true }, 0, truth) as number;
    const again = importFile(book, { kind: 'fills', from: 1, to: 3, withIds: true }, 1, truth) as number;
    expect(book.context.vault.imports.openFailures()).toHaveLength(1);
    valueOf(undoChange(book.context, first, null));
    expect(book.context.vault.imports.openFailures()).toMatchObject([{ importId: again }]);
  });
});

test('a price history imported again since is not put back beside itself', () => {
  const closes = (close: number): File => ({ kind: 'prices', closes: [{ day: 1, close }] });
  inBook((book) => {
    const [first, between] = [1, 2, 1].map((close, index) => importFile(book, closes(close), index, []) as number);
    valueOf(undoChange(book.context, first as number, null));
    valueOf(undoChange(book.context, between as number, null));
    const before = book.picture();
    expect(redoChange(book.context, first as number, null)).toMatchObject({ fault: { code: 'already-in-vault' } });
    expect(book.picture()).toEqual(before);
  });
});

test('a dismissed row that failed in two files is asked about again when the first is taken back, and not after redo', () => {
  const truth: readonly Row[] = [
    { second: 1, symbol: 'BTCUSDT', price: 1, broken: false },
    { second: 2, symbol: 'ETHUSDT', price: 1, broken: true },
    { second: 3, symbol: 'BTCUSDT', price: 2, broken: false },
  ];
  inBook((book) => {
    const first = importFile(book, { kind: 'fills', from: 0, to: 3, withIds: true }, 0, truth) as number;
    importFile(book, { kind: 'fills', from: 2, to: 4, withIds: true }, 1, truth);
    const { imports } = book.context.vault;
    const [failed] = imports.openFailures();
    expect(imports.openFailures()).toHaveLength(1);
    valueOf(dismissFailures(book.context, first, [failed?.failureId as number]));
    expect(imports.openFailures()).toEqual([]);
    const before = book.picture();

    valueOf(undoChange(book.context, first, null));
    expect(imports.openFailures()).toHaveLength(1);
    valueOf(redoChange(book.context, first, null));
    expect(imports.openFailures()).toEqual([]);
    const after = book.picture();
    expect([after.positions, after.balances]).toEqual([before.positions, before.balances]);
  });
});

test('an import that nothing else leans on is put back as it stands, under its own id', () => {
  const truth: readonly Row[] = [{ second: 1, symbol: 'BTCUSDT', price: 1, broken: false }];
  inBook((book) => {
    const id = importFile(book, { kind: 'fills', from: 0, to: 3, withIds: true }, 0, truth) as number;
    valueOf(undoNewest(book.context));
    expect(book.picture().events).toEqual([]);
    expect(valueOf(redoNewest(book.context)).changeId).toBe(id);
    expect(book.picture().events).toHaveLength(1);
    expect(redoNewest(book.context)).toMatchObject({ fault: { code: 'nothing-to-redo' } });
  });
});

test('after something else was done, redo by the key has nothing; the import can still be put back by name', () => {
  const truth: readonly Row[] = [{ second: 1, symbol: 'BTCUSDT', price: 1, broken: false }];
  inBook((book) => {
    const id = importFile(book, { kind: 'fills', from: 0, to: 3, withIds: true }, 0, truth) as number;
    valueOf(undoNewest(book.context));
    importFile(book, { kind: 'prices', closes: [{ day: 1, close: 1 }] }, 1, truth);
    expect(redoNewest(book.context).ok).toBe(false);
    valueOf(redoChange(book.context, id, null));
    expect(book.picture().events).toHaveLength(1);
    expect(redoChange(book.context, id, null)).toMatchObject({ fault: { code: 'not-taken-back' } });
  });
});

/** Fills of one a second, so many that an import of them is read along its ids. */
function longFile(from: number, to: number): string {
  const rows = Array.from({ length: to - from }, (_, index) => {
    const time = new Date(Date.UTC(2026, 2, 1) + (from + index) * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return `1001,${time},BTCUSDT,BUY,1,2,2,0.1 USDT,0,true,false,${10_000 + from + index},1`;
  });
  return `Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID\n${rows.join('\n')}\n`;
}

test('rows that come back into long imports stand in the order of the book, whole imports among them', () => {
  const [first, half, whole] = [longFile(0, 6000), longFile(1000, 10_500), longFile(500, 5500)];
  inBook((book) => {
    const id = book.importText('first(UTC+0).csv', first, null) as number;
    const [partly, all] = [
      book.importText('half(UTC+0).csv', half, null),
      book.importText('whole(UTC+0).csv', whole, null),
    ];
    valueOf(undoChange(book.context, id, null));
    const events = [...book.context.vault.events.read()];
    expect(events).toHaveLength(10_000);
    expect(events.every((event, index) => index === 0 || event.timeMs > (events[index - 1]?.timeMs ?? 0))).toBe(true);
    const accepted = (importId: number | null) => book.context.vault.imports.find(importId as number)?.accepted;
    expect([accepted(partly), accepted(all)]).toEqual([9500, 500]);
    expect(valueOf(checkVault(book.context, null)).checks.filter(({ ok }) => !ok)).toEqual([]);

    valueOf(undoChange(book.context, partly as number, null));
    expect(book.context.vault.events.count()).toBe(5000);
    expect(accepted(all)).toBe(5000);
    expect(valueOf(checkVault(book.context, null)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});
