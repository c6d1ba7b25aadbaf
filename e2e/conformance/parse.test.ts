import { expect, test } from 'vitest';
import { casesOf, familyNameOf, halfUnitOfPrinted, parseFile, printedAt, valueAt } from './parse.ts';

const text =
  '{"topic":"drawdown","name":"depths","cases":[{"id":"a","expected":0.150,"rows":[[1e3,-2.50]]},{"expected":null}]}';

test('a number keeps the digits it was printed with', () => {
  const file = parseFile('drawdown.depths', text);
  expect(valueAt(file.content, ['cases', 0, 'expected'])).toBe(0.15);
  expect(printedAt(file.printed, ['cases', 0, 'expected'])).toBe('0.150');
  expect(printedAt(file.printed, ['cases', 0, 'rows', 0, 1])).toBe('-2.50');
  expect(printedAt(file.printed, ['cases', 1, 'expected'])).toBeUndefined();
  expect(printedAt(file.printed, ['cases', 7, 'expected'])).toBeUndefined();
  expect(valueAt(file.content, ['cases', 0, 'nothing', 'here'])).toBeUndefined();
});

test.each([
  ['0.150', 0.0005],
  ['19700', 0.5],
  ['-0.0822', 0.00005],
  ['1.2e3', 50],
  ['5E-3', 0.0005],
  ['0', 0.5],
])('half a unit of the last digit of %s is %d', (printed, half) => {
  expect(halfUnitOfPrinted(printed)).toBe(half);
});

test('what is no number has no last digit', () => {
  expect(() => halfUnitOfPrinted('12 USD')).toThrow(SyntaxError);
});

test('a file belongs to the family it names, else to the one its name begins with', () => {
  const families = ['drawdown.depths', 'drawdown.depths_monthly'];
  expect(familyNameOf(parseFile('drawdown.depths_monthly', '{"cases":[]}'), families)).toBe('drawdown.depths_monthly');
  expect(familyNameOf(parseFile('drawdown.depths.more', '{"cases":[]}'), families)).toBe('drawdown.depths');
  expect(familyNameOf(parseFile('drawdown.anything', text), families)).toBe('drawdown.depths');
  expect(familyNameOf(parseFile('var.other', '{"cases":[]}'), families)).toBe('var.other');
});

test('without cases it is a table', () => {
  expect(casesOf(parseFile('margin.tiers', '{"tiers":[]}'))).toBeNull();
  expect(casesOf(parseFile('drawdown.depths', text))).toHaveLength(2);
  expect(() => parseFile('a.b', '[1]')).toThrow(SyntaxError);
  expect(() => casesOf(parseFile('a.b', '{"cases":[3]}'))).toThrow('case 1');
});
