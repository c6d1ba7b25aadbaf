import { expect, test } from 'vitest';
import type { CascadeFigureQuestion, CascadeQuestion } from '../../../shared/contract/cascade.ts';
import { refolded } from '../../risk/explain/explain.ts';
import { amountsUnder, refoldsTo } from '../../risk/fixtures/refolds-to.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client } = vaultOfTest();
type Question = Parameters<ReturnType<typeof client>['risk.cascadeFigure']>[0]['question'];

/** The demo book along BTC, with what the question adds. */
async function demo(more: Partial<CascadeQuestion> = {}) {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const question: Question = { axis: { kind: 'asset', from: -0.8, to: 1, step: 0.1 }, ...more };
  const answer = await client()['risk.cascade'](question);
  if (!answer.ok) throw new Error(answer.fault.message);
  const explain = async (asked: CascadeFigureQuestion['asked']) => {
    const found = await client()['risk.cascadeFigure']({ question, asked });
    if (!found.ok) throw new Error(found.fault.message);
    const { value, tree } = found.value;
    if (tree !== null && !refoldsTo(refolded(tree), tree.value, amountsUnder(tree, 'money')))
      throw new Error(`${tree.label} refolds to ${refolded(tree)}, not ${tree.value}`);
    return { value, tree };
  };
  return { question, explain, document: answer.value };
}

test('every top-up is explained; one of a pool that is not there is refused', async () => {
  const { question, explain, document } = await demo();
  let explained = 0;
  for (const { side, account, pool, amount } of document.topUps) {
    const { value, tree } = await explain({ kind: 'top-up', side, account, pool });
    expect(value).toBe(amount);
    if (amount === 0) expect(tree).toBeNull();
    else {
      expect(tree?.value).toBeCloseTo(amount as number, 6);
      explained += 1;
    }
  }
  expect(explained).toBeGreaterThan(1);
  const asked = { kind: 'top-up', side: 'down', account: 'nobody', pool: 'cross' } as const;
  const stranger = await client()['risk.cascadeFigure']({ question, asked });
  expect(stranger).toMatchObject({ ok: false, fault: { code: 'cascade-figure' } });
});

test('what the book is worth at the end of each way is explained, with all that was closed and with nothing closed', async () => {
  const { explain, document } = await demo();
  for (const side of ['down', 'up'] as const) {
    const rung = side === 'down' ? document.rungs[0] : document.rungs.at(-1);
    const left = await explain({ kind: 'end', side, figure: 'left' });
    expect(left.tree?.value).toBeCloseTo(rung?.bookEquity as number, 6);
    const markDown = await explain({ kind: 'end', side, figure: 'markDown' });
    expect(markDown.tree?.value).toBeCloseTo(rung?.markDownEquity as number, 6);
  }
});

test('what harder rules do to each pool is explained by the row of the tier and by the rule that was asked about', async () => {
  const rules = { maintenanceFactor: 3, collateralFactor: 0.5, leverageCap: 2 };
  const { explain, document } = await demo({ rules });
  expect(document.judged.length).toBeGreaterThan(2);
  for (const { account, pool, surplus, initialShort, largestSize } of document.judged) {
    const over = await explain({ kind: 'rules', account, pool, figure: 'surplus' });
    expect(over.tree?.value).toBeCloseTo(surplus, 6);
    expect(JSON.stringify(over.tree)).toContain('harder rules that you asked about');
    const short = await explain({ kind: 'rules', account, pool, figure: 'initialShort' });
    expect(short.tree?.value ?? null).toEqual(initialShort === null ? null : expect.closeTo(initialShort, 6));
    const size = await explain({ kind: 'rules', account, pool, figure: 'largestSize' });
    expect(size.value).toBe(largestSize);
    expect(size.tree).not.toBeNull();
  }
});

test('the trades of a plan are explained by what they free', async () => {
  const { question, explain, document } = await demo({ restoreRatio: 0.05, sale: { kind: 'haircut', fraction: 0.01 } });
  let explained = 0;
  for (const { account, pool, trades } of document.plans)
    for (const [index, trade] of (trades ?? []).entries())
      for (const figure of ['quantity', 'notional', 'cost'] as const) {
        const { value, tree } = await explain({ kind: 'trade', account, pool, index, figure });
        expect(value).toBe(trade[figure]);
        expect(tree?.value).toBe(value);
        explained += 1;
      }
  expect(explained).toBeGreaterThan(5);
  const asked = { kind: 'trade', account: 'nobody', pool: 'cross', index: 0, figure: 'cost' } as const;
  expect(await client()['risk.cascadeFigure']({ question, asked })).toMatchObject({ ok: false });
});
