import { expect, test } from 'vitest';
import { refolded } from '../../risk/explain/explain.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client } = vaultOfTest();

test('every event of the demo book is explained: the same event, and trees that refold', async () => {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const question = { axis: { kind: 'asset', from: -0.8, to: 1, step: 0.1 } } as const;
  const answer = await client()['risk.cascade'](question);
  if (!answer.ok) throw new Error(answer.fault.message);
  let explained = 0;
  for (const { side, events } of answer.value.sides)
    for (const [index, event] of events.entries()) {
      const found = await client()['risk.cascadeEvent']({ question, side, index });
      if (!found.ok) throw new Error(found.fault.message);
      expect(found.value.event).toEqual(event);
      for (const { tree } of found.value.trees)
        expect(Math.abs(refolded(tree) - tree.value)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(tree.value)));
      explained += 1;
    }
  expect(explained).toBeGreaterThan(2);
  const count = answer.value.sides[0]?.events.length as number;
  const beyond = await client()['risk.cascadeEvent']({ question, side: 'down', index: count });
  expect(beyond).toMatchObject({ ok: false, fault: { code: 'cascade-event' } });
});

test('what is figured at a flat rate says so at every rung and at every event', async () => {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const risk = await client()['risk.assess']({});
  const answer = await client()['risk.cascade']({ axis: { kind: 'asset', from: -0.8, to: 1, step: 0.1 } });
  if (!risk.ok || !answer.ok) throw new Error('the demo book has no answer');
  const flat = risk.value.accounts.flatMap(({ account, pools }) =>
    pools.flatMap(({ pool, flags }) => (flags.includes('flat-rate-tiers') ? [`${account} ${pool}`] : [])),
  );
  expect(flat.length).toBeGreaterThan(0);
  const rungs = risk.value.ladder?.rungs ?? [];
  expect(rungs.length).toBeGreaterThan(100);
  for (const row of [...rungs.flatMap(({ pools }) => pools), ...answer.value.sides.flatMap(({ events }) => events)])
    expect(row.flags.includes('flat-rate-tiers')).toBe(flat.includes(`${row.account} ${row.pool}`));
});
