import { formatScaled, isScaled, parseScaled, type Decimal } from '../../shared/units/decimal.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';

/** Reads an amount that the trader typed: groups, blanks and a true minus are allowed; a decimal comma is not guessed. */
export function readTypedAmount(text: string): Result<Decimal> {
  const plain = text
    .trim()
    .replaceAll('\u2212', '-')
    .replaceAll(/[\s\u00a0\u202f']/g, '');
  if (plain === '') return failure('blank', 'An amount is needed.');
  if (/,/.test(plain) && !/^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) {
    return failure('comma', 'Write decimals with a point, such as 1250.75.');
  }
  const scaled = parseScaled(plain.replaceAll(',', ''));
  if (isScaled(scaled)) return success(formatScaled(scaled));
  switch (scaled) {
    case 'not-a-number':
      return failure(scaled, `"${text.trim()}" is not a number.`);
    case 'too-fine':
      return failure(scaled, 'No more than eighteen decimals can be kept.');
    case 'too-large':
      return failure(scaled, 'This amount is too large.');
  }
}
