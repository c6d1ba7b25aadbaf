import { expect, test } from 'vitest';
import { missing } from '../../shared/measures/outcome.ts';
import type { AccountSettings } from '../../shared/book/account.ts';
import type { InstrumentSymbol } from '../../shared/book/instrument.ts';
import type { Decimal } from '../../shared/units/decimal.ts';
import { at, balance, close, instrumentOf, mark, noon, position, tierTable } from './fixtures/book.ts';
import { valueBook, type ValueBookInput } from './value-book.ts';

const btc = 'BTC/USDT:USDT';

function value(say: Partial<ValueBookInput>) {
  return valueBook({
    positions: [],
    balances: [],
    settings: [],
    accounts: [],
    marks: [],
    instrumentOf,
    tierTableOf: tierTable,
    venueRulesOf: () => ({ liquidationRules: null, collateralTables: [] }),
    asOfMs: noon,
    base: 'USD',
    remarks: [],
    ...say,
  });
}

test('an account with a wallet and a marked position', () => {
  const settings: AccountSettings = {
    name: 'main',
    venue: 'binance-usdm',
    marginMode: 'cross',
    positionMode: 'one-way',
    instruments: {
      [btc as InstrumentSymbol]: { marginMode: 'isolated', leverage: 10, isolatedMargin: '55.5' as Decimal },
    },
  };
  const book = value({
    positions: [position(btc, '-0.5', '60000', { realizedPnl: '12.5' as Decimal, funding: '-0.25' as Decimal })],
    balances: [balance('USDT', '1000.5')],
    settings: [settings],
    accounts: [{ account: 'main', lastEventMs: at('2026-01-09T00:00:00Z') }],
    marks: [mark(btc, '61000', '2026-01-10T11:00:00Z')],
  });
  expect(book.accounts).toEqual([
    {
      name: 'main',
      venue: 'binance-usdm',
      marginMode: 'cross',
      positionMode: 'one-way',
      liquidationRules: null,
      collateralTables: [],
      dataAsOfMs: at('2026-01-09T00:00:00Z'),
      positions: [
        {
          instrument: instrumentOf(btc),
          leg: 'net',
          side: 'short',
          quantity: -0.5,
          multiplier: 1,
          entryPrice: 60000,
          entryMissing: null,
          mark: {
            status: 'value',
            value: { price: 61000, asOfMs: at('2026-01-10T11:00:00Z'), origin: 'mark', stale: false, via: btc },
          },
          settleRate: { status: 'value', value: { price: 1, asOfMs: noon, origin: 'par', stale: false, via: null } },
          strike: null,
          incomplete: null,
          marginMode: 'isolated',
          leverage: 10,
          isolatedMargin: 55.5,
          tierTable: tierTable('binance-usdm', instrumentOf(btc)),
          realizedPnl: 12.5,
          realizedMissing: null,
          funding: -0.25,
        },
      ],
      balances: [
        {
          asset: 'USDT',
          amount: { status: 'value', value: 1000.5 },
          rate: { status: 'value', value: { price: 1, asOfMs: noon, origin: 'par', stale: false, via: null } },
          isCash: true,
        },
      ],
    },
  ]);
  expect(book.assumptions).toEqual(['USDT is taken at par with USD.']);
});

test('a daily close serves only where no newer mark exists, and a price older than a day is stale', () => {
  const price = (marks: ValueBookInput['marks']) => {
    const [account] = value({ positions: [position(btc, '1', '1')], marks }).accounts;
    const found = account?.positions[0]?.mark;
    return found?.status === 'value' ? [found.value.price, found.value.origin, found.value.stale] : found?.status;
  };
  const yesterday = close(btc, '100', '2026-01-09');
  expect(price([yesterday])).toEqual([100, 'close', false]);
  expect(price([yesterday, mark(btc, '101', '2026-01-10T00:00:00Z')])).toEqual([101, 'mark', false]);
  expect(price([mark(btc, '99', '2026-01-09T11:00:00Z'), yesterday])).toEqual([100, 'close', false]);
  expect(price([mark(btc, '99', '2026-01-09T11:59:59Z')])).toEqual([99, 'mark', true]);
  // Today's close is stamped with its last millisecond: it is not known at noon.
  expect(price([close(btc, '105', '2026-01-10')])).toBe('missing-data');
  expect(price([mark('BTC/USDT', '105', '2026-01-10T00:00:00Z')])).toBe('missing-data');
});

test('what is not proved is missing, with its mend', () => {
  const reason = missing('The history is incomplete.', 'State the position.');
  const [account] = value({
    positions: [
      position(btc, '7', '100', { status: 'history-incomplete', incomplete: reason }),
      position('BTC/USDT:USDT-251226', '1', '100'),
      position('BTC/USD:BTC-260109-100000-C', '1', '100'),
    ],
    balances: [balance('USDT', '-3', { status: 'unknown', flags: ['row-failed'] })],
  }).accounts;
  expect(account?.positions.map((one) => one.incomplete?.reason)).toEqual([
    'The history is incomplete.',
    'BTC/USDT:USDT-251226 in main has expired, but nothing known closes it.',
    'BTC/USD:BTC-260109-100000-C in main has expired, but no expiry, assignment or exercise of it is known yet.',
  ]);
  expect(account?.positions[0]).toMatchObject({ quantity: 0, entryPrice: 0 });
  expect(account?.balances[0]?.amount).toEqual(
    missing(
      'The USDT balance of main is not known: a row that could not be read may have moved it.',
      'State the USDT wallet of main.',
    ),
  );
});

test('spot holdings are balances, closed positions are gone', () => {
  const [account] = value({
    positions: [position('HYPE/USDC', '3', '40'), position(btc, '0', null)],
    balances: [balance('HYPE', '3'), balance('ETH', '0'), balance('USDC', '0')],
    marks: [mark('HYPE/USDC', '50', '2026-01-10T00:00:00Z')],
  }).accounts;
  expect(account?.positions).toEqual([]);
  expect(account?.balances).toMatchObject([
    { asset: 'HYPE', amount: { value: 3 }, rate: { value: { price: 50, via: 'HYPE/USDC' } }, isCash: false },
  ]);
});

test('an empty wallet of a position stays, as known', () => {
  const [account] = value({ positions: [position(btc, '1', '100')], balances: [balance('USDT', '0')] }).accounts;
  expect(account?.balances).toMatchObject([{ asset: 'USDT', amount: { status: 'value', value: 0 } }]);
});

test('a fee in an asset never deposited is left out, and that is said', () => {
  const book = value({
    balances: [balance('BNB', '-0.003', { status: 'unknown', flags: ['fee-asset-never-deposited'] })],
    remarks: ['Times of main are read as UTC where the file names no zone.'],
  });
  expect(book.accounts[0]?.balances).toEqual([]);
  expect(book.assumptions).toEqual([
    'Times of main are read as UTC where the file names no zone.',
    'BNB fees of main are left out: no deposit of BNB is known.',
  ]);
});

test('closes of one market stand for an asset: the longest, with gaps as null, none from the future', () => {
  const book = value({
    marks: [
      close(btc, '100', '2026-01-05'),
      close(btc, '102', '2026-01-07'),
      close(btc, '103', '2026-01-08'),
      close(btc, '999', '2026-01-10'),
      close('BTC/USDT', '55', '2026-01-08'),
      mark('BTC/USDT', '56', '2026-01-06T00:00:00Z'),
      close('ETH/USDT:USDT', '10', '2026-01-08'),
      close('ETH/USDT', '11', '2026-01-08'),
    ],
  });
  expect(book.closes).toEqual({
    BTC: { firstDay: Date.UTC(2026, 0, 5) / 86_400_000, closes: [100, null, 102, 103] },
    ETH: { firstDay: Date.UTC(2026, 0, 8) / 86_400_000, closes: [11] },
  });
});

test('an option knows the price of the share that it is on; nothing else has one', () => {
  const positions = [position('ACME261218C00050000', '1', '5'), position('ACME', '10', '50'), position(btc, '1', '1')];
  const underlyings = (marks: ValueBookInput['marks']) =>
    (value({ positions, marks }).accounts[0]?.positions ?? []).map(({ instrument, underlyingMark }) => [
      instrument.symbol,
      underlyingMark?.status === 'value' ? underlyingMark.value.price : underlyingMark?.status,
    ]);
  expect(underlyings([mark('ACME', '52', '2026-01-10T11:00:00Z')])).toEqual([
    ['ACME261218C00050000', 52],
    ['ACME', undefined],
    [btc, undefined],
  ]);
  expect(underlyings([])[0]).toEqual(['ACME261218C00050000', 'missing-data']);
});

test('a position is isolated where its account is, unless it is said of itself', () => {
  const modes = (marginMode: AccountSettings['marginMode']) => {
    const settings: AccountSettings = {
      name: 'main',
      venue: 'bybit',
      marginMode,
      positionMode: 'one-way',
      instruments: {},
    };
    return value({ positions: [position(btc, '1', '1')], settings: [settings] }).accounts[0]?.positions[0]?.marginMode;
  };
  expect([modes('isolated'), modes('cross'), modes('multi-asset')]).toEqual(['isolated', 'cross', 'cross']);
});
