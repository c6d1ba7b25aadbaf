import { expect, test } from 'vitest';
import { mark, noon } from './fixtures/book.ts';
import { markBookOf, type Mark } from './mark-book.ts';
import { rateOf } from './rates.ts';

function rate(asset: string, base: string, marks: readonly Mark[] = []) {
  const { rate: found, assumptions } = rateOf(asset, base, noon, markBookOf(marks));
  return found.status === 'value' ? [found.value.price, found.value.via, ...assumptions] : [found.mend];
}

const morning = '2026-01-10T08:00:00Z';

test('the base itself is worth one, a stablecoin is taken at par and that is said', () => {
  expect(rate('USD', 'USD')).toEqual([1, null]);
  expect(rate('USDT', 'USD')).toEqual([1, null, 'USDT is taken at par with USD.']);
  expect(rate('USD', 'USDT')).toEqual([1, null, 'USD is taken at par with USDT.']);
  expect(rate('EURC', 'EUR')).toEqual([1, null, 'EURC is taken at par with EUR.']);
});

test('a coin takes the newest spot mark, else that of a perpetual on it, else it is missing', () => {
  const usdt = mark('BTC/USDT', '60000', morning);
  const perpetual = mark('BTC/USDT:USDT', '60100', '2026-01-10T11:00:00Z');
  expect(rate('BTC', 'USD', [usdt, perpetual])).toEqual([60000, 'BTC/USDT', 'USDT is taken at par with USD.']);
  expect(rate('BTC', 'USD', [usdt, mark('BTC/USD', '60050', '2026-01-10T09:00:00Z')])).toEqual([60050, 'BTC/USD']);
  expect(rate('BTC', 'USD', [perpetual])).toEqual([
    60100,
    'BTC/USDT:USDT',
    'USDT is taken at par with USD.',
    'BTC is valued at the mark of the perpetual BTC/USDT:USDT.',
  ]);
  expect(rate('BTC', 'USD', [mark('BTC/USD:BTC', '60200', morning)])).toEqual([
    60200,
    'BTC/USD:BTC',
    'BTC is valued at the mark of the perpetual BTC/USD:BTC.',
  ]);
  expect(rate('BTC', 'USD')).toEqual(['Give a price of BTC/USDT.']);
  // A thousand-pack is another coin's price.
  expect(rate('PEPE', 'USD', [mark('1000PEPE/USDT:USDT', '0.01', morning)])).toEqual(['Give a price of PEPE/USDT.']);
});

test('another currency is never taken at one', () => {
  expect(rate('EUR', 'USD')).toEqual(['Give a price of EUR/USD.']);
  expect(rate('EUR', 'USD', [mark('EUR/USD', '1.25', morning)])).toEqual([1.25, 'EUR/USD']);
  expect(rate('USD', 'EUR', [mark('EUR/USD', '1.25', morning)])).toEqual([0.8, 'EUR/USD']);
  // A stablecoin that stands for its currency, on either side of either pair, is said to.
  expect(rate('USDT', 'EUR', [mark('EUR/USD', '1.25', morning)])).toEqual([
    0.8,
    'EUR/USD',
    'USDT is taken at par with USD.',
  ]);
  expect(rate('EUR', 'USD', [mark('USDT/EUR', '0.8', morning)])).toEqual([
    1.25,
    'USDT/EUR',
    'USDT is taken at par with USD.',
  ]);
  expect(rate('USD', 'EUR', [mark('USDC/EUR', '0.8', morning)])).toEqual([
    0.8,
    'USDC/EUR',
    'USD is taken at par with USDC.',
  ]);
  // 60,000 dollars at 0.8 euros.
  const both = [mark('EUR/USD', '1.25', morning), mark('BTC/USDT', '60000', '2026-01-08T08:00:00Z')];
  expect(rate('BTC', 'EUR', both)[0]).toBe(48000);
  expect(rate('BTC', 'EUR', both)).toContain('USDT is taken at par with USD.');
  const chained = rateOf('BTC', 'EUR', noon, markBookOf(both)).rate;
  expect(chained).toMatchObject({ value: { stale: true, via: 'BTC/USDT' } });
});

test('two currencies that a file gives in a third give each other, by the dollar where there are several ways', () => {
  const inEuros = [mark('GBP/EUR', '1.2', morning), mark('USD/EUR', '0.8', '2026-01-09T08:00:00Z')];
  expect(rate('GBP', 'USD', inEuros)).toEqual([1.5, 'USD/EUR']);
  expect(rate('USD', 'GBP', inEuros)[0]).toBeCloseTo(2 / 3, 15);
  // A share's coin, its stablecoin and its pence go the same way.
  expect(rate('GBX', 'USD', inEuros)[0]).toBeCloseTo(0.015, 15);
  expect(rate('USDC', 'GBP', inEuros)).toContain('USDC is taken at par with USD.');
  const both = [
    ...inEuros,
    mark('GBP/USD', '1.4', morning),
    mark('CHF/GBP', '0.9', morning),
    mark('CHF/EUR', '1', morning),
  ];
  expect(rate('CHF', 'USD', both)[0]).toBeCloseTo(1.25, 15);
  expect(rate('CHF', 'JPY', both)).toEqual(['Give a price of CHF/JPY.']);
  const dollars = [
    mark('CHF/USD', '1.1', morning),
    mark('USD/SEK', '10', morning),
    mark('CHF/EUR', '1', morning),
    mark('EUR/SEK', '12', morning),
  ];
  expect(rate('CHF', 'SEK', dollars)[0]).toBeCloseTo(11, 12);
});

test('pence are hundredths of the pound, whatever the pound is worth', () => {
  expect(rate('GBX', 'GBP')).toEqual([0.01, null]);
  expect(rate('GBX', 'USD', [mark('GBP/USD', '1.25', morning)])).toEqual([0.0125, 'GBP/USD']);
  expect(rate('GBX', 'USD')).toEqual(['Give a price of GBP/USD.']);
});
