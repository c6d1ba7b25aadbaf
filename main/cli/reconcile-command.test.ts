import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AccountReconciliation } from '../../shared/contract/reconcile.ts';
import { openTestTerminal, type TestTerminal } from './test-terminal.ts';

let terminal: TestTerminal;
beforeEach(() => {
  terminal = openTestTerminal('2026-06-15T00:00:00Z');
});
afterEach(() => terminal.remove());

const stock = 'currency="USD" assetCategory="STK" symbol="NOVA" multiplier="1" ibCommissionCurrency="USD"';
const future =
  'currency="USD" assetCategory="FUT" symbol="MESM6" underlyingSymbol="MES" multiplier="5" expiry="20260619" ibCommissionCurrency="USD"';

/** 40 NOVA at 25 for a commission of 1: 1,001 leave the cash. */
const bought = `<Trade ${stock} tradeID="71" transactionID="7100" buySell="BUY" quantity="40" tradePrice="25" proceeds="-1000" ibCommission="-1" dateTime="20260310;110000" reportDate="20260310"/>`;
/** 10 of them at 27 for 1: 269 come in. */
const sold = `<Trade ${stock} tradeID="72" transactionID="7200" buySell="SELL" quantity="-10" tradePrice="27" proceeds="270" ibCommission="-1" dateTime="20260318;110000" reportDate="20260318"/>`;
/** 6.15 of dividends. */
const dividend =
  '<CashTransaction currency="USD" amount="6.15" type="Dividends" transactionID="9001" dateTime="20260320;202000" symbol="NOVA" assetCategory="STK"/>';

interface Month {
  readonly from?: string;
  readonly to?: string;
  readonly trades?: readonly string[];
  readonly money?: readonly string[];
  readonly starting?: string;
  readonly ending: string;
  readonly nova?: string;
  readonly others?: string;
}

/** A statement of March: it starts with 5,000. */
function statement({
  from = '20260301',
  to = '20260331',
  trades = [],
  money = [],
  starting = '5000',
  ending,
  nova = '',
  others = '',
}: Month): string {
  const held =
    nova === ''
      ? ''
      : `<OpenPosition currency="USD" assetCategory="STK" symbol="NOVA" multiplier="1" reportDate="${to}" position="${nova}" markPrice="26" costBasisPrice="25.025" costBasisMoney="750.75" side="Long" levelOfDetail="SUMMARY"/>`;
  return `<FlexQueryResponse><FlexStatements><FlexStatement accountId="U1" fromDate="${from}" toDate="${to}">
<CashReport>
<CashReportCurrency currency="USD" fromDate="${from}" toDate="${to}" startingCash="${starting}" endingCash="${ending}"/>
</CashReport>
<OpenPositions>
${held}
${others}
</OpenPositions>
<Trades>
${trades.join('\n')}
</Trades>
<CashTransactions>
${money.join('\n')}
</CashTransactions>
</FlexStatement></FlexStatements></FlexQueryResponse>`;
}

async function imported(name: string, text: string): Promise<void> {
  const ran = await terminal.run(
    'import',
    terminal.write(name, text),
    '--timezone',
    'America/New_York',
    '--account',
    'IB',
    '--json',
  );
  expect([ran.code, ran.out]).toEqual([0, expect.anything()]);
}

async function reconciled(): Promise<AccountReconciliation> {
  const { accounts } = (await terminal.json('reconcile', '--account', 'IB')) as {
    readonly accounts: readonly AccountReconciliation[];
  };
  const [only] = accounts;
  if (only === undefined) throw new Error('no account');
  return only;
}

// 5,000 - 1,001 + 269 + 6.15 = 4,274.15.
const whole = statement({ trades: [bought, sold], money: [dividend], ending: '4274.15', nova: '30' });

test('a statement whose own figures agree: reconciled up to its last day, nothing to mend', async () => {
  await imported('march.xml', whole);
  const found = await reconciled();
  expect(found).toMatchObject({ state: 'reconciled', summary: 'Reconciled up to 2026-03-31.', lines: [] });
  expect(found.agreements).toEqual([
    { kind: 'position', subject: 'NOVA', figure: '30', compared: 1, time: '2026-04-01T03:59:59.999Z' },
    { kind: 'cash', subject: 'USD', figure: '4274.15', compared: 1, time: '2026-04-01T03:59:59.999Z' },
  ]);
  const said = (await terminal.run('reconcile')).out;
  expect(said).toContain('IB: Reconciled up to 2026-03-31.');
  expect(said).toContain('agrees: USD cash 4274.15');
});

test('cash that no row explains is one line; booked by hand as it says, the account reconciles', async () => {
  await imported('march.xml', statement({ trades: [bought, sold], money: [dividend], ending: '4254.65', nova: '30' }));
  const before = await reconciled();
  expect(before.state).toBe('differs');
  expect(before.lines).toMatchObject([
    {
      what: 'USD cash on 2026-03-31',
      derived: '4274.15',
      reported: '4254.65',
      difference: '-19.5',
      rounding: '0.005',
      causeKind: 'not-explained',
      mend: 'Import what is missing, or book -19.5 USD on 2026-03-31 by hand.',
      command: 'ballast add withdrawal --account IB --asset USD --amount 19.5 --time 2026-04-01T03:59:59.998Z',
      sources: [{ file: expect.stringMatching(/march.xml$/), line: 3 }],
    },
  ]);
  const [, ...words] = (before.lines[0]?.command ?? '').split(' ');
  expect((await terminal.run(...words)).code).toBe(0);
  expect(await reconciled()).toMatchObject({ state: 'reconciled', lines: [] });
});

test('a month without a file: the cash jumps, and the line names the days that no file covers', async () => {
  await imported('march.xml', whole);
  // In April 25 were withdrawn; the file of May begins with what was left.
  await imported(
    'may.xml',
    statement({ from: '20260501', to: '20260531', starting: '4249.15', ending: '4249.15', nova: '30' }),
  );
  const found = await reconciled();
  expect(found.state).toBe('differs');
  expect(found.lines).toMatchObject([
    {
      what: 'USD cash on 2026-04-30',
      difference: '-25',
      causeKind: 'gap-between-files',
      action: { kind: 'import-files', account: 'IB' },
    },
  ]);
  const april = statement({
    from: '20260401',
    to: '20260430',
    starting: '4274.15',
    ending: '4249.15',
    nova: '30',
    money: [
      '<CashTransaction currency="USD" amount="-25" type="Deposits/Withdrawals" transactionID="9002" dateTime="20260414"/>',
    ],
  });
  await imported('april.xml', april);
  expect(await reconciled()).toMatchObject({ state: 'reconciled', summary: 'Reconciled up to 2026-05-31.' });
});

test('a file that begins inside the days of another one tells of no gap: the row between is missing in both', async () => {
  // Of 25 withdrawn on 14 March no row tells; the second file begins on the 16th with what was left.
  await imported('march.xml', statement({ trades: [bought, sold], money: [dividend], ending: '4249.15', nova: '30' }));
  await imported(
    'second-half.xml',
    statement({
      from: '20260316',
      trades: [sold],
      money: [dividend],
      starting: '3974',
      ending: '4249.15',
      nova: '30',
    }),
  );
  const found = await reconciled();
  expect(found.lines).toMatchObject([
    { what: 'USD cash on 2026-03-15', difference: '-25', causeKind: 'not-explained' },
  ]);
});

test('the cash with which a later file begins stays when the file before it, which ended with it, is taken back', async () => {
  await imported('march.xml', whole);
  const april = statement({
    from: '20260401',
    to: '20260430',
    starting: '4274.15',
    ending: '4249.15',
    money: [
      '<CashTransaction currency="USD" amount="-25" type="Deposits/Withdrawals" transactionID="9002" dateTime="20260414"/>',
    ],
  });
  await imported('april.xml', april);
  expect((await terminal.run('undo', '--import', '1')).code).toBe(0);
  const { balances } = (await terminal.json('positions')) as { readonly balances: unknown };
  expect(balances).toMatchObject([{ account: 'IB', asset: 'USD', amount: '4249.15', status: 'known' }]);
  expect(await reconciled()).toMatchObject({ state: 'reconciled', summary: 'Reconciled up to 2026-04-30.', lines: [] });
});

test('a future traded after 17:00 on the last day is in the next report: named, and nothing is reset', async () => {
  const late = `<Trade ${future} tradeID="73" transactionID="7300" buySell="BUY" quantity="1" tradePrice="6000" proceeds="0" ibCommission="-0.62" dateTime="20260331;181500" reportDate="20260401"/>`;
  await imported(
    'march.xml',
    statement({ trades: [bought, sold, late], money: [dividend], ending: '4274.15', nova: '30' }),
  );
  const found = await reconciled();
  expect(found.state).toBe('reconciled');
  expect(found.lines.map(({ what, status, difference, causeKind }) => [what, status, difference, causeKind])).toEqual([
    ['Position of MESM6 on 2026-03-31: the report lists others, not this one', 'explained', '-1', 'after-cut-off'],
    ['USD cash on 2026-03-31', 'explained', '0.62', 'after-cut-off'],
  ]);
  expect(found.lines[0]?.cause).toContain('from 2026-03-31T22:15:00Z on');
  // The commission stays booked: 4,274.15 - 0.62.
  const positions = (await terminal.json('positions')) as { balances: { asset: string; amount: string }[] };
  expect(positions.balances).toMatchObject([{ asset: 'USD', amount: '4273.53' }]);
});

test('a trade of one export again under another id is seen as booked twice, and taken back it reconciles', async () => {
  await imported('march.xml', whole);
  // The same sale an hour off, as an export in another zone has it, under an id of its own.
  const again = sold.replace('7200', '7299').replace('20260318;110000', '20260318;120000');
  await imported('again.xml', statement({ trades: [again], money: [], ending: '4274.15', nova: '30' }));
  const found = await reconciled();
  expect(found.state).toBe('differs');
  expect(found.lines.map(({ subject, difference, causeKind }) => [subject, difference, causeKind])).toEqual([
    ['NOVA', '10', 'duplicate'],
    ['USD', '-269', 'duplicate'],
  ]);
  const [position] = found.lines;
  const [, ...words] = (position?.command ?? '').split(' ');
  expect((await terminal.run(...words)).code).toBe(0);
  expect(await reconciled()).toMatchObject({ state: 'reconciled', lines: [] });
});

test('a position that the report counts otherwise is stated as reported by the command it names', async () => {
  await imported('march.xml', statement({ trades: [bought], ending: '3999', nova: '30' }));
  const found = await reconciled();
  expect(found.lines).toMatchObject([
    {
      what: 'Position of NOVA on 2026-03-31',
      derived: '40',
      reported: '30',
      difference: '-10',
      action: { kind: 'state-position', quantity: '30', averagePrice: '25.025' },
    },
  ]);
  const [, ...words] = (found.lines[0]?.command ?? '').split(' ');
  expect((await terminal.run(...words)).code).toBe(0);
  expect(await reconciled()).toMatchObject({ state: 'reconciled', lines: [] });
});

test('a file that prints nothing to hold against cannot be checked until the trader says what the broker shows', async () => {
  const rows = [
    'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency',
    '2026-03-12T15:30:00Z,Trade,Buy to Open,BUY_TO_OPEN,ZQQ,Equity,Bought 10 ZQQ @ 30.00,-300.00,10,-30.00,0.00,-0.01,,,,,,,60010001,-300.01,USD',
    '2026-03-10T15:00:00Z,Money Movement,Deposit,,,,Wire Funds Received,1000.00,0,,--,0.00,,,,,,,,1000.00,USD',
  ];
  const ran = await terminal.run('import', terminal.write('tasty.csv', rows.join('\n')), '--account', 'IB');
  expect(ran.code).toBe(0);
  expect(await reconciled()).toMatchObject({
    state: 'cannot-check',
    lines: [{ status: 'cannot-check', what: 'Positions and cash', action: { kind: 'state-wallet', asset: 'USD' } }],
  });
  const state = (amount: string) => terminal.run('account', 'IB', '--wallet', `USD=${amount}@2026-03-31T20:00:00Z`);
  expect((await state('699.99')).code).toBe(0);
  // The cash agrees; of the shares nobody has said anything.
  expect(await reconciled()).toMatchObject({
    state: 'cannot-check',
    summary:
      'Cannot be checked as a whole: some of it was never held against a figure of the broker’s. What could be held against the broker’s own agrees up to 2026-03-31.',
    lines: [
      {
        status: 'cannot-check',
        what: 'Position of ZQQ',
        derived: '10',
        reported: null,
        action: { kind: 'confirm-position', instrument: 'ZQQ', side: null },
        command: 'ballast add position --account IB --instrument ZQQ --quantity QUANTITY --time TIME',
      },
    ],
  });
  const held = ['--account', 'IB', '--instrument', 'ZQQ', '--quantity', '10', '--time', '2026-03-31T20:00:00Z'];
  expect((await terminal.run('add', 'position', ...held)).code).toBe(0);
  expect(await reconciled()).toMatchObject({ state: 'reconciled', summary: 'Reconciled up to 2026-03-31.', lines: [] });
  const { positions } = (await terminal.json('positions')) as { readonly positions: unknown };
  expect(positions).toMatchObject([{ quantity: '10', averagePrice: '30', realizedPnl: '0', flags: [] }]);
  await terminal.run('undo');
  await terminal.run('undo');
  expect((await state('700.99')).code).toBe(0);
  expect(await reconciled()).toMatchObject({
    state: 'differs',
    lines: [
      { what: 'USD cash on 2026-03-31, as you stated it', derived: '699.99', reported: '700.99', difference: '1' },
      { what: 'Position of ZQQ' },
    ],
  });
});

test('an account that is not there is refused', async () => {
  await imported('march.xml', whole);
  const ran = await terminal.run('reconcile', '--account', 'Elsewhere', '--json');
  expect(ran.code).toBe(1);
  expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'account-unknown' } });
});

/** 6 more NOVA at 30 for 1, wrong, and the row of April that takes them back. */
const wrong = `<Trade ${stock} tradeID="73" transactionID="7300" buySell="BUY" quantity="6" tradePrice="30" proceeds="-180" ibCommission="-1" dateTime="20260310;120000" reportDate="20260310"/>`;
const takenBack = `<Trade ${stock} transactionType="TradeCancel" origTradeID="73" transactionID="7301" buySell="BUY (Ca.)" quantity="-6" tradePrice="30" proceeds="180" ibCommission="1" notes="Ca" dateTime="20260407;210000" reportDate="20260407"/>`;
const april = { from: '20260401', to: '20260430', starting: '4819', trades: [takenBack] };

test('a fill cancelled after the statement that counted it leaves no position and gives its cash back', async () => {
  // 5,000 - 181 in March, with 6 shares; in April all 5,000 again.
  await imported('march.xml', statement({ trades: [wrong], ending: '4819', nova: '6' }));
  await imported('april.xml', statement({ ...april, ending: '5000' }));
  expect(await reconciled()).toMatchObject({ state: 'reconciled', lines: [] });
  expect(await terminal.json('positions')).toMatchObject({
    positions: [],
    balances: [{ asset: 'USD', amount: '5000', status: 'known' }],
  });
});

test('what March lacks beside the cancelled fill is one line, of its own amount', async () => {
  await imported('march.xml', statement({ trades: [wrong], ending: '4826', nova: '6' }));
  await imported('april.xml', statement({ ...april, starting: '4826', ending: '5007' }));
  const { lines } = await reconciled();
  expect(lines).toMatchObject([{ what: 'USD cash on 2026-03-31', derived: '4819', reported: '4826', difference: '7' }]);
});
