import { afterEach, beforeEach, expect, test } from 'vitest';
import { importReport, openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal();
});
afterEach(() => terminal.remove());

const header =
  'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency';

/** One option contract of 100 shares expiring on 2026-12-18, without costs. */
function traded(
  how: 'Sell' | 'Buy',
  root: string,
  right: 'CALL' | 'PUT',
  strike: number,
  price: number,
  order: number,
): string {
  const padded = `${root}   261218${right.slice(0, 1)}${String(strike * 1000).padStart(8, '0')}`;
  const value = (how === 'Sell' ? 100 : -100) * price;
  const words = `${how === 'Sell' ? 'Sold' : 'Bought'} 1 ${root} 12/18/26 ${right === 'CALL' ? 'Call' : 'Put'} ${strike}.00 @ ${price}`;
  return `2026-05-20T15:0${order}:00Z,Trade,${how} to Open,${how.toUpperCase()}_TO_OPEN,${padded},Equity Option,${words},${value},1,${value},0.00,0.00,100,${root},${root},12/18/26,${strike},${right},7000${order},${value},USD`;
}

const book = [
  header,
  traded('Sell', 'ZQQ', 'PUT', 30, 1.8, 6),
  traded('Sell', 'ZQQ', 'CALL', 30, 2, 5),
  traded('Buy', 'TUV', 'PUT', 35, 1.5, 4),
  traded('Sell', 'TUV', 'PUT', 40, 3, 3),
  traded('Sell', 'KRM', 'CALL', 55, 2, 2),
  '2026-05-20T15:01:00Z,Trade,Buy to Open,BUY_TO_OPEN,KRM,Equity,Bought 100 KRM @ 50.00,-5000.00,100,-50.00,0.00,0.00,,,,,,,70001,-5000.00,USD',
].join('\n');

const marks = ['KRM=52', 'TUV=44', 'ZQQ=31'];
const optionMarks = [
  'KRM261218C00055000=1.8',
  'TUV261218P00040000=2',
  'TUV261218P00035000=0.9',
  'ZQQ261218C00030000=2.5',
  'ZQQ261218P00030000=1.4',
];

interface Risk {
  readonly measures: readonly {
    readonly id: string;
    readonly scope: string;
    readonly status: string;
    readonly value: number | null;
    readonly reason?: string | null;
  }[];
  readonly assumptions: readonly unknown[];
  readonly excluded: readonly unknown[];
}

async function brokerBook(...given: readonly string[]): Promise<Risk> {
  expect(await importReport(terminal, terminal.write('transactions.csv', book), '--account', 'TT')).toMatchObject({
    error: null,
    failures: [],
    events: { trade: 6 },
  });
  await terminal.run('account', 'TT', '--venue', 'tastytrade', '--wallet', 'USD=10000');
  await terminal.run('marks', ...given.map((mark) => `${mark}@2026-05-31T20:00:00Z`));
  return (await terminal.json('risk')) as Risk;
}

const figure = ({ measures }: Risk, id: string, scope = 'account:TT') =>
  measures.find((one) => one.id === id && one.scope === scope);

test('a covered call, a credit spread and a short straddle: the margin of each strategy, named', async () => {
  const risk = await brokerBook(...marks, ...optionMarks);
  // 10,000 + 5,200 - 180 - 200 + 90 - 250 - 140.
  expect(figure(risk, 'equity')?.value).toBeCloseTo(14_520, 9);
  // Covered call: 25 % of 5,200 less 180 = 1,120. Spread: 500 less 200 plus 90 = 390.
  // Straddle: 20 % of 31 = 620 for the call, 620 - 100 for the put: the greater, both premiums stand in the equity.
  expect(figure(risk, 'maintenanceMargin')?.value).toBeCloseTo(1_120 + 390 + 620, 9);
  // To open: half of 5,200 less 180 = 2,420; the others as they are kept.
  expect(figure(risk, 'initialMargin')?.value).toBeCloseTo(2_420 + 390 + 620, 9);
  const said = JSON.stringify(risk.assumptions);
  for (const name of ['covered call KRM 55', 'vertical spread TUV 35/40', 'short straddle ZQQ 30'])
    expect(said).toContain(name);
  expect(figure(risk, 'maintenanceMargin', 'position:TT/KRM/long')).toMatchObject({ status: 'not-applicable' });
  // How the options move with KRM is not known, so no price of it liquidates the account that could be named.
  expect(figure(risk, 'liquidationPrice.lower', 'position:TT/KRM/long')).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('is an option') as string,
  });
  // Nor is it known how the margin of the covered call moves with the price of the call: less is asked for as it rises.
  expect(figure(risk, 'liquidationPrice.upper', 'position:TT/KRM261218C00055000/short')).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('its price moves with KRM') as string,
  });
  const tree = await terminal.run('explain', 'maintenanceMargin', 'account:TT');
  expect(tree.out).toContain('Maintenance of short straddle ZQQ 30');
  expect(tree.out).toContain('FINRA Rule 4210');
  expect(tree.out).toContain('2010-12-02');
});

test('without a price of the share the margin is missing, and says what is needed', async () => {
  const risk = await brokerBook('KRM=52', 'TUV=44', ...optionMarks);
  expect(figure(risk, 'maintenanceMargin')).toMatchObject({ status: 'missing-data' });
  expect(JSON.stringify(risk.excluded)).toContain('Give a price of ZQQ.');
});

test('portfolio margin is not passed off as Regulation T', async () => {
  await brokerBook(...marks, ...optionMarks);
  await terminal.run('account', 'TT', '--mode', 'portfolio');
  const risk = (await terminal.json('risk')) as Risk;
  expect(figure(risk, 'maintenanceMargin')).toMatchObject({
    status: 'missing-data',
    reason: expect.stringContaining('portfolio margin') as string,
  });
});

test('portfolio margin of shares alone: 15 % of each, solved along its price and explained down to the rule', async () => {
  const shares = book.split('\n').filter((line) => !line.includes('Equity Option'));
  await terminal.run('import', terminal.write('shares.csv', shares.join('\n')), '--account', 'TT');
  await terminal.run('account', 'TT', '--venue', 'tastytrade', '--mode', 'portfolio', '--wallet', 'USD=-4000');
  await terminal.run('marks', 'KRM=52@2026-05-31T20:00:00Z');
  const risk = (await terminal.json('risk')) as Risk;
  // 15 % of 5,200; 100 P - 4,000 is 15 P at 4,000 / 85.
  expect(figure(risk, 'maintenanceMargin')?.value).toBeCloseTo(780, 9);
  expect(figure(risk, 'initialMargin')?.value).toBeCloseTo(780, 9);
  expect(figure(risk, 'liquidationPrice.lower', 'position:TT/KRM/long')?.value).toBeCloseTo(4_000 / 85, 9);
  expect(JSON.stringify(risk.assumptions)).toContain('FINRA Rule 4210(g)');
  const tree = await terminal.run('explain', 'maintenanceMargin', 'account:TT');
  expect(tree.out).toContain('portfolio margin of KRM');
  expect(tree.out).toContain('2008-08-01');
});

test('a sold option alone has no price that liquidates it or brings it into debt: its share would move first', async () => {
  const alone = [header, traded('Sell', 'ZQQ', 'CALL', 30, 2, 5)].join('\n');
  await terminal.run('import', terminal.write('alone.csv', alone), '--account', 'TT');
  await terminal.run('account', 'TT', '--venue', 'tastytrade', '--wallet', 'USD=2300');
  await terminal.run('marks', 'ZQQ=31@2026-05-31T20:00:00Z', 'ZQQ261218C00030000=2.5@2026-05-31T20:00:00Z');
  const risk = (await terminal.json('risk')) as Risk;
  // 20 % of 31; the premium stands in the equity.
  expect(figure(risk, 'maintenanceMargin')?.value).toBeCloseTo(620, 9);
  const scope = 'position:TT/ZQQ261218C00030000/short';
  for (const id of ['liquidationPrice.upper', 'liquidationPrice.lower', 'bankruptcyPrice', 'distanceFraction'])
    expect(figure(risk, id, scope)).toMatchObject({ status: 'missing-data', value: null });
  for (const id of ['shortfall', 'expectedDebt', 'equityAfterLiquidation', 'bufferFraction']) {
    const found = (await terminal.json('explain', id, scope)) as { readonly measure: unknown };
    expect(found.measure).toMatchObject({ status: 'missing-data', value: null });
  }
});
