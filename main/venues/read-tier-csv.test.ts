import { expect, test } from 'vitest';
import { readTierCsv } from './read-tier-csv.ts';

const columns = ['instrument', 'floor', 'cap', 'maintenanceRate', 'maintenanceAmount', 'maxLeverage'];

test('the header alone says what parts the columns, also of a table without rows', () => {
  for (const delimiter of [',', ';', '\t'])
    expect(readTierCsv(`${columns.join(delimiter)}\n`)).toEqual({ ok: true, value: [] });
});
