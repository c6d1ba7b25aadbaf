import { z } from 'zod';
import { brokerLiquidation } from './broker-liquidation.ts';
import { accountMarginModes } from '../book/account.ts';
import { call } from './core.ts';
import { assetAmount, changeMade, decimal, instantMs, isoTime } from './common.ts';

const positionRow = z.object({
  account: z.string(),
  venue: z.string().nullable(),
  instrument: z.string(),
  /** null while the history is incomplete and nothing says which side is held. */
  side: z.enum(['long', 'short', 'flat']).nullable(),
  /** Exact and signed; null while the history is incomplete. */
  quantity: decimal.nullable(),
  averagePrice: decimal.nullable(),
  realizedPnl: decimal.nullable(),
  fees: z.array(assetAmount),
  funding: decimal,
  settlementAsset: z.string(),
  mark: z.number().nullable(),
  /** In the settlement asset. */
  unrealizedPnl: z.number().nullable(),
  /** Signed exposure in the base currency; null for an option, whose delta is not known. */
  notional: z.number().nullable(),
  /** Of a stock or an option, signed, in the base currency; null for anything else. */
  marketValue: z.number().nullable(),
  /** Of an option: quantity x multiplier x strike, signed, in the base currency; null for anything else. */
  strikeNotional: z.number().nullable(),
  status: z.enum(['open', 'closed', 'history-incomplete']),
  reason: z.string().nullable(),
  mend: z.string().nullable(),
  /** The liquidation price that the broker's newest report prints of it, beside ours; null where none does. */
  brokerLiquidation: brokerLiquidation.nullable().optional(),
  flags: z.array(z.string()),
});
export type PositionRow = z.infer<typeof positionRow>;

const balanceRow = z.object({
  account: z.string(),
  asset: z.string(),
  amount: decimal,
  status: z.enum(['known', 'unknown']),
  flags: z.array(z.string()),
});

const positionsDocument = z.object({ asOf: isoTime, positions: z.array(positionRow), balances: z.array(balanceRow) });
export type PositionsDocument = z.infer<typeof positionsDocument>;

const eventRow = z.object({
  id: z.number().int(),
  time: isoTime,
  kind: z.string(),
  account: z.string(),
  instrument: z.string().nullable(),
  amounts: z.array(assetAmount),
  quantity: decimal.nullable(),
  price: decimal.nullable(),
  side: z.string().nullable(),
  importId: z.number().int().nullable(),
  line: z.number().int().nullable(),
  flags: z.array(z.string()),
});
export type EventRow = z.infer<typeof eventRow>;

const collateralTiers = z.array(z.object({ floor: z.number(), ratio: z.number() }));
const openInterestScale = z.object({ lowerCap: z.number(), upperCap: z.number(), openInterest: z.number() });

/** Rules of a venue or lender that Ballast does not ship, as the trader states them of an account; null takes one back. */
const ruleChange = z.object({
  /** Of a margin loan: assets over debts at which the lender sells. */
  loanCallRatio: z.number().nullable().optional(),
  /** Charged on the value that a liquidation closes, a fraction. */
  closingFeeRate: z.number().nullable().optional(),
  /** What of a coin counts as collateral, from each amount on; without rows nothing is stated of it any longer. */
  collateral: z.array(z.object({ asset: z.string(), tiers: collateralTiers })).default([]),
  /** The same as CSV asset,floor,ratio; a coin that stands in both is taken from `collateral`. */
  collateralFile: z.object({ name: z.string(), text: z.string() }).optional(),
  /** How open interest raises the initial margin of a market, in its settlement asset. */
  openInterest: z.array(z.object({ instrument: z.string(), scale: openInterestScale.nullable() })).default([]),
});

const statedOn = z.string();
const statedRules = z.object({
  loanCallRatio: z.object({ value: z.number(), statedOn }).nullable(),
  closingFeeRate: z.object({ value: z.number(), statedOn }).nullable(),
  collateral: z.array(z.object({ asset: z.string(), tiers: collateralTiers, statedOn })),
  openInterest: z.array(z.object({ instrument: z.string(), scale: openInterestScale, statedOn })),
});

export const accountChange = z.object({
  name: z.string(),
  venue: z.string().optional(),
  marginMode: z.enum(accountMarginModes).optional(),
  positionMode: z.enum(['one-way', 'hedge']).optional(),
  instrumentModes: z.array(z.object({ instrument: z.string(), marginMode: z.enum(['cross', 'isolated']) })).default([]),
  leverage: z.array(z.object({ instrument: z.string(), leverage: z.number().positive() })).default([]),
  isolatedMargin: z.array(z.object({ instrument: z.string(), amount: decimal })).default([]),
  /** Stated with a date (now when absent): replaces the derived balance of that asset at that time. */
  wallet: z
    .array(z.object({ asset: z.string(), amount: decimal, timeMs: instantMs.nullable().default(null) }))
    .default([]),
  rules: ruleChange.optional(),
});
export type AccountChange = z.input<typeof accountChange>;

export const handEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trade'),
    account: z.string(),
    instrument: z.string(),
    side: z.enum(['buy', 'sell']),
    quantity: decimal,
    price: decimal,
    fee: assetAmount.nullable().default(null),
    positionSide: z.enum(['long', 'short']).nullable().default(null),
    timeMs: instantMs.nullable().default(null),
  }),
  /** `position`: what is held now. `opening`: what was held before the first row of the history. */
  z.object({
    kind: z.enum(['position', 'opening']),
    account: z.string(),
    instrument: z.string(),
    quantity: decimal,
    averagePrice: decimal.nullable().default(null),
    positionSide: z.enum(['long', 'short']).nullable().default(null),
    timeMs: instantMs.nullable().default(null),
  }),
  z.object({
    kind: z.enum(['deposit', 'withdrawal']),
    account: z.string(),
    asset: z.string(),
    amount: decimal,
    timeMs: instantMs.nullable().default(null),
  }),
]);
export type HandEntry = z.input<typeof handEntry>;

/** A file of margin tiers; without a date it holds from today on. */
export const tableFile = z.object({
  path: z.string(),
  text: z.string(),
  venue: z.string(),
  validFrom: z.string().nullable().default(null),
  /** The trader says that maintenance does not jump at the edges: missing deductions are derived. */
  continuous: z.boolean().default(false),
});

export const statedMark = z.object({
  instrument: z.string(),
  price: decimal,
  timeMs: instantMs.nullable().default(null),
});

const accountEntry = z.object({
  name: z.string(),
  venue: z.string().nullable(),
  marginMode: z.enum(accountMarginModes),
  positionMode: z.enum(['one-way', 'hedge']),
  instruments: z.array(
    z.object({
      instrument: z.string(),
      marginMode: z.enum(['cross', 'isolated']).nullable(),
      leverage: z.number().nullable(),
      isolatedMargin: decimal.nullable(),
    }),
  ),
  /** Rules of its venue or lender that the trader stated, each with its day. */
  rules: statedRules,
});
export type AccountEntry = z.infer<typeof accountEntry>;

const asOfInput = z.object({ asOfMs: instantMs.nullable().default(null) });

export const bookCalls = {
  'book.positions': call(asOfInput, positionsDocument),
  'book.events': call(
    z.object({
      account: z.string().nullable().default(null),
      instrument: z.string().nullable().default(null),
      limit: z.number().int().nullable().default(null),
    }),
    z.object({ events: z.array(eventRow), total: z.number().int() }),
  ),
  /** The raw text of the row behind an event; null for what was stated by hand. */
  'book.rawRow': call(z.object({ eventId: z.number().int() }), z.object({ raw: z.string().nullable() })),
  'book.add': call(handEntry, changeMade),
  'book.marks': call(z.object({ marks: z.array(statedMark) }), changeMade),
  /** The currency in which every figure in money is told, as an undoable change. */
  'book.setBase': call(z.object({ currency: z.string() }), changeMade),
  'accounts.list': call(z.object({}), z.object({ accounts: z.array(accountEntry) })),
  /** Changes only what it names, as one change. */
  'accounts.set': call(accountChange, changeMade),
  /** The trader's own margin tiers: leverageBracket JSON, ccxt tiers JSON, or CSV. */
  'venues.importTable': call(
    tableFile,
    z.object({
      changeId: z.number().int().nullable(),
      venue: z.string(),
      instruments: z.array(z.string()),
      tiers: z.number().int(),
    }),
  ),
} as const;
