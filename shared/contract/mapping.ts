import { z } from 'zod';
import { decimal, isoTime } from './common.ts';

/** The form of a mapping file; a later form has a higher number. */
export const mappingForm = 'ballast.mapping/1';

/** What a row of a table can be. `fill` needs a side; `flow` is a deposit or a withdrawal, by its sign. */
const rowKinds = [
  'fill',
  'buy',
  'sell',
  'deposit',
  'withdrawal',
  'flow',
  'transfer',
  'funding',
  'interest',
  'fee',
  'dividend',
  'tax',
  'adjustment',
  'mark',
  'close',
  'opening-position',
  'reported-position',
  'opening-balance',
  'reported-balance',
  'ignored',
] as const;
const rowKind = z.enum(rowKinds);
export type RowKind = z.infer<typeof rowKind>;

/** A column by its name in small letters with single blanks; a second one of a name is `name (2)`, one without is `column 3`. */
const column = z.string().min(1);

const timeFormats = ['YMD', 'DMY', 'MDY', 'epoch-seconds', 'epoch-milliseconds', 'epoch-microseconds'] as const;
const timeFormat = z.enum(timeFormats);
export type TimeFormat = z.infer<typeof timeFormat>;

const time = z.discriminatedUnion('from', [
  /** `format` null: the dates can be read in two orders, and nobody has said which. */
  z.strictObject({ from: z.literal('column'), column, format: timeFormat.nullable() }),
  z.strictObject({ from: z.literal('two-columns'), date: column, time: column, format: timeFormat.nullable() }),
  /** All rows are of one instant: a list of positions or balances. */
  z.strictObject({ from: z.literal('fixed'), at: isoTime }),
]);

const assetSource = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('fixed'), asset: z.string().min(1) }),
  z.strictObject({ from: z.literal('column'), column }),
  /** Written behind the number: `0.12 USDT`. */
  z.strictObject({ from: z.literal('beside') }),
  /** The asset in which the row's instrument settles. */
  z.strictObject({ from: z.literal('instrument') }),
]);
export type AssetSource = z.infer<typeof assetSource>;

/**
 * How a symbol of the file becomes a symbol of Ballast. `as-is`: it is one. `perpetual`, `spot`, `inverse`: BTCUSDT,
 * BTC-USDT, BTC_USDT. `coin-perpetual`, `coin-spot`: the coin alone, quoted in `quote`. `stock`: a ticker in `quote`.
 */
const symbolRules = ['as-is', 'perpetual', 'spot', 'inverse', 'coin-perpetual', 'coin-spot', 'stock'] as const;
const symbolRule = z.enum(symbolRules);
export type SymbolRule = z.infer<typeof symbolRule>;

const instrument = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('fixed'), symbol: z.string().min(1) }),
  z.strictObject({
    from: z.literal('column'),
    column,
    rule: symbolRule.nullable(),
    /** The currency of a stock or the quote of a coin; null where the symbol names it. */
    quote: z
      .discriminatedUnion('from', [
        z.strictObject({ from: z.literal('fixed'), asset: z.string().min(1) }),
        z.strictObject({ from: z.literal('column'), column }),
      ])
      .nullable(),
  }),
]);

const side = z.discriminatedUnion('from', [
  /** Words are compared without regard to case. */
  z.strictObject({ from: z.literal('column'), column, buy: z.array(z.string()), sell: z.array(z.string()) }),
  /** A negative quantity is a sale. */
  z.strictObject({ from: z.literal('quantity-sign') }),
  /** Money paid (negative) is a purchase. */
  z.strictObject({ from: z.literal('money-sign'), column }),
]);

const kinds = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('all'), kind: rowKind.nullable() }),
  z.strictObject({
    by: z.literal('column'),
    column,
    values: z.array(z.strictObject({ value: z.string(), kind: rowKind.nullable() })),
    /** What becomes of a row whose value is not in the list. */
    otherwise: z.enum(['failed', 'ignored']),
  }),
]);

const numbers = z.strictObject({
  decimal: z.enum(['.', ',']),
  thousands: z.enum([',', '.', ' ', "'"]).nullable(),
});
export type NumberSigns = z.infer<typeof numbers>;

/** What the columns of a table mean. Whatever the trader has not decided yet is null. */
export const mapping = z.strictObject({
  schema: z.literal(mappingForm),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^/\n]+$/),
  /** The account that the rows belong to; null: it is called like the mapping. */
  account: z.string().nullable(),
  delimiter: z.enum([',', ';', '\t', '|']),
  /** Every column of the header, in its order: by this a file is known again. */
  columns: z.array(column).min(1),
  numbers: numbers.nullable(),
  /** Only rows with one of these values are read, the others are ignored (a status other than "filled"). */
  only: z.strictObject({ column, values: z.array(z.string()) }).nullable(),
  kinds,
  time: time.nullable(),
  /** IANA zone or offset; null where the times say it themselves or nobody knows it yet. */
  zone: z.string().nullable(),
  instrument: instrument.nullable(),
  side: side.nullable(),
  /** Coins, shares or contracts = what is written x multiplier. `multiplier` null: not decided. */
  quantity: z.strictObject({ column, multiplier: decimal.nullable() }).nullable(),
  /** Of a position its average entry. */
  price: z.strictObject({ column }).nullable(),
  /** Of a position reported: the price at which the broker values it, and the one at which it would be liquidated. */
  mark: z.strictObject({ column }).nullable().default(null),
  liquidationPrice: z.strictObject({ column }).nullable().default(null),
  /** Price x quantity as printed: evidence that a fill was read rightly. */
  value: z.strictObject({ column }).nullable(),
  fee: z
    .strictObject({
      /** Added up. */
      columns: z.array(column).min(1),
      /** How a cost is written; null: not decided. */
      cost: z.enum(['positive', 'negative']).nullable(),
      asset: assetSource.nullable(),
      /** On a row that moves cash: taken besides the amount, or within it already. */
      onCash: z.enum(['besides', 'within']).nullable(),
    })
    .nullable(),
  amount: z
    .strictObject({
      column,
      asset: assetSource.nullable(),
      /** `by-kind`: a withdrawal, fee or tax is paid, a deposit or dividend received, whatever sign is written. */
      sign: z.enum(['as-written', 'reversed', 'by-kind']),
    })
    .nullable(),
  id: z.strictObject({ column }).nullable(),
  profit: z.strictObject({ column, basis: z.enum(['gross', 'net-of-fee']) }).nullable(),
  effect: z.strictObject({ column, open: z.array(z.string()), close: z.array(z.string()) }).nullable(),
  balanceAfter: z.strictObject({ column }).nullable(),
});
export type Mapping = z.infer<typeof mapping>;

/** The parts of a mapping, as doubts name them. */
const mappingParts = [
  'kinds',
  'only',
  'time',
  'zone',
  'instrument',
  'side',
  'quantity',
  'price',
  'mark',
  'liquidationPrice',
  'value',
  'fee',
  'amount',
  'id',
  'profit',
  'effect',
  'balanceAfter',
  'numbers',
] as const;
const mappingPart = z.enum(mappingParts);
export type MappingPart = z.infer<typeof mappingPart>;

/** Something about a part of a mapping, in the trader's words. */
export const mappingRemark = z.object({ part: mappingPart, text: z.string() });
export type MappingRemark = z.infer<typeof mappingRemark>;

/** What arithmetic between the columns shows: it held on so many of the rows in which it could be tried. */
export const mappingProof = z.object({
  parts: z.array(mappingPart),
  text: z.string(),
  held: z.number(),
  of: z.number(),
});
export type MappingProof = z.infer<typeof mappingProof>;
