import type { Input } from '../../shared/contract/core.ts';
import type { whatIfCalls } from '../../shared/contract/whatif.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments, OptionKinds } from './arguments.ts';
import { readAll, readAmount, readAssignment, readNumber } from './read-values.ts';

type Ticket = Input<(typeof whatIfCalls)['whatif.keep']>['tickets'][number];

/** What a what-if is typed by. */
export const ticketOptions: OptionKinds = {
  account: 'value',
  instrument: 'value',
  side: 'value',
  leg: 'value',
  size: 'value',
  notional: 'value',
  price: 'value',
  leverage: 'value',
  stop: 'value',
  fee: 'value',
  close: 'repeated',
  'top-up': 'repeated',
};

/** The tickets that are typed: cash first, then what is closed, then the trade. None where nothing of them is named. Fault: `usage`. */
export function readTickets(given: Arguments): Result<readonly Ticket[]> {
  const named = Object.keys(ticketOptions).filter((option) => given.values(option).length > 0);
  if (named.length === 0) return success([]);
  const account = given.value('account');
  if (account === null) return failure('usage', 'Say in which account.', 'Name it with --account.');
  const topUps = readAll(given.values('top-up'), (text) => readTopUp(account, text));
  if (!topUps.ok) return topUps;
  const terms = readTerms(given);
  if (!terms.ok) return terms;
  const isTrade = tradeOptions.some((option) => given.value(option) !== null);
  const ofClose = isTrade ? { feeRate: terms.value.feeRate } : terms.value;
  const closes = readAll(given.values('close'), (text) => readClose(account, text, ofClose));
  if (!closes.ok) return closes;
  const before = [...topUps.value, ...closes.value];
  if (!isTrade && before.length > 0) return success(before);
  const trade = readTrade(account, given, terms.value);
  return trade.ok ? success([...before, trade.value]) : trade;
}

/** What only a trade has. */
const tradeOptions = ['instrument', 'side', 'size', 'notional', 'leverage', 'stop'] as const;

interface Terms {
  readonly price: string | null;
  readonly leg: 'long' | 'short' | null;
  readonly feeRate: number | null;
}

function readTerms(given: Arguments): Result<Terms> {
  const price = readOptionalAmount(given, 'price', 'The price');
  if (!price.ok) return price;
  const leg = given.value('leg');
  if (leg !== null && leg !== 'long' && leg !== 'short')
    return failure('usage', `--leg ${leg} is neither long nor short.`);
  const fee = readOptionalNumber(given, 'fee', 'The fee rate');
  if (!fee.ok) return fee;
  if (fee.value !== null && Math.abs(fee.value) >= 1)
    return failure('usage', `A fee rate of ${fee.value} is no fraction.`, 'Write 0.05 % as 0.0005.');
  return success({ price: price.value, leg, feeRate: fee.value });
}

function readTrade(account: string, given: Arguments, terms: Terms): Result<Ticket> {
  const [instrument, side] = [given.value('instrument'), given.value('side')];
  if (instrument === null) return failure('usage', 'Say what is traded.', 'Name it with --instrument.');
  if (side !== 'buy' && side !== 'sell') return failure('usage', 'Say --side buy or --side sell.');
  const contracts = readOptionalAmount(given, 'size', 'The size');
  if (!contracts.ok) return contracts;
  const money = readOptionalAmount(given, 'notional', 'The notional');
  if (!money.ok) return money;
  const [amount, unit] =
    contracts.value === null ? [money.value, 'base' as const] : [contracts.value, 'contracts' as const];
  if (amount === null || (contracts.value !== null && money.value !== null))
    return failure(
      'usage',
      'Say how much: --size N in coins or shares (dollars of a coin contract), or --notional N in the base currency.',
    );
  const leverage = readOptionalNumber({ ...given, value: bareLeverage(given) }, 'leverage', 'The leverage');
  if (!leverage.ok) return leverage;
  if (leverage.value !== null && leverage.value <= 0)
    return failure('usage', `A leverage of ${leverage.value} does not exist.`);
  const stop = readOptionalAmount(given, 'stop', 'The stop');
  if (!stop.ok) return stop;
  const size = { unit, amount };
  return success({
    kind: 'trade',
    account,
    instrument,
    side,
    size,
    ...terms,
    leverage: leverage.value,
    stop: stop.value,
  });
}

/** Traders write 10x. */
function bareLeverage(given: Arguments): Arguments['value'] {
  return (name) => given.value(name)?.replace(/x$/i, '') ?? null;
}

function readClose(account: string, text: string, terms: Partial<Terms>): Result<Ticket> {
  const equals = text.lastIndexOf('=');
  const instrument = equals === -1 ? text : text.slice(0, equals);
  const share = equals === -1 ? success(1) : readNumber(text.slice(equals + 1), 'The share');
  if (!share.ok) return share;
  if (share.value <= 0 || share.value > 1)
    return failure('usage', `A share of ${share.value} cannot be closed.`, 'Close more than 0 and no more than 1.');
  return success({ kind: 'close', account, instrument, share: share.value, ...terms });
}

function readTopUp(account: string, text: string): Result<Ticket> {
  const named = readAssignment(text, 'ASSET=AMOUNT');
  if (!named.ok) return named;
  const amount = readAmount(named.value.value, `The amount of ${named.value.name}`);
  return amount.ok ? success({ kind: 'top-up', account, asset: named.value.name, amount: amount.value }) : amount;
}

function readOptionalAmount(given: Arguments, option: string, what: string): Result<string | null> {
  const text = given.value(option);
  return text === null ? success(null) : readAmount(text, what);
}

function readOptionalNumber(given: Pick<Arguments, 'value'>, option: string, what: string): Result<number | null> {
  const text = given.value(option);
  return text === null ? success(null) : readNumber(text, what);
}
