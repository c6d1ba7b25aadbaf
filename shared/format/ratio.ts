import { numberText } from './number-text.ts';

/** A share, margin ratio or drawdown for a column whose header carries the %: `64.4`. */
export function ratioText(fraction: number): string {
  return numberText(fraction * 100, 1);
}

/** The same in prose: `64.4 %`. */
export function percentText(fraction: number, decimals = 1): string {
  return `${numberText(fraction * 100, decimals)} %`;
}

/** How far away, below −: `−3.9` under a header with %; far off as the multiple of today's price: `×12`. */
export function distanceText(fraction: number): string {
  return fraction < farFrom ? numberText(fraction * 100, 1, 'plus') : multipleText(1 + fraction);
}

/** The same in prose: `−1.7 %`, far off `×114,145`. */
export function departureText(fraction: number, decimals = 1): string {
  return fraction < farFrom ? signedPercentText(fraction, decimals) : multipleText(1 + fraction);
}

/** From +1,000 % on nobody reads per cent any more. */
const farFrom = 10;

/** Whole and rounded down: what is far is not written further off than it is. */
function multipleText(multiple: number): string {
  // A billionth makes up for floats.
  const whole = Math.floor(multiple * (1 + 1e-9));
  return whole < 1_000_000 ? `×${numberText(whole, 0)}` : `×${numberText(Math.floor(whole / 1_000_000), 0)} M`;
}

/** A shock or a change in prose, however large: `−1.7 %`. */
export function signedPercentText(fraction: number, decimals = 1): string {
  return `${numberText(fraction * 100, decimals, 'plus')} %`;
}
