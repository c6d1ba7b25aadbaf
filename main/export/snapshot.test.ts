import { expect, test } from 'vitest';
import { riskDocument } from '../../shared/contract/risk.ts';
import { bookCalls } from '../../shared/contract/book.ts';
import { mainBook, smallBook } from '../views/testing/small-risk-document.ts';
import { snapshotHtml } from './snapshot-html.ts';
import { snapshotFileName, snapshotJson, snapshotOf, type Snapshot } from './snapshot.ts';

const noBasis = { rates: [], positions: [] };

function snapshot(): Snapshot {
  const { risk, positions } = smallBook();
  return snapshotOf(risk, positions, noBasis);
}

test('the JSON snapshot reads back as what was written, and keeps the contract', () => {
  const written = JSON.parse(snapshotJson(snapshot())) as Snapshot;
  expect(written).toEqual(snapshot());
  expect(written.schema).toBe('ballast.snapshot/1');
  expect(riskDocument.parse(written.risk)).toEqual(written.risk);
  expect(bookCalls['book.positions'].output.parse(written.positions)).toEqual(written.positions);
});

test('the same snapshot gives the same bytes, another one others', () => {
  expect(snapshotJson(snapshot())).toBe(snapshotJson(snapshot()));
  expect(snapshotHtml(snapshot())).toBe(snapshotHtml(snapshot()));
  const { risk, positions } = mainBook();
  expect(snapshotHtml(snapshotOf(risk, positions, noBasis))).not.toBe(snapshotHtml(snapshot()));
});

test('the JSON ends with a line end and holds no number that JSON cannot', () => {
  const text = snapshotJson(snapshot());
  expect(text.endsWith('}\n')).toBe(true);
  expect(text).not.toMatch(/NaN|Infinity|: -0[,\n]/);
});

test('the file is named after its instant, without characters that a file system refuses', () => {
  expect(snapshotFileName(snapshot(), 'html')).toBe('ballast-2026-03-10T120000Z.html');
  expect(snapshotFileName(snapshot(), 'json')).toBe('ballast-2026-03-10T120000Z.json');
});
