import { expect, test } from 'vitest';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client } = vaultOfTest();

test('the endings of the demo book are those of its risk document, and every debt says who bears it or that nobody knows', async () => {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const answer = await client()['risk.insolvency']({ gapFraction: 0.6, delayHours: 4 });
  const risk = await client()['risk.assess']({});
  if (!answer.ok || !risk.ok) throw new Error('the demo book has no answer');
  const { endings, adl, hedges, assumptions, excluded } = answer.value;
  for (const { account, bearers } of endings) {
    const isSaid = excluded.some(({ text }) => text === `Who bears a debt of ${account} is not known.`);
    if (bearers === null) expect(isSaid).toBe(true);
  }
  expect(endings.length).toBeGreaterThan(2);
  for (const ending of endings) {
    const measure = (id: string) => risk.value.measures.find((one) => one.id === id && one.scope === ending.scope);
    expect(ending.bankruptcyPrice.value).toBe(measure('bankruptcyPrice')?.value);
    const side = ending.side === 'up' ? 'liquidationPrice.upper' : 'liquidationPrice.lower';
    expect(ending.liquidationPrice.value).toBe(measure(side)?.value);
    if (ending.waterfall === null) expect(ending.shortfall.reason).not.toBeNull();
    else expect(ending.shortfall.value).toBe(ending.waterfall.debt);
  }
  expect(endings.some(({ shortfall }) => (shortfall.value ?? 0) > 0)).toBe(true);
  for (const { score, order } of adl) expect(order === null).toBe(score.value === null);
  for (const { winning, other } of hedges) expect(winning.side).not.toBe(other.side);
  expect(assumptions.map(({ text }) => text).join(' ')).toContain(
    'your place in the venue’s queue depends on other traders',
  );
});

test('every figure of the panel is explained with the jump and the delay of the panel', async () => {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  const insolvency = { gapFraction: 0.6, delayHours: 4 };
  const answer = await client()['risk.insolvency'](insolvency);
  if (!answer.ok) throw new Error('the demo book has no answer');
  let debts = 0;
  for (const ending of answer.value.endings)
    for (const [measure, figure] of [
      ['bufferFraction', ending.bufferFraction],
      ['bufferMoney', ending.bufferMoney],
      ['distanceToInsolvency', ending.distanceFraction],
      ['distanceToInsolvencySigma', ending.distanceSigma],
      ['equityAfterLiquidation', ending.equityAfter],
      ['shortfall', ending.shortfall],
      ['expectedDebt', ending.expectedDebt],
    ] as const) {
      const found = await client()['risk.explain']({ measure, scope: ending.scope, insolvency });
      if (!found.ok) throw new Error(`${measure} of ${ending.scope}: ${found.fault.message}`);
      expect(found.value.measure).toMatchObject({ status: figure.status, value: figure.value, reason: figure.reason });
      expect(found.value.tree === null).toBe(figure.value === null);
      if (measure === 'shortfall' && (figure.value ?? 0) > 0) debts += 1;
    }
  expect(debts).toBeGreaterThan(0);
  for (const { scope, score } of answer.value.adl) {
    const found = await client()['risk.explain']({ measure: 'adlScore', scope });
    expect(found).toMatchObject({ ok: true, value: { measure: { value: score.value, reason: score.reason } } });
  }
});

test('an empty book has nothing that could end in debt', async () => {
  const answer = await client()['risk.insolvency']({});
  expect(answer).toMatchObject({
    ok: true,
    value: { endings: [], adl: [], hedges: [], gapFraction: 0.2, delayHours: 1 },
  });
});
