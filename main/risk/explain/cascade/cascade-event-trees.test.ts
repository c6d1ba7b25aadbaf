import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LiquidationRules } from '../../../../shared/book/venue-rules.ts';
import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import { known, missing } from '../../../../shared/measures/outcome.ts';
import type { CascadeAxis } from '../../cascade/cascade-axis.ts';
import type { CascadeEvent } from '../../cascade/cascade-event.ts';
import { cascadeCalls } from '../../cascade/cascade-ladder.ts';
import type { CascadeCall } from '../../cascade/cascade.ts';
import { account, asOfMs, balance, book, position, tiers } from '../../fixtures/build-book.ts';
import { books } from '../../fixtures/random-book.ts';
import { compileAccount, compileBook } from '../../margin/compile-pools.ts';
import type { MarginTable } from '../../margin/margin-table.ts';
import { cascadeEventTrees, type EventFigure } from './cascade-event-trees.ts';
import { refolded } from '../explain.ts';

const rules: LiquidationRules = {
  venue: 'test',
  validFrom: '2026-01-01',
  source: 'https://venue.example/liquidation',
  origin: 'shipped',
  trigger: 'at-or-below',
  method: 'market',
  sizing: { kind: 'whole' },
  feeRate: 0.01,
  feeRates: {},
  backstopShare: null,
  bearers: ['insurance-fund'],
};

const desk = { book: book([]) };
const axis: CascadeAxis = { kind: 'pinned', asset: 'BTC', mark: 100, first: 40, second: 180, steps: 2, beta: 1 };
const sale = { kind: 'haircut', fraction: 0.02 } as const;

function callsOf(tables: readonly MarginTable[], salesMovePrice = false): readonly CascadeCall[] {
  const options = { sale, salesMovePrice, sigmaOf: () => missing('not known', 'Say it.') };
  const found = cascadeCalls(tables, axis, options, () => known(1));
  if (found.status !== 'value') throw new Error(found.reason);
  return found.value.flatMap(({ calls }) => calls);
}

function leavesOf(node: ExplainNode): readonly ExplainNode[] {
  return node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
}

/** The figure of an event that a tree is behind; of the call there is none. */
function figureOf(event: CascadeEvent, figure: EventFigure): number | null {
  return figure === 'call' ? null : event[figure];
}

const ways: fc.Arbitrary<LiquidationRules> = fc
  .record({
    sizing: fc.constantFrom<LiquidationRules['sizing']>(
      { kind: 'whole' },
      { kind: 'share-first', share: 0.2, aboveNotional: 20_000 },
      { kind: 'restore', factor: 1.1 },
    ),
    method: fc.constantFrom<LiquidationRules['method']>('market', 'takeover'),
    backstopShare: fc.constantFrom(null, 2 / 3),
    feeRate: fc.constantFrom(null, 0, 0.005),
  })
  .map((some) => ({ ...rules, ...some }));

test('every tree refolds to its value, and that is the figure of the event', () => {
  let trees = 0;
  fc.assert(
    fc.property(books(), ways, fc.boolean(), (random, way, moves) => {
      const accounts = random.accounts.map((one) => ({ ...one, liquidationRules: way }));
      for (const call of callsOf(compileBook({ ...random, accounts }), moves))
        call.events.forEach((event, index) => {
          for (const { figure, tree } of cascadeEventTrees(call, index, 'as said', desk)) {
            trees += 1;
            // Of large amounts that cancel float64 keeps so much.
            const scale = Math.max(1, ...leavesOf(tree).map(({ value }) => Math.abs(value)));
            expect(Math.abs(refolded(tree) - tree.value)).toBeLessThanOrEqual(
              1e-12 * Math.max(1, Math.abs(tree.value)),
            );
            const value = figureOf(event, figure);
            if (value !== null) expect(Math.abs(tree.value - value)).toBeLessThanOrEqual(1e-12 * scale);
          }
        });
    }),
  );
  expect(trees).toBeGreaterThan(500);
});

function treesOf(
  quantity: number,
  wallet: number,
  way: Partial<LiquidationRules>,
): ReadonlyMap<EventFigure, ExplainNode> {
  const btc = position({ symbol: 'BTC/USDT:USDT', quantity, entry: 100, mark: 100, tiers: tiers([0, 0.01, 0]) });
  const tables = compileAccount(
    account([btc], [balance('USDT', wallet)], { venue: null, liquidationRules: { ...rules, ...way } }),
    asOfMs,
  );
  const [call] = callsOf(tables);
  return new Map(
    cascadeEventTrees(call as CascadeCall, 0, 'a loss as you said', desk).map(({ figure, tree }) => [figure, tree]),
  );
}

const shape = (node: ExplainNode | undefined) => [node?.formula, node?.children.map(({ symbol }) => symbol).join(' ')];

test('a long that is closed: the price and the call, the rule with its date, what the sale and the fee cost, what is left', () => {
  // 10 BTC at 100 on 100, called at 900 / 9.9 = 90.909 on 1 % of its value, 909.09; 2 % are lost and 1 % is the fee.
  const trees = treesOf(10, 100, {});
  const value = (figure: EventFigure) => Number(trees.get(figure)?.value.toFixed(6));
  expect([...trees.keys()]).toEqual(['price', 'call', 'quantity', 'priceObtained', 'fee', 'impact', 'equityAfter']);
  expect(value('price')).toBe(90.909091);
  expect(shape(trees.get('price'))).toEqual(['mark * factor', 'mark factor']);
  expect(value('call')).toBeCloseTo(0, 6);
  expect(shape(trees.get('call'))).toEqual(['equity - maintenance', 'equity maintenance']);
  const [equity, maintenance] = trees.get('call')?.children ?? [];
  expect([equity?.value, maintenance?.value].map((one) => one?.toFixed(6))).toEqual(['9.090909', '9.090909']);
  expect(value('quantity')).toBe(-10);
  expect(trees.get('quantity')?.children[1]).toMatchObject({
    symbol: 'share',
    value: 1,
    source: 'https://venue.example/liquidation',
    asOf: '2026-01-01',
    why: 'The venue closes everything at once.',
  });
  expect(value('priceObtained')).toBe(89.090909);
  expect(shape(trees.get('priceObtained'))).toEqual(['price * (1 - lost)', 'price lost']);
  expect(value('fee')).toBe(9.090909);
  expect(trees.get('fee')?.children[0]).toMatchObject({ symbol: 'rate', value: 0.01, asOf: '2026-01-01' });
  expect(value('impact')).toBe(18.181818);
  expect(trees.get('impact')?.children[0]).toMatchObject({ value: 0.02, source: 'a loss as you said' });
  expect(value('equityAfter')).toBe(-18.181818);
  expect(shape(trees.get('equityAfter'))).toEqual(['before - fee - impact', 'before fee impact']);
});

test('a short costs more to buy back; a takeover keeps what is left; rules that are not known say so', () => {
  expect(shape(treesOf(-10, 100, {}).get('priceObtained'))[0]).toBe('price * (1 + lost)');
  const taken = treesOf(10, 100, { method: 'takeover' });
  // Nothing is left at 90.
  expect(taken.get('priceObtained')?.value).toBeCloseTo(90, 8);
  expect(taken.get('forfeited')?.value).toBeCloseTo(90 / 9.9, 8);
  expect(taken.get('equityAfter')?.value).toBeCloseTo(0, 8);
  expect(taken.get('quantity')?.children[1]?.why).toBe('The venue takes the whole pool over.');
  const stated = treesOf(10, 100, { origin: 'stated' });
  expect(stated.get('fee')?.children[0]?.source).toBe('stated by you on 2026-01-01: https://venue.example/liquidation');
  const partly = treesOf(10, 100, { sizing: { kind: 'share-first', share: 0.2, aboveNotional: 500 }, feeRate: null });
  expect(partly.get('quantity')?.children[1]).toMatchObject({
    why: 'Above 500 of notional a share of 0.2 first, then all of it.',
  });
  expect(partly.get('quantity')?.children[1]?.value).toBeCloseTo(0.2, 12);
  expect(partly.has('fee')).toBe(false);
});
