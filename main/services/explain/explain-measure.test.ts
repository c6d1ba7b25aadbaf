import { expect, test } from 'vitest';
import type { ExplainDocument, ExplainNode } from '../../../shared/contract/risk.ts';
import { evaluateFormula } from '../../../shared/measures/evaluate-formula.ts';
import { measureIds } from '../../../shared/measures/measure.ts';
import { binanceTrades } from '../../cli/test-terminal.ts';
import { refolded } from '../../risk/explain/explain.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client, write } = vaultOfTest();

type Question = Parameters<ReturnType<typeof client>['risk.explain']>[0];

async function explain(
  measure: string,
  scope: string | null = null,
  more: Pick<Question, 'axis' | 'shock'> = {},
): Promise<ExplainDocument> {
  const answer = await client()['risk.explain']({ measure, scope, ...more });
  if (!answer.ok) throw new Error(`${measure} of ${scope}: ${answer.fault.message}`);
  return answer.value;
}

function nodesOf(node: ExplainNode): readonly ExplainNode[] {
  return [node, ...node.children.flatMap(nodesOf)];
}

function near(found: number, value: number): boolean {
  return Math.abs(found - value) <= 1e-12 * Math.max(1, Math.abs(value));
}

/** Every scope at which a figure can be asked for, from the answer to a scope that is none. */
async function scopesOf(measure: string): Promise<readonly string[]> {
  const answer = await client()['risk.explain']({ measure, scope: 'nowhere' });
  if (answer.ok) throw new Error('nowhere is a scope');
  return answer.fault.mend
    .replace(/^Known are: |\.$/g, '')
    .split(', ')
    .filter((scope) => scope !== '');
}

test('in the demo book every figure with a value has a tree that refolds to it, and every leaf says where it comes from', async () => {
  const opened = await client()['vault.openDemo']({});
  expect(opened.ok).toBe(true);
  const explainedIds = new Set<string>();
  let trees = 0;
  for (const id of measureIds)
    for (const scope of await scopesOf(id)) {
      const { measure, tree, known } = await explain(id, scope);
      if (measure.value === null) {
        expect(tree, `${id} of ${scope}`).toBeNull();
        expect(measure.reason).not.toBeNull();
        for (const part of known) if (!near(refolded(part), part.value)) throw new Error(`${part.label} of ${id}`);
        continue;
      }
      if (tree === null) throw new Error(`${id} of ${scope} has no tree`);
      explainedIds.add(id);
      trees += 1;
      if (!near(refolded(tree), measure.value))
        throw new Error(`${id} of ${scope} is ${measure.value}, its tree refolds to ${refolded(tree)}`);
      for (const node of nodesOf(tree)) {
        if (node.formula === null && node.source === null)
          throw new Error(`${node.label} in ${id} of ${scope} has no source`);
        if (node.formula === null) continue;
        const own = evaluateFormula(node.formula, new Map(node.children.map((child) => [child.symbol, child.value])));
        if (!near(own, node.value)) throw new Error(`${node.label} in ${id} of ${scope} is not what its formula gives`);
      }
    }
  expect(trees).toBeGreaterThan(500);
  // Two figures are of a rung of the ladder only; and of what the demo book holds nothing is an option. Every other is there.
  const absent = measureIds.filter((id) => !explainedIds.has(id));
  expect(absent).toEqual(['equityChange', 'closedNotional', 'marketValue', 'strikeNotional']);
});

test('along another axis, and by estimated betas, the shocks at which pools go refold; and at a rung every figure of its row', async () => {
  expect((await client()['vault.openDemo']({})).ok).toBe(true);
  for (const asset of ['BTC', 'ETH'])
    for (const beta of [0, 1, 'estimated'] as const) {
      const axis = { asset, beta };
      const risk = await client()['risk.assess']({ axis });
      if (!risk.ok) throw new Error(risk.fault.message);
      const shocks = risk.value.measures.filter(({ id, value }) => id === 'nearestShock' && value !== null);
      expect(shocks.length).toBeGreaterThan(1);
      for (const { scope, value } of shocks) {
        const { measure, tree } = await explain('nearestShock', scope, { axis });
        expect(measure.value, `${scope} along ${asset}`).toBe(value);
        if (tree === null || !near(refolded(tree), value as number))
          throw new Error(`${scope} along ${asset}, ${beta}`);
      }
      const rung = risk.value.ladder?.rungs[20];
      if (rung === undefined) throw new Error('no rung');
      const shock = { asset, fraction: rung.shockFraction, beta };
      for (const { account, pool, state, equity, liquidatedNotional } of rung.pools) {
        if (pool === 'spot' || equity === null || state === 'missing-data') continue;
        for (const [id, value] of [
          ['equity', equity],
          ['closedNotional', liquidatedNotional as number],
        ] as const) {
          const { measure, tree } = await explain(id, `pool:${account}/${pool}`, { shock });
          expect(Math.abs((measure.value as number) - value)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(value)));
          if (tree === null || !near(refolded(tree), measure.value as number)) throw new Error(`${id} of ${pool}`);
        }
        const now = await explain('equity', `pool:${account}/${pool}`);
        const change = await explain('equityChange', `pool:${account}/${pool}`, { shock });
        const reached = await explain('equity', `pool:${account}/${pool}`, { shock });
        expect(change.measure.value).toBeCloseTo((reached.measure.value as number) - (now.measure.value as number), 6);
      }
    }
  const ask = { measure: 'beta', scope: 'asset:ETH', axis: { asset: 'GOLD', beta: 'estimated' } } as const;
  expect(await client()['risk.explain'](ask)).toMatchObject({ ok: false, fault: { code: 'shock-asset' } });
});

async function importFile(name: string, text: string, account: string): Promise<void> {
  const done = await client()['imports.run']({ source: write(name, text), options: { account } });
  if (!done.ok) throw new Error(done.fault.message);
  expect(done.value.error).toBeNull();
}

function nodeOf(document: ExplainDocument, symbol: string): ExplainNode {
  const found = document.tree === null ? undefined : nodesOf(document.tree).find((node) => node.symbol === symbol);
  if (found === undefined) throw new Error(`no ${symbol} in the tree`);
  return found;
}

test('leaves name the file and the line, the statement and its date, the file of a mark', async () => {
  const fill = { side: 'BUY', price: '60000', quantity: '0.2', id: 1, time: '2026-03-01 10:00:00' } as const;
  const rows = [
    fill,
    { ...fill, side: 'SELL', quantity: '0.05', price: '61000', profit: '50', id: 2, time: '2026-03-02 11:00:00' },
  ] as const;
  await importFile('my-trades(UTC+0).csv', binanceTrades(rows), 'main');
  const symbol = 'BTC/USDT:USDT';
  const stated = await client()['accounts.set']({
    name: 'main',
    venue: 'binance-usdm',
    leverage: [{ instrument: symbol, leverage: 10 }],
    wallet: [{ asset: 'USDT', amount: '5000', timeMs: Date.UTC(2026, 2, 3) }],
  });
  const marked = await client()['book.marks']({
    marks: [{ instrument: symbol, price: '62000', timeMs: Date.UTC(2026, 4, 31) }],
  });
  expect([stated.ok, marked.ok]).toEqual([true, true]);

  const quantity = await explain('quantity', `position:main/${symbol}/long`);
  expect(quantity.tree).toMatchObject({ value: 0.15, formula: 'bought - sold' });
  expect(nodeOf(quantity, 'bought')).toMatchObject({
    value: 0.2,
    source: '1 fill, the last: my-trades(UTC+0).csv, line 2',
    asOf: '2026-03-01T10:00:00Z',
  });
  expect(nodeOf(quantity, 'sold')).toMatchObject({
    value: 0.05,
    source: '1 fill, the last: my-trades(UTC+0).csv, line 3',
  });

  const margin = await explain('initialMargin', `position:main/${symbol}/long`);
  // 0.15 x 62,000 / 10
  expect(margin.tree?.value).toBeCloseTo(930, 9);
  expect(nodeOf(margin, 'leverage')).toMatchObject({
    source: 'stated by the trader on 2026-06-01',
    asOf: '2026-06-01T00:00:00Z',
  });
  expect(nodeOf(margin, 'mark')).toMatchObject({
    source: `mark of ${symbol}, stated by the trader on 2026-06-01`,
    asOf: '2026-05-31T00:00:00Z',
  });

  const balance = await explain('balance', 'balance:main/USDT');
  expect(balance.tree).toMatchObject({ value: 5000, source: 'stated by the trader', asOf: '2026-03-03T00:00:00Z' });
  expect(balance.tree?.why).toBe('Stated as 5000 on 2026-03-03 (stated by the trader); nothing moved it since.');

  const realized = await explain('realizedPnl', `position:main/${symbol}/long`);
  // 0.05 x (61,000 - 60,000)
  expect(realized.tree?.value).toBeCloseTo(50, 12);
  expect(nodeOf(realized, 'booked').source).toBe('my-trades(UTC+0).csv, line 3');
  expect(nodeOf(await explain('funding', `position:main/${symbol}/long`), 'booked')).toMatchObject({
    value: 0,
    source: 'no funding row',
  });
});

test('a position that was stated opens its quantity; without trades of the wallet its reason stands with what is known', async () => {
  const symbol = 'ETH/USDT:USDT';
  const opened = await client()['book.add']({
    kind: 'position',
    account: 'hand',
    instrument: symbol,
    quantity: '-3',
    averagePrice: '2000',
    timeMs: Date.UTC(2026, 4, 1),
  });
  expect(opened.ok).toBe(true);
  const quantity = await explain('quantity', `position:hand/${symbol}/short`);
  expect(quantity.tree).toMatchObject({ value: -3, formula: 'opening + bought - sold' });
  expect(nodeOf(quantity, 'opening')).toMatchObject({
    value: -3,
    source: 'stated by the trader',
    asOf: '2026-05-01T00:00:00Z',
  });
  await client()['book.marks']({ marks: [{ instrument: symbol, price: '2100' }] });
  const buffer = await explain('buffer', 'account:hand');
  expect(buffer).toMatchObject({ tree: null, measure: { status: 'missing-data', value: null } });
  expect(buffer.measure.mend).toContain('wallet');
  // -3 x (2,100 - 2,000)
  expect(buffer.known.find(({ label }) => label.startsWith('Unrealised profit'))?.value).toBe(-300);
});

test('what does not exist is refused with what there is', async () => {
  await client()['vault.openDemo']({});
  const ask = (measure: string, scope: string | null) => client()['risk.explain']({ measure, scope });
  expect(await ask('beauty', null)).toMatchObject({ ok: false, fault: { code: 'measure-unknown' } });
  expect(await ask('equity', 'here')).toMatchObject({ ok: false, fault: { code: 'scope-unknown' } });
  expect(await ask('equity', 'account:nobody')).toMatchObject({ ok: false, fault: { code: 'scope-unknown' } });
  expect(await ask('quantity', null)).toMatchObject({ ok: false, fault: { code: 'scope-missing' } });
  expect(await ask('equity', null)).toMatchObject({ ok: true, value: { measure: { scope: 'book' } } });
});
