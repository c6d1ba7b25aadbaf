import type { Ratio } from '../../../main/risk/margin/dydx/quantums.ts';
import type { DydxMarket, DydxPosition, DydxSubaccount } from '../../../main/risk/margin/dydx/subaccount-risk.ts';
import { scaledOne, type Scaled } from '../../../shared/units/decimal.ts';
import type { JsonObject, Vector } from '../family.ts';
import { readObjects, readText, VectorFault } from '../readers.ts';
import { readExact, wholeOf } from './exact-inputs.ts';

/** A case of the dYdX liquidation families, as the engine takes it. */
export interface DydxCase {
  readonly subaccount: DydxSubaccount;
  /** The position in the perpetual that is liquidated. */
  readonly position: DydxPosition;
  /** A price in USD for one coin of that perpetual, in quote quantums a base quantum. */
  readonly priceOf: (usd: Scaled) => Ratio;
}

/** The markets of these families stand in the file's notes; positions and balance in the case. */
export function readDydxCase({ input, file }: Vector): DydxCase {
  const constants = readConstants(readText(file, 'notes'));
  const perpetual = readText(input, 'perpetual');
  const held = readObjects(input, 'positions').map((one) => ({
    asset: readText(one, 'asset'),
    position: readPosition(constants, one),
  }));
  const target = held.find(({ asset }) => asset === perpetual);
  if (target === undefined) throw new VectorFault(`the case holds no ${perpetual}`);
  return {
    subaccount: {
      quoteQuantums: wholeOf(readExact(input, 'usdc_balance'), constants.quoteResolution, 'usdc_balance'),
      positions: held.map(({ position }) => position),
    },
    position: target.position,
    priceOf: (usd) => perBaseQuantum(constants, perpetual, usd),
  };
}

interface Constants {
  /** Oracle prices in USD. */
  readonly oracle: ReadonlyMap<string, Scaled>;
  /** Decimal places of a base quantum. */
  readonly baseResolution: ReadonlyMap<string, number>;
  readonly quoteResolution: number;
  readonly initialMarginPpm: bigint;
  readonly maintenanceFractionPpm: bigint;
}

/** "BTC oracle price 50000, ETH 3000; IMR 20%, ... (maintenance fraction 50%); BTC base atomic resolution 1e-8, ETH 1e-9, quote quantum 1e-6 USDC". */
function readConstants(notes: string): Constants {
  const clause = (words: RegExp): string => {
    const found = notes.split(/;\s|\.\s/).find((part) => words.test(part));
    if (found === undefined) throw new VectorFault(`the notes do not say: ${words.source}`);
    return found;
  };
  const printed = (pattern: RegExp): string => {
    const found = pattern.exec(notes)?.[1];
    if (found === undefined) throw new VectorFault(`the notes do not say: ${pattern.source}`);
    return found;
  };
  const percentAsPpm = (pattern: RegExp): bigint =>
    wholeOf(readExact({ percent: `${printed(pattern)}e4` }, 'percent'), 0, pattern.source);
  const oracle = [...clause(/oracle price/).matchAll(/([A-Z]{3,})(?: oracle price)? (\d+(?:\.\d+)?)/g)];
  const resolutions = [...clause(/atomic resolution/).matchAll(/([A-Z]{3,})(?: base atomic resolution)? 1e-(\d+)/g)];
  return {
    oracle: new Map(oracle.map(([, asset = '', price = '']) => [asset, readExact({ price }, 'price')])),
    baseResolution: new Map(resolutions.map(([, asset = '', places]) => [asset, Number(places)])),
    quoteResolution: Number(printed(/quote quantum 1e-(\d+)/)),
    initialMarginPpm: percentAsPpm(/IMR (\d+(?:\.\d+)?)%/),
    maintenanceFractionPpm: percentAsPpm(/maintenance fraction (\d+(?:\.\d+)?)%/),
  };
}

function readPosition(constants: Constants, object: JsonObject): DydxPosition {
  const asset = readText(object, 'asset');
  const market: DydxMarket = {
    quoteQuantumsPerBaseQuantum: perBaseQuantum(constants, asset, stated(constants.oracle, asset)),
    initialMarginPpm: constants.initialMarginPpm,
    maintenanceFractionPpm: constants.maintenanceFractionPpm,
  };
  return { market, baseQuantums: wholeOf(readExact(object, 'size'), stated(constants.baseResolution, asset), 'size') };
}

function perBaseQuantum(constants: Constants, asset: string, usd: Scaled): Ratio {
  return {
    numerator: usd * 10n ** BigInt(constants.quoteResolution),
    denominator: scaledOne * 10n ** BigInt(stated(constants.baseResolution, asset)),
  };
}

function stated<T>(constants: ReadonlyMap<string, T>, asset: string): T {
  const found = constants.get(asset);
  if (found === undefined) throw new VectorFault(`the notes say nothing of ${asset}`);
  return found;
}
