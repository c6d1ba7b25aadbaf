import type { TierRow } from '../../../shared/contract/edits.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { readTypedAmount } from '../../format/typed-amount.ts';

/** A tier as it is typed: rates in %, blank for what is left open. */
export interface TypedTier {
  /** For the list on the screen; says nothing of the tier. */
  readonly key: number;
  readonly floor: string;
  readonly cap: string;
  readonly rate: string;
  readonly deduction: string;
  readonly leverage: string;
}

export type TierField = Exclude<keyof TypedTier, 'key'>;

export function typedTiers(tiers: readonly TierRow[]): readonly TypedTier[] {
  return tiers.map((tier, key) => ({
    key,
    floor: plainNumber(tier.floor),
    cap: tier.cap === null ? '' : plainNumber(tier.cap),
    rate: ratePercent(tier.maintenanceRate),
    deduction: tier.deduction === null ? '' : plainNumber(tier.deduction),
    leverage: tier.maxLeverage === null ? '' : plainNumber(tier.maxLeverage),
  }));
}

/** What the fields say; the first that is no number is named by its row. */
export function readTiers(rows: readonly TypedTier[]): Result<TierRow[]> {
  const tiers: TierRow[] = [];
  for (const [index, row] of rows.entries()) {
    const label = `Row ${index + 1}`;
    const floor = needed(`${label}, from`, row.floor);
    if (!floor.ok) return floor;
    const cap = optional(`${label}, below`, row.cap);
    if (!cap.ok) return cap;
    const rate = needed(`${label}, maintenance`, row.rate);
    if (!rate.ok) return rate;
    const deduction = optional(`${label}, taken off`, row.deduction);
    if (!deduction.ok) return deduction;
    const leverage = optional(`${label}, leverage`, row.leverage);
    if (!leverage.ok) return leverage;
    tiers.push({
      floor: floor.value,
      cap: cap.value,
      maintenanceRate: fractionOf(rate.value),
      deduction: deduction.value,
      maxLeverage: leverage.value,
    });
  }
  return success(tiers);
}

function needed(label: string, text: string): Result<number> {
  const read = readTypedAmount(text);
  return read.ok ? success(Number(read.value)) : failure(read.fault.code, `${label}: ${read.fault.message}`);
}

function optional(label: string, text: string): Result<number | null> {
  return text.trim() === '' ? success(null) : needed(label, text);
}

/** 0.65 % is 0.0065: fifteen digits drop what the binary fraction adds. */
function fractionOf(percent: number): number {
  return Number((percent / 100).toPrecision(15));
}

export function ratePercent(fraction: number): string {
  return plainNumber(Number((fraction * 100).toPrecision(15)));
}

/** Without an exponent, every digit that a float has. */
export function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en-US', { useGrouping: false, maximumSignificantDigits: 17 })
    : text;
}
