import { XMLParser } from 'fast-xml-parser';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ByteSource } from './byte-source.ts';
import { countElements } from './count-elements.ts';
import type { RawRecord } from './importer.ts';
import { openFile } from './open-file.ts';
import { readElements } from './read-elements.ts';

function recordsOf(source: ByteSource): RawRecord[] {
  const records: RawRecord[] = [];
  const outcome = readElements(source, (record) => records.push(record));
  if (!outcome.ok) throw new Error(`${outcome.fault.code}: ${outcome.fault.message}`);
  return records;
}

function faultOf(text: string | Uint8Array): string {
  const outcome = readElements(typeof text === 'string' ? Buffer.from(text) : text, () => undefined);
  return outcome.ok ? 'read' : `${outcome.fault.code}: ${outcome.fault.message}`;
}

function inBlocks(bytes: Uint8Array, size: number): ByteSource {
  return function* () {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  };
}

const trades = `<?xml version='1.0' encoding="utf-8"?>
<!-- <Trade in="a comment"/> -->
<Report by="Müller &amp; Söhne">
  <Trades>\r
    <Trade symbol = 'A"B' note="x > y"
       price="1,234.5"/>
    <Trade symbol="&#65;&#x42;&lt;&quot;&apos;" note="AT&T &unknown;"></Trade>
  </Trades><Empty/><Text>one<![CDATA[ <Trade/> ]]></Text>
</Report>
<!-- end -->
`;

test('the rows are the leaf elements, each with its attributes, its line and those around it', () => {
  const records = recordsOf(Buffer.from(trades));
  expect(records.map(({ line, element }) => [line, element?.name])).toEqual([
    [5, 'Trade'],
    [7, 'Trade'],
    [8, 'Empty'],
    [8, 'Text'],
  ]);
  expect({ ...records[0]?.element?.attributes }).toEqual({ symbol: 'A"B', note: 'x > y', price: '1,234.5' });
  expect({ ...records[1]?.element?.attributes }).toEqual({ symbol: `AB<"'`, note: 'AT&T &unknown;' });
  expect(records[0]?.element?.parent?.parent?.attributes['by']).toBe('Müller & Söhne');
  expect(records[0]?.element?.parent?.parent?.parent).toBeNull();
});

test('the place of an element leads back to its bytes, in UTF-8 with a mark and in UTF-16, whatever the blocks', () => {
  const wide = Buffer.from(`\uFEFF${trades}`, 'utf16le');
  const swapped = Buffer.from(wide).swap16();
  const written = ['<Trade symbol = ', '<Trade symbol="&#65', '<Empty/>', '<Text>one<![CDATA['];
  for (const [bytes, decoder] of [
    [Buffer.from(`\uFEFF${trades}`), new TextDecoder('utf-8')],
    [wide, new TextDecoder('utf-16le')],
    [swapped, new TextDecoder('utf-16be')],
  ] as const) {
    // The first block holds the mark.
    for (const size of [3, 7, 64, 1 << 20]) {
      const records = recordsOf(inBlocks(bytes, size));
      const raws = records.map(({ byteOffset, byteLength }) =>
        decoder.decode(bytes.subarray(byteOffset, byteOffset + byteLength)),
      );
      expect(raws.map((raw, index) => raw.slice(0, written[index]?.length))).toEqual(written);
      expect(raws.every((raw) => raw.endsWith('>'))).toBe(true);
      expect(records.map(({ line }) => line)).toEqual([5, 7, 8, 8]);
      expect(countElements(inBlocks(bytes, size))).toEqual({ leaves: 4, bytes: bytes.length });
    }
  }
});

test('a file that was cut off says so, wherever it was cut', () => {
  const whole = trades.slice(0, trades.indexOf('</Report>'));
  for (let length = whole.indexOf('<Report') + 1; length < whole.length; length += 1) {
    expect(faultOf(whole.slice(0, length))).toContain('xml-cut-off');
  }
  expect(faultOf('<Report><Trades>')).toContain('in the middle of <Trades>, which begins on line 1');
});

test('a document type is refused before any entity of it could be expanded', () => {
  const bomb =
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><r><Trade note="&c;"/></r>';
  expect(faultOf(bomb)).toContain('xml-document-type');
  expect(faultOf('<!DOCTYPE r SYSTEM "file:///etc/passwd"><r/>')).toContain('xml-document-type');
});

test('damaged markup names its line', () => {
  expect(faultOf('<r>\n<Trade symbol=A/></r>')).toContain('line 2: "<Trade symbol=A/>" is no tag');
  expect(faultOf('<r>\n<Trade a="1" a="2"/></r>')).toContain('line 2');
  expect(faultOf('<r>\n\n<a></b></r>')).toContain('line 3: </b> stands where <a> of line 3 must end');
  expect(faultOf('<r/></r>')).toContain('</r> ends what never began');
  expect(faultOf('<r/><s/>')).toContain('a second <s>');
  for (const tail of ['t', 'tail', '\0']) expect(faultOf(`<r/>${tail}`)).toContain('text stands outside');
  expect(faultOf('<!-- nothing -->')).toContain('no element');
  expect(faultOf('<a>'.repeat(100))).toContain('deep');
  expect(faultOf('<?xml version="1.0" encoding="windows-1252"?><r/>')).toContain('xml-encoding');
  expect(faultOf('')).toContain('file-empty');
});

test('a quote that never closes ends the walk after a megabyte, not with the memory', () => {
  let given = 0;
  const source = function* () {
    yield Buffer.from('<r><Trade symbol="');
    for (; given < 200; given += 1) yield Buffer.alloc(1 << 20, 'x');
  };
  const outcome = readElements(source, () => undefined);
  expect(outcome.ok ? '' : outcome.fault.code).toBe('xml-damaged');
  expect(given).toBeLessThan(5);

  const flex = Buffer.from(`<FlexQueryResponse><FlexStatement><Trade symbol="${'x'.repeat(2 << 20)}`);
  const file = openFile('flex.xml', flex);
  expect(file.ok ? '' : file.fault.message).toContain('does not end within a megabyte');
});

test('one line of many megabytes is walked element by element', () => {
  const row = Buffer.from(`<Trade symbol="ABC" note="${'é'.repeat(400)}"/>`.repeat(1_000));
  const source = function* () {
    yield Buffer.from('<r>');
    for (let block = 0; block < 40; block += 1) yield row;
    yield Buffer.from('</r>');
  };
  let rows = 0;
  expect(
    readElements(source, ({ element }) => {
      rows += element?.attributes['note']?.length === 400 ? 1 : 0;
    }).ok,
  ).toBe(true);
  expect(rows).toBe(40_000);
  expect(countElements(source).leaves).toBe(40_000);
});

test('markup at its shortest ends where the walk says', () => {
  for (const odd of [
    '<!---->',
    '<!----->',
    '<??>',
    '<?a?>',
    '<![CDATA[]]>',
    '<![CDATA[]]]>',
    '<!-- > -->',
    '<?a > ?>',
  ]) {
    const bytes = Buffer.from(`<r>${odd}<a b=">"/><c d='/>'></c ></r>`);
    expect([odd, recordsOf(bytes).length, countElements(bytes).leaves]).toEqual([odd, 2, 2]);
  }
  expect(faultOf('<r><?><a/></r>')).toContain('xml-cut-off');
  expect(countElements(Buffer.from('<r><?><a/></r>')).leaves).toBe(0);
});

interface Node {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: readonly Node[];
}

const name = fc.constantFrom('Trade', 'Lot', 'a', 'x-y', 'n.1', '_z');
const value = fc.string({
  unit: fc.constantFrom('a', '1', ' ', '&', '<', '>', '"', "'", 'é', '€', ';', '/', '-', ']'),
});
const { node } = fc.letrec<{ node: Node }>((tie) => ({
  node: fc.record({
    name,
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), value), {
      selector: ([key]) => key,
      maxLength: 4,
    }),
    children: fc.oneof({ maxDepth: 4 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
  }),
}));

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;', '>': '&gt;' };

function written(one: Node, gap: string): string {
  const attributes = one.attributes.map(
    ([key, text]) => ` ${key}="${text.replaceAll(/[&<">]/g, (c) => escapes[c] ?? c)}"`,
  );
  const inside = one.children.map((child) => written(child, gap)).join(gap);
  const open = `<${one.name}${attributes.join('')}`;
  return one.children.length === 0 && one.attributes.length % 2 === 0
    ? `${open}/>`
    : `${open}>${gap}${inside}${gap}</${one.name}>`;
}

interface ParsedNode {
  readonly [key: string]: unknown;
}

/** The leaves as fast-xml-parser sees them: name and attributes, in order. */
function leavesOf(nodes: readonly ParsedNode[]): readonly unknown[] {
  return nodes.flatMap((one) => {
    const tag = Object.keys(one).find((key) => key !== ':@' && key !== '#text');
    if (tag === undefined) return [];
    const children = (one[tag] as readonly ParsedNode[]).filter((child) => !('#text' in child));
    return children.length > 0 ? leavesOf(children) : [[tag, { ...(one[':@'] as object | undefined) }]];
  });
}

test('it reads what fast-xml-parser reads, in blocks of any size, and the independent count agrees', () => {
  const parser = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseAttributeValue: false,
    parseTagValue: false,
    trimValues: false,
    processEntities: true,
  });
  fc.assert(
    fc.property(
      node,
      fc.constantFrom('', '\n', '\r\n ', '<!-- <a/> -->'),
      fc.integer({ min: 1, max: 50 }),
      (root, gap, size) => {
        const text = written(root, gap);
        const bytes = Buffer.from(text);
        const records = recordsOf(inBlocks(bytes, size));
        const oracle = leavesOf(parser.parse(text) as readonly ParsedNode[]);
        expect(records.map(({ element }) => [element?.name, { ...element?.attributes }])).toEqual(oracle);
        expect(countElements(inBlocks(bytes, size)).leaves).toBe(records.length);
        for (const { byteOffset, byteLength, element } of records) {
          const raw = bytes.toString('utf8', byteOffset, byteOffset + byteLength);
          expect(raw.startsWith(`<${element?.name}`) && raw.endsWith('>')).toBe(true);
        }
      },
    ),
    { numRuns: 400 },
  );
});
