import { numberText } from './number-text.ts';

/** A share, margin ratio or drawdown for a column whose header carries the %: `64.4`. */
export function ratioText(fraction: number): string {
  return numberText(fraction * 100, 1);
}

/** The same in prose: `64.4 %`. */
export function percentText(fraction: number, decimals = 1): string {
  return `${numberText(fraction * 100, decimals)} %`;
}

/** How far away, below −: `−3.9` under a header with %. */
export function distanceText(fraction: number): string {
  return numberText(fraction * 100, 1, 'plus');
}

/** A distance or a shock in prose: `−1.7 %`. */
export function signedPercentText(fraction: number, decimals = 1): string {
  return `${numberText(fraction * 100, decimals, 'plus')} %`;
}
