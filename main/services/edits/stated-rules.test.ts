import { expect, test } from 'vitest';
import type { AccountChange } from '../../../shared/contract/book.ts';
import type { ExplainNode } from '../../../shared/contract/risk.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client } = vaultOfTest();

type Rules = NonNullable<AccountChange['rules']>;

async function account(change: AccountChange): Promise<string> {
  const set = await client()['accounts.set'](change);
  return set.ok ? set.value.description : `${set.fault.code}: ${set.fault.message} ${set.fault.mend}`;
}

async function mark(instrument: string, price: string): Promise<void> {
  expect(await client()['book.marks']({ marks: [{ instrument, price }] })).toMatchObject({ ok: true });
}

async function buy(name: string, instrument: string, quantity: string, price: string): Promise<void> {
  const entry = { kind: 'trade', account: name, instrument, side: 'buy', quantity, price } as const;
  expect(await client()['book.add'](entry)).toMatchObject({ ok: true });
}

async function risk() {
  const answer = await client()['risk.assess']({});
  if (!answer.ok) throw new Error(answer.fault.message);
  const { measures, assumptions } = answer.value;
  const figure = (id: string, scope: string) => measures.find((one) => one.id === id && one.scope === scope);
  return { figure, assumed: assumptions.map(({ text }) => text) };
}

async function leaves(measure: string, scope: string): Promise<readonly ExplainNode[]> {
  const answer = await client()['risk.explain']({ measure, scope });
  if (!answer.ok) throw new Error(answer.fault.message);
  const all = (node: ExplainNode): readonly ExplainNode[] => [node, ...node.children.flatMap(all)];
  return answer.value.tree === null ? [] : all(answer.value.tree).filter(({ formula }) => formula === null);
}

async function rulesOf(name: string) {
  const answer = await client()['accounts.list']({});
  if (!answer.ok) throw new Error(answer.fault.message);
  return answer.value.accounts.find((one) => one.name === name)?.rules;
}

const wallet = (asset: string, amount: string) => ({ asset, amount });

/** 2 BTC at 50,000 against 60,000 USDT. */
async function loan(): Promise<void> {
  await account({ name: 'Loan', venue: 'Margin loan', wallet: [wallet('BTC', '2'), wallet('USDT', '-60000')] });
  await mark('BTC/USDT', '50000');
}

test('a loan has no maintenance until the trader says when it is called; undo takes the saying back', async () => {
  await loan();
  expect((await risk()).figure('maintenanceMargin', 'account:Loan')?.status).toBe('missing-data');
  expect(
    await account({
      name: 'Loan',
      rules: { loanCallRatio: 1.1, collateral: [{ asset: 'BTC', tiers: [{ floor: 0, ratio: 0.9 }] }] },
    }),
  ).toBe('Account Loan: loan called at assets / debts of 1.1, of BTC counts 0.9');
  const stated = await risk();
  // A tenth of the 60,000 that are owed; a tenth of the 100,000 of coins does not count.
  expect(stated.figure('maintenanceMargin', 'account:Loan')).toMatchObject({ value: 6000, flags: [] });
  expect(stated.figure('collateralHaircut', 'account:Loan')?.value).toBeCloseTo(10_000, 9);
  expect(stated.figure('buffer', 'account:Loan')?.value).toBeCloseTo(40_000 - 10_000 - 6000, 9);
  // 0.9 x 2 P = 1.1 x 60,000.
  expect(stated.figure('nearestShock', 'pool:Loan/cross')?.value).toBeCloseTo(66_000 / 1.8 / 50_000 - 1, 12);
  expect(stated.assumed.filter((text) => text.startsWith('Loan'))).toEqual([
    'Loan: loan called at assets / debts of 1.1, stated by you on 2026-06-01.',
    'Loan: of BTC counts 0.9, stated by you on 2026-06-01.',
  ]);
  const inputs = [
    ...(await leaves('maintenanceMargin', 'account:Loan')),
    ...(await leaves('collateralHaircut', 'account:Loan')),
  ];
  expect(
    inputs.filter(({ source }) => source?.startsWith('stated by you')).map((one) => [one.value, one.source]),
  ).toEqual([
    [0.1, 'stated by you on 2026-06-01'],
    [0.9, 'stated by you on 2026-06-01; from 0 BTC on'],
  ]);
  expect(await client()['vault.undo']({})).toMatchObject({ ok: true });
  expect((await risk()).figure('maintenanceMargin', 'account:Loan')?.status).toBe('missing-data');
  expect(await rulesOf('Loan')).toEqual({
    loanCallRatio: null,
    closingFeeRate: null,
    collateral: [],
    openInterest: [],
  });
});

test('what is taken back is stated no longer, alone; what was said last holds', async () => {
  await loan();
  const rules: Rules = {
    loanCallRatio: 1.1,
    closingFeeRate: 0.01,
    collateral: [
      { asset: 'BTC', tiers: [{ floor: 0, ratio: 0.9 }] },
      { asset: 'ETH', tiers: [{ floor: 0, ratio: 0.8 }] },
    ],
  };
  await account({ name: 'Loan', rules });
  await account({ name: 'Loan', rules: { loanCallRatio: 1.25 } });
  expect(
    await account({ name: 'Loan', rules: { closingFeeRate: null, collateral: [{ asset: 'BTC', tiers: [] }] } }),
  ).toBe('Account Loan: closing fee no longer stated, collateral of BTC no longer stated');
  const statedOn = '2026-06-01';
  expect(await rulesOf('Loan')).toEqual({
    loanCallRatio: { value: 1.25, statedOn },
    closingFeeRate: null,
    collateral: [{ asset: 'ETH', tiers: [{ floor: 0, ratio: 0.8 }], statedOn }],
    openInterest: [],
  });
  const now = await risk();
  expect(now.figure('maintenanceMargin', 'account:Loan')?.value).toBe(15_000);
  expect(now.figure('collateralHaircut', 'account:Loan')?.value).toBe(0);
  // Of another venue the ratio says nothing, and is no assumption of its figures.
  await account({ name: 'Loan', venue: 'bybit' });
  expect((await risk()).assumed.filter((text) => text.startsWith('Loan: of '))).toEqual([
    'Loan: of ETH counts 0.8, stated by you on 2026-06-01.',
  ]);
});

test('collateral comes from a small file, too; what is typed comes before it', async () => {
  await loan();
  const text = 'asset;floor;ratio\nBTC;;0.95\nBTC;1;0.8\nETH;0;0.5\n';
  await account({
    name: 'Loan',
    rules: {
      loanCallRatio: 1.1,
      collateralFile: { name: 'c.csv', text },
      collateral: [{ asset: 'ETH', tiers: [{ floor: 0, ratio: 0.7 }] }],
    },
  });
  expect((await rulesOf('Loan'))?.collateral.map(({ asset, tiers }) => [asset, tiers])).toEqual([
    [
      'BTC',
      [
        { floor: 0, ratio: 0.95 },
        { floor: 1, ratio: 0.8 },
      ],
    ],
    ['ETH', [{ floor: 0, ratio: 0.7 }]],
  ]);
  // 0.05 of the first coin and 0.2 of the second, at 50,000.
  expect((await risk()).figure('collateralHaircut', 'account:Loan')?.value).toBeCloseTo(12_500, 9);
});

test('a stated closing fee stands in the maintenance in place of the assumed one', async () => {
  const scope = 'account:Okay';
  await account({ name: 'Okay', venue: 'okx', wallet: [wallet('USDT', '20000')] });
  await buy('Okay', 'BTC/USDT:USDT', '1', '50000');
  await mark('BTC/USDT:USDT', '50000');
  // 5 % flat and 0.1 % assumed.
  const before = (await risk()).figure('maintenanceMargin', scope);
  expect(before?.value).toBeCloseTo(2550, 9);
  expect(before?.flags).toContain('closing-fee-unknown');
  await account({ name: 'Okay', rules: { closingFeeRate: 0.00055 } });
  const after = await risk();
  expect(after.figure('maintenanceMargin', scope)?.value).toBeCloseTo(2527.5, 9);
  expect(after.figure('maintenanceMargin', scope)?.flags).not.toContain('closing-fee-unknown');
  expect((await leaves('maintenanceMargin', scope)).find(({ symbol }) => symbol === 'closingFee')).toMatchObject({
    source: 'closing fee stated by you on 2026-06-01',
    asOf: '2026-06-01',
  });
});

test("dYdX's initial margin rises with the open interest that is stated, also before a trade", async () => {
  const eth = 'ETH/USDC:USDC';
  await account({ name: 'Chain', venue: 'dYdX', wallet: [wallet('USDC', '5000')] });
  const text = `instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage\n${eth},0,,0.03,0,20\n`;
  await client()['venues.importTable']({ path: 't.csv', text, venue: 'dydx', validFrom: '2026-01-01' });
  await mark(eth, '3000');
  const openInterest = [{ instrument: eth, scale: { openInterest: 30e6, lowerCap: 25e6, upperCap: 50e6 } }];
  await account({ name: 'Chain', rules: { openInterest } });
  // A fifth of the way from 1 / 20 to 1, on 9,000.
  const initial = 9000 * (0.05 + 0.95 / 5);
  const ticket = {
    kind: 'trade',
    account: 'Chain',
    instrument: eth,
    side: 'buy',
    size: { unit: 'contracts', amount: '3' },
  } as const;
  const before = await client()['whatif.assess']({ whatIfs: [{ kind: 'tickets', label: 'a', tickets: [ticket] }] });
  if (!before.ok) throw new Error(before.fault.message);
  const figures = before.value.whatIfs[0]?.comparison?.figures;
  const whatIf = figures?.find(({ id, scope }) => id === 'initialMargin' && scope === 'account:Chain')?.whatIf;
  expect(whatIf?.value).toBeCloseTo(initial, 9);
  await buy('Chain', eth, '3', '3000');
  expect((await risk()).figure('initialMargin', 'account:Chain')?.value).toBeCloseTo(initial, 9);
  expect((await risk()).assumed).toContain(
    `Chain: open interest of ${eth} 30000000, caps 25000000 and 50000000, stated by you on 2026-06-01.`,
  );
  const inputs = (await leaves('initialMargin', 'account:Chain')).filter(({ source }) =>
    source?.startsWith('stated by'),
  );
  expect(inputs.map(({ symbol, value }) => [symbol, value])).toEqual([
    ['openInterest', 30e6],
    ['lowerCap', 25e6],
    ['upperCap', 50e6],
  ]);
  await account({ name: 'Chain', rules: { openInterest: [{ instrument: eth, scale: null }] } });
  expect((await risk()).figure('initialMargin', 'account:Chain')?.status).toBe('missing-data');
});

test('what cannot be is refused in words, and nothing of the change is made', async () => {
  await loan();
  const says = (rules: Rules) => account({ name: 'Loan', rules });
  const ratio = (value: number) => says({ collateral: [{ asset: 'BTC', tiers: [{ floor: 0, ratio: value }] }] });
  const interest = (openInterest: number, lowerCap: number, upperCap: number, instrument = 'ETH/USDC:USDC') =>
    says({ openInterest: [{ instrument, scale: { openInterest, lowerCap, upperCap } }] });
  expect(await says({ loanCallRatio: 1, closingFeeRate: 0.1 })).toContain(
    'account-rule: A loan cannot be called at assets / debts of 1.',
  );
  expect(await says({ loanCallRatio: -2 })).toContain('at assets / debts of -2.');
  expect(await says({ closingFeeRate: 1 })).toContain('A closing fee of 1 does not exist.');
  expect(await says({ closingFeeRate: -0.01 })).toContain('A closing fee of -0.01 does not exist.');
  expect(await ratio(1.01)).toContain(
    'collateral-row: Collateral of BTC, row 1: what counts is no fraction between 0 and 1.',
  );
  expect(await ratio(-0.1)).toContain('what counts is no fraction');
  expect(await says({ collateral: [{ asset: ' ', tiers: [] }] })).toContain('A row of collateral names no coin.');
  expect(await says({ collateralFile: { name: 'c.csv', text: 'asset,floor\nBTC,0\n' } })).toContain(
    'collateral-header: This is no table of collateral: the columns ratio are missing.',
  );
  expect(await interest(-1, 0, 1)).toContain('Open interest of ETH/USDC:USDC: -1 is no amount from 0 up.');
  expect(await interest(1, 3, 3)).toContain('the upper cap 3 is not above the lower cap 3.');
  expect(await interest(1, 2, 3, 'BTC')).toContain('instrument-symbol');
  expect(await interest(1, 2, 3)).toContain(
    'account-rule-venue: Open interest raises the initial margin only at the venue "dYdX"; Loan is at Margin loan.',
  );
  expect(await account({ name: 'New', rules: { loanCallRatio: 1.1 } })).toContain('; New has no venue.');
  // A number that is none does not come through the contract.
  expect(await says({ loanCallRatio: Number.NaN })).toContain('loanCallRatio');
  expect(await rulesOf('Loan')).toEqual({
    loanCallRatio: null,
    closingFeeRate: null,
    collateral: [],
    openInterest: [],
  });
  expect(await rulesOf('New')).toBeUndefined();
  expect(await says({ closingFeeRate: 0 })).toContain('closing fee 0 of the value');
  expect(await interest(1, 0, 0)).toContain('only at the venue');
});
