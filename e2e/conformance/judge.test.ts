import { expect, test } from 'vitest';
import { result, unsupported, type CaseOutcome, type Context, type Pair } from './family.ts';
import { judge, type Verdict } from './judge.ts';
import { parseFile } from './parse.ts';
import { readNumber, sourceErrorNote, VectorFault } from './readers.ts';

const nothing: Context = {
  table: () => {
    throw new VectorFault('no tables here');
  },
  series: () => {
    throw new VectorFault('no series here');
  },
};

/** Judges the first case of a file written out as text. */
function judged(fileText: string, run: (input: { readonly [key: string]: unknown }) => CaseOutcome): Verdict {
  const file = parseFile('topic.family', fileText);
  const vector = { ...((file.content['cases'] as readonly object[])[0] as { readonly [key: string]: never }) };
  return judge({ name: 'topic.family', run: ({ input }) => run(input) }, file, 0, vector, nothing);
}

const answering =
  (...pairs: readonly Pair[]) =>
  (): CaseOutcome =>
    result(...pairs);

test('the tolerance of the case comes before that of the file', () => {
  const file = '{"tolerance":0.5,"cases":[{"expected":10,"tol":0.01}]}';
  expect(judged(file, answering({ field: 'expected', actual: 10.009 })).kind).toBe('passed');
  expect(judged(file, answering({ field: 'expected', actual: 10.02 })).kind).toBe('failed');
  expect(
    judged('{"tolerance":0.5,"cases":[{"expected":10}]}', answering({ field: 'expected', actual: 10.4 })).kind,
  ).toBe('passed');
});

test('without a tolerance the printed digits decide: 0.1500 allows less than 0.15', () => {
  const answer = answering({ field: 'expected', actual: 0.1504 });
  expect(judged('{"tolerance":null,"cases":[{"expected":0.15}]}', answer).kind).toBe('passed');
  expect(judged('{"tolerance":null,"cases":[{"expected":0.1500}]}', answer).kind).toBe('failed');
  expect(judged('{"cases":[{"expected":0.150}]}', answer).kind).toBe('passed');
});

test('a tolerance may be a share of the expected value: stated so, or read so', () => {
  expect(
    judged('{"cases":[{"expected":1000,"tol_rel":0.01}]}', answering({ field: 'expected', actual: 1009 })).kind,
  ).toBe('passed');
  expect(
    judged('{"cases":[{"expected":1000,"tol_rel":0.001}]}', answering({ field: 'expected', actual: 1009 })).kind,
  ).toBe('failed');
  const relative: Pair = { field: 'expected', actual: 1009, tolerance: { kind: 'relative' } };
  expect(judged('{"tolerance":0.01,"cases":[{"expected":1000}]}', answering(relative)).kind).toBe('passed');
  expect(judged('{"tolerance":0.001,"cases":[{"expected":1000}]}', answering(relative)).kind).toBe('failed');
  expect(judged('{"tolerance":null,"cases":[{"expected":1000}]}', answering(relative)).kind).toBe('failed');
});

test('of several tolerances the adapter names one', () => {
  const file = '{"tolerance":{"price_rel":0.01,"delta":0.5},"cases":[{"expected":1000}]}';
  expect(
    judged(file, answering({ field: 'expected', actual: 1009, tolerance: { kind: 'named', key: 'price_rel' } })).kind,
  ).toBe('passed');
  expect(
    judged(file, answering({ field: 'expected', actual: 1009, tolerance: { kind: 'named', key: 'delta' } })).kind,
  ).toBe('failed');
  expect(
    judged(file, answering({ field: 'expected', actual: 1000, tolerance: { kind: 'named', key: 'gamma' } })).kind,
  ).toBe('failed');
  expect(judged(file, answering({ field: 'expected', actual: 1000 }))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('the adapter must name one'),
  });
});

test('a tolerance of 0 allows the last bits of float64 and nothing more', () => {
  const file = '{"tolerance":0,"cases":[{"expected":0.3}]}';
  expect(judged(file, answering({ field: 'expected', actual: 0.1 + 0.2 })).kind).toBe('passed');
  expect(judged(file, answering({ field: 'expected', actual: 0.3 + 1e-14 })).kind).toBe('failed');
});

test('dates, null and whole words must be equal; a number is no text', () => {
  const file = '{"tolerance":1,"cases":[{"end":null,"start":"2020-01-31","length":"12"}]}';
  expect(judged(file, answering({ field: 'end', actual: null }, { field: 'start', actual: '2020-01-31' })).kind).toBe(
    'passed',
  );
  expect(judged(file, answering({ field: 'end', actual: 5 })).kind).toBe('failed');
  expect(judged(file, answering({ field: 'length', actual: 12 })).kind).toBe('failed');
});

test('not a number never agrees', () => {
  expect(
    judged('{"tolerance":1,"cases":[{"expected":10}]}', answering({ field: 'expected', actual: Number.NaN })).kind,
  ).toBe('failed');
});

test('a case fails if any of its figures does, if a field is missing, if nothing was compared, and if the engine throws', () => {
  const file = '{"tolerance":0.1,"cases":[{"id":"x-1","low":1,"high":2}]}';
  expect(judged(file, answering({ field: 'low', actual: 1 }, { field: 'high', actual: 3 }))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('x-1: high should be 2, is 3'),
  });
  expect(judged(file, answering({ field: 'middle', actual: 1 }))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('no "middle"'),
  });
  expect(judged(file, answering()).kind).toBe('failed');
  expect(judged(file, (input) => result({ field: 'low', actual: readNumber(input as never, 'size') }))).toMatchObject({
    kind: 'failed',
    message: expect.stringContaining('"size"'),
  });
});

test('unsupported is neither', () => {
  expect(judged('{"cases":[{}]}', () => unsupported('no such engine'))).toEqual({
    kind: 'unsupported',
    message: 'topic.family-1: no such engine',
  });
});

function corrected(actual: number): () => CaseOutcome {
  return () => ({ kind: 'corrected', reason: 'source error', pairs: [{ field: 'expected', actual, expected: 12 }] });
}

test('a source error is judged by the definition and counted apart; the definition can fail too', () => {
  const file = '{"tolerance":0.1,"cases":[{"expected":10,"note":"source error: should read 12"}]}';
  expect(judged(file, corrected(12)).kind).toBe('corrected');
  expect(judged(file, corrected(10)).kind).toBe('failed');
});

test('notes call a source error in the case itself, or in the file by the name of the case', () => {
  const file = { notes: 'Tier lookup. Source error in tiers-7: 75 where the rule gives 50. All else agrees.' };
  expect(sourceErrorNote({ id: 'tiers-7', input: {}, file })).toContain('75 where');
  expect(sourceErrorNote({ id: 'tiers-8', input: {}, file })).toBeNull();
  expect(sourceErrorNote({ id: 'tiers-8', input: { note: 'SOURCE ERROR, see page 3' }, file })).toContain('page 3');
});
