import type { AccountChange } from '../../shared/contract/book.ts';
import { accountMarginModes, type AccountMarginMode, type MarginMode } from '../../shared/book/account.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { done, type Command } from './command.ts';
import { readRules, ruleHelp, ruleOptions, ruleUsage } from './read-rules.ts';
import { readAll, readAmount, readAssignment, readNumber } from './read-values.ts';

export const accountCommand: Command = {
  name: 'account',
  summary: 'states what holds of an account: venue, modes, leverage, wallet, its margin rules',
  usage: [
    'account NAME [--venue V] [--mode M | --mode INSTRUMENT=M] [--position-mode one-way|hedge]',
    '             [--wallet ASSET=AMOUNT[@TIME]] [--leverage INSTRUMENT=N] [--isolated INSTRUMENT=AMOUNT]',
    ...ruleUsage,
  ],
  help: [
    'Changes only what it names. Venue, modes and leverage hold for all times, a wallet from its time on (now without one).',
    'M is cross or isolated; of a whole account also multi-asset (coins count as collateral) or portfolio. Options may repeat.',
    ...ruleHelp,
  ],
  options: {
    venue: 'value',
    mode: 'repeated',
    'position-mode': 'value',
    wallet: 'repeated',
    leverage: 'repeated',
    isolated: 'repeated',
    ...ruleOptions,
  },
  vault: 'create',
  run: async ({ client, arguments: given, path }) => {
    const [name, ...rest] = given.words;
    if (name === undefined || rest.length > 0)
      return failure('usage', 'Name one account.', accountCommand.usage[0] ?? '');
    const change = readChange(name, given);
    if (!change.ok) return change;
    const rules = readRules(given, path);
    if (!rules.ok) return rules;
    const made = await client['accounts.set']({
      ...change.value,
      ...(rules.value === null ? {} : { rules: rules.value }),
    });
    return made.ok ? done(made.value, made.value.description) : made;
  },
};

function readChange(name: string, given: Arguments): Result<AccountChange> {
  const modes = readAll(given.values('mode'), readMode);
  if (!modes.ok) return modes;
  const positionMode = given.value('position-mode');
  if (positionMode !== null && positionMode !== 'one-way' && positionMode !== 'hedge')
    return failure('usage', `--position-mode ${positionMode} is neither one-way nor hedge.`);
  const wallet = readAll(given.values('wallet'), (text) => readNamedAmount(text, 'ASSET=AMOUNT[@TIME]'));
  if (!wallet.ok) return wallet;
  const isolated = readAll(given.values('isolated'), (text) => readNamedAmount(text, 'INSTRUMENT=AMOUNT'));
  if (!isolated.ok) return isolated;
  const leverage = readAll(given.values('leverage'), readLeverage);
  if (!leverage.ok) return leverage;
  const venue = given.value('venue');
  const accountMode = modes.value.findLast((mode) => mode.instrument === null)?.marginMode;
  return success({
    name,
    ...(venue === null ? {} : { venue }),
    ...(accountMode === undefined ? {} : { marginMode: accountMode }),
    ...(positionMode === null ? {} : { positionMode }),
    instrumentModes: modes.value.flatMap(({ instrument, marginMode }) =>
      instrument === null ? [] : [{ instrument, marginMode }],
    ),
    leverage: [...leverage.value],
    isolatedMargin: isolated.value.map(({ name: instrument, amount }) => ({ instrument, amount })),
    wallet: wallet.value.map(({ name: asset, amount, timeMs }) => ({ asset, amount, timeMs })),
  });
}

function readMode(
  text: string,
): Result<
  | { readonly instrument: null; readonly marginMode: AccountMarginMode }
  | { readonly instrument: string; readonly marginMode: MarginMode }
> {
  const equals = text.indexOf('=');
  const word = text.slice(equals + 1);
  if (equals === -1) {
    const marginMode = accountMarginModes.find((mode) => mode === word);
    return marginMode === undefined
      ? failure('usage', `--mode ${text}: the mode of an account is one of ${accountMarginModes.join(', ')}.`)
      : success({ instrument: null, marginMode });
  }
  if (word !== 'cross' && word !== 'isolated')
    return failure('usage', `--mode ${text}: the mode of an instrument is neither cross nor isolated.`);
  return success({ instrument: text.slice(0, equals), marginMode: word });
}

function readNamedAmount(text: string, form: string) {
  const assignment = readAssignment(text, form);
  if (!assignment.ok) return assignment;
  const amount = readAmount(assignment.value.value, `The amount of ${assignment.value.name}`);
  return amount.ok ? success({ ...assignment.value, amount: amount.value }) : amount;
}

function readLeverage(text: string) {
  const assignment = readAssignment(text, 'INSTRUMENT=N');
  if (!assignment.ok) return assignment;
  const leverage = readNumber(assignment.value.value.replace(/x$/i, ''), 'The leverage');
  if (!leverage.ok) return leverage;
  if (leverage.value <= 0) return failure('usage', `A leverage of ${leverage.value} does not exist.`);
  return success({ instrument: assignment.value.name, leverage: leverage.value });
}
