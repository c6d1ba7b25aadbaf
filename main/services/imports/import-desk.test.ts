import fc from 'fast-check';
import { expect, test } from 'vitest';
import { binanceTrades } from '../../cli/test-terminal.ts';
import { addsUp } from './import-report.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client, write } = vaultOfTest();

/** A file of our own numbers: good rows, rows that repeat, broken rows and blank lines. */
const line = fc.oneof(
  fc.record({ id: fc.integer({ min: 1, max: 12 }) }).map(({ id }) => {
    const time = `2026-03-01 10:${String(id).padStart(2, '0')}:00`;
    return `1001,${time},BTCUSDT,BUY,60000,0.1,6000,0.1 USDT,0,true,false,${id},${id}9`;
  }),
  fc.constant('1001,2026-03-01 11:00:00,BTCUSDT,BUY,sixty,0.1,6000,0.1 USDT,0,true,false,77,78'),
  fc.constant('1001,yesterday,ETHUSDT,SELL,3000,1,3000,0.1 USDT,0,true,false,80,81'),
  fc.constant(''),
  fc.constant('Total,,,'),
);

test('a preview writes nothing and says exactly what accepting does; rows always add up', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1, maxLength: 15 }),
      fc.array(line, { maxLength: 8 }),
      async (a, b) => {
        const header = binanceTrades([]).trim();
        const before = await client()['vault.changes']({ limit: 1 });
        for (const [index, lines] of [a, b].entries()) {
          const source = write(`f${index}(UTC+0).csv`, `${[header, ...lines].join('\n')}\n`);
          const changesBefore = await client()['vault.changes']({ limit: 1 });
          const preview = await client()['imports.preview']({ source });
          if (!preview.ok) throw new Error(preview.fault.message);
          expect(await client()['vault.changes']({ limit: 1 })).toEqual(changesBefore);
          const { report, previewId } = preview.value;
          if (previewId === null) continue;
          expect(addsUp(report)).toBe(true);
          const accepted = await client()['imports.accept']({ previewId });
          if (!accepted.ok) throw new Error(accepted.fault.message);
          expect({ ...accepted.value, importId: null }).toEqual(report);
          const again = await client()['imports.run']({ source });
          expect(again).toMatchObject({ ok: true, value: { accepted: 0, importId: null } });
        }
        // Back to the empty vault, so that the next history starts from nothing.
        while ((await client()['vault.undo']({})).ok);
        const events = await client()['book.events']({});
        expect(events.ok && events.value.events).toEqual([]);
        expect(before.ok).toBe(true);
      },
    ),
    { numRuns: 25 },
  );
});

test('a file that changed since its preview is not imported', async () => {
  const rows = [{ time: '2026-03-01 10:00:00', side: 'BUY', price: '60000', quantity: '0.1', id: 1 }] as const;
  const source = write('f(UTC+0).csv', binanceTrades(rows));
  const preview = await client()['imports.preview']({ source });
  const previewId = preview.ok ? (preview.value.previewId ?? '') : '';
  write('f(UTC+0).csv', binanceTrades([...rows, { ...rows[0], id: 2 }]));
  expect(await client()['imports.accept']({ previewId })).toMatchObject({ ok: false, fault: { code: 'file-changed' } });
  expect(await client()['vault.info']({})).toMatchObject({ value: { isEmpty: true } });
});

test('what a file cannot say is asked before anything is read', async () => {
  const prices = write('p.csv', 'Date,Open,High,Low,Close\n2026-03-01,60000,61000,59000,60500\n');
  const preview = await client()['imports.preview']({ source: prices });
  expect(preview).toMatchObject({
    ok: true,
    value: {
      previewId: null,
      report: { error: { code: 'instrument-missing' } },
      questions: [{ kind: 'instrument', answered: null }],
    },
  });
  const answered = await client()['imports.preview']({ source: prices, options: { instrument: 'BTC/USDT' } });
  expect(answered).toMatchObject({
    ok: true,
    value: { report: { accepted: 1, error: null }, questions: [{ answered: 'BTC/USDT' }] },
  });
});

test('a long file is folded in the preview, but every failed row is shown', async () => {
  const rows = Array.from({ length: 900 }, (_, index) => ({
    time: `2026-03-01 ${String(10 + Math.floor(index / 600)).padStart(2, '0')}:${String(Math.floor(index / 10) % 60).padStart(2, '0')}:00`,
    side: 'BUY' as const,
    price: index % 10 === 5 ? 'sixty' : '60000',
    quantity: '0.1',
    id: index + 1,
  }));
  const preview = await client()['imports.preview']({ source: write('long(UTC+0).csv', binanceTrades(rows)) });
  if (!preview.ok) throw new Error(preview.fault.message);
  const { rows: shown, report } = preview.value;
  expect(report.failures).toHaveLength(90);
  expect(shown.filter((row) => row.result === 'failed')).toHaveLength(90);
  expect(shown.every((row) => row.result !== 'failed' || row.raw?.includes('sixty') === true)).toBe(true);
  expect(shown.length).toBeLessThanOrEqual(401);
  const folded = shown
    .filter((row) => row.result === 'fold')
    .reduce((sum, row) => sum + Number(/^\d+/.exec(row.why)?.[0]), 0);
  expect(folded + shown.filter((row) => row.result !== 'fold').length).toBe(report.rows);
});
