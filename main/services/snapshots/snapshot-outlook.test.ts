import { expect, test } from 'vitest';
import { cascadeCalls } from '../../../shared/contract/cascade.ts';
import { insolvencyCalls } from '../../../shared/contract/insolvency.ts';
import { limitCalls } from '../../../shared/contract/limits.ts';
import { whatIfCalls, type WhatIfTicket } from '../../../shared/contract/whatif.ts';
import type { Snapshot } from '../../export/snapshot.ts';
import { setLimits } from '../whatif/book-limits.ts';
import { keepWhatIf } from '../whatif/kept-what-ifs.ts';
import { cashOf, fillOf, openEventBook, valueOf, type EventBook } from '../testing/event-book.ts';
import { compareTwo } from './compare-snapshots.ts';
import { keptSnapshots } from './kept-snapshots.ts';
import { makeSnapshot } from './make-snapshot.ts';

const day = (number: number): number => Date.UTC(2026, 9, number, 12);
const btc = 'BTC/USDC:USDC';

/*
 * Two BTC long at 100 on 40 USDC. Hyperliquid keeps half of its initial rate at 40 times: 1 / 80 of the notional.
 * It goes where 40 + 2 (P - 100) = 2 P / 80, at P = 160 / 1.975 = 81.0127, which is -18.9873 %.
 * At 50 it would have -60 and needs 1.25: 61.25 more keep it up to the end of the ladder.
 */
function inBook(story: (book: EventBook) => void): void {
  const book = openEventBook(day(20));
  try {
    book.venue('Near', 'hyperliquid');
    book.book('Near', [cashOf(day(1), 'deposit', 'USDC', 40), fillOf(day(2), btc, 'buy', 2, 100)]);
    book.marks(day(14), { [btc]: 100 });
    story(book);
  } finally {
    book.close();
  }
}

const topUp = (amount: string): WhatIfTicket => ({ kind: 'top-up', account: 'Near', asset: 'USDC', amount });
const selling: WhatIfTicket = {
  kind: 'close',
  account: 'Near',
  instrument: btc,
  leg: null,
  share: 0.5,
  price: null,
  feeRate: 0,
};

function texts({ context }: EventBook, asOfMs = day(15)): Readonly<Record<string, string>> {
  const { files } = makeSnapshot(context, asOfMs, ['json', 'html', 'csv'], 'a4');
  return Object.fromEntries(
    files.map(({ name, text }) => [name.replace(/^ballast-\d{4}-\d\d-\d\dT\d{6}Z[-.]/, ''), text]),
  );
}

const jsonOf = (files: Readonly<Record<string, string>>): Snapshot => JSON.parse(files['json'] ?? '') as Snapshot;

/** The lines of a CSV table without its header. */
const rowsOf = (files: Readonly<Record<string, string>>, table: string): readonly string[] =>
  (files[`${table}.csv`] ?? '').trimEnd().split('\r\n').slice(1);

/** What stands on paper in one section. */
function printed(files: Readonly<Record<string, string>>, title: string): string {
  const section = (files['html'] ?? '').split('<section>').find((one) => one.startsWith(`<h2>${title}</h2>`)) ?? '';
  return section.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
}

test('the order of events: who goes where, what is closed, what is left, and the money that would have prevented it', () => {
  inBook((book) => {
    const files = texts(book);
    const { cascade } = jsonOf(files);
    expect(cascadeCalls['risk.cascade'].output.parse(cascade)).toEqual(cascade);
    const text = printed(files, 'Order of events');
    expect(text).toContain('BTC moves, the others move alike. What is closed is sold at the mark.');
    expect(text).toContain('−19.0 % Near cross closed BTC/USDC:USDC −2 81.013 81.013');
    // 2 x 81.0127 / 80 = 2.025 is left, instead of 40 - 100 = -60.
    expect(text).toContain(
      'At −50.0 % the equity of the book is 2; −60 if nothing were closed (+62 by what is closed).',
    );
    expect(text).toContain('No account comes to owe. Near, cross: not called with 62 more paid in now.');
    expect(text).toContain('BTC rises No account is called on this way.');
    expect(rowsOf(files, 'cascade-events')).toEqual([
      expect.stringMatching(/^down,1,-0\.1898734\d+,Near,cross,closed,BTC\/USDC:USDC,-2,81\.01265\d+,81\.01265\d+,/),
    ]);
    expect(rowsOf(files, 'cascade-ends')[0]).toMatch(/^down,-0\.5,2\.02\d+,-60,$/);
    expect(rowsOf(files, 'top-ups')).toEqual([
      expect.stringMatching(/^down,Near,cross,61\.250000\d*,$/),
      'up,Near,cross,0,',
    ]);
    expect(rowsOf(files, 'cascade-rungs')).toHaveLength(201);
  });
});

/*
 * Bankrupt where 40 + 2 (P - 100) = 0, at 80; called at 81.0127, where 2.025 is left. A fall by a fifth ends at 80: nothing is owed.
 * Nothing tells how much BTC moves a day, so neither the way in sigmas nor the expected debt is known.
 */
test('insolvency: where debt begins, the buffer before it, what a jump leaves, and what is not known', () => {
  inBook((book) => {
    const files = texts(book);
    const { insolvency } = jsonOf(files);
    expect(insolvencyCalls['risk.insolvency'].output.parse(insolvency)).toEqual(insolvency);
    const text = printed(files, 'Insolvency');
    expect(text).toContain('The jump is 20.0 % against the pool at once;');
    expect(text).toContain('BTC/USDC:USDC Near, cross 100.00 81.013 80.000 −20.0 % missing 2 0 ≈ missing');
    expect(text).toContain('No winning position.');
    expect(text).not.toContain('What is lost of a hedge');
    expect(rowsOf(files, 'insolvency')).toEqual([
      expect.stringMatching(
        /^Near,cross,BTC\/USDC:USDC,down,100,40,,81\.01265\d+,,80,,0\.0125\d*,,2\.0253\d+,,-0\.19999999\d*,,,missing-data: There is no price history of BTC\.,/,
      ),
    ]);
    expect(rowsOf(files, 'insolvency-adl')).toEqual([]);
    expect(files['insolvency-hedges.csv']).toMatch(/^asset,closed,what stays,naked \(USD\),/);
  });
});

test('a debt after the jump, and that nobody knows who bears it; winners stand in their order, with what closing one takes of a hedge', () => {
  inBook((book) => {
    book.venue('Other', 'hyperliquid');
    book.book('Other', [cashOf(day(1), 'deposit', 'USDC', 1_000), fillOf(day(2), btc, 'sell', 1, 150)]);
    book.book('Near', [cashOf(day(3), 'withdrawal', 'USDC', -10)]);
    const text = printed(texts(book), 'Insolvency');
    // 30 - 2 x 20 = -10.
    expect(text).toContain('Near, cross 100.00 86.076 85.000 −15.0 % missing 2 10 ≈ missing');
    // The venue's page on how it liquidates is younger than this book.
    expect(text).toContain('Who bears the debt is not known.');
    // Hyperliquid: 150 / 100, times 100 of notional over an equity of 1,050.
    expect(text).toContain('1 BTC/USDC:USDC, short Other +50 0.143');
    expect(text).toContain('What is lost of a hedge');
    expect(text).toMatch(/BTC\/USDC:USDC, short Other BTC\/USDC:USDC, long Near \+100 \+100 \+200/);
  });
});

test('kept what-ifs stand inside a fence, with what they change, and the book does not count them', () => {
  inBook((book) => {
    const before = texts(book);
    expect(printed(before, 'What-ifs')).toContain('No what-if is kept.');
    expect(jsonOf(before).whatIfs).toBeNull();
    expect(Object.keys(before)).not.toContain('what-ifs.csv');
    valueOf(keepWhatIf(book.context, { name: 'More money <b>', tickets: [topUp('62')] }));
    valueOf(keepWhatIf(book.context, { name: 'Sell half', tickets: [selling] }));
    const files = texts(book);
    const { whatIfs, risk } = jsonOf(files);
    expect(whatIfCalls['whatif.assess'].output.parse(whatIfs)).toEqual(whatIfs);
    expect(risk).toEqual(jsonOf(before).risk);
    const text = printed(files, 'What-ifs');
    expect(text).toContain('Hypothetical: nothing of this has happened, and no other section of this page counts it.');
    expect(files['html']?.match(/class="hypothetical"/g)).toHaveLength(2);
    expect(text).toContain('What-if More money &lt;b&gt; Pay 62 USDC into Near.');
    expect(text).toContain('Equity the whole book 40 102 +62');
    expect(text).toContain('Close 50.0 % of BTC/USDC:USDC in Near at the mark.');
    // Half: 40 + (P - 100) = P / 80 at 60 / 0.9875 = 60.759.
    expect(text).toContain('BTC/USDC:USDC, long Near +2 +1 100.00 81.013 60.759 none');
    expect(text).toMatch(/BTC falls, actual Near, cross −19\.0 %\. BTC falls, what-if Near, cross −50\.4 %\./);
    // 40 + 62 + 2 (P - 100) = P / 40 at 98 / 1.975 = 49.62.
    expect(text).toContain('BTC rises, actual no pool goes.');
    expect(rowsOf(files, 'what-ifs').map((row) => row.split(',').slice(0, 2))).toEqual([
      ['More money <b>', 'pay 62 USDC into Near'],
      ['Sell half', 'close 0.5 of BTC/USDC:USDC in Near at the mark'],
    ]);
    expect(rowsOf(files, 'what-if-figures')).toContainEqual('More money <b>,equity,book,money,40,value,102,value,62,');
    const departures = rowsOf(files, 'what-if-departures');
    expect(departures).toContainEqual(
      expect.stringMatching(/^More money <b>,BTC,down,what-if,Near,cross,-0\.503797\d+,$/),
    );
    expect(files['what-if-positions.csv']).toMatch(/^what-if \(hypothetical\),account,/);
  });
});

test('what cannot be done says so and leaves the rest of the page alone', () => {
  inBook((book) => {
    valueOf(keepWhatIf(book.context, { name: 'Too much out', tickets: [topUp('-1')] }));
    book.book('Near', [fillOf(day(16), btc, 'sell', 2, 100)]);
    valueOf(keepWhatIf(book.context, { name: 'Sell half', tickets: [selling] }));
    book.marks(day(17), { [btc]: 100 });
    const text = printed(texts(book, day(18)), 'What-ifs');
    expect(text).toMatch(/What-if Sell half .* Cannot be done\. /);
  });
});

test('limits with their verdicts, in the book and in each what-if', () => {
  inBook((book) => {
    expect(printed(texts(book), 'Limits')).toContain('No limit is set.');
    const rules = [
      { rule: 'book-leverage', account: null, value: 3 },
      { rule: 'margin-ratio', account: null, value: 0.5 },
      { rule: 'trade-loss', account: null, value: 0.02 },
    ] as const;
    valueOf(setLimits(book.context, { set: [...rules], clear: [] }));
    valueOf(keepWhatIf(book.context, { name: 'More money', tickets: [topUp('62')] }));
    const files = texts(book);
    const { limits } = jsonOf(files);
    expect(limitCalls['limits.judge'].output.parse(limits)).toEqual(limits);
    const text = printed(files, 'Limits');
    // 200 on 40: 5; maintenance 2.5 of 40: 6.25 %.
    expect(text).toMatch(/Leverage of the book the whole book 5\.00×.* at most 3\.00× −2\.00× fails/);
    expect(text).toMatch(/Margin ratio Near, cross 6\.3 %.* at most 50\.0 % \+43\.8 % passes/);
    expect(text).toContain('Binds first: Leverage of the book, the whole book.');
    expect(text).toContain('Loss of one trade: at most 2.0 % of the equity, judged with each what-if.');
    expect(rowsOf(files, 'limits')).toContainEqual(
      expect.stringMatching(/^book-leverage,book,,5,multiple,at most,3,-2,fail,no,/),
    );
    // 200 on 102: under 2.
    expect(printed(files, 'What-ifs')).toContain('No limit fails. 2 of 2 verdicts pass');
    expect(rowsOf(files, 'what-if-limits')).toContainEqual(
      expect.stringMatching(/^More money,book-leverage,book,,1\.96\d+,multiple,at most,3,1\.03\d+,pass,no,/),
    );
  });
});

test('a book without exposure has no order of events', () => {
  const book = openEventBook(day(20));
  book.book('Cash', [cashOf(day(1), 'deposit', 'USDC', 40)]);
  const files = texts(book);
  expect(jsonOf(files)).toMatchObject({ cascade: null, insolvency: null, limits: null, whatIfs: null });
  expect(printed(files, 'Insolvency')).toContain('No position that could be liquidated.');
  expect(Object.keys(files)).not.toContain('insolvency.csv');
  expect(printed(files, 'Order of events')).toContain('No position whose price could move.');
  expect(Object.keys(files)).not.toContain('cascade-events.csv');
  book.close();
});

test('a file from before these sections opens and compares, and what the vault keeps holds none of them', () => {
  inBook((book) => {
    valueOf(keepWhatIf(book.context, { name: 'Sell half', tickets: [selling] }));
    const {
      cascade: _cascade,
      insolvency: _insolvency,
      limits: _limits,
      whatIfs: _whatIfs,
      ...older
    } = jsonOf(texts(book));
    expect(Object.keys(older)).toEqual(['schema', 'risk', 'positions', 'basis']);
    book.marks(day(16), { [btc]: 110 });
    const file = { kind: 'text', name: 'older.json', text: JSON.stringify(older) } as const;
    const told = valueOf(compareTwo(book.context, { older: file, newer: { kind: 'now' }, asOfMs: day(17) }));
    expect(told.totals.price).toBe(20);
    const newer = { kind: 'text', name: 'newer.json', text: texts(book, day(17))['json'] ?? '' } as const;
    expect(valueOf(compareTwo(book.context, { older: file, newer, asOfMs: null })).totals.price).toBe(20);
    const [kept] = keptSnapshots(book.context).snapshots;
    const packed = { kind: 'kept', id: kept?.id ?? -1 } as const;
    expect(valueOf(compareTwo(book.context, { older: file, newer: packed, asOfMs: null })).totals.price).toBe(20);
    // A what-if that is kept or dropped in between is no change of the book.
    expect(told.totals.trades).toBe(0);
  });
});

test('the same book at the same instant gives the same bytes', () => {
  inBook((book) => {
    valueOf(keepWhatIf(book.context, { name: 'Sell half', tickets: [selling] }));
    expect(texts(book)).toEqual(texts(book));
  });
});
