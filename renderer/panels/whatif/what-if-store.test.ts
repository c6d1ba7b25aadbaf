import { beforeEach, expect, test } from 'vitest';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import {
  addDraft,
  addTicket,
  changeTicket,
  discardDraft,
  draftLabel,
  mostDrafts,
  nameDraft,
  removeTicket,
  useWhatIfs,
} from './what-if-store.ts';

const topUp: WhatIfTicket = { kind: 'top-up', account: 'Main', asset: 'USDT', amount: '5' };

beforeEach(() => {
  for (const { key } of useWhatIfs.getState().drafts) discardDraft(key);
});

const labels = () => useWhatIfs.getState().drafts.map(draftLabel);
const selected = () => useWhatIfs.getState().selected;
const keyOf = (label: string) => useWhatIfs.getState().drafts.find((one) => draftLabel(one) === label)?.key ?? -1;

test('side by side by letters: a new one takes the first free letter, and what goes leaves the others theirs', () => {
  expect(labels()).toEqual(['A']);
  addDraft({ name: null, tickets: null });
  addDraft({ name: null, tickets: null });
  expect(labels()).toEqual(['A', 'B', 'C']);
  expect(selected()).toBe(keyOf('C'));
  discardDraft(keyOf('B'));
  expect(labels()).toEqual(['A', 'C']);
  addDraft({ name: null, tickets: null });
  expect(labels()).toEqual(['A', 'C', 'B']);
  for (let more = 0; more < mostDrafts; more += 1) addDraft({ name: null, tickets: null });
  expect(labels()).toHaveLength(mostDrafts);
});

test('a kept one takes the place of what nobody has filled in, and of itself; a name of one letter stands in quotes', () => {
  addDraft({ name: 'More', tickets: [topUp] });
  expect(labels()).toEqual(['More']);
  addDraft({ name: 'More', tickets: [topUp, topUp] });
  expect(useWhatIfs.getState().drafts.map(({ tickets }) => tickets.length)).toEqual([2]);
  addDraft({ name: 'B', tickets: [topUp] });
  expect(labels()).toEqual(['More', '“B”']);
  nameDraft(keyOf('“B”'), 'More');
  // Two cannot stand for one name: the other is called by its letter again.
  expect(labels()).toEqual(['A', 'More']);
});

test('tickets are added in the account of the last, changed and removed; the last what-if to go leaves an empty one', () => {
  addDraft({ name: null, tickets: [topUp] });
  const draft = selected();
  addTicket(draft);
  const tickets = () => useWhatIfs.getState().drafts.find(({ key }) => key === draft)?.tickets ?? [];
  expect(tickets().map(({ account }) => account)).toEqual(['Main', 'Main']);
  const [first, second] = tickets();
  if (first === undefined || second === undefined) throw new Error('two tickets were there');
  changeTicket(draft, { ...second, instrument: 'BTC/USDT' });
  expect(tickets().map(({ instrument }) => instrument)).toEqual(['', 'BTC/USDT']);
  removeTicket(draft, first.key);
  expect(tickets()).toHaveLength(1);
  discardDraft(draft);
  expect(useWhatIfs.getState().drafts.map(({ tickets: left }) => left.map(({ instrument }) => instrument))).toEqual([
    [''],
  ]);
  expect(selected()).toBe(useWhatIfs.getState().drafts[0]?.key);
});
