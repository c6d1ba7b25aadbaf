import type { ExportFile } from '../pages/drop-file.ts';

const nova = 'currency="USD" assetCategory="STK" symbol="NOVA" multiplier="1" ibCommissionCurrency="USD"';

/** 40 NOVA at 25 for a commission of 1. */
const bought = `<Trade ${nova} tradeID="71" transactionID="7100" transactionType="ExchTrade" buySell="BUY" quantity="40" tradePrice="25" proceeds="-1000" ibCommission="-1" dateTime="20260310;110000" reportDate="20260310"/>`;
/** 10 of them at 27 for 1. */
const sold = `<Trade ${nova} tradeID="72" transactionID="7200" transactionType="ExchTrade" buySell="SELL" quantity="-10" tradePrice="27" proceeds="270" ibCommission="-1" dateTime="20260318;110000" reportDate="20260318"/>`;
/** In April the broker takes that sale back and books it at 27.5 for 0.5. */
const takenBack = `<Trade ${nova} tradeID="" transactionID="7201" origTradeID="72" origTradeDate="20260318;110000" transactionType="TradeCancel" buySell="SELL (Ca.)" quantity="10" tradePrice="27" proceeds="-270" ibCommission="1" dateTime="20260402;080000" reportDate="20260402" notes="Ca"/>`;
const bookedAgain = `<Trade ${nova} tradeID="72" transactionID="7202" transactionType="ExchTrade" buySell="SELL" quantity="-10" tradePrice="27.5" proceeds="275" ibCommission="-0.5" dateTime="20260318;110000" reportDate="20260402" notes="Co"/>`;
const dividend =
  '<CashTransaction currency="USD" amount="6.15" type="Dividends" transactionID="9001" dateTime="20260320;202000" symbol="NOVA" assetCategory="STK"/>';

interface Statement {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly starting: string;
  readonly ending: string;
  readonly trades: readonly string[];
  readonly money: readonly string[];
}

/** A Flex statement with 30 NOVA at its end. */
function statement({ name, from, to, starting, ending, trades, money }: Statement): ExportFile {
  const text = `<FlexQueryResponse queryName="Month" type="AF"><FlexStatements count="1"><FlexStatement accountId="U1" fromDate="${from}" toDate="${to}">
<CashReport>
<CashReportCurrency currency="USD" fromDate="${from}" toDate="${to}" startingCash="${starting}" endingCash="${ending}"/>
</CashReport>
<OpenPositions>
<OpenPosition currency="USD" assetCategory="STK" symbol="NOVA" multiplier="1" reportDate="${to}" position="30" markPrice="26" costBasisPrice="25.025" costBasisMoney="750.75" side="Long" levelOfDetail="SUMMARY"/>
</OpenPositions>
<Trades>
${trades.join('\n')}
</Trades>
<CashTransactions>
${money.join('\n')}
</CashTransactions>
</FlexStatement></FlexStatements></FlexQueryResponse>
`;
  return { name, text };
}

/** 5,000 - 1,001 + 269 + 6.15 = 4,274.15. */
export const march = statement({
  name: 'march.xml',
  from: '20260301',
  to: '20260331',
  starting: '5000',
  ending: '4274.15',
  trades: [bought, sold],
  money: [dividend],
});

/** Of April two things are to be told: a withdrawal of 25 that this file leaves out, and the sale booked again, 5.5 better. */
const april = { from: '20260401', to: '20260430', starting: '4274.15' } as const;

/** 4,274.15 - 25 = 4,249.15, but no row says so. */
export const aprilWithGap = statement({ name: 'april.xml', ...april, ending: '4249.15', trades: [], money: [] });

/** 4,274.15 - 269 + 274.5 = 4,279.65. */
export const aprilCorrected = statement({
  name: 'april-corrected.xml',
  ...april,
  ending: '4279.65',
  trades: [takenBack, bookedAgain],
  money: [],
});

/** 1,000 - 300.01 = 699.99; tastytrade prints neither balance nor position. */
export const tastyRows: ExportFile = {
  name: 'tasty.csv',
  text: [
    'Date,Type,Sub Type,Action,Symbol,Instrument Type,Description,Value,Quantity,Average Price,Commissions,Fees,Multiplier,Root Symbol,Underlying Symbol,Expiration Date,Strike Price,Call or Put,Order #,Total,Currency',
    '2026-03-12T15:30:00Z,Trade,Buy to Open,BUY_TO_OPEN,ZQQ,Equity,Bought 10 ZQQ @ 30.00,-300.00,10,-30.00,0.00,-0.01,,,,,,,60010001,-300.01,USD',
    '2026-03-10T15:00:00Z,Money Movement,Deposit,,,,Wire Funds Received,1000.00,0,,--,0.00,,,,,,,,1000.00,USD',
    '',
  ].join('\n'),
};
