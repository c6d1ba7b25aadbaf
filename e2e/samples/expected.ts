import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Amounts by asset or currency, as decimal text. */
const amounts = z.record(z.string(), z.string());

/** What one instrument must look like after the import. Figures of an incomplete history are unknown, so none stands here. */
const position = z.strictObject({
  status: z.enum(['open', 'closed', 'history-incomplete']),
  quantity: z.string().optional(),
  /** Per share or coin, gross of fees; only where something is held. */
  averagePrice: z.string().optional(),
  /** Average cost, gross of fees and funding. */
  realizedPnl: z.string().optional(),
  fees: amounts.default({}),
  funding: z.string().default('0'),
});
export type ExpectedPosition = z.infer<typeof position>;

/** Every closed instrument that is not named one by one: too many to list, so their sums and a digest (see closed-digest.ts). */
const closedRest = z.strictObject({
  count: z.number().int(),
  realizedPnl: z.string(),
  fees: amounts,
  digest: z.string(),
});

const common = {
  /** What the file is, in a few words. */
  about: z.string(),
  /** How its figures were worked out. */
  how: z.string(),
};

const read = z.strictObject({
  ...common,
  options: z
    .strictObject({
      account: z.string().optional(),
      timezone: z.string().optional(),
      dateOrder: z.enum(['DMY', 'MDY']).optional(),
      /** For a price history: the instrument that it belongs to. */
      instrument: z.string().optional(),
    })
    .default({}),
  format: z.string(),
  rows: z.number().int(),
  accepted: z.number().int(),
  ignored: z.number().int(),
  failures: z.array(z.string()).default([]),
  assumed: z.array(z.string()).default([]),
  events: z.record(z.string(), z.number().int()),
  /** Instants of the first and the last event, UTC. */
  first: z.string().optional(),
  last: z.string().optional(),
  positions: z.record(z.string(), position),
  closedRest: closedRest.optional(),
  /** Amount, and whether it is known; without an amount the file does not say it. */
  cash: z.record(z.string(), z.strictObject({ amount: z.string().optional(), status: z.enum(['known', 'unknown']) })),
});
export type ExpectedReading = z.infer<typeof read>;

const refused = z.strictObject({ ...common, refused: z.string() });

const expected = z.union([refused, read]);
export type Expected = z.infer<typeof expected>;

/** SHA-256 of a file, in hexadecimal, and what it must come to. */
type ExpectedTable = ReadonlyMap<string, Expected>;

/** Reads the committed tables. Throws where one of them is not of the shape above. */
export function readExpectedTable(): ExpectedTable {
  const files = ['read.json', 'refused.json'];
  return new Map(files.flatMap((file) => Object.entries(parseTable(textOf(file)))));
}

/** @throws ZodError where an entry is not of the shape above */
export function parseTable(text: string): Readonly<Record<string, Expected>> {
  return z.record(z.string().regex(/^[0-9a-f]{64}$/), expected).parse(JSON.parse(text));
}

function textOf(file: string): string {
  return readFileSync(new URL(`./table/${file}`, import.meta.url), 'utf8');
}
