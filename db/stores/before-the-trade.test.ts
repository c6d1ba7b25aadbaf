import { afterEach, beforeEach, expect, test } from 'vitest';
import type { WhatIfTicket } from '../../shared/contract/whatif.ts';
import { success } from '../../shared/result/result.ts';
import { epochMs } from '../../shared/units/unit.ts';
import { openVault, type Vault } from '../open.ts';

let vault: Vault;
beforeEach(() => {
  const opened = openVault(':memory:', 'create');
  if (!opened.ok) throw new Error(opened.fault.message);
  vault = opened.value;
});
afterEach(() => vault.close());

let clock = 0;

function change(kind: 'limits' | 'what-if', body: (changeId: number) => void): void {
  clock += 1000;
  const made = vault.changes.make(kind, epochMs(clock), (changeId) => {
    body(changeId);
    return success({ keep: true, description: 'a test change', value: null });
  });
  if (!made.ok) throw new Error(made.fault.message);
}

function undo(): void {
  const undone = vault.changes.withdraw(vault.changes.newestLive()?.id ?? -1, epochMs(clock));
  if (!undone.ok) throw new Error(undone.fault.message);
}

const topUp = (amount: string): WhatIfTicket => ({ kind: 'top-up', account: 'Main', asset: 'USDT', amount });

test('limits stand in the order of their rules, for all before those of one account; the newest holds, undo takes it back', () => {
  change('limits', (id) => {
    vault.limits.set(id, { rule: 'margin-ratio', account: 'Second', value: 0.4 });
    vault.limits.set(id, { rule: 'margin-ratio', account: 'Main', value: 0.3 });
    vault.limits.set(id, { rule: 'margin-ratio', account: null, value: 0.5 });
    vault.limits.set(id, { rule: 'book-leverage', account: null, value: 3 });
  });
  const listed = () => vault.limits.list().map(({ rule, account, value }) => `${rule} ${account} ${value}`);
  const first = ['book-leverage null 3', 'margin-ratio null 0.5', 'margin-ratio Main 0.3', 'margin-ratio Second 0.4'];
  expect(listed()).toEqual(first);
  change('limits', (id) => {
    vault.limits.set(id, { rule: 'book-leverage', account: null, value: 2.5 });
    vault.limits.clear(id, { rule: 'margin-ratio', account: 'Main' });
  });
  expect(listed()).toEqual(['book-leverage null 2.5', 'margin-ratio null 0.5', 'margin-ratio Second 0.4']);
  undo();
  expect(listed()).toEqual(first);
});

test('what-ifs are kept by name, the newest in place of the older; removed ones are gone until undo brings them back', () => {
  change('what-if', (id) => vault.whatIfs.keep(id, 'More', [topUp('5')]));
  change('what-if', (id) => vault.whatIfs.keep(id, 'Less', [topUp('-5')]));
  change('what-if', (id) => vault.whatIfs.keep(id, 'More', [topUp('7'), topUp('8')]));
  const listed = () => vault.whatIfs.list().map(({ name, tickets }) => [name, tickets]);
  const all = [
    ['Less', [topUp('-5')]],
    ['More', [topUp('7'), topUp('8')]],
  ];
  expect(listed()).toEqual(all);
  expect(vault.whatIfs.list()[1]?.keptMs).toBe(clock);
  change('what-if', (id) => vault.whatIfs.remove(id, 'More'));
  expect(listed()).toEqual(all.slice(0, 1));
  undo();
  expect(listed()).toEqual(all);
});
