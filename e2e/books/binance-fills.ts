import type { ExportFile } from '../pages/drop-file.ts';

/** A fill as Binance writes it in its USD-M futures trade history; prices and sizes are decimal texts. */
interface Fill {
  readonly time: string;
  readonly symbol: string;
  readonly side: 'BUY' | 'SELL';
  readonly price: string;
  readonly quantity: string;
  /** Price times quantity, as the file prints it. */
  readonly amount: string;
  readonly realizedProfit?: string;
}

const header = 'Uid,Time,Symbol,Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade ID,Order ID';

/** 120 AVAX bought at 40.5 on average, 20 of them sold at 42. */
const avaxTrades: readonly Fill[] = [
  {
    time: '2024-02-16 12:00:00',
    symbol: 'AVAXUSDT',
    side: 'SELL',
    price: '42',
    quantity: '20',
    amount: '840',
    realizedProfit: '30',
  },
  {
    time: '2024-02-15 08:00:00',
    symbol: 'AVAXUSDT',
    side: 'BUY',
    price: '41',
    quantity: '60',
    amount: '2460',
  },
  {
    time: '2024-02-14 01:30:00',
    symbol: 'AVAXUSDT',
    side: 'BUY',
    price: '40',
    quantity: '60',
    amount: '2400',
  },
];

/**
 * What a trader of February 2024 could have exported, at UTC+2 by the file's name, newest first. The account is complete in AVAX
 * (100 long at 40.5 after a partial close) and LINK (closed), incomplete in LTC (the first fill closes something never seen opening),
 * and has one row of ADA that cannot be read.
 */
export const mixedFills: ExportFile = {
  name: 'Binance-Futures-Trade-History-202402(UTC+2).csv',
  text: fillsText([
    {
      time: '2024-02-20 11:00:00',
      symbol: 'ADAUSDT',
      side: 'BUY',
      price: 'n/a',
      quantity: '500',
      amount: '300',
    },
    {
      time: '2024-02-19 18:30:00',
      symbol: 'LTCUSDT',
      side: 'SELL',
      price: '70',
      quantity: '10',
      amount: '700',
      realizedProfit: '50',
    },
    {
      time: '2024-02-18 09:15:00',
      symbol: 'LINKUSDT',
      side: 'BUY',
      price: '18',
      quantity: '50',
      amount: '900',
      realizedProfit: '75',
    },
    {
      time: '2024-02-17 09:15:00',
      symbol: 'LINKUSDT',
      side: 'SELL',
      price: '19.5',
      quantity: '50',
      amount: '975',
    },
    ...avaxTrades,
  ]),
};

/** Only what is complete: 100 AVAX long at 40.5, in an account of its own. */
export const avaxFills: ExportFile = {
  name: 'Binance-Futures-AVAX-202402(UTC+2).csv',
  text: fillsText(avaxTrades),
};

/**
 * The only fill of a file that begins inside a position: 10 LTC bought back at 60 with a printed profit of 50, so they had
 * been sold at 65 before the file begins.
 */
export const gapFills: ExportFile = {
  name: 'Binance-Futures-LTC-202402(UTC+2).csv',
  text: fillsText([
    {
      time: '2024-02-19 18:30:00',
      symbol: 'LTCUSDT',
      side: 'BUY',
      price: '60',
      quantity: '10',
      amount: '600',
      realizedProfit: '50',
    },
  ]),
};

/** The same fills under a name that does not say at which time zone they were written. */
export const fillsWithoutZone: ExportFile = {
  name: 'trades.csv',
  text: avaxFills.text,
};

/** So many small fills that reading them takes a while: a buy and a sale by turns, one a second. */
export function manyFills(pairs: number): ExportFile {
  const start = Date.UTC(2024, 0, 1);
  const rows = Array.from({ length: 2 * pairs }, (_, row) => {
    const time = new Date(start + row * 1000).toISOString().slice(0, 19).replace('T', ' ');
    return rowText(
      {
        time,
        symbol: 'AVAXUSDT',
        side: row % 2 === 0 ? 'BUY' : 'SELL',
        price: '40',
        quantity: '1',
        amount: '40',
      },
      row,
    );
  });
  return {
    name: 'Binance-Futures-many(UTC+0).csv',
    text: [header, ...rows].join('\n'),
  };
}

function fillsText(fills: readonly Fill[]): string {
  return [header, ...fills.map((fill, row) => rowText(fill, fills.length - row)), ''].join('\n');
}

function rowText({ time, symbol, side, price, quantity, amount, realizedProfit = '0' }: Fill, number: number): string {
  const buyer = side === 'BUY';
  return `800200300,${time},${symbol},${side},${price},${quantity},${amount},0USDT,${realizedProfit},${buyer},false,${400_000 + number},${900_000 + number}`;
}
