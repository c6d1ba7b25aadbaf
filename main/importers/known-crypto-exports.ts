import type { KnownOther } from './known-other.ts';

const binanceTrades = 'the futures Trade History (and, for funding, the futures Transaction History)';
const bybitLog = 'the Transaction Log of the unified account';

/** Signatures of the exports of crypto exchanges, most telling first: what stands further up is tried first. Facts of the files themselves. */
export const cryptoExports: readonly KnownOther[] = [
  // Profit reports and restatements of exchanges that Ballast reads.
  {
    broker: 'Binance',
    export: 'futures position history',
    columns: ['symbol', 'margin mode', 'position side', 'entry price', 'avg. close price', 'closing pnl'],
    kind: 'pnl-report',
    instead: binanceTrades,
  },
  {
    broker: 'Binance',
    export: 'statement of all wallets ("All Statements")',
    columns: ['account', 'operation', 'coin', 'change', 'remark'],
    instead: binanceTrades,
  },
  { broker: 'Binance', export: 'spot order history', columns: ['date(utc)', 'pair', 'order price', 'order amount'] },
  {
    broker: 'Binance',
    export: 'futures order history',
    columns: ['symbol', 'side', 'order id', 'average price', 'executed'],
    instead: binanceTrades,
  },
  {
    broker: 'Binance',
    export: 'spot trade history',
    columns: ['date(utc)', 'pair', 'side', 'price', 'executed', 'amount', 'fee'],
  },
  {
    broker: 'Binance',
    export: 'spot trade history',
    columns: ['date(utc)', 'market', 'type', 'price', 'amount', 'total', 'fee', 'fee coin'],
  },
  {
    broker: 'Bybit',
    export: 'closed P&L',
    columns: ['contracts', 'closing direction', 'entry price', 'exit price', 'closed p&l'],
    kind: 'pnl-report',
    instead: bybitLog,
  },
  {
    broker: 'Bybit',
    export: 'closed P&L',
    columns: ['market', 'entry price', 'exit price', 'realized p&l', 'trade type'],
    kind: 'pnl-report',
    instead: bybitLog,
  },
  {
    broker: 'Bybit',
    export: 'perpetual trade history',
    columns: ['filled type', 'filled quantity', 'filled price', 'fee rate', 'trading fee', 'direction'],
    instead: bybitLog,
  },
  {
    broker: 'Bybit',
    export: 'funding account log',
    columns: ['uid', 'date & time(utc)', 'coin', 'qty', 'type', 'account balance', 'description'],
    instead: bybitLog,
  },
  // Other crypto exchanges.
  {
    broker: 'OKX',
    export: 'position history',
    columns: ['position create time', 'position update time', 'instrument name', 'margin mode', 'pnl'],
    kind: 'pnl-report',
    instead: 'the trading account bills',
  },
  {
    broker: 'OKX',
    export: 'trading history',
    columns: ['id', 'order id', 'time', 'trade type', 'action', 'balance change', 'balance unit'],
  },
  {
    broker: 'OKX',
    export: 'funding account history',
    columns: ['id', 'time', 'type', 'amount', 'before balance', 'after balance', 'symbol'],
  },
  {
    broker: 'Deribit',
    export: 'transaction log',
    columns: ['userseq', 'date', 'instrument', 'type', 'side', 'cash flow', 'funding'],
  },
  {
    broker: 'Kraken',
    export: 'ledgers',
    columns: ['txid', 'refid', 'time', 'type', 'subtype', 'aclass', 'asset', 'amount', 'fee', 'balance'],
  },
  {
    broker: 'Kraken',
    export: 'trades',
    columns: ['txid', 'ordertxid', 'pair', 'time', 'type', 'ordertype', 'price', 'cost', 'fee', 'vol'],
  },
  {
    broker: 'Kraken Futures',
    export: 'account log',
    columns: ['uid', 'datetime', 'account', 'type', 'symbol', 'change', 'new balance', 'realized funding'],
  },
  {
    broker: 'KuCoin',
    export: 'futures P&L',
    columns: ['uid', 'account type', 'symbol', 'close type', 'realized pnl'],
    kind: 'pnl-report',
    instead: 'the futures fills',
  },
  {
    broker: 'KuCoin',
    export: 'fills',
    columns: ['uid', 'account type', 'order id', 'symbol', 'side', 'filled amount', 'filled volume'],
  },
  {
    broker: 'KuCoin',
    export: 'trades',
    columns: ['tradecreatedat', 'symbol', 'side', 'price', 'size', 'funds', 'fee', 'feecurrency'],
  },
  {
    broker: 'KuCoin',
    export: 'trades',
    columns: ['time', 'pair', 'side', 'filledprice', 'filledpricecoin', 'amountcoin'],
  },
  {
    broker: 'Bitget',
    export: 'futures transactions',
    columns: ['order', 'date', 'coin', 'futures', 'margin mode', 'type', 'amount', 'wallet balance'],
  },
  {
    broker: 'Bitget',
    export: 'futures orders',
    columns: ['order id', 'direction', 'coin', 'futures', 'transaction type', 'realized p/l', 'netprofits'],
  },
  {
    broker: 'Bitget',
    export: 'spot transactions',
    columns: ['order', 'date', 'coin', 'type', 'amount', 'fee', 'available'],
  },
  {
    broker: 'BitMEX',
    export: 'trade history',
    columns: ['transacttime', 'symbol', 'exectype', 'side', 'lastqty', 'lastpx'],
  },
  {
    broker: 'BitMEX',
    export: 'wallet history',
    columns: ['transacttime', 'transacttype', 'amount', 'fee', 'address', 'walletbalance'],
  },
  {
    broker: 'Coinbase',
    export: 'transaction history',
    columns: ['timestamp', 'transaction type', 'asset', 'quantity transacted'],
  },
  {
    broker: 'Coinbase Exchange',
    export: 'account statement',
    columns: ['portfolio', 'type', 'amount', 'balance', 'amount/balance unit', 'trade id'],
  },
  {
    broker: 'Coinbase Advanced',
    export: 'fills',
    columns: ['portfolio', 'trade id', 'product', 'side', 'created at', 'size', 'size unit', 'price'],
  },
  {
    broker: 'Bitstamp',
    export: 'transactions',
    columns: ['type', 'datetime', 'account', 'amount', 'value', 'rate', 'fee', 'sub type'],
  },
  {
    broker: 'Bitvavo',
    export: 'transaction history',
    columns: ['timezone', 'date', 'time', 'type', 'currency', 'amount', 'quote currency', 'quote price'],
  },
  {
    broker: 'Bitfinex',
    export: 'trades',
    columns: ['#', 'pair', 'amount', 'price', 'fee', 'fee currency', 'date', 'order id'],
  },
  {
    broker: 'HitBTC',
    export: 'trades',
    columns: ['email', 'instrument', 'trade id', 'order id', 'side', 'quantity', 'rebate', 'taker'],
  },
  {
    broker: 'Huobi (HTX)',
    export: 'trades',
    columns: ['time', 'type', 'pair', 'side', 'price', 'amount', 'total', 'fee'],
  },
  {
    broker: 'Poloniex',
    export: 'trades',
    columns: ['date', 'market', 'category', 'type', 'base total less fee', 'quote total less fee'],
  },
  {
    broker: 'Crypto.com',
    export: 'app transactions',
    columns: ['timestamp (utc)', 'transaction description', 'currency', 'amount', 'transaction kind'],
  },
  {
    broker: 'Uphold',
    export: 'transactions',
    columns: ['destination', 'destination amount', 'origin', 'origin amount', 'origin currency'],
  },
  {
    broker: 'BlockFi',
    export: 'transactions',
    columns: ['cryptocurrency', 'amount', 'transaction type', 'confirmed at'],
  },
  {
    broker: 'Blofin',
    export: 'futures order history',
    columns: ['underlying asset', 'margin mode', 'leverage', 'order time', 'side', 'avg fill'],
  },
  {
    broker: 'Paradex',
    export: 'fills',
    columns: ['id', 'side', 'liquidity', 'market', 'realized_pnl', 'realized_funding'],
  },
  { broker: 'MEXC', export: 'futures fills', columns: ['uid', 'direction', 'leverage', 'filled price', 'trading fee'] },
  {
    broker: 'Gate',
    export: 'account book',
    columns: ['no', 'time', 'action_desc', 'action_data', 'type', 'change_amount'],
  },
  {
    broker: 'Nexo',
    export: 'transactions',
    columns: ['transaction', 'type', 'input currency', 'output currency', 'outstanding loan'],
  },
];
