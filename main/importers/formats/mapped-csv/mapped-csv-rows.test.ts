import { expect, test } from 'vitest';
import type { LedgerEvent } from '../../../../shared/book/event.ts';
import type { Mapping, RowKind } from '../../../../shared/contract/mapping.ts';
import { fillsMapping as fills, readMapped as read } from './fixtures/read-mapped.ts';

const swap = 'BTC/USDT:USDT';
const day = Date.UTC(2026, 0, 5);
const endOfDay = Date.UTC(2026, 0, 6) - 1;

const cash: Mapping = {
  ...fills,
  columns: ['t', 's', 'a', 'f', 'b', 'id'],
  side: null,
  quantity: null,
  price: null,
  amount: { column: 'a', asset: { from: 'fixed', asset: 'USD' }, sign: 'as-written' },
};
const moneyOf = (event: LedgerEvent): unknown =>
  'amount' in event
    ? [event.kind, event.asset, event.amount, 'instrument' in event ? event.instrument : null]
    : event.kind;

test('each kind of cash has its sign: as written, reversed, or by what it is', () => {
  const amount = (kind: RowKind, written: string, sign: 'as-written' | 'reversed' | 'by-kind') => {
    const { events } = read([`2026-01-05,${swap},${written},,,`], {
      ...cash,
      kinds: { by: 'all', kind },
      amount: { column: 'a', asset: { from: 'fixed', asset: 'USD' }, sign },
    });
    return events.map((event) => 'amount' in event && `${event.kind} ${event.amount}`).join();
  };
  const byKind = { deposit: '5', dividend: '5', withdrawal: '-5', fee: '-5', tax: '-5' } as const;
  for (const [kind, signed] of Object.entries(byKind) as [RowKind, string][])
    for (const written of ['5', '-5']) expect(amount(kind, written, 'by-kind'), kind).toBe(`${kind} ${signed}`);
  for (const kind of ['funding', 'interest', 'transfer', 'adjustment'] as const)
    for (const written of ['5', '-5']) expect(amount(kind, written, 'by-kind'), kind).toBe(`${kind} ${written}`);
  expect(amount('flow', '5', 'by-kind')).toBe('deposit 5');
  expect(amount('flow', '-5', 'by-kind')).toBe('withdrawal -5');
  expect(amount('funding', '5', 'reversed')).toBe('funding -5');
  expect(amount('deposit', '-5', 'as-written')).toBe('deposit -5');
});

test('a balance opens with its day and is reported at its end; a time of day stays', () => {
  const at = (kind: RowKind, time: string) =>
    read([`${time},,7,,,`], { ...cash, kinds: { by: 'all', kind } }).events.map((event) => [event.kind, event.timeMs]);
  expect(at('opening-balance', '2026-01-05')).toEqual([['opening-balance', day]]);
  expect(at('reported-balance', '2026-01-05')).toEqual([['reported-balance', endOfDay]]);
  expect(at('reported-balance', '2026-01-05 00:00:00')).toEqual([['reported-balance', day]]);
  expect(at('deposit', '2026-01-05')).toEqual([['deposit', day]]);
});

test('funding and dividends need their instrument, a fee or tax names it where it can, other money has none', () => {
  const told = (kind: RowKind, symbol: string) => {
    const { events, failed } = read([`2026-01-05,${symbol},7,,,`], { ...cash, kinds: { by: 'all', kind } });
    return events.length === 0 ? failed[0] : events.map((event) => 'instrument' in event && event.instrument)[0];
  };
  for (const kind of ['funding', 'dividend'] as const) {
    expect(told(kind, swap), kind).toBe(swap);
    expect(told(kind, '???'), kind).toEqual(['symbol-unknown', null]);
    expect(told(kind, ''), kind).toBeNull();
  }
  for (const kind of ['fee', 'tax'] as const) {
    expect(told(kind, swap), kind).toBe(swap);
    expect(told(kind, '???'), kind).toBeNull();
    expect(told(kind, ''), kind).toBeNull();
  }
  for (const kind of ['deposit', 'transfer', 'interest'] as const) {
    expect(told(kind, swap), kind).toBeNull();
    expect(told(kind, '???'), kind).toBeNull();
  }
});

test('a table of one instrument names it once, for funding as for fills', () => {
  const { events } = read(['2026-01-05,,-0.25,,,'], {
    ...cash,
    kinds: { by: 'all', kind: 'funding' },
    instrument: { from: 'fixed', symbol: swap },
  });
  expect(events.map(moneyOf)).toEqual([['funding', 'USD', '-0.25', swap]]);
});

const fee: NonNullable<Mapping['fee']> = {
  columns: ['f'],
  cost: 'positive',
  asset: { from: 'fixed', asset: 'USD' },
  onCash: 'besides',
};

test('a fee beside an amount is a movement of its own, after which the printed balance holds', () => {
  const told = (cells: string, part: Partial<Mapping> = {}) =>
    read([`2026-01-05,,${cells}`], {
      ...cash,
      kinds: { by: 'all', kind: 'flow' },
      fee,
      id: { column: 'id' },
      balanceAfter: { column: 'b' },
      ...part,
    }).events.map(
      (event) =>
        'amount' in event && [event.kind, event.amount, event.sourceId, 'balanceAfter' in event && event.balanceAfter],
    );
  expect(told('-100,2,898,w1')).toEqual([
    ['withdrawal', '-100', 'w1', null],
    ['fee', '-2', 'w1#fee', '898'],
  ]);
  expect(told('-100,2,,')).toEqual([
    ['withdrawal', '-100', null, null],
    ['fee', '-2', null, null],
  ]);
  // A fee in another coin says nothing of the balance of this one.
  expect(told('-100,2,898,w1', { fee: { ...fee, asset: { from: 'fixed', asset: 'BNB' } } })).toEqual([
    ['withdrawal', '-100', 'w1', null],
    ['fee', '-2', 'w1#fee', null],
  ]);
  for (const none of ['0', '']) expect(told(`-100,${none},900,w1`)).toEqual([['withdrawal', '-100', 'w1', '900']]);
  // The column of the amount is no second fee, nor is one that the amount holds already.
  expect(told('-100,2,900,w1', { fee: { ...fee, columns: ['a'] } })).toEqual([['withdrawal', '-100', 'w1', '900']]);
  expect(told('-100,2,900,w1', { fee: { ...fee, onCash: 'within' } })).toEqual([['withdrawal', '-100', 'w1', '900']]);
});

const positions: Mapping = {
  ...fills,
  kinds: { by: 'all', kind: 'opening-position' },
  side: { from: 'column', column: 'x', buy: ['Long'], sell: ['Short'] },
};

test('a position stated is long or short by the words of its side, else by its sign; nothing needs neither', () => {
  const told = (cells: string, part: Partial<Mapping> = {}) => {
    const { events, failed } = read([`2026-01-05,${swap},${cells},`], { ...positions, ...part });
    const [event] = events;
    return event?.kind === 'opening-position' ? [event.quantity, event.averagePrice, event.timeMs] : failed;
  };
  expect(told('4,3000,short')).toEqual(['-4', '3000', day]);
  expect(told('-4,3000,Short')).toEqual(['-4', '3000', day]);
  expect(told('-4,3000,Long')).toEqual(['4', '3000', day]);
  expect(told('-4,3000,', { side: null })).toEqual(['-4', '3000', day]);
  expect(told('4,3000,', { side: null })).toEqual(['4', '3000', day]);
  expect(told('4,3000,flat')).toEqual([['side-unknown', swap]]);
  expect(told('many,3000,Long')).toEqual([['number-unreadable', swap]]);
  for (const price of ['', '0', '3000']) expect(told(`0,${price},`), price).toEqual(['0', null, day]);
  for (const price of ['', '0', '-3000']) expect(told(`4,${price},Long`), price).toEqual([['price-missing', swap]]);
  expect(told('4,3000,Long', { price: null })).toEqual([['price-missing', swap]]);
  expect(told('0,,', { price: null })).toEqual(['0', null, day]);
});

test('a price is above zero; a close is that of a whole day, a mark that of its instant or of the end of its day', () => {
  const told = (kind: 'mark' | 'close', time: string, price: string) => {
    const { marks, closes, failed } = read([`${time},${swap},,${price},,`], { ...fills, kinds: { by: 'all', kind } });
    return [...marks.map((mark) => [mark.price, mark.timeMs]), ...closes.map((one) => [one.close, one.day]), ...failed];
  };
  expect(told('mark', '2026-01-05', '7')).toEqual([['7', endOfDay]]);
  expect(told('mark', '2026-01-05 01:00:00', '7')).toEqual([['7', day + 3_600_000]]);
  expect(told('close', '2026-01-05', '7')).toEqual([['7', day / 86_400_000]]);
  expect(told('close', '2026-01-05 01:00:00', '7')).toEqual([['close-without-day', swap]]);
  for (const price of ['0', '-7']) expect(told('mark', '2026-01-05', price)).toEqual([['price-not-positive', swap]]);
  for (const price of ['0', '-7'])
    expect(read([`2026-01-05,${swap},1,${price},,`], fills).failed).toEqual([['price-not-positive', swap]]);
});

test('rows that are left out are counted by why', () => {
  const only = { column: 'x', values: ['Filled'] } as const;
  const { events, ignored } = read(
    [
      `2026-01-05,${swap},1,5,filled,`,
      `2026-01-05,${swap},1,5,open,`,
      `2026-01-05,${swap},1,5,,`,
      't,s,q,p,x,y',
      `2026-01-06,${swap},0,5,filled,`,
      ',,,,,',
    ],
    { ...fills, only: { ...only, values: [...only.values] } },
    ['Report of January,,,,,'],
  );
  expect(events).toHaveLength(1);
  expect(ignored).toEqual({
    preamble: 1,
    header: 2,
    'x is "open"': 1,
    'x is blank': 1,
    'nothing traded: the quantity is 0': 1,
    'blank cells only': 1,
  });
});

test('an id is what the row says it is, unless a spreadsheet has rounded it', () => {
  const id = (text: string) =>
    read([`2026-01-05,${swap},1,5,${text},`], { ...fills, id: { column: 'x' } }).events[0]?.sourceId;
  expect(id('896000123')).toBe('896000123');
  expect(id('8E5F')).toBe('8E5F');
  for (const text of ['', '8.96E+17', '9E17']) expect(id(text), text).toBeNull();
});

test('a word without a meaning fails its row, or is left out where the mapping says so', () => {
  const told = (word: string, otherwise: 'failed' | 'ignored') => {
    const values = [
      { value: 'Trade', kind: 'fill' as const },
      { value: 'Later', kind: null },
      { value: 'Note', kind: 'ignored' as const },
    ];
    const { events, failed, ignored } = read([`2026-01-05,${swap},1,5,${word},`], {
      ...fills,
      kinds: { by: 'column', column: 'x', values, otherwise },
    });
    return events.length > 0 ? 'read' : (failed[0]?.[0] ?? Object.keys(ignored).join());
  };
  for (const otherwise of ['failed', 'ignored'] as const) {
    expect(told('TRADE', otherwise)).toBe('read');
    expect(told('Note', otherwise)).toBe('header,x is "Note"');
    // One of which the trader has not decided is never left out in silence.
    expect(told('Later', otherwise)).toBe('kind-unknown');
  }
  expect(told('Swap', 'failed')).toBe('kind-unknown');
  expect(told('', 'failed')).toBe('kind-unknown');
  expect(told('Swap', 'ignored')).toBe('header,x is "Swap"');
});

test('the side is told by a word, by the quantity, or by the money', () => {
  const told = (cells: string, part: Partial<Mapping>) => {
    const { events, failed } = read([`2026-01-05,${swap},${cells},`], { ...fills, ...part });
    const [event] = events;
    return event?.kind === 'trade' ? `${event.side} ${event.quantity}` : failed[0]?.[0];
  };
  const money = { side: { from: 'money-sign', column: 'x' } } as const;
  expect(told('2,5,-10', money)).toBe('buy 2');
  expect(told('2,5,10', money)).toBe('sell 2');
  expect(told('-2,5,-10', money)).toBe('buy 2');
  expect(told('2,5,0', money)).toBe('side-missing');
  expect(told('2,5,', money)).toBe('number-missing');
  const kind = (side: 'buy' | 'sell'): Partial<Mapping> => ({ kinds: { by: 'all', kind: side }, side: null });
  expect(told('2,5,', kind('buy'))).toBe('buy 2');
  expect(told('-2,5,', kind('buy'))).toBe('side-contradicts');
  expect(told('-2,5,', kind('sell'))).toBe('sell 2');
  expect(told('2,5,', { side: null })).toBe('side-missing');
});

test('an opening or closing fill is known by its word; any other word says nothing', () => {
  const effect = (word: string) =>
    read([`2026-01-05,${swap},1,5,${word},`], {
      ...fills,
      effect: { column: 'x', open: ['Open'], close: ['Close'] },
    }).events.map((event) => 'effect' in event && event.effect);
  expect(['open', 'CLOSE', 'hedge', ''].flatMap(effect)).toEqual(['open', 'close', null, null]);
});
