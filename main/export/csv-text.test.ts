import { expect, test } from 'vitest';
import { csvText } from './csv-text.ts';

test('a cell is quoted only where it has to be, and a missing figure is an empty cell', () => {
  const text = csvText<{ readonly name: string; readonly figure: number | null }>(
    [
      { header: 'name', cell: (row) => row.name },
      { header: 'figure (USD)', cell: (row) => row.figure },
    ],
    [
      { name: 'plain', figure: -0.1 },
      { name: 'with, comma and "quotes"', figure: 1e-9 },
      { name: 'two\nlines', figure: null },
    ],
  );
  expect(text).toBe('name,figure (USD)\r\nplain,-0.1\r\n"with, comma and ""quotes""",1e-9\r\n"two\nlines",\r\n');
});

test('a name that a spreadsheet would run is made harmless; a negative amount in text stays one', () => {
  const cell = (text: string) => csvText([{ header: 'h', cell: (row: string) => row }], [text]).split('\r\n')[1];
  expect(cell('=1+1')).toBe("'=1+1");
  expect(cell('@SUM(A1)')).toBe("'@SUM(A1)");
  expect(cell('-cmd')).toBe("'-cmd");
  expect(cell('-12.5')).toBe('-12.5');
  expect(cell('+12.5')).toBe('+12.5');
});
