import { expect, test } from 'vitest';
import type { WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { refolded } from '../../risk/explain/explain.ts';
import { amountsUnder, refoldsTo } from '../../risk/fixtures/refolds-to.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client } = vaultOfTest();

/** What of the demo book may be done: more of a position that is held, another closed, money paid in. */
async function demoTickets(): Promise<WhatIfTicket[]> {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const held = await client()['views.accounts']({});
  if (!held.ok) throw new Error(held.fault.message);
  const [first, second] = held.value.accounts.filter(
    ({ positions, positionMode }) => positionMode !== 'hedge' && positions.length > 1,
  );
  const [one, other] = first?.positions ?? [];
  if (first === undefined || one === undefined || other === undefined || second === undefined)
    throw new Error('the demo book has two accounts with two positions');
  return [
    { kind: 'top-up', account: second.name, asset: second.balances[0]?.asset ?? 'USDT', amount: '1500' },
    {
      kind: 'close',
      account: first.name,
      instrument: other.instrument,
      leg: null,
      share: 0.5,
      price: null,
      feeRate: 0.001,
    },
    {
      kind: 'trade',
      account: first.name,
      instrument: one.instrument,
      side: one.side === 'long' ? 'buy' : 'sell',
      leg: null,
      size: { unit: 'base', amount: '2000' },
      price: null,
      leverage: 7,
      feeRate: 0.0005,
      stop: null,
    },
  ];
}

test('every figure that a what-if compares opens: as it would be, and what changes of it', async () => {
  const tickets = await demoTickets();
  const assessed = await client()['whatif.assess']({ whatIfs: [{ kind: 'tickets', label: 'A', tickets }] });
  if (!assessed.ok) throw new Error(assessed.fault.message);
  const comparison = assessed.value.whatIfs[0]?.comparison;
  if (comparison == null) throw new Error(assessed.value.whatIfs[0]?.fault?.message ?? 'no comparison');
  const figures = [
    ...comparison.figures.map(({ id, scope, ...compared }) => ({ id, scope, compared })),
    ...comparison.positions.flatMap(({ scope, liquidationLower, liquidationUpper }) => [
      { id: 'liquidationPrice.lower', scope, compared: liquidationLower },
      { id: 'liquidationPrice.upper', scope, compared: liquidationUpper },
    ]),
    ...comparison.positions.flatMap(({ scope, quantity }) =>
      quantity.whatIf.value === 0 ? [] : [{ id: 'quantity', scope, compared: quantity }],
    ),
  ];
  let [opened, changed] = [0, 0];
  for (const { id, scope, compared } of figures)
    for (const figure of ['whatIf', 'difference'] as const) {
      const shown = figure === 'whatIf' ? compared.whatIf.value : compared.difference;
      if (shown === null) continue;
      const found = await client()['whatif.explain']({ tickets, measure: id, scope, figure });
      if (!found.ok) throw new Error(`${id} of ${scope}: ${found.fault.message}`);
      const { measure, tree } = found.value;
      if (tree === null) throw new Error(`${id} of ${scope} has no tree`);
      const amounts = amountsUnder(tree, tree.unit === 'USD' ? 'money' : tree.unit);
      if (!refoldsTo(refolded(tree), tree.value, amounts)) throw new Error(`${id} of ${scope} does not refold`);
      if (!refoldsTo(tree.value, shown, amounts)) throw new Error(`${id} of ${scope}: ${tree.value}, shown ${shown}`);
      expect(measure.unit).toBeTruthy();
      opened += 1;
      if (figure === 'difference' && Math.abs(shown) > 1e-9) changed += 1;
    }
  expect(opened).toBeGreaterThan(60);
  expect(changed).toBeGreaterThan(8);
});

test('whoever goes or is called in a what-if: the shock opens on either side, along any axis', async () => {
  const tickets = await demoTickets();
  let opened = 0;
  for (const axis of [
    { asset: 'BTC', beta: 1 },
    { asset: 'ETH', beta: 'estimated' },
    { asset: 'DOGE', beta: 0 },
  ] as const) {
    const assessed = await client()['whatif.assess']({ axis, whatIfs: [{ kind: 'tickets', label: 'A', tickets }] });
    if (!assessed.ok) throw new Error(assessed.fault.message);
    const { ladder, events } = assessed.value.whatIfs[0]?.comparison ?? {};
    if (ladder == null || events == null) throw new Error('no order');
    for (const { side, actual, whatIf } of [...ladder.sides, ...events.sides])
      for (const [going, asked] of [
        ...actual.order.map((one) => [one, 'actual'] as const),
        ...whatIf.order.map((one) => [one, 'whatIf'] as const),
      ]) {
        const question = { measure: `departure.${side}`, scope: `pool:${going.account}/${going.pool}`, axis };
        const found = await (asked === 'actual'
          ? client()['risk.explain'](question)
          : client()['whatif.explain']({ ...question, tickets }));
        if (!found.ok) throw new Error(`${question.scope}: ${found.fault.message}`);
        const { tree } = found.value;
        if (tree === null) throw new Error(`${question.scope} has no tree`);
        const away = Math.abs(tree.value - going.shockFraction);
        expect(away, question.scope).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(going.shockFraction)));
        if (!refoldsTo(refolded(tree), tree.value, [])) throw new Error(`${question.scope} does not refold`);
        opened += 1;
      }
  }
  expect(opened).toBeGreaterThan(40);
});

test('a tree of a what-if says that it is hypothetical, and which inputs the tickets move', async () => {
  const tickets = await demoTickets();
  const account = tickets[2]?.account ?? '';
  const found = await client()['whatif.explain']({ tickets, measure: 'equity', scope: `account:${account}` });
  if (!found.ok) throw new Error(found.fault.message);
  expect(found.value.tree?.why).toMatch(/^Hypothetical: pay 1500 .*; close 50.* Nothing of it is booked\./);
  expect(JSON.stringify(found.value.tree)).toContain('"what-if: close 50');
  const unknown = await client()['whatif.explain']({ tickets, measure: 'equity', scope: 'account:nobody' });
  expect(unknown).toMatchObject({ ok: false, fault: { code: 'scope-unknown' } });
});
