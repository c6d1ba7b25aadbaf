import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CascadeDocument } from '../../shared/contract/cascade.ts';
import { openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(async () => {
  terminal = openTestTerminal('2026-10-15T00:00:00Z');
  // 2 BTC long at 100 on 40, and 3 ETH long at 10 on 200: only the first is close.
  for (const [account, symbol, quantity, price, wallet] of [
    ['near', 'BTC/USDC:USDC', '2', '100', '40'],
    ['far', 'ETH/USDC:USDC', '3', '10', '200'],
  ] as const) {
    await terminal.run('account', account, '--venue', 'hyperliquid', '--wallet', `USDC=${wallet}@2026-10-01`);
    const trade = ['--instrument', symbol, '--side', 'buy', '--quantity', quantity, '--price', price];
    await terminal.run('add', 'trade', '--account', account, ...trade, '--time', '2026-10-02T00:00:00Z');
    await terminal.run('marks', `${symbol}=${price}@2026-10-14T23:00:00Z`);
  }
});
afterEach(() => terminal.remove());

test('who is called, what is closed at what price, and what is left', async () => {
  const found = (await terminal.json(
    'ladder',
    '--shock',
    'BTC',
    '--range',
    '-0.5..0',
    '--step',
    '0.1',
  )) as CascadeDocument;
  const [side] = found.sides;
  // 40 + 2 (P - 100) = 1 / 80 of 2 P: P = 160 / 1.975.
  expect(side?.events).toHaveLength(1);
  expect(side?.events[0]).toMatchObject({ account: 'near', kind: 'closed', instrument: 'BTC/USDC:USDC', quantity: -2 });
  expect(side?.events[0]?.price).toBeCloseTo(160 / 1.975, 9);
  // Its page was read in November: in October nobody knew how the venue liquidates.
  expect(side?.events[0]?.flags).toContain('liquidation-rules-unknown');
  expect(side?.events[0]?.equityAfter).toBeCloseTo((2 * 160) / 1.975 / 80, 9);
  const end = found.rungs[0];
  expect(found.rungs).toHaveLength(6);
  expect(end).toMatchObject({ shockFraction: -0.5 });
  // 2.025 left of the first account, 200 less the fall of ETH by half of 30; without a call -60.
  expect(end?.bookEquity).toBeCloseTo(2.0253 + 185, 4);
  expect(end?.markDownEquity).toBeCloseTo(-60 + 185, 9);
  const topUp = found.topUps.find(({ account }) => account === 'near');
  // At 50 it has -60 and needs 1.25.
  expect(topUp?.amount).toBeCloseTo(61.25, 9);
  expect(found.topUps.find(({ account }) => account === 'far')?.amount).toBe(0);
});

test('a vector shocks each asset by its own fraction, and what sales lose is told', async () => {
  const found = (await terminal.json('ladder', '--vector', 'BTC=-0.3', '--sale', 'haircut=0.05')) as CascadeDocument;
  expect(found.axis).toEqual({ kind: 'vector', shocks: { BTC: -0.3 }, steps: 100 });
  const [closed, debt] = found.sides[0]?.events ?? [];
  expect(closed?.impact).toBeCloseTo((0.05 * 2 * 160) / 1.975, 6);
  // ln(0.81013) / ln(0.7) of the way.
  expect(closed?.shockFraction).toBeCloseTo(Math.log(1.6 / 1.975) / Math.log(0.7), 6);
  expect(debt).toMatchObject({ kind: 'debt', account: 'near' });
  expect(found.sides[0]?.firstDebt).toBe(debt?.shockFraction);
  const depeg = (await terminal.json('ladder', '--vector', 'USDC=-0.1')) as CascadeDocument;
  const said = (one: CascadeDocument) => one.assumptions.map(({ text }) => text);
  expect(said(depeg)).toContain('USDC is taken at par with USD before the shock.');
  expect(said(found)).toContain('USDC is taken at par with USD.');
  expect(found.rungs.at(-1)?.pools.find(({ account }) => account === 'far')).toMatchObject({
    state: 'safe',
    equity: 200,
  });
});

test('what cannot be asked is refused by name', async () => {
  const refused = async (...words: readonly string[]) => {
    const { code, notes } = await terminal.run('ladder', ...words);
    return `${code} ${notes}`;
  };
  expect(await refused('--vector', 'BTC=-1')).toMatch(/^2 .*leaves no price of BTC/);
  expect(await refused('--vector', 'BTC=-0.1', '--beta', '0')).toMatch(/^2 .*names every shock itself/);
  expect(await refused('--range', '0.1..0.2')).toMatch(/^2 .*does not hold the present price/);
  expect(await refused('--sale', 'haircut=2')).toMatch(/^2 .*neither at-mark/);
  expect(await refused('--shock', 'XRP')).toMatch(/^1 .*Nothing held moves with XRP/);
  expect(await refused('--sale', 'impact=1')).toMatch(/^1 .*How much BTC is traded a day is not stated/);
});

test('for reading: the order, the prices and what would have prevented it', async () => {
  const { out, code } = await terminal.run('ladder', '--shock', 'BTC', '--range', '-0.5..0.1');
  expect(code).toBe(0);
  expect(out).toMatch(/It falls:\n.*shock.*account.*what/);
  expect(out).toMatch(/near \(cross\)\s+closed\s+BTC\/USDC:USDC\s+-2\s+81\.0127/);
  expect(out).toContain('near (cross) is not called with 61.25 more');
  expect(out).toContain('No account comes to owe.');
  expect(out).toMatch(/It rises:\n {2}No account is called on this way/);
});

test('a wick and its recovery: what the wick closed stays closed', async () => {
  const found = (await terminal.json('ladder', '--shock', 'BTC', '--pin', '80..100', '--beta', '0')) as CascadeDocument;
  expect(found.axis).toEqual({ kind: 'pinned', asset: 'BTC', mark: 100, first: 80, second: 100, steps: 50, beta: 0 });
  const [side, ...more] = found.sides;
  expect(more).toEqual([]);
  expect(side?.events.map(({ account, kind, pathLeg }) => [account, kind, pathLeg])).toEqual([['near', 'closed', 1]]);
  expect(side?.events[0]?.price).toBeCloseTo(160 / 1.975, 9);
  // 51 rungs down, 50 more up; the book is back at its mark without the position: 2.025 of 40 are left.
  expect(found.rungs).toHaveLength(101);
  expect(found.rungs[50]).toMatchObject({ pathLeg: 1, price: 80 });
  expect(found.rungs.at(-1)).toMatchObject({ pathLeg: 2, shockFraction: 0, price: 100, markDownEquity: 240 });
  expect(found.rungs.at(-1)?.bookEquity).toBeCloseTo(200 + 320 / 1.975 / 80, 9);
  // At 80 it has nothing and needs 160 / 80.
  expect(found.topUps.map(({ account, amount }) => [account, Number(amount?.toFixed(9))])).toEqual([
    ['far', 0],
    ['near', 2],
  ]);
  const { out } = await terminal.run('ladder', '--shock', 'BTC', '--pin', '80..100');
  expect(out).toMatch(/It goes from 100 to 80 and then to 100:\n.*shock.*leg.*account/);
});

test('a pinned path that is none is refused', async () => {
  const refused = async (...words: readonly string[]) => {
    const { code, notes } = await terminal.run('ladder', ...words);
    return `${code} ${notes}`;
  };
  expect(await refused('--pin', '80')).toMatch(/^2 .*not of the form FIRST\.\.SECOND/);
  expect(await refused('--pin', '80..0')).toMatch(/^2 .*not above 0/);
  expect(await refused('--pin', '80..x')).toMatch(/^2 .*The second price/);
  expect(await refused('--pin', '80..90', '--range', '-0.1..0')).toMatch(/^2 .*names where the price goes/);
  expect(await refused('--pin', '80..90', '--vector', 'BTC=-0.1')).toMatch(/^2 .*names every shock itself/);
});

test('an event, its top-up and the end of the way are taken apart', async () => {
  const axis = ['ladder', '--shock', 'BTC', '--range', '-0.5..0'];
  const explained = async (...words: readonly string[]) => (await terminal.run(...axis, ...words)).out;
  const event = await explained('--explain', 'event:down/1');
  expect(event).toMatch(/^call:\n.*Equity that counts, less the maintenance margin/m);
  expect(event).toMatch(/equityAfter:\n.* 2\.025/);
  expect(await explained('--explain', 'top-up:near/cross/down')).toMatch(
    /^topUp: .* lacks where BTC is at −50\.00 % 61\.25/,
  );
  expect(await explained('--explain', 'top-up:far/cross/down')).toBe('Nothing is needed: 0.');
  expect(await explained('--explain', 'end:down/markDown')).toMatch(/^bookEquity: .* 125 USD/);
  expect(await explained('--restore', '0.01', '--explain', 'trade:near/cross/1/quantity')).toMatch(
    /^quantity: To sell of BTC/,
  );
  const harder = ['--maintenance-times', '2', '--explain', 'rules:near/cross/largestSize'];
  // 40 of 2 x 2.5.
  expect(await explained(...harder)).toMatch(/^largestSize: .* 7\.9{12}\d* multiple/);
});

test('what names no figure of an order of events is refused with how to name one', async () => {
  for (const named of [
    'down',
    'event:down/0',
    'event:left/1',
    'end:down/right',
    'rules:near/cross/size',
    'top-up:near/down',
    'trade:near/cross/x/cost',
    'end:up/left/more',
    'event:down/1/2',
  ])
    expect(await terminal.run('ladder', '--shock', 'BTC', '--explain', named)).toMatchObject({
      code: 2,
      notes: expect.stringContaining('event:down/1'),
    });
  expect((await terminal.run('ladder', '--shock', 'BTC', '--explain', 'event:down/9')).code).toBe(1);
  expect((await terminal.run('ladder', '--shock', 'BTC', '--explain', 'rules:nobody/cross/surplus')).code).toBe(1);
});
