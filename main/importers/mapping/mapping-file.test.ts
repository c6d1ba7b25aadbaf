import { expect, test } from 'vitest';
import { mappingForm, type Mapping } from '../../../shared/contract/mapping.ts';
import { mappingMisfit, mappingText, readMappingText } from './mapping-file.ts';

const sample: Mapping = {
  schema: mappingForm,
  name: 'My broker',
  account: null,
  delimiter: ',',
  columns: ['time', 'price'],
  numbers: { decimal: '.', thousands: null },
  only: null,
  kinds: { by: 'all', kind: 'mark' },
  time: { from: 'column', column: 'time', format: 'YMD' },
  zone: 'UTC',
  instrument: { from: 'fixed', symbol: 'BTC/USDT' },
  side: null,
  quantity: null,
  price: { column: 'price' },
  mark: null,
  liquidationPrice: null,
  value: null,
  fee: null,
  amount: null,
  id: null,
  profit: null,
  effect: null,
  balanceAfter: null,
};

const faultOf = (text: string) => {
  const read = readMappingText(text);
  return read.ok ? null : read.fault;
};

test('a mapping written and read is the same', () => {
  expect(readMappingText(mappingText(sample))).toEqual({ ok: true, value: sample });
});

test.each([
  ['Time,Price', 'mapping-unreadable', 'not JSON'],
  ['{"schema":"something/1"}', 'mapping-form', 'no mapping file'],
  [JSON.stringify({ ...sample, schema: 'ballast.mapping/2' }), 'mapping-newer', 'newer Ballast (ballast.mapping/2'],
  [JSON.stringify({ ...sample, colour: 'red' }), 'mapping-field', '"colour" at the top'],
  [JSON.stringify({ ...sample, price: { column: 'price', unit: 'x' } }), 'mapping-field', '"unit" at price'],
  [JSON.stringify({ ...sample, numbers: { decimal: ';', thousands: null } }), 'mapping-field', 'numbers.decimal'],
  [JSON.stringify({ ...sample, price: { column: 'kurs' } }), 'mapping-columns', '"kurs"'],
])('a file that is none is refused in words: %#', (text, code, words) => {
  expect(faultOf(text)?.code).toBe(code);
  expect(faultOf(text)?.message).toContain(words);
});

test('a mapping of another table says which columns are not there', () => {
  expect(mappingMisfit(sample, ['time', 'price'])).toBeNull();
  expect(mappingMisfit(sample, ['time', 'kurs'])?.fault).toMatchObject({
    code: 'mapping-other-file',
    message:
      'The mapping "My broker" is of another table: this file has no column "price"; the mapping does not know "kurs".',
  });
});
