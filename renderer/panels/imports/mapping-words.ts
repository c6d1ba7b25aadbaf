import type { RowKind, SymbolRule, TimeFormat } from '../../../shared/contract/mapping.ts';

interface Choice<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

export const kindChoices: readonly Choice<RowKind>[] = [
  { value: 'fill', text: 'Fill: bought or sold' },
  { value: 'buy', text: 'Purchase' },
  { value: 'sell', text: 'Sale' },
  { value: 'deposit', text: 'Deposit' },
  { value: 'withdrawal', text: 'Withdrawal' },
  { value: 'flow', text: 'Deposit or withdrawal, by sign' },
  { value: 'transfer', text: 'Transfer' },
  { value: 'funding', text: 'Funding' },
  { value: 'interest', text: 'Interest' },
  { value: 'fee', text: 'Fee' },
  { value: 'dividend', text: 'Dividend' },
  { value: 'tax', text: 'Tax' },
  { value: 'adjustment', text: 'Adjustment, rebate, bonus' },
  { value: 'mark', text: 'Prices' },
  { value: 'close', text: 'Daily closes of one instrument' },
  { value: 'opening-position', text: 'Positions, held from then on' },
  { value: 'reported-position', text: 'Positions, as reported' },
  { value: 'opening-balance', text: 'Balances, at the beginning' },
  { value: 'reported-balance', text: 'Balances, as reported' },
  { value: 'ignored', text: 'Leave out' },
];

export const timeChoices: readonly Choice<TimeFormat>[] = [
  { value: 'YMD', text: 'Year first: 26-03-31' },
  { value: 'DMY', text: 'Day first: 31/03/26' },
  { value: 'MDY', text: 'Month first: 03/31/26' },
  { value: 'epoch-seconds', text: 'Seconds since 1970' },
  { value: 'epoch-milliseconds', text: 'Milliseconds since 1970' },
  { value: 'epoch-microseconds', text: 'Microseconds since 1970' },
];

export const symbolChoices: readonly Choice<SymbolRule>[] = [
  { value: 'perpetual', text: 'BTCUSDT: perpetual' },
  { value: 'spot', text: 'BTCUSDT: coins (spot)' },
  { value: 'inverse', text: 'BTCUSD: perpetual settled in its coin' },
  { value: 'coin-perpetual', text: 'BTC: perpetual' },
  { value: 'coin-spot', text: 'BTC: coins (spot)' },
  { value: 'stock', text: 'AAPL: stock' },
  { value: 'as-is', text: 'As Ballast writes it' },
];
