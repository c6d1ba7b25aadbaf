import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { assess } from '../assessment/assess.ts';
import { defaultThresholds } from '../assessment/assessment.ts';
import { account, asOfMs, balance, book, position, swingingCloses, tiers } from '../fixtures/build-book.ts';
import { books } from '../fixtures/random-book.ts';
import { amountsUnder, refoldsTo } from '../fixtures/refolds-to.ts';
import { explainMeasure, refolded } from './explain.ts';
import { shockedInput } from './explain-input.ts';
import type { Shock } from './shocked-book.ts';
import { bookSources } from './sources.ts';

function leavesOf(node: ExplainNode): readonly ExplainNode[] {
  return node.formula === null ? [node] : node.children.flatMap(leavesOf);
}

const shocks = fc.record({
  asset: fc.constantFrom('BTC', 'ETH', 'SOL'),
  fraction: fc.integer({ min: -80, max: 80 }).map((percent) => percent / 100),
  beta: fc.constantFrom(0 as const, 1 as const, 'estimated' as const),
});

test('at every rung equity and maintenance of every pool are those of the ladder, and their trees refold to them within 1e-12', () => {
  const firstDay = Math.floor(asOfMs / 86_400_000) - 100;
  const closesBy = (swing: number) => ({ ...swingingCloses(100, swing), firstDay });
  // Of SOL there are too few closes for a beta.
  const closes = { BTC: closesBy(0.03), ETH: closesBy(-0.02), SOL: { ...swingingCloses(20, 0.06), firstDay } };
  let trees = 0;
  let byBeta = 0;
  fc.assert(
    fc.property(books(), shocks, (plain, shock) => {
      const some = { ...plain, closes };
      const axis = { asset: shock.asset, from: shock.fraction, to: shock.fraction, step: 1, beta: shock.beta };
      const { ladder } = assess(some, { axis, thresholds: defaultThresholds });
      const input = shockedInput(some, shock, bookSources);
      // What is no margin pool has no maintenance.
      for (const lane of (ladder?.lanes ?? []).filter(({ pool }) => pool !== 'spot')) {
        const scope = { kind: 'pool', account: lane.account, pool: lane.pool } as const;
        for (const [id, column] of [
          ['equity', lane.equity],
          ['maintenanceMargin', lane.maintenance],
        ] as const) {
          const found = explainMeasure(input, id, scope);
          if (found === null) throw new Error(`no ${id} of ${lane.pool}`);
          const { measure, tree } = found;
          if (column === null) {
            // Maintenance is known where a beta is missing that only collateral asks for.
            if (id === 'equity') expect(measure.value).toBeNull();
            continue;
          }
          const rung = column[0] as number;
          // The ladder adds all moving parts up first: sums of a hundred times the figure keep ten digits of it.
          expect(Math.abs((measure.value as number) - rung)).toBeLessThanOrEqual(1e-8 * Math.max(1, Math.abs(rung)));
          if (tree === null) throw new Error(`${id} of ${lane.pool} has no tree`);
          const fold = refolded(tree);
          expect(refoldsTo(fold, tree.value, amountsUnder(tree, measure.unit))).toBe(true);
          for (const leaf of leavesOf(tree)) expect(leaf.source).not.toBeNull();
          trees += 1;
          if (shock.beta === 'estimated') byBeta += 1;
        }
      }
    }),
    { numRuns: 60 },
  );
  expect(trees).toBeGreaterThan(100);
  expect(byBeta).toBeGreaterThan(20);
});

const down: Shock = { asset: 'ETH', fraction: -0.1, beta: 1 };
const twoLongs = book([
  account(
    [
      position({ symbol: 'ETH/USDT:USDT', quantity: 10, entry: 1_000, mark: 1_000, tiers: tiers([0, 0.05, 0]) }),
      position({ symbol: 'BTC/USDT:USDT', quantity: 1, entry: 10_000, mark: 10_000, tiers: tiers([0, 0.05, 0]) }),
    ],
    [balance('USDT', 5_000)],
  ),
]);

test('a rung shows the mark of now and by how much it moved', () => {
  const input = shockedInput(twoLongs, down, bookSources);
  const found = explainMeasure(input, 'equity', { kind: 'account', account: 'one' });
  // 5,000 - 10 x 100 - 1 x 1,000
  expect(found?.measure.value).toBeCloseTo(3_000, 9);
  const leaves = found?.tree == null ? [] : leavesOf(found.tree);
  expect(leaves.filter(({ symbol }) => symbol === 'markNow').map(({ value }) => value)).toEqual([1_000, 10_000]);
  expect(
    new Set(leaves.filter(({ symbol }) => symbol === 'shock').map(({ value, source }) => `${value} ${source}`)),
  ).toEqual(new Set(['-0.1 rung of the ladder']));
  const maintenance = explainMeasure(input, 'maintenanceMargin', { kind: 'account', account: 'one' });
  // 5 % of 9,000 and of 9,000
  expect(maintenance?.measure.value).toBeCloseTo(900, 9);
});

test('by beta 0 the others stand; by estimated betas each moves by its own power, and without one nothing is told', () => {
  const still = shockedInput(twoLongs, { ...down, beta: 0 }, bookSources);
  const equityOf = (input: typeof still) => explainMeasure(input, 'equity', { kind: 'account', account: 'one' });
  expect(equityOf(still)?.measure.value).toBeCloseTo(4_000, 9);
  const estimated: Shock = { ...down, beta: 'estimated' };
  const firstDay = Math.floor(asOfMs / 86_400_000) - 100;
  // BTC does twice what ETH does, in logarithms.
  const closes = {
    ETH: { ...swingingCloses(100, 0.02), firstDay },
    BTC: { ...swingingCloses(100, 1.02 ** 2 - 1), firstDay },
  };
  const own = shockedInput({ ...twoLongs, closes }, estimated, bookSources);
  // BTC by 0.9 ^ 2: 10,000 becomes 8,100.
  expect(equityOf(own)?.measure.value).toBeCloseTo(5_000 - 1_000 - 1_900, 9);
  const unknown = equityOf(shockedInput(twoLongs, estimated, bookSources));
  expect(unknown?.measure).toMatchObject({
    value: null,
    status: 'missing-data',
    reason: expect.stringContaining('no price history'),
  });
});

test('what a rung changes and what is closed there follow from the book at the rung and at the marks', () => {
  // At a tenth down each loses 1,000: 3,000 of equity over 900 of maintenance stand; at a fifth down 1,000 over 800 too.
  const at = (fraction: number) => shockedInput(twoLongs, { ...down, fraction }, bookSources);
  const pool = { kind: 'pool', account: 'one', pool: 'cross' } as const;
  const figure = (
    input: ReturnType<typeof at>,
    id: 'equityChange' | 'closedNotional',
    scope: typeof pool | { kind: 'book' },
  ) => {
    const found = explainMeasure(input, id, scope);
    if (found?.tree == null || found.measure.value === null) throw new Error(`no ${id}`);
    expect(Math.abs(refolded(found.tree) - found.measure.value)).toBeLessThanOrEqual(1e-9);
    return found.measure.value;
  };
  expect(figure(at(-0.1), 'equityChange', pool)).toBeCloseTo(-2_000, 9);
  expect(figure(at(-0.1), 'equityChange', { kind: 'book' })).toBeCloseTo(-2_000, 9);
  expect(figure(at(-0.1), 'closedNotional', pool)).toBe(0);
  // At 22 % down equity is 600, maintenance 780: all of 2 x 7,800 may be closed.
  expect(figure(at(-0.22), 'closedNotional', pool)).toBeCloseTo(15_600, 9);
  expect(figure(at(-0.22), 'closedNotional', { kind: 'book' })).toBeCloseTo(15_600, 9);
  // At the marks there is nothing to tell.
  expect(explainMeasure({ ...at(-0.1), before: null }, 'equityChange', pool)).toBeNull();
});
