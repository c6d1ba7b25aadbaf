import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const stock = 'currency="USD" assetCategory="STK" symbol="ABC" multiplier="1" ibCommissionCurrency="USD"';
const deposit =
  '<CashTransactions><CashTransaction currency="USD" type="Deposits/Withdrawals" amount="10000" dateTime="20260501" transactionID="1"/></CashTransactions>';

/** What happened at the broker: 10 ABC at 20, each for a commission of its own. */
interface Fill {
  readonly hour: number;
  readonly commission: number;
}
type Ids = 'none' | 'transaction' | 'trade';
/** An export of the first fills, with or without the column of the commission. */
interface Export {
  readonly fills: number;
  readonly ids: Ids;
  readonly hasFee: boolean;
}

function statement(truth: readonly Fill[], { fills, ids, hasFee }: Export): string {
  const rows = truth.slice(0, fills).map(({ hour, commission }, index) => {
    const id = { none: '', transaction: `tradeID="${index}" transactionID="10${index}"`, trade: `tradeID="${index}"` };
    const fee = hasFee ? `ibCommission="-${commission}"` : '';
    return `<Trade ${stock} ${id[ids]} ${fee} buySell="BUY" quantity="10" tradePrice="20" proceeds="-200" dateTime="20260504;1${hour}0000" reportDate="20260504"/>`;
  });
  return `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1"><Trades>${rows.join('')}</Trades>${deposit}</FlexStatement></FlexStatements></FlexQueryResponse>`;
}

/** Positions and balances after these files, of which some were taken back again. */
async function bookOf(book: TestTerminal, texts: readonly string[], takenBack: readonly number[] = [], zone = 'UTC') {
  const imports: (number | null)[] = [];
  for (const [index, text] of texts.entries()) {
    const report = await importReport(book, book.write(`${index}.xml`, text), '--timezone', zone);
    expect(report).toMatchObject({ rows: report.accepted + report.duplicates });
    imports.push(report.importId);
  }
  for (const index of takenBack) {
    const id = imports[index] ?? null;
    if (id !== null) expect(await book.run('undo', '--import', String(id))).toMatchObject({ code: 0 });
  }
  return positionsOf(book);
}

async function inBook<T>(body: (book: TestTerminal) => Promise<T>): Promise<T> {
  const book = openTestTerminal();
  try {
    return await body(book);
  } finally {
    book.remove();
  }
}

const two: readonly Fill[] = [
  { hour: 0, commission: 1 },
  { hour: 1, commission: 2 },
];

test.each(['transaction', 'trade', 'none'] as const)(
  'a fill whose cost only the second file tells (ids: %s): the book ends as from that file, and undo takes back what each said',
  async (ids) => {
    const silent = statement(two, { fills: 2, ids, hasFee: false });
    const told = statement(two, { fills: 2, ids, hasFee: true });
    const [onlySilent, onlyTold] = [
      await inBook((book) => bookOf(book, [silent])),
      await inBook((book) => bookOf(book, [told])),
    ];
    expect(onlySilent.positions).toMatchObject([{ quantity: '20', fees: [], flags: ['fee-unknown'] }]);
    expect(onlySilent.balances).toMatchObject([{ amount: '9600', status: 'unknown', flags: ['fee-unknown'] }]);
    expect(onlyTold.positions).toMatchObject([{ quantity: '20', fees: [{ asset: 'USD', amount: '3' }], flags: [] }]);
    expect(onlyTold.balances).toMatchObject([{ amount: '9597', status: 'known', flags: [] }]);

    const first = await importReport(terminal, terminal.write('silent.xml', silent), '--timezone', 'UTC');
    const second = await importReport(terminal, terminal.write('told.xml', told), '--timezone', 'UTC');
    expect(second).toMatchObject({
      rows: 3,
      accepted: 2,
      duplicates: 1,
      failures: [],
      events: { trade: 2, cancel: 2 },
    });
    expect(await positionsOf(terminal)).toEqual(onlyTold);
    // What is told is told: neither file adds to it a second time.
    for (const name of ['silent.xml', 'told.xml'])
      expect(await importReport(terminal, name, '--timezone', 'UTC')).toMatchObject({ accepted: 0, importId: null });

    await terminal.run('undo', '--import', String(second.importId));
    expect(await positionsOf(terminal)).toEqual(onlySilent);
    await terminal.run('undo', '--redo');
    expect(await positionsOf(terminal)).toEqual(onlyTold);
    await terminal.run('undo', '--import', String(first.importId));
    expect(await positionsOf(terminal)).toEqual(onlyTold);
    expect(await inBook((book) => bookOf(book, [told, silent]))).toEqual(onlyTold);
    expect(await inBook((book) => bookOf(book, [told, silent], [0]))).toEqual(onlySilent);
  },
);

test('what the broker cancels is gone, whichever file told what it had cost', async () => {
  const cancel = `<Trade ${stock} origTradeID="1" transactionID="500" transactionType="TradeCancel" buySell="BUY" quantity="-10" tradePrice="20" proceeds="200" ibCommission="2" dateTime="20260505;080000"/>`;
  const silent = statement(two, { fills: 2, ids: 'transaction', hasFee: false });
  const told = statement(two, { fills: 2, ids: 'transaction', hasFee: true });
  const corrected = silent.replace('</Trades>', `${cancel}</Trades>`);
  for (const files of [
    [silent, told, corrected],
    [corrected, told],
    [told, corrected, silent],
  ]) {
    const { positions, balances } = await inBook((book) => bookOf(book, files));
    expect(positions).toMatchObject([{ quantity: '10', fees: [{ asset: 'USD', amount: '1' }] }]);
    expect(balances).toMatchObject([{ amount: '9799', status: 'known' }]);
  }
});

test('of two equal fills each gets its own cost, from whichever file tells it', async () => {
  const equal = two.map((fill) => ({ ...fill, hour: 0 }));
  const silent = statement(equal, { fills: 2, ids: 'transaction', hasFee: false });
  const both = statement(equal, { fills: 2, ids: 'transaction', hasFee: true });
  const [onlyFirst, onlySecond] = [both.replace('ibCommission="-2"', ''), both.replace('ibCommission="-1"', '')];
  const plain = await inBook((book) => bookOf(book, [both]));
  expect(plain.balances).toMatchObject([{ amount: '9597', status: 'known' }]);
  const orders = [
    [silent, onlySecond, onlyFirst],
    [onlyFirst, onlySecond],
    [onlySecond, silent, both],
  ];
  for (const texts of orders) expect(await inBook((book) => bookOf(book, texts))).toEqual(plain);
  const half = await inBook((book) => bookOf(book, [silent, onlySecond]));
  expect(half.positions).toMatchObject([{ quantity: '20', fees: [{ amount: '2' }], flags: ['fee-unknown'] }]);
  expect(await inBook((book) => bookOf(book, [onlySecond, silent]))).toEqual(half);
});

const files = fc.array(
  fc.record({
    fills: fc.integer({ min: 1, max: 3 }),
    ids: fc.constantFrom<Ids>('none', 'transaction'),
    hasFee: fc.boolean(),
  }),
  { minLength: 2, maxLength: 4 },
);

/** Fills that are equal to the second are told apart only by files that all have ids or all have none. */
const storiesOfFiles = fc
  .tuple(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 3, maxLength: 3 }), files, fc.nat(3))
  .map(([hours, exports, taken]): [number[], Export[], number] => {
    const isMixed = new Set(exports.map(({ ids }) => ids)).size > 1;
    return [isMixed ? [0, 1, 2] : hours, exports, taken];
  });

test('in whatever order files with and without the cost come, and whatever is taken back: what is left counts, each fill once', async () => {
  await fc.assert(
    fc.asyncProperty(storiesOfFiles, async ([hours, exports, taken]) => {
      const truth = hours.toSorted().map((hour) => ({ hour, commission: 1 }));
      const texts = exports.map((one) => statement(truth, one));
      const left = texts.filter((_, index) => index !== taken);
      // The very same file is imported once: taken back, it is taken back.
      if (texts.indexOf(texts[taken] ?? '') !== taken || left.includes(texts[taken] ?? '')) return;
      const plain = await inBook((book) => bookOf(book, left));
      expect(await inBook((book) => bookOf(book, left.toReversed()))).toEqual(plain);
      expect(await inBook((book) => bookOf(book, texts, [taken]))).toEqual(plain);
      const kept = exports.filter((_, index) => index !== taken);
      const most = Math.max(...kept.map(({ fills }) => fills));
      const told = Math.max(0, ...kept.filter(({ hasFee }) => hasFee).map(({ fills }) => fills));
      expect(plain.positions).toMatchObject([
        { quantity: String(10 * most), fees: told === 0 ? [] : [{ asset: 'USD', amount: String(told) }] },
      ]);
      expect(plain.balances).toMatchObject([{ status: told === most ? 'known' : 'unknown' }]);
    }),
    {
      numRuns: 20,
      examples: [
        // A row without an id is the one that has its id and its cost elsewhere, before it is another of which nothing says the cost.
        [
          [
            [0, 0, 0],
            [
              { fills: 1, ids: 'transaction', hasFee: true },
              { fills: 2, ids: 'none', hasFee: false },
              { fills: 1, ids: 'none', hasFee: true },
              { fills: 1, ids: 'none', hasFee: false },
            ],
            3,
          ],
        ],
        // A row without an id stands for the first of two that have one: the second gives way to itself.
        [
          [
            [0, 0, 0],
            [
              { fills: 1, ids: 'none', hasFee: false },
              { fills: 2, ids: 'none', hasFee: false },
              { fills: 2, ids: 'transaction', hasFee: false },
              { fills: 2, ids: 'transaction', hasFee: true },
            ],
            1,
          ],
        ],
      ],
    },
  );
});

test('without ids a row of a day alone and one with its time are one row, and equal ones of that day all stay', async () => {
  const rows = (times: readonly string[], dividend: string): string =>
    `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1"><Trades>${times
      .map(
        (time) =>
          `<Trade ${stock} buySell="BUY" quantity="10" tradePrice="20" proceeds="-200" ibCommission="-1" dateTime="${time}"/>`,
      )
      .join(
        '',
      )}</Trades><CashTransactions><CashTransaction currency="USD" type="Dividends" symbol="ABC" assetCategory="STK" amount="25" dateTime="${dividend}"/></CashTransactions></FlexStatement></FlexStatements></FlexQueryResponse>`;
  const timed = rows(['20260504;100000', '20260504;213000'], '20260510;202000');
  const days = rows(['20260504', '20260504'], '20260510');
  const short = rows(['20260504;100000'], '20260510;202000');
  const next = rows(['20260505'], '20260511');
  const quantityOf = (texts: readonly string[], zone: string) =>
    inBook(async (book) => {
      const { positions, balances } = await bookOf(book, texts, [], zone);
      return [positions[0]?.quantity, balances[0]?.amount];
    });
  // 20 bought for 402, and one dividend of 25.
  for (const texts of [[timed], [timed, days], [days, timed], [short, days], [days, short], [short, days, timed]])
    for (const zone of ['UTC', 'America/New_York']) expect(await quantityOf(texts, zone)).toEqual(['20', '-377']);
  // On another day it is another row.
  for (const texts of [
    [short, next],
    [next, short],
  ])
    expect(await quantityOf(texts, 'America/New_York')).toEqual(['20', '-352']);
});
