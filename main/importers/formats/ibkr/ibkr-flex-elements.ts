/** Elements that say again what executions, cash transactions and positions say, or that move nothing: why each is left out. */
const restated: Readonly<Record<string, string>> = {
  AccountInformation: 'account information',
  FlexStatement: 'statement without rows',
  Lot: 'closed lots (the executions count)',
  WashSale: 'wash sales (the executions count)',
  Order: 'orders (the executions count)',
  SymbolSummary: 'summaries by symbol (the executions count)',
  AssetSummary: 'summaries by asset class (the executions count)',
  FxTransaction: 'currency lots (trades and cash transactions count)',
  FxLot: 'currency lots (the cash report counts)',
  FxPosition: 'currency positions (the cash report counts)',
  StatementOfFundsLine: 'statement of funds (trades and cash transactions count)',
  ChangeInNAV: 'net asset value',
  ChangeInNAVDetail: 'net asset value',
  EquitySummaryByReportDateInBase: 'net asset value',
  EquitySummaryInBase: 'net asset value',
  MTMPerformanceSummaryUnderlying: 'performance summary',
  MTDYTDPerformanceSummaryUnderlying: 'performance summary',
  FIFOPerformanceSummaryUnderlying: 'performance summary',
  PriorPeriodPosition: 'positions of the period before',
  NetStockPosition: 'net stock positions',
  SecurityInfo: 'descriptions of instruments',
  InterestAccrualsCurrency: 'accruals',
  TierInterestDetail: 'interest by tiers (cash transactions count)',
  ChangeInDividendAccrual: 'accruals',
  OpenDividendAccrual: 'accruals',
  SLBActivity: 'stock lending',
  SLBOpenContract: 'stock lending',
  SLBCollateral: 'stock lending',
  PendingExcercise: 'exercises that are pending',
  UnsettledTransfer: 'transfers that are not settled',
  FdicInsuredDepositsByBank: 'banks that hold the cash',
  ComplexPosition: 'complex positions (the open positions count)',
  IncentiveCouponAccrualDetail: 'accruals',
  SLBFee: 'stock lending fees (cash transactions count)',
  HardToBorrowDetail: 'borrow fees (cash transactions count)',
  ClientFeesDetail: 'client fees (cash transactions count)',
  UnbundledCommissionDetail: 'parts of commissions (the executions count)',
};

/** Elements that move money or positions in a way that Ballast does not read. */
const unread: Readonly<Record<string, string>> = {
  Transfer: 'a transfer between accounts or brokers: it moves shares without saying what they cost, or cash',
  TradeTransfer: 'a trade given up to or taken from another broker',
  TransactionTax: 'a transaction tax, which the executions may hold already',
  SalesTax: 'a sales tax, which the cash transactions may hold already',
  CFDCharge: 'a charge on a contract for difference',
  UnbookedTrade: 'a trade that is not booked yet',
  SoftDollarActivity: 'soft dollars',
  CommissionCredit: 'a credit of commissions, which the cash transactions may hold already',
  StockGrantActivity: 'shares granted by the broker',
  GrantActivity: 'shares granted by an employer',
  DebitCardActivity: 'a card payment, which the cash transactions may hold already',
  TradeConfirm: 'a trade confirmation',
};

export type ElementUse =
  | { readonly kind: 'ignored'; readonly reason: string }
  /** `what` in the trader's words; null for an element that nobody here has seen. */
  | { readonly kind: 'unread'; readonly what: string | null };

/** What is to be done with an element that has no reader of its own. */
export function useOf(name: string): ElementUse {
  const reason = restated[name] ?? (/Summary/.test(name) ? 'summaries' : undefined);
  return reason === undefined ? { kind: 'unread', what: unread[name] ?? null } : { kind: 'ignored', reason };
}
