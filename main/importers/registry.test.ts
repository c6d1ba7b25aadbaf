import { expect, test } from 'vitest';
import { knownOthers } from './known-others.ts';
import { openFile } from './open-file.ts';
import { formats, recogniseFile } from './registry.ts';

function verdict(content: string | Uint8Array, formatId: string | null = null): string {
  const file = openFile('file.csv', typeof content === 'string' ? Buffer.from(content) : content);
  if (!file.ok) return `${file.fault.code}: ${file.fault.message}`;
  const found = recogniseFile(file.value.head, formatId);
  return found.ok ? found.value.format.id : `${found.fault.code}: ${found.fault.message} ${found.fault.mend}`;
}

test('ids are unique, and every format says by what it is known', () => {
  expect(new Set(formats.map(({ id }) => id)).size).toBe(formats.length);
  for (const { detects, seen } of formats) expect([detects, seen].every((text) => text.length > 10)).toBe(true);
});

test('exports that Ballast does not read yet are refused by name, with what was seen and what it reads', () => {
  const statement = verdict('Statement,Header,Field Name,Field Value\nStatement,Data,Title,Activity Statement\n');
  expect(statement).toContain('activity statement of Interactive Brokers');
  expect(statement).toContain('Statement,Header,Field Name,Field Value');
  expect(statement).toContain('Binance USD-M futures trade history');
  expect(verdict('\uFEFF"txid","refid","time","type","subtype","aclass","asset","amount","fee","balance"\n')).toContain(
    'ledgers of Kraken',
  );
  expect(verdict('ID;Type;Time;Symbol;Comment;Amount\n1;Deposit;01.02.2026 10:00:00;;;5\n')).toContain('XTB');
});

test('no signature hides behind another: the header that each names is refused under its own name', () => {
  for (const { broker, export: what, columns, begins } of knownOthers) {
    const header = (columns ?? begins ?? []).map((name) => `"${name.replace(/\*$/, '')}"`).join(',');
    expect(verdict(`${header}\n`), header).toContain(`This looks like the ${what} of ${broker} `);
  }
});

test('a statement that a spreadsheet saved again, whole rows in one quoted cell, is still named', () => {
  const mangled = '"Statement,Header,Field Name,Field Value";;;\r\n"Statement,Data,Title,Activity Statement";;;\r\n';
  expect(verdict(mangled)).toContain('saved again by a spreadsheet');
});

test('a profit report says that it is one, and which export to take instead', () => {
  const closed = verdict(
    'Contracts,Closing Direction,Qty,Entry Price,Exit Price,Closed P&L,Exit Type,Trade Time(UTC+0)\n',
  );
  expect(closed).toContain('profit-report');
  expect(closed).toContain('Transaction Log of the unified account instead');
  expect(
    verdict(
      'Symbol,Margin Mode,Position Side,Entry Price,Avg. Close Price,Max Open Interest,Closed Vol.,Closing PNL,Opened,Closed,Status\n',
    ),
  ).toContain('Trade History');
});

test('what nobody knows is refused with its first record', () => {
  expect(verdict('apple,pear\n1,2\n')).toContain('not recognised (first record: apple,pear)');
});

test('an XML file that is no statement is told to be a Flex Query, not a CSV', () => {
  const file = openFile('file.xml', Buffer.from('<Elements><Trade/></Elements>'));
  expect(file.ok ? '' : file.fault.mend).toContain(
    'run an activity Flex Query in the client portal and download it as XML',
  );
});

test('what is no table of records is refused by what it is', () => {
  const bytes = (...values: number[]): Uint8Array => Uint8Array.from([...values, ...Array<number>(40).fill(0)]);
  expect(verdict('')).toContain('empty');
  expect(verdict('\uFEFF \r\n\r\n')).toContain('nothing but blanks');
  expect(verdict('<!DOCTYPE html><html><head><title>Log in</title>')).toContain('HTML page, not a CSV export');
  expect(verdict('<?xml version="1.0"?>\n<FlexQueryResponse queryName="x">')).toContain('it was cut off');
  expect(verdict('<FlexStatementResponse timestamp="x"><Status>Warn</Status></FlexStatementResponse>')).toContain(
    'Flex web service of Interactive Brokers',
  );
  expect(verdict('<FlexQueryResponse><FlexStatements count="0"/></FlexQueryResponse>')).toContain(
    'not recognised (first record: <FlexStatements>)',
  );
  expect(verdict('<?xml version="1.0"?><Report/>')).toContain(
    'XML file that Ballast does not read (it begins with <Report>)',
  );
  expect(verdict('OFXHEADER:100\r\nDATA:OFXSGML\r\n')).toContain('OFX');
  expect(verdict('{"trades":[]}')).toContain('JSON');
  expect(verdict(bytes(0x50, 0x4b, 3, 4))).toContain('ZIP archive');
  expect(verdict(Buffer.concat([bytes(0x50, 0x4b, 3, 4), Buffer.from('xl/workbook.xml')]))).toContain('Excel workbook');
  expect(verdict(bytes(0x25, 0x50, 0x44, 0x46))).toContain('PDF');
  expect(verdict(Uint8Array.from({ length: 4_000 }, (_, at) => (at * 197) % 251))).toContain('binary file');
});

test('a named format must exist and must fit', () => {
  expect(verdict('apple,pear\n', 'binance-usdm-trades')).toContain('format-does-not-fit');
  expect(verdict('apple,pear\n', 'no-such')).toContain('format-id-unknown');
  expect(verdict('date,open,high,low,close\n2026-01-01,1,2,1,2\n', 'price-history')).toBe('price-history');
});
