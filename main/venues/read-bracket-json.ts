import { failure, success, type Result } from '../../shared/result/result.ts';
import { unifiedOfBinanceUsdm } from './binance-symbol.ts';
import type { RawTable, RawTier } from './check-tiers.ts';

type JsonObject = { readonly [key: string]: unknown };

/** Above this a venue means "no upper end" (Binance prints the largest 64-bit integer). */
const noCapFrom = 9e18;

/** Binance's leverageBracket answer, or ccxt's leverage tiers as object or array. */
export function readBracketJson(text: string): Result<readonly RawTable[]> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return failure('margin-table-json', 'the file is broken JSON', 'Save the answer of the venue as it is.');
  }
  const items = Array.isArray(parsed) ? parsed : [parsed];
  if (items.every((item) => isObject(item) && Array.isArray(item['brackets']))) return bracketTables(items);
  if (items.every((item) => isObject(item) && 'maintenanceMarginRate' in item)) return tierList(items);
  if (isObject(parsed) && Object.values(parsed).every((rows) => Array.isArray(rows)))
    return tierMap(parsed as { readonly [symbol: string]: readonly unknown[] });
  return failure(
    'margin-table-json',
    'this JSON holds neither leverage brackets nor leverage tiers',
    "Give Binance's /fapi/v1/leverageBracket answer or ccxt's fetchLeverageTiers result.",
  );
}

function bracketTables(items: readonly JsonObject[]): Result<readonly RawTable[]> {
  const tables: RawTable[] = [];
  for (const item of items) {
    const name = String(item['symbol']);
    const instrument = name.includes('/') ? name : unifiedOfBinanceUsdm(name);
    if (instrument === null) return failure('margin-table-symbol', `"${name}" is no Binance USD-M contract`);
    const brackets = (item['brackets'] as readonly unknown[]).map((row) => (isObject(row) ? row : {}));
    tables.push({ instrument, rows: ascending(brackets.map(bracketRow)) });
  }
  return success(tables);
}

function bracketRow(row: JsonObject): RawTier {
  return {
    floor: numberOf(row['notionalFloor']),
    cap: capOf(row['notionalCap']),
    maintenanceRate: numberOf(row['maintMarginRatio']),
    deduction: optional(row['cum']),
    maxLeverage: optional(row['initialLeverage']),
  };
}

function tierMap(map: { readonly [symbol: string]: readonly unknown[] }): Result<readonly RawTable[]> {
  return success(
    Object.entries(map).map(([instrument, rows]) => ({
      instrument,
      rows: ascending(rows.map((row) => tierRow(isObject(row) ? row : {}))),
    })),
  );
}

function tierList(items: readonly JsonObject[]): Result<readonly RawTable[]> {
  const map = new Map<string, RawTier[]>();
  for (const [index, item] of items.entries()) {
    const symbol = item['symbol'];
    if (typeof symbol !== 'string')
      return failure('margin-table-symbol', `tier ${index + 1} names no symbol`, 'Add "symbol" to each tier.');
    const rows = map.get(symbol) ?? [];
    rows.push(tierRow(item));
    map.set(symbol, rows);
  }
  return success([...map].map(([instrument, rows]) => ({ instrument, rows: ascending(rows) })));
}

/** ccxt keeps the venue's own row in `info`; the deduction stands only there. */
function tierRow(row: JsonObject): RawTier {
  const info = isObject(row['info']) ? row['info'] : {};
  const amount = info['cum'] ?? info['mmDeduction'] ?? row['maintenanceAmount'] ?? row['maintAmt'] ?? row['cum'];
  return {
    floor: numberOf(row['minNotional']),
    cap: capOf(row['maxNotional']),
    maintenanceRate: numberOf(row['maintenanceMarginRate']),
    deduction: optional(amount),
    maxLeverage: optional(row['maxLeverage']),
  };
}

/** Venues answer in either order; rows without a number stay where they are and are named by the check. */
function ascending(rows: readonly RawTier[]): readonly RawTier[] {
  return rows.some((row) => Number.isNaN(row.floor)) ? rows : rows.toSorted((a, b) => a.floor - b.floor);
}

function capOf(value: unknown): number | null {
  const cap = optional(value);
  return cap !== null && cap >= noCapFrom ? null : cap;
}

function optional(value: unknown): number | null {
  return value === undefined || value === null || value === '' ? null : numberOf(value);
}

function numberOf(value: unknown): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
