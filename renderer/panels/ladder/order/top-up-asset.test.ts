import { expect, test } from 'vitest';
import type { AccountView } from '../../../../shared/contract/views.ts';
import { topUpMoney } from './top-up-asset.ts';

const balance = (asset: string, amount: string, value: number | null) => ({ asset, amount, value: { value } });
const accountOf = (...balances: readonly ReturnType<typeof balance>[]) => ({ balances }) as unknown as AccountView;

test('a top-up is paid in the money that the account holds most of, at its own rate, and is enough', () => {
  // 2,000 USDT at 0.998 against 100 USDC: 500 dollars are 501.002 USDT.
  const account = accountOf(balance('USDC', '100', 100), balance('USDT', '2000', 1996), balance('BTC', '1', 60_000));
  expect(topUpMoney(account, 500)).toEqual({ asset: 'USDT', amount: 502 });
});

test('owed money is money of the account too; without any whose rate is known nothing is named', () => {
  expect(topUpMoney(accountOf(balance('USD', '-5000', -5000)), 20.5)).toEqual({ asset: 'USD', amount: 21 });
  expect(topUpMoney(accountOf(balance('USD', '5000', null), balance('BTC', '1', 60_000)), 20)).toBeNull();
  expect(topUpMoney(accountOf(balance('USD', '0', 0)), 20)).toBeNull();
  expect(topUpMoney(undefined, 20)).toBeNull();
});
