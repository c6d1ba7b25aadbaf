import {
  inverseBankruptcyPrice,
  linearBankruptcyPrice,
  type BackedPosition,
} from '../../../main/risk/insolvency/bankruptcy-price.ts';
import { legacyInverseCrossLiquidationPrice } from '../../../main/risk/insolvency/bybit/legacy-inverse-cross.ts';
import {
  inverseIsolatedLiquidationPrice,
  inverseIsolatedLiquidationPriceBefore2026,
} from '../../../main/risk/margin/bybit/inverse-isolated-liquidation.ts';
import { bybit } from '../../../main/risk/margin/regimes/bybit.ts';
import type { PriceOutcome } from '../../../shared/measures/outcome.ts';
import { result, type CaseOutcome, type Family, type JsonObject } from '../family.ts';
import { readNumber, readOptionalNumber, readText, sourceErrorNote, VectorFault } from '../readers.ts';
import { liquidationPriceOf, oneTier, type CasePosition } from './margin-account.ts';

/**
 * Examples of Bybit's help centre. The kind of a case says its formula: linear or inverse, isolated or cross, long (also where
 * it does not say) or short, liquidation or bankruptcy. Inverse cross is the account of before the unified one. Inverse isolated
 * is the page of 2026, unless the case prints position value, initial and maintenance margin, as only the older page does.
 */
export const bybitPublishedExamples: Family = {
  name: 'margin.bybit_published_examples',
  run: (vector) => {
    const { input } = vector;
    const words = readText(input, 'kind').toLowerCase().split('_');
    const example: Example = {
      inverse: words.includes('inverse'),
      cross: words.includes('cross'),
      bankruptcy: words.includes('bankruptcy'),
      side: words.includes('short') ? 'short' : 'long',
    };
    if (example.bankruptcy) return answered(bankruptcyOf(example, input));
    if (!example.inverse) return linearLiquidation(example, input);
    if (!example.cross) return answered(inverseIsolated(example, input));
    const position = backedPosition(example, input);
    const rate = readNumber(input, 'mmr');
    const price = valueOf(legacyInverseCrossLiquidationPrice(position, rate));
    const note = sourceErrorNote(vector) ?? ownFormulaNote(input);
    if (note === null) return result({ field: 'expected', actual: price });
    const expected = priceByDefinition(position, rate, price);
    return { kind: 'corrected', reason: note, pairs: [{ field: 'expected', actual: price, expected }] };
  },
};

interface Example {
  readonly inverse: boolean;
  readonly cross: boolean;
  readonly bankruptcy: boolean;
  readonly side: 'long' | 'short';
}

function bankruptcyOf(example: Example, input: JsonObject): PriceOutcome {
  const position = backedPosition(example, input);
  return example.inverse ? inverseBankruptcyPrice(position) : linearBankruptcyPrice(position);
}

function backedPosition(example: Example, input: JsonObject): BackedPosition {
  const size = sizeOf(input);
  const entry = readNumber(input, 'entry');
  const held = readOptionalNumber(input, 'order_margin');
  const backing = example.cross
    ? readNumber(input, 'balance') - (held === null ? 0 : held)
    : isolatedMargin(example.inverse ? size / entry : size * entry, input);
  const fee = readOptionalNumber(input, 'taker');
  return { side: example.side, size, entry, backing, closingFeeRate: fee === null ? 0 : fee };
}

/** The isolated linear example goes through the account, with its maintenance on the entry value. */
function linearLiquidation({ cross, side }: Example, input: JsonObject): CaseOutcome {
  const entry = readNumber(input, 'entry');
  const size = sizeOf(input);
  const margin = cross ? null : isolatedMargin(size * entry, input);
  const deduction = readOptionalNumber(input, 'deduction');
  const position: CasePosition = {
    instrument: 'BTC/USDT:USDT',
    side,
    size,
    entry,
    mark: entry,
    tiers: oneTier(readNumber(input, 'mmr'), deduction === null ? 0 : deduction),
    isolatedMargin: margin,
  };
  const wallet = margin === null ? readNumber(input, 'balance') : margin;
  return result({ field: 'expected', actual: liquidationPriceOf(bybit, wallet, [position], position) });
}

function inverseIsolated({ side }: Example, input: JsonObject): PriceOutcome {
  const optional = (key: string): number => {
    const value = readOptionalNumber(input, key);
    return value === null ? 0 : value;
  };
  const position = {
    side,
    contracts: sizeOf(input),
    entry: readNumber(input, 'entry'),
    leverage: readNumber(input, 'leverage'),
    maintenanceRate: readNumber(input, 'mmr'),
    deduction: optional('deduction'),
    extraMargin: optional('extra_margin'),
    takerFeeRate: optional('taker'),
  };
  const ofOlderPage = ['position_value', 'initial_margin', 'maintenance_margin'].every(
    (key) => input[key] !== undefined,
  );
  return ofOlderPage ? inverseIsolatedLiquidationPriceBefore2026(position) : inverseIsolatedLiquidationPrice(position);
}

/** One step of Newton's from a price towards balance + P&L = maintenance on entry + fee at bankruptcy: it stays where that holds. */
function priceByDefinition(position: BackedPosition, rate: number, price: number): number {
  const { side, size, entry, backing, closingFeeRate } = position;
  const sign = side === 'long' ? 1 : -1;
  const bankruptcy = valueOf(inverseBankruptcyPrice(position));
  const equity = backing + sign * size * (1 / entry - 1 / price);
  const needed = (size / entry) * rate + (size * closingFeeRate) / bankruptcy;
  return price - ((equity - needed) * price * price) / (sign * size);
}

function isolatedMargin(value: number, input: JsonObject): number {
  const extra = readOptionalNumber(input, 'extra_margin');
  return value / readNumber(input, 'leverage') + (extra === null ? 0 : extra);
}

function sizeOf(input: JsonObject): number {
  return readNumber(input, input['qty'] === undefined ? 'size' : 'qty');
}

function answered(price: PriceOutcome): CaseOutcome {
  return result({ field: 'expected', actual: valueOf(price) });
}

function valueOf(price: PriceOutcome): number {
  if (price.status !== 'value') throw new VectorFault(`the engine finds no price: ${price.status}, ${price.reason}`);
  return price.value;
}

/** A note by which the page does not print what its own formula gives. */
function ownFormulaNote({ note }: JsonObject): string | null {
  return typeof note === 'string' && /own formula|page rounding/i.test(note) ? note : null;
}
