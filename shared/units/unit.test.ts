import { expect, test } from 'vitest';
import { endOfUtcDay, epochMs, utcDay } from './unit.ts';

const at = (iso: string) => epochMs(Date.parse(iso));

test('a UTC day ends with its last millisecond, also before 1970', () => {
  expect(utcDay(at('1970-01-01T23:59:59.999Z'))).toBe(0);
  expect(utcDay(at('1970-01-02T00:00:00Z'))).toBe(1);
  expect(utcDay(at('1969-12-31T23:59:59.999Z'))).toBe(-1);
  for (const day of ['1969-12-31', '2026-03-31'])
    expect(endOfUtcDay(utcDay(at(`${day}T12:00:00Z`)))).toBe(at(`${day}T23:59:59.999Z`));
});
