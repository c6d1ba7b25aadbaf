import { expect, test } from 'vitest';
import type { CashEvent } from '../../shared/book/event.ts';
import { booked, cash, perpetual, settings } from './fixtures/events.ts';
import { foldEvents } from './fold-events.ts';

/** The kinds of remarks on one row of a ledger without fills. */
function remarks(kind: CashEvent['kind'], amount: string, say: Partial<CashEvent> = {}): readonly string[] {
  const row = cash('2026-01-02T00:00:00Z', kind, amount, 'USDT', { instrument: perpetual, grain: 'ledger', ...say });
  return foldEvents(booked([row]), settings()).notes.map((note) => note.kind);
}

test('a profit or a fee in a ledger proves a trade whose fills are not known', () => {
  expect(remarks('settlement', '12')).toEqual(['trades-without-fills']);
  expect(remarks('fee', '-0.000000000000000001')).toEqual(['trades-without-fills']);
});

test('rows of nothing, rows without an instrument, other kinds and rows of their own prove none', () => {
  expect(remarks('settlement', '0')).toEqual([]);
  expect(remarks('settlement', '12', { instrument: null })).toEqual([]);
  expect(remarks('interest', '-1')).toEqual([]);
  expect(remarks('funding', '-1')).toEqual(['funding-without-fills']);
  expect(remarks('settlement', '12', { grain: 'own' })).toEqual([]);
});
