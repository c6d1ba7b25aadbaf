import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import { readAmount, readAssignment, readTime } from './read-values.ts';

const kinds = { range: 'value', mode: 'repeated', json: 'flag' } as const;

function read(...words: readonly string[]) {
  const given = readArguments(words, kinds);
  if (!given.ok) throw new Error(given.fault.message);
  return given.value;
}

test('options take --name value and --name=value, and a value may begin with a minus', () => {
  expect(read('--range', '-0.3..0.3').value('range')).toBe('-0.3..0.3');
  expect(read('--range=-0.3..0.3').value('range')).toBe('-0.3..0.3');
  expect(read('--range', '--odd').value('range')).toBe('--odd');
  expect(read('--mode=a=b', '--mode', 'c').values('mode')).toEqual(['a=b', 'c']);
  expect(read('x', '--json', 'y').words).toEqual(['x', 'y']);
  expect(read('--', '--json').words).toEqual(['--json']);
});

test('what cannot be understood is refused', () => {
  for (const words of [
    ['--colour', 'red'],
    ['--range'],
    ['--json=yes'],
    ['--range', '1', '--range', '2'],
    ['--toString'],
  ])
    expect(readArguments(words, kinds)).toMatchObject({ ok: false, fault: { code: 'usage' } });
});

test('times are ISO 8601, UTC where they name no offset', () => {
  const instant = (text: string) => {
    const time = readTime(text);
    return time.ok ? new Date(time.value).toISOString() : 'refused';
  };
  expect(instant('2026-03-01')).toBe('2026-03-01T00:00:00.000Z');
  expect(instant('2026-03-01T12:30')).toBe('2026-03-01T12:30:00.000Z');
  expect(instant('2026-03-01 12:30:15.25')).toBe('2026-03-01T12:30:15.250Z');
  expect(instant('2026-03-01T12:30:00+0200')).toBe('2026-03-01T10:30:00.000Z');
  for (const text of ['2026-02-30', '01.03.2026', 'now', '2026-13-01', '2026-03-01T25:00'])
    expect(instant(text)).toBe('refused');
});

test('amounts become canonical and are never rounded', () => {
  const amount = (text: string) => {
    const amountRead = readAmount(text, 'It');
    return amountRead.ok ? amountRead.value : 'refused';
  };
  expect(amount('1000.50')).toBe('1000.5');
  expect(amount('-0.000000000000000001')).toBe('-0.000000000000000001');
  expect(amount('1e3')).toBe('1000');
  for (const text of ['1,5', '', 'NaN', '0.0000000000000000001']) expect(amount(text)).toBe('refused');
});

test('an assignment ends at its first equals sign and its time at the at sign', () => {
  expect(readAssignment('BTC/USDT:USDT=61000@2026-03-01', 'INSTRUMENT=PRICE[@TIME]')).toEqual({
    ok: true,
    value: { name: 'BTC/USDT:USDT', value: '61000', timeMs: Date.UTC(2026, 2, 1) },
  });
  expect(readAssignment('=3', 'A=B').ok).toBe(false);
  expect(readAssignment('a=', 'A=B').ok).toBe(false);
});
