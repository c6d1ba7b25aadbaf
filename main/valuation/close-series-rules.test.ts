import { expect, test } from 'vitest';
import { closesByAsset } from './close-series.ts';
import { at, close, instrumentOf, mark } from './fixtures/book.ts';
import { markBookOf, type Mark } from './mark-book.ts';

const now = at('2026-01-12T23:59:59.999Z');
const day = (iso: string): number => at(`${iso}T00:00:00Z`) / 86_400_000;
const series = (marks: readonly Mark[], known: (symbol: string) => boolean = () => true) =>
  closesByAsset(markBookOf(marks), (symbol) => (known(symbol) ? instrumentOf(symbol) : null), now);

test('closes up to now count, by day, a day without one is a gap; marks and prices of 0 are no closes', () => {
  // BOOK 10, Sigma: "log returns of real closes only".
  const marks = [
    close('BTC/USDT', '0.5', '2026-01-12'),
    close('BTC/USDT', '0.4', '2026-01-09'),
    close('BTC/USDT', '0', '2026-01-10'),
    mark('BTC/USDT', '0.45', '2026-01-11T12:00:00Z'),
    close('BTC/USDT', '0.6', '2026-01-13'),
  ];
  expect(series(marks)).toEqual({ BTC: { firstDay: day('2026-01-09'), closes: [0.4, null, null, 0.5] } });
});

test('of several markets of an asset the one with most closes counts, then spot, then the first by name', () => {
  const two = (symbol: string, price: string): readonly Mark[] => [
    close(symbol, price, '2026-01-11'),
    close(symbol, price, '2026-01-12'),
  ];
  const perpetual = two('BTC/USDT:USDT', '2');
  expect(series([...two('BTC/USDT', '1'), ...perpetual])['BTC']?.closes).toEqual([1, 1]);
  expect(series([...two('BTC/EUR:EUR', '3'), ...two('BTC/USDT', '1')])['BTC']?.closes).toEqual([1, 1]);
  expect(series([...two('BTC/EUR', '1'), ...two('BTC/USDT', '5')])['BTC']?.closes).toEqual([1, 1]);
  expect(series([...two('BTC/EUR:EUR', '3'), ...perpetual])['BTC']?.closes).toEqual([3, 3]);
  const longer = [...perpetual, close('BTC/USDT:USDT', '2', '2026-01-10')];
  expect(series([...two('BTC/USDT', '1'), ...longer])['BTC']?.closes).toEqual([2, 2, 2]);
  expect(series([close('BTC/EUR', '7', '2026-01-12'), ...perpetual])['BTC']?.closes).toEqual([2, 2]);
});

test('an unknown symbol and an option give no series of their asset; one without closes gives none at all', () => {
  const option = 'BTC/USD:BTC-260327-100000-C';
  expect(series([close(option, '0.1', '2026-01-12'), close('XYZ', '1', '2026-01-12')], (one) => one !== 'XYZ')).toEqual(
    {},
  );
  expect(series([mark('BTC/USDT', '1', '2026-01-12T12:00:00Z')])).toEqual({});
});
