import { expect, test } from 'vitest';
import type { Result } from '../../../shared/result/result.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client, write } = vaultOfTest();

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.fault.message);
  return result.value;
}

const text =
  'time,ticker,currency,side,quantity,price,value\n2026-01-05T10:00:00Z,AAA,USD,buy,2,10.5,21.00\n2026-01-06T10:00:00Z,AAA,USD,hold,1,11.5,99.00\n2026-01-07T10:00:00Z,AAA,USD,sell,1,11.5,11.50\n';

test('a preview of an unknown table says that it can be mapped; by its mapping it is the ordinary preview', async () => {
  const source = write('table.csv', text.replace('hold', 'sell').replace('99.00', '11.50'));
  const refused = valueOf(await client()['imports.preview']({ source }));
  expect(refused).toMatchObject({ previewId: null, canMap: true, report: { error: { code: 'format-unknown' } } });
  const { mapping, missing } = valueOf(await client()['mappings.propose']({ source }));
  expect(missing).toEqual([]);
  const preview = valueOf(await client()['imports.preview']({ source, options: { mapping } }));
  expect(preview).toMatchObject({ formatName: 'Mapped: table', report: { rows: 4, accepted: 3 }, canMap: false });
  // A preview remembers nothing.
  expect(valueOf(await client()['mappings.list']({})).mappings).toEqual([]);
});

test('a trial reads the first rows by an unfinished mapping and counts what would fail', async () => {
  const source = write('table.csv', text);
  const { mapping } = valueOf(await client()['mappings.propose']({ source }));
  const side = { from: 'column', column: 'side', buy: ['buy'], sell: ['sell'] } as const;
  const trial = valueOf(
    await client()['mappings.try']({
      source,
      mapping: {
        ...mapping,
        kinds: { by: 'all', kind: 'fill' },
        side: { ...side, buy: [...side.buy], sell: [...side.sell] },
        value: { column: 'value' },
      },
    }),
  );
  expect(trial).toMatchObject({ missing: [], rowsRead: 4, accepted: 2, ignored: 1, failed: 1, differing: 0 });
  expect(trial.values).toContainEqual({ column: 'side', value: 'hold', count: 1 });
  const open = valueOf(
    await client()['mappings.try']({
      source,
      mapping: { ...mapping, kinds: { by: 'all', kind: 'fill' }, side: null, price: null },
    }),
  );
  expect(open.failed).toBe(3);
  expect(open.missing.map(({ part }) => part)).toContain('price');
});

test('a mapping is renamed, written, forgotten and taken back from its text', async () => {
  const source = write('table.csv', text);
  const { mapping } = valueOf(await client()['mappings.propose']({ source }));
  const { id } = valueOf(await client()['mappings.keep']({ mapping }));
  expect(valueOf(await client()['mappings.rename']({ id, name: ' My broker ' })).name).toBe('My broker');
  expect((await client()['mappings.rename']({ id, name: 'a/b' })).ok).toBe(false);
  expect(valueOf(await client()['mappings.propose']({ source }))).toMatchObject({
    isRemembered: true,
    mapping: { name: 'My broker' },
  });
  const [kept] = valueOf(await client()['mappings.list']({})).mappings;
  if (kept === undefined) throw new Error('not kept');
  const written = valueOf(await client()['mappings.write']({ mapping: kept.mapping }));
  expect(written.fileName).toBe('my-broker.mapping.json');
  expect(valueOf(await client()['mappings.remove']({ id }))).toEqual({ removed: true });
  expect(valueOf(await client()['mappings.propose']({ source })).isRemembered).toBe(false);
  expect(valueOf(await client()['mappings.read']({ text: written.text })).mapping).toEqual(kept.mapping);
});

test('what is no table is not offered for mapping', async () => {
  const source = write('table.csv', 'Dear customer, hello\nnothing to see\n');
  expect(valueOf(await client()['imports.preview']({ source }))).toMatchObject({ canMap: false });
  const proposed = await client()['mappings.propose']({ source });
  expect(proposed).toMatchObject({ ok: false, fault: { code: 'no-table' } });
});
