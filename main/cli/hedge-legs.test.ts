import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { importReport, openTestTerminal, positionsOf, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal('2026-03-05T00:00:00Z');
});
afterEach(() => terminal.remove());

const account = 'Binance USD-M futures';
const header =
  'Uid,Time(UTC),Symbol,Side,Position Side,Price,Quantity,Amount,Fee,Realized Profit,Buyer,Maker,Trade Id,Order Id';
// 3 long at 100, 2 short at 110, 1 of the short bought back at 105: + 5.
const rows = [
  '1,2026-03-01 10:00:00,LINKUSDT,BUY,LONG,100,3,300,0USDT,0,true,false,1,1',
  '1,2026-03-01 11:00:00,LINKUSDT,SELL,SHORT,110,2,220,0USDT,0,false,false,2,2',
  '1,2026-03-01 12:00:00,LINKUSDT,BUY,SHORT,105,1,105,0USDT,5,true,false,3,3',
];

test('both legs of a hedge, from the file to the liquidation of their pool', async () => {
  const file = terminal.write('trades.csv', `${[header, ...rows].join('\n')}\n`);
  await importReport(terminal, file);
  await terminal.run('account', account, '--position-mode', 'hedge', '--wallet', 'USDT=100@2026-03-02T00:00:00Z');
  await terminal.run('marks', 'LINK/USDT:USDT=104');
  const table = terminal.write(
    'tiers.csv',
    'instrument,floor,cap,maintenanceRate,maintenanceAmount,maxLeverage\nLINK/USDT:USDT,0,,0.01,0,50\n',
  );
  await terminal.run('margin-table', table, '--venue', 'binance-usdm', '--valid-from', '2026-01-01');

  const { positions } = await positionsOf(terminal);
  expect(positions).toMatchObject([
    { side: 'long', quantity: '3', averagePrice: '100', realizedPnl: '0', unrealizedPnl: 12, notional: 312 },
    { side: 'short', quantity: '-1', averagePrice: '110', realizedPnl: '5', unrealizedPnl: 6, notional: -104 },
  ]);

  const risk = (await terminal.json('risk')) as RiskDocument;
  const figure = (id: string, scope: string) =>
    risk.measures.find((one) => one.id === id && one.scope === scope)?.value ?? Number.NaN;
  // Wallet 100 (it holds the 5 realised), profit 12 + 6.
  expect(figure('equity', `account:${account}`)).toBeCloseTo(118, 9);
  expect(figure('grossExposure', 'book')).toBeCloseTo(416, 9);
  expect(figure('netExposure', 'book')).toBeCloseTo(208, 9);
  // Each leg by its own tier: 1 % of 312 and of 104.
  expect(figure('maintenanceMargin', `position:${account}/LINK/USDT:USDT/long`)).toBeCloseTo(3.12, 9);
  expect(figure('maintenanceMargin', `position:${account}/LINK/USDT:USDT/short`)).toBeCloseTo(1.04, 9);
  // 100 + 3 (P - 100) + (110 - P) = 0.04 P: 2 P - 90 = 0.04 P, P = 90 / 1.96. The same for both legs, nothing above.
  for (const side of ['long', 'short'] as const) {
    expect(figure('liquidationPrice.lower', `position:${account}/LINK/USDT:USDT/${side}`)).toBeCloseTo(90 / 1.96, 9);
    const upper = risk.measures.find(
      (one) => one.id === 'liquidationPrice.upper' && one.scope === `position:${account}/LINK/USDT:USDT/${side}`,
    );
    expect(upper?.status).toBe('none');
  }
  expect(risk.ladder?.order.down).toMatchObject([{ account, pool: 'cross' }]);
  expect(risk.ladder?.order.down[0]?.shockFraction).toBeCloseTo(90 / 1.96 / 104 - 1, 9);
});
