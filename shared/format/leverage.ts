import { numberText } from './number-text.ts';

/** `4.57×` */
export function leverageText(multiple: number): string {
  return `${numberText(multiple, 2)}×`;
}
