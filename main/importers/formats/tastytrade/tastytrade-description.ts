import { isDecimal, readGroupedDecimal } from '../../read-fields.ts';
import type { Decimal } from '../../../../shared/units/decimal.ts';

/**
 * What the sentence of a row says beyond its columns: `Sold 2 SCHG 09/20/24 Call 99.00 @ 3.70`,
 * `Bought 1 /MESZ5 @ 6012.25`, `Removal of 3.0 BB 04/16/21 Call 12.00 due to expiration.`, `Reverse split: Open 20.0 WKHS`.
 */
export interface TastyDescription {
  readonly quantity: Decimal | null;
  /** Per share, coin or point, as printed: rounded where the fill has more digits. */
  readonly price: Decimal | null;
  /** Decimal places of the price as printed. */
  readonly priceDigits: number;
}

const leading =
  /^(?:bought|sold|buy to open|buy to close|sell to open|sell to close|buy|sell|removal of|[a-z ]+:? +(?:open|close)) ([\d,]+(?:\.\d+)?) /i;
const trailing = / @ (-?[\d,]*(?:\.\d+)?)\.?$/;

export function readTastyDescription(text: string): TastyDescription {
  const price = trailing.exec(text)?.[1] ?? '';
  return {
    quantity: decimalIn(leading.exec(text)?.[1] ?? ''),
    price: decimalIn(price),
    priceDigits: price.split('.')[1]?.length ?? 0,
  };
}

function decimalIn(text: string): Decimal | null {
  const read = readGroupedDecimal(text, ',', '.');
  return isDecimal(read) ? read : null;
}
