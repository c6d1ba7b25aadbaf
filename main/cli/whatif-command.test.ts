import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CascadeDocument } from '../../shared/contract/cascade.ts';
import type { LimitsDocument } from '../../shared/contract/limits.ts';
import type { AssessedWhatIf, WhatIfDocument } from '../../shared/contract/whatif.ts';
import { openTestTerminal, type TestTerminal } from './test-terminal.ts';

const bitcoin = 'BTC/USDC:USDC';

let terminal: TestTerminal;
beforeEach(async () => {
  terminal = openTestTerminal('2026-10-15T00:00:00Z');
  // 2 BTC long at 100 on 40, and 3 ETH long at 10 on 200, where a maintenance of 1 / 80 is asked for.
  for (const [account, symbol, quantity, price, wallet] of [
    ['near', bitcoin, '2', '100', '40'],
    ['far', 'ETH/USDC:USDC', '3', '10', '200'],
  ] as const) {
    await terminal.run('account', account, '--venue', 'hyperliquid', '--wallet', `USDC=${wallet}@2026-10-01`);
    const trade = ['--instrument', symbol, '--side', 'buy', '--quantity', quantity, '--price', price];
    await terminal.run('add', 'trade', '--account', account, ...trade, '--time', '2026-10-02T00:00:00Z');
    await terminal.run('marks', `${symbol}=${price}@2026-10-14T23:00:00Z`);
  }
});
afterEach(() => terminal.remove());

async function document(...words: readonly string[]): Promise<WhatIfDocument> {
  return (await terminal.json('whatif', ...words)) as WhatIfDocument;
}

async function only(...words: readonly string[]): Promise<AssessedWhatIf> {
  const [first] = (await document(...words)).whatIfs;
  if (first === undefined) throw new Error('no what-if');
  return first;
}

async function refused(...words: readonly string[]): Promise<string> {
  const { code, notes } = await terminal.run(...words);
  return `${code} ${notes.replaceAll('\n', ' ')}`;
}

const buy = (size: string, ...more: readonly string[]) =>
  ['--account', 'near', '--instrument', bitcoin, '--side', 'buy', '--size', size, ...more] as const;

test('the order of events, actual and hypothetical: the first call, how much happens, the first debt', async () => {
  const found = await document('--account', 'near', '--top-up', 'USDC=20', '--shock', 'BTC', '--beta', '0');
  expect(found).toMatchObject({ schema: 'ballast.whatif/1', hypothetical: true, assets: ['BTC', 'ETH'] });
  const events = found.whatIfs[0]?.comparison?.events;
  expect(events).toMatchObject({ hypothetical: true, asset: 'BTC', beta: 0, from: -0.5, to: 0.5 });
  const [down, up] = events?.sides ?? [];
  // 40 + 2 (P - 100) = 2 P / 80 at 160 / 1.975; with 20 more at 140 / 1.975.
  expect(down?.firstCall.actual.value).toBeCloseTo(1.6 / 1.975 - 1, 9);
  expect(down?.firstCall.whatIf.value).toBeCloseTo(1.4 / 1.975 - 1, 9);
  expect(down?.firstCall.difference).toBeCloseTo(-0.2 / 1.975, 9);
  expect(down?.events).toMatchObject({ actual: { value: 1 }, whatIf: { value: 1 }, difference: 0 });
  expect(down?.firstDebt).toMatchObject({ actual: { status: 'none' }, difference: null });
  expect(down?.actual.order).toMatchObject([{ account: 'near', pool: 'cross', events: 1, debtShockFraction: null }]);
  expect(up?.actual.order).toEqual([]);
  const { out } = await terminal.run('whatif', '--account', 'near', '--top-up', 'USDC=20', '--shock', 'BTC');
  expect(out).toContain('Order of events if BTC falls to -0.5:');
  expect(out).toMatch(/first call +-0\.18987342 +-0\.29113924 +-0\.10126582\n/);
  expect(out).toMatch(/events +1 +1 +0\n/);
  expect(out).toMatch(/first debt +none +none\n/);
  expect(out).toContain('actual   near (cross) at -0.18987342: 1 event');
  expect(out).toContain('rises to +0.5:');
  expect(out).toContain('no pool is called');
  expect(out).not.toMatch(/(^|\s)[-+]0(\s|$)/m);
});

test('the actual order of events is the one of the ladder: calls, their number, and the first debt', async () => {
  await terminal.run('account', 'far', '--wallet', 'USDC=8@2026-10-03');
  const ladder = (await terminal.json('ladder', '--shock', 'BTC', '--step', '0.1')) as CascadeDocument;
  const [first] = (await document('--account', 'near', '--top-up', 'USDC=20', '--shock', 'BTC')).whatIfs;
  for (const [index, side] of ladder.sides.entries()) {
    const compared = first?.comparison?.events?.sides[index];
    expect(compared?.events.actual.value).toBe(side.events.length);
    expect(compared?.firstCall.actual.value).toBe(side.events[0]?.shockFraction ?? null);
    expect(compared?.firstDebt.actual.value).toBe(side.firstDebt);
  }
  expect(ladder.sides[0]?.events.length).toBeGreaterThan(1);
});

test('the effects of a trade: leverage from and to, entry, fee, realised profit, loss at the stop without a rebate', async () => {
  await terminal.run('account', 'near', '--leverage', `${bitcoin}=5`);
  const one = await only(...buy('2', '--price', '90', '--leverage', '3x', '--fee', '-0.001', '--stop', '80'));
  expect(one.effects).toMatchObject([
    {
      before: { quantity: { value: 2 }, entryPrice: 100, leverage: 5 },
      after: { quantity: { value: 4 }, entryPrice: 95, leverage: 3 },
      fee: -0.18,
      realized: { value: 0 },
      // 2 x 10, though 0.18 comes back.
      loss: { value: 20 },
    },
  ]);
  const { out } = await terminal.run('whatif', ...buy('2', '--price', '90', '--leverage', '3', '--fee', '0.001'));
  expect(out).toContain('2 becomes 4 with an entry of 95, leverage 5 becomes 3, fee 0.18 USDC, realised 0 USDC');
});

test('what cannot be done says why: too much leverage for the tier, an instrument that nobody knows', async () => {
  // The shipped table of Hyperliquid allows 40 times for BTC up to 150 million.
  expect(await refused('whatif', ...buy('1', '--leverage', '50'))).toMatch(
    /^1 A leverage of 50 is more than hyperliquid allows for BTC\/USDC:USDC at this size: at most 40 from 0 to 150,000,000 USDC \(row 1 of its margin table of \d{4}-\d\d-\d\d\).* Set the leverage to 40 or less\./,
  );
  const stranger = ['--account', 'near', '--instrument', 'NOPE/USDC:USDC', '--side', 'buy', '--size', '1'] as const;
  expect(await refused('whatif', ...stranger, '--price', '5')).toMatch(
    /^1 Nothing is known of NOPE\/USDC:USDC: no file names it.*enter a mark of NOPE\/USDC:USDC/,
  );
  await terminal.run('marks', 'NOPE/USDC:USDC=5@2026-10-14T23:00:00Z');
  expect((await terminal.run('whatif', ...stranger)).code).toBe(0);
  expect(await refused('whatif', '--account', 'elsewhere', ...stranger.slice(2))).toMatch(
    /^1 There is no account elsewhere/,
  );
});

test('a balance that becomes a debt by the ticket, and isolated margin that was stated, are said in a note', async () => {
  const drawn = await only('--account', 'near', '--top-up', 'USDC=-100');
  expect(drawn.notes.map(({ text }) => text)).toContain(
    'After the what-if near owes 60 USDC: its USDC does not cover it, and the venue would have to lend it.',
  );
  await terminal.run('account', 'near', '--mode', 'isolated', '--leverage', `${bitcoin}=5`);
  await terminal.run('account', 'near', '--isolated', `${bitcoin}=30`);
  const grown = await only(...buy('1', '--fee', '0'));
  // A fifth of 100 more.
  expect(grown.notes.map(({ text }) => text)).toEqual([
    `The isolated margin of ${bitcoin} in near that you stated (30 USDC) is taken as 50 USDC, as it grows and shrinks with the size. What you stated stays as it was.`,
  ]);
});

test('limits: set in the terms of the trader, judged with the what-if, and the largest size that passes', async () => {
  const set = await terminal.run('limits', '--set', 'book-leverage=1', '--set', 'margin-ratio:near=0.075');
  expect(set.out).toBe('Limits: leverage of the book at most 1.00×, margin ratio (near alone) at most 7.5 %');
  // 230 on 240 at the marks: 10 more pass, so 0.1 of a BTC.
  const found = await only(...buy('0.5'));
  expect(found.limits?.judgements).toMatchObject([
    { rule: 'book-leverage', verdict: 'fail' },
    { rule: 'margin-ratio', scope: 'pool:near/cross', verdict: 'fail' },
  ]);
  // 0.0125 x 100 (2 + n) on 40 is 0.075 at n = 0.4: the leverage binds.
  expect(found.largestSize).toMatchObject({ amount: '0.1', stoppedBy: [{ rule: 'book-leverage', scope: 'book' }] });
  expect(found.limits?.binding).toEqual({ rule: 'book-leverage', scope: 'book' });
  const { out } = await terminal.run('whatif', ...buy('0.5'));
  expect(out).toContain('Binds first: Leverage of the book, the whole book.');
  expect(out).toMatch(/What-if size that passes at most: 0\.1 \(steps of .*breaks book-leverage of book/);
});

test('the largest size is the whole ticket where that passes, also in steps that do not divide it', async () => {
  await terminal.run('limits', '--set', 'book-leverage=1');
  expect((await only(...buy('0.07', '--step', '0.02'))).largestSize).toEqual({
    unit: 'contracts',
    amount: '0.07',
    step: '0.02',
    reason: null,
    stoppedBy: [],
  });
  // 0.11 is too much: 0.1 is five steps, and the next is the ticket itself.
  expect((await only(...buy('0.11', '--step', '0.02'))).largestSize).toMatchObject({
    amount: '0.1',
    stoppedBy: [{ rule: 'book-leverage' }],
  });
  expect((await only(...buy('0.11', '--step', '0.03'))).largestSize).toMatchObject({ amount: '0.09' });
  expect((await only(...buy('0.2', '--step', '0.5'))).largestSize).toMatchObject({ amount: '0' });
  expect(await refused('whatif', ...buy('0.2', '--step', '0'))).toMatch(/^2 A step of 0 leads nowhere/);
});

test('a size that makes worse what fails already does not pass; with the equity gone it is worse too', async () => {
  await terminal.run('limits', '--set', 'account-leverage:near=4');
  // 5 times already: nothing more may be bought.
  const more = await only(...buy('1'));
  expect(more.limits?.judgements).toMatchObject([{ verdict: 'fails-already', isWorse: true, figure: { value: 7.5 } }]);
  expect(more.largestSize).toMatchObject({ amount: '0', stoppedBy: [{ rule: 'account-leverage' }] });
  const gone = await only('--account', 'near', '--top-up', 'USDC=-50');
  expect(gone.limits?.judgements).toMatchObject([{ verdict: 'fails-already', isWorse: true, room: null }]);
  const less = await only('--account', 'near', '--close', `${bitcoin}=0.1`);
  expect(less.limits?.judgements).toMatchObject([{ verdict: 'fails-already', isWorse: false }]);
});

test('while a limit cannot be judged nobody says which binds', async () => {
  await terminal.run('limits', '--set', 'book-leverage=3', '--set', 'distance-sigma=2');
  const { out } = await terminal.run('limits');
  expect(out).toContain(
    'Which binds first is not known: 1 limit cannot be judged. Of the others Leverage of the book, the whole book has the least room.',
  );
  const judged = (await terminal.json('limits')) as LimitsDocument;
  expect(judged.judgements.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'cannot-be-judged']);
});

test('kept under a name, shown beside another, and removed', async () => {
  expect((await terminal.run('whatif', ...buy('0.5'), '--keep', 'More')).out).toMatch(/What-if More kept\.$/);
  const both = await document('--account', 'near', '--top-up', 'USDC=5', '--name', 'More');
  expect(both.whatIfs.map(({ label, isKept }) => [label, isKept])).toEqual([
    ['as typed', false],
    ['More', true],
  ]);
  expect((await terminal.run('whatif')).out).toMatch(/More +2026-10-15.* +buy 0\.5 BTC\/USDC:USDC in near at the mark/);
  expect(await refused('whatif', '--name', 'Less')).toMatch(/^1 No what-if Less is kept\. Kept are More\./);
  expect((await terminal.run('whatif', '--remove', 'More')).out).toBe('What-if More removed');
  expect((await terminal.run('whatif')).out).toBe('No what-if is kept.');
  expect(await refused('whatif', '--remove', 'More', '--name', 'More')).toMatch(/^2 .*--remove stands alone/);
  expect(await refused('whatif', '--keep', 'Nothing')).toMatch(/^2 .*--keep needs a what-if/);
});

test('limits are read by their names, cleared, and refused in words', async () => {
  await terminal.run('limits', '--set', 'distance-sigma=2.5', '--set', 'trade-loss=0.01');
  expect((await terminal.run('limits')).out).toContain('Loss of one trade: at most 0.01, judged with each what-if.');
  expect((await terminal.run('limits', '--clear', 'distance-sigma', '--clear', 'trade-loss')).out).toBe(
    'Limits: distance to liquidation in sigmas cleared, loss of one trade cleared',
  );
  expect((await terminal.run('limits')).out).toBe('No limit is set. Set one like --set book-leverage=3.');
  expect(await refused('limits', '--clear', 'trade-loss')).toMatch(/^1 No limit is set on loss of one trade\./);
  expect(await refused('limits', '--set', 'book-leverage:near=2')).toMatch(
    /^1 Leverage of the book is not a limit of a single account\. Set it without an account\./,
  );
  expect(await refused('limits', '--set', 'leverage=2')).toMatch(
    /^2 "leverage" is no limit\. It is one of book-leverage/,
  );
  expect(await refused('limits', '--set', 'book-leverage=0')).toMatch(/^2 A limit of 0 leaves nothing/);
  expect(await refused('limits', '--set', 'account-leverage:nobody=2')).toMatch(/^1 There is no account nobody\./);
});
