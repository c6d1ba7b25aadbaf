import type { KnownOther } from './known-other.ts';

const activityFlexQuery = 'a Flex Query of the type Activity in XML';

/** Signatures of the exports of brokers, trading platforms and portfolio trackers. Facts of the files themselves. */
export const brokerExports: readonly KnownOther[] = [
  // Interactive Brokers.
  {
    broker: 'Interactive Brokers',
    export: 'transaction history',
    columns: ['transaction history', 'header', 'date', 'account', 'transaction type'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'transaction history',
    begins: ['statement', 'data', 'title', 'transaction history'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'activity statement',
    begins: ['statement', 'header', 'field name', 'field value'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'activity statement (German)',
    begins: ['statement', 'header', 'feldname'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'activity statement',
    begins: ['trades', 'header', 'datadiscriminator'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'activity statement',
    begins: ['financial instrument information', 'header'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'activity statement that was saved again by a spreadsheet',
    begins: ['statement,header*'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'activity statement that was saved again by a spreadsheet',
    begins: ['trades,header*'],
    instead: activityFlexQuery,
  },
  { broker: 'Interactive Brokers', export: 'Flex Query (CSV)', begins: ['bof'], instead: activityFlexQuery },
  {
    broker: 'Interactive Brokers',
    export: 'Flex Query (CSV)',
    begins: ['clientaccountid'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'Flex Query (CSV)',
    columns: ['datetime', 'quantity', 'conid'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'Flex Query (CSV)',
    columns: ['assetclass', 'symbol', 'buy/sell', 'quantity'],
    instead: activityFlexQuery,
  },
  {
    broker: 'Interactive Brokers',
    export: 'Flex Query (CSV)',
    columns: ['settledate', 'description', 'amount', 'currencyprimary'],
    instead: activityFlexQuery,
  },
  // US brokers.
  {
    broker: 'tastytrade',
    export: 'transaction history (before 2020)',
    columns: ['date/time', 'transaction code', 'transaction subcode'],
    instead: 'the transaction history of the same years as tastytrade writes it now',
  },
  { broker: 'thinkorswim', export: 'account statement', columns: ['exec time', 'spread', 'side', 'qty', 'pos effect'] },
  { broker: 'thinkorswim', export: 'account statement', columns: ['date', 'time', 'type', 'ref #', 'description'] },
  { broker: 'thinkorswim', export: 'account statement', begins: ['this document was exported from the papermoney*'] },
  { broker: 'thinkorswim', export: 'account statement', begins: ['account statement for*'] },
  {
    broker: 'Charles Schwab',
    export: 'transaction history',
    columns: ['date', 'action', 'symbol', 'description', 'quantity', 'price', 'fees & comm', 'amount'],
  },
  { broker: 'Fidelity', export: 'account history', columns: ['run date', 'account', 'action', 'symbol'] },
  { broker: 'Fidelity', export: 'account history', columns: ['run date', 'action', 'symbol', 'settlement date'] },
  {
    broker: 'Robinhood',
    export: 'account activity',
    columns: ['activity date', 'process date', 'settle date', 'instrument', 'trans code'],
  },
  {
    broker: 'E*TRADE',
    export: 'transaction history',
    columns: ['transactiondate', 'transactiontype', 'securitytype', 'symbol'],
  },
  {
    broker: 'E*TRADE',
    export: 'transaction history',
    columns: ['activity/trade date', 'transaction date', 'activity type', 'cusip'],
  },
  {
    broker: 'Webull',
    export: 'option orders',
    columns: ['option level', 'symbol', 'filled time', 'b/s', 'option type'],
  },
  {
    broker: 'Webull',
    export: 'orders',
    columns: ['name', 'symbol', 'side', 'status', 'filled', 'placed time', 'filled time'],
  },
  {
    broker: 'Firstrade',
    export: 'account history',
    columns: ['symbol', 'quantity', 'price', 'action', 'tradedate', 'settleddate', 'recordtype'],
  },
  {
    broker: 'Lightspeed',
    export: 'trades',
    columns: ['trade number', 'trade date', 'execution time', 'commission amount', 'feesec'],
  },
  {
    broker: 'DAS Trader (Cobra)',
    export: 'trades',
    columns: ['account', 't/d', 's/d', 'side', 'exec time', 'gross proceeds'],
  },
  // Futures, CFD and FX platforms.
  {
    broker: 'Tradovate',
    export: 'performance report',
    columns: ['symbol', 'buyfillid', 'sellfillid', 'pnl', 'boughttimestamp', 'soldtimestamp'],
    kind: 'pnl-report',
    instead: 'the Fills',
  },
  {
    broker: 'Tradovate',
    export: 'position history',
    columns: ['position id', 'pair id', 'buy fill id', 'sell fill id'],
    kind: 'pnl-report',
    instead: 'the Fills',
  },
  {
    broker: 'Tradovate',
    export: 'fills',
    columns: ['orderid', 'execid', 'contractname', 'action', 'qty', 'price', 'timestamp'],
  },
  {
    broker: 'NinjaTrader',
    export: 'trade performance',
    columns: ['instrument', 'market pos.', 'entry price', 'entry time', 'exit price', 'profit'],
    kind: 'pnl-report',
    instead: 'the Executions grid',
  },
  {
    broker: 'NinjaTrader',
    export: 'executions',
    columns: ['instrument', 'action', 'quantity', 'price', 'time', 'e/x'],
  },
  { broker: 'MetaTrader 5', export: 'history report', begins: ['trade history report'] },
  { broker: 'MetaTrader 5', export: 'history report (Italian)', begins: ['report cronistorico*'] },
  {
    broker: 'MetaTrader 5',
    export: 'history report',
    columns: ['time', 'position', 'symbol', 'type', 'volume', 'price', 's / l', 't / p', 'profit'],
  },
  {
    broker: 'MetaTrader (prop firm)',
    export: 'closed positions',
    columns: ['ticket', 'open', 'type', 'volume', 'symbol', 'swap', 'profit', 'pips'],
    kind: 'pnl-report',
  },
  {
    broker: 'cTrader',
    export: 'history',
    columns: ['symbol', 'opening direction', 'entry price', 'closing price', 'closing quantity'],
    kind: 'pnl-report',
  },
  {
    broker: 'Rithmic',
    export: 'completed orders',
    columns: ['account', 'symbol', 'buy/sell', 'qty filled', 'avg fill price', 'order number'],
  },
  {
    broker: 'Rithmic',
    export: 'performance report',
    columns: ['entry order number', 'entry price', 'exit order number', 'exit price', 'fill size'],
    kind: 'pnl-report',
    instead: 'the completed orders',
  },
  {
    broker: 'Topstep / ProjectX',
    export: 'orders',
    columns: ['accountname', 'contractname', 'status', 'executeprice', 'positiondisposition'],
  },
  {
    broker: 'Topstep / ProjectX',
    export: 'trades',
    columns: ['contractname', 'size', 'pnl', 'fees', 'entryprice', 'exitprice'],
    kind: 'pnl-report',
    instead: 'the orders',
  },
  {
    broker: 'Quantower',
    export: 'trades',
    columns: ['date/time', 'symbol', 'symbol type', 'gross p/l', 'connection name'],
  },
  {
    broker: 'TradeZella',
    export: 'trades',
    columns: ['open date', 'open time', 'close date', 'close time', 'entry price', 'adjusted cost'],
    kind: 'pnl-report',
  },
  {
    broker: 'TradingView',
    export: 'paper trading orders',
    columns: ['symbol', 'side', 'type', 'fill price', 'placing time', 'closing time', 'level id'],
  },
  {
    broker: 'Zerodha',
    export: 'tradebook',
    columns: ['symbol', 'isin', 'trade_date', 'exchange', 'segment', 'trade_type', 'trade_id'],
  },
  // European brokers.
  {
    broker: 'DEGIRO',
    export: 'account statement',
    columns: ['datum', 'tijd', 'valutadatum', 'product', 'isin', 'omschrijving'],
  },
  {
    broker: 'DEGIRO',
    export: 'account statement',
    columns: ['date', 'time', 'value date', 'product', 'isin', 'description', 'fx'],
  },
  { broker: 'DEGIRO', export: 'account statement', columns: ['datum', 'uhrze*', 'valutadatum', 'produkt', 'isin'] },
  {
    broker: 'eToro',
    export: 'account activity',
    columns: ['date', 'type', 'details', 'amount', 'units', 'realized equity change', 'position id'],
  },
  {
    broker: 'Saxo',
    export: 'transactions',
    columns: ['client id', 'trade date', 'value date', 'instrument', 'instrument symbol', 'event', 'amount'],
  },
  { broker: 'XTB', export: 'cash operations', columns: ['id', 'type', 'time', 'symbol', 'comment', 'amount'] },
  { broker: 'Trading 212', export: 'history', columns: ['action', 'time', 'isin', 'ticker', 'name', 'no. of shares'] },
  {
    broker: 'Revolut',
    export: 'crypto statement',
    columns: ['symbol', 'type', 'quantity', 'price', 'value', 'fees', 'date'],
  },
  {
    broker: 'Revolut',
    export: 'trading statement',
    columns: ['date', 'ticker', 'type', 'quantity', 'price per share', 'total amount', 'fx rate'],
  },
  {
    broker: 'Swissquote',
    export: 'transactions',
    columns: ['date', 'order #', 'transaction', 'symbol', 'isin', 'quantity', 'net amount'],
  },
  { broker: 'Swissquote', export: 'transactions', columns: ['date', 'order #', 'transaction', 'symbol', 'isin'] },
  {
    broker: 'Swissquote',
    export: 'transactions (German)',
    columns: ['datum', 'auftrag #', 'transaktionen', 'symbol', 'isin'],
  },
  {
    broker: 'Trade Republic',
    export: 'transactions',
    columns: ['datetime', 'account_type', 'category', 'asset_class', 'counterparty_name'],
  },
  {
    broker: 'Trade Republic',
    export: 'transactions (Dutch)',
    columns: ['datum', 'transactietype', 'waarde (netto)', 'isin', 'aantal'],
  },
  {
    broker: 'Avanza',
    export: 'transactions',
    columns: ['datum', 'konto', 'typ av transaktion', 'antal', 'kurs', 'belopp'],
  },
  {
    broker: 'Freetrade',
    export: 'activity',
    columns: ['title', 'type', 'timestamp', 'account currency', 'total amount', 'buy / sell', 'ticker'],
  },
  {
    broker: 'Directa',
    export: 'movements',
    columns: ['data operazione', 'data valuta', 'tipo operazione', 'ticker', 'isin'],
  },
  {
    broker: 'Investimental',
    export: 'orders',
    columns: ['order id', 'order number', 'side', 'exchange', 'symbol', 'market', 'last trade ticket'],
  },
  {
    broker: 'Disnat',
    export: 'transactions (French)',
    columns: ['date de transaction', 'type de transaction', 'symbole', 'commission payée'],
  },
  // Price tables of several instruments.
  {
    broker: 'Yahoo Finance',
    export: 'price table of several tickers',
    begins: ['price', 'close', 'close'],
    instead: 'a table of one ticker',
  },
  {
    broker: 'Yahoo Finance',
    export: 'price table of several tickers',
    begins: ['price', 'adj close', 'adj close'],
    instead: 'a table of one ticker',
  },
  // Portfolio trackers.
  {
    broker: 'Parqet',
    export: 'activities',
    columns: ['datetime', 'price', 'shares', 'amount', 'realizedgains', 'holdingname'],
  },
  {
    broker: 'Delta',
    export: 'transactions',
    columns: ['date', 'way', 'base amount', 'base currency (name)', 'quote amount'],
  },
  {
    broker: 'CoinTracking',
    export: 'trades',
    columns: ['type', 'buy', 'cur.', 'sell', 'exchange', 'group', 'comment'],
  },
  {
    broker: 'Bitcoin.tax',
    export: 'trades',
    columns: ['date', 'action', 'symbol', 'account', 'volume', 'cost/proceeds', 'exchangeid'],
  },
];
