import { expect, test } from 'vitest';
import type { AccountView, Cell } from '../../../shared/contract/views.ts';
import { accountsByDanger, editFor, questionToAsk } from './use-accounts.ts';

const cell: Cell = { value: null, status: 'missing-data', reason: null, mend: null, flags: [] };
function account(name: string, question: AccountView['question']): AccountView {
  return {
    name,
    venue: null,
    venueName: '',
    marginMode: 'cross',
    positionMode: 'one-way',
    state: 'unknown',
    equity: cell,
    leverage: cell,
    maintenance: cell,
    marginRatio: cell,
    worstPool: null,
    nearest: null,
    reconciliation: { state: 'cannot-check', summary: '', differences: 0 },
    dataAsOfMs: null,
    balances: [],
    positions: [],
    question,
  };
}
const wallet = { kind: 'wallet', text: 'the file names no wallet', asset: 'USDT', instrument: null } as const;
const venue = { kind: 'venue', text: 'no venue', asset: null, instrument: null } as const;

test('the question of the selected account comes first, else the first there is', () => {
  const accounts = [account('Calm', null), account('Binance', wallet), account('Other', venue)];
  expect(questionToAsk(accounts, 'Other')?.question.kind).toBe('venue');
  expect(questionToAsk(accounts, 'Calm')?.account.name).toBe('Binance');
  expect(questionToAsk([account('Calm', null)], null)).toBeNull();
});

test('each question opens the dialog that answers it', () => {
  expect(editFor('Binance', wallet)).toEqual({ kind: 'wallet', account: 'Binance', asset: 'USDT' });
  expect(editFor('Binance', venue)).toEqual({ kind: 'settings', account: 'Binance' });
  expect(editFor('Binance', { ...wallet, kind: 'failed-rows' })).toBeNull();
});

test('the worst account stands first, the unknown one last', () => {
  const near = { asset: 'BTC', distanceFraction: -0.1 };
  const accounts = [
    account('Unknown', null),
    { ...account('Far', null), state: 'safe' as const, nearest: { asset: 'BTC', distanceFraction: 0.6 } },
    { ...account('Near', null), state: 'safe' as const, nearest: near },
    { ...account('Danger', null), state: 'danger' as const, nearest: near },
  ];
  expect(accountsByDanger(accounts).map(({ name }) => name)).toEqual(['Danger', 'Near', 'Far', 'Unknown']);
});
