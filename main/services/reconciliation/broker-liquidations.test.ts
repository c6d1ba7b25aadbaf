import { expect, test } from 'vitest';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import { vaultOfTest } from '../fixtures/vault-of-test.ts';

const { client, write } = vaultOfTest();
const avax = 'AVAX/USDT:USDT';
const sol = 'SOL/USDT:USDT';

/** A broker's list: 500 AVAX long from 60, 40 SOL short from 150, 7 LTC long from 80, by default without a liquidation price. */
async function importList(ltc = ''): Promise<void> {
  const rows = ['AVAXUSDT,Long,500,60,61,52.5', 'SOLUSDT,Short,40,150,149,188.2', `LTCUSDT,Long,7,80,81,${ltc}`];
  const source = write('positions.csv', `Symbol,Side,Size,Entry Price,Mark Price,Liq. Price\n${rows.join('\n')}\n`);
  const proposed = await client()['mappings.propose']({ source });
  if (!proposed.ok) throw new Error(proposed.fault.message);
  const mapping: Mapping = {
    ...proposed.value.mapping,
    account: 'Perps',
    instrument: { from: 'column', column: 'symbol', rule: 'perpetual', quote: null },
    time: { from: 'fixed', at: '2026-05-31T18:30:00Z' },
  };
  const done = await client()['imports.run']({ source, options: { mapping } });
  if (!done.ok || done.value.error !== null) throw new Error('not imported');
  const leverage = [{ instrument: avax, leverage: 8 }];
  const instrumentModes = [{ instrument: avax, marginMode: 'isolated' as const }];
  const set = await client()['accounts.set']({ name: 'Perps', venue: 'binance-usdm', instrumentModes, leverage });
  expect(set.ok).toBe(true);
}

async function printed() {
  const [risk, positions, accounts] = [
    await client()['risk.assess']({}),
    await client()['book.positions']({}),
    await client()['views.accounts']({}),
  ];
  if (!risk.ok || !positions.ok || !accounts.ok) throw new Error('no answer');
  return {
    inRisk: risk.value.brokerLiquidations ?? [],
    inPositions: positions.value.positions.map((row) => [row.instrument, row.brokerLiquidation?.price ?? null]),
    inView: accounts.value.accounts[0]?.positions.map((row) => row.brokerLiquidation?.difference ?? null),
  };
}

async function explained(measure: string, scope: string) {
  const answer = await client()['risk.explain']({ measure, scope });
  return answer.ok ? answer.value.broker : answer.fault.message;
}

test('the price that the broker prints stands beside ours with the difference, or with why there is none', async () => {
  await importList();
  const { inRisk, inPositions, inView } = await printed();
  // Margin of 30,000 / 8, 5 % flat: P = (3,750 - 30,000) / (500 x (0.05 - 1)).
  const ours = 26_250 / 475;
  const beside = {
    scope: `position:Perps/${avax}/long`,
    measure: 'liquidationPrice.lower',
    price: 52.5,
    time: '2026-05-31T18:30:00Z',
    timeMs: Date.UTC(2026, 4, 31, 18, 30),
    ours: expect.closeTo(ours, 9),
    difference: expect.closeTo(ours - 52.5, 9),
    reason: null,
  };
  expect(inRisk).toEqual([
    beside,
    {
      ...beside,
      scope: `position:Perps/${sol}/short`,
      measure: 'liquidationPrice.upper',
      price: 188.2,
      ours: null,
      difference: null,
      reason: 'The USDT wallet of Perps is not known.',
    },
  ]);
  expect(inPositions).toEqual([
    [avax, 52.5],
    ['LTC/USDT:USDT', null],
    [sol, 188.2],
  ]);
  expect(inView?.filter((difference) => difference !== null)).toEqual([expect.closeTo(ours - 52.5, 9)]);
  expect(await explained('liquidationPrice.lower', `position:Perps/${avax}/long`)).toEqual(beside);
  expect(await explained('liquidationPrice', `position:Perps/${avax}/long`)).toEqual(beside);
  expect(await explained('liquidationPrice.upper', `position:Perps/${avax}/long`)).toBe(null);
  expect(await explained('maintenanceMargin', `position:Perps/${avax}/long`)).toBe(null);
});

test('of another size than is held the printed price says nothing', async () => {
  await importList();
  const entry = {
    kind: 'trade',
    account: 'Perps',
    instrument: avax,
    side: 'sell',
    quantity: '100',
    price: '61',
  } as const;
  expect(await client()['book.add'](entry)).toMatchObject({ ok: true });
  const { inRisk, inPositions } = await printed();
  expect(inRisk.map(({ scope }) => scope)).toEqual([`position:Perps/${sol}/short`]);
  expect(inPositions[0]).toEqual([avax, null]);
});

test('a price of ours that is behind already, or that there is none on that side, is named so', async () => {
  await importList('10');
  const state = async (amount: string): Promise<readonly (string | null)[]> => {
    const wallet = [{ asset: 'USDT', amount }];
    expect(await client()['accounts.set']({ name: 'Perps', wallet })).toMatchObject({ ok: true });
    const { inRisk } = await printed();
    return inRisk.filter(({ scope }) => !scope.includes(avax)).map(({ reason }) => reason);
  };
  // 3,750 of the wallet are the margin of AVAX.
  expect(await state('3751')).toEqual([
    'Ours: liquidatable at the mark already.',
    'Ours: liquidatable at the mark already.',
  ]);
  expect(await state('1000000')).toEqual(['Ours: no price on that side.', null]);
});
