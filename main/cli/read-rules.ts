import { readFileSync } from 'node:fs';
import type { AccountChange } from '../../shared/contract/book.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { readAll, readAssignment, readNumber } from './read-values.ts';

type RuleChange = NonNullable<AccountChange['rules']>;

/** The options by which the rules of an account are stated. */
export const ruleOptions = {
  'loan-level': 'value',
  'loan-to-value': 'value',
  'closing-fee': 'value',
  collateral: 'repeated',
  'collateral-file': 'value',
  'open-interest': 'repeated',
} as const;

export const ruleUsage = [
  '             [--loan-level R | --loan-to-value L] [--closing-fee F] [--collateral ASSET=RATIO | ASSET=FLOOR:RATIO,...]',
  '             [--collateral-file PATH] [--open-interest INSTRUMENT=AMOUNT:LOWER:UPPER]',
];

export const ruleHelp = [
  'A margin loan is called at assets / debts of R, which is a loan to value of L = 1 / R. F is the fee of a liquidation and',
  'RATIO what counts of a coin as collateral, both fractions: 0.0005, 0.95. PATH is CSV asset,floor,ratio.',
  'Open interest raises the initial margin at dYdX between its caps. `none` in place of a value takes a statement back.',
];

/** What is said of the account's rules; null where nothing is. Faults: `usage`, `file-unreadable`. */
export function readRules(given: Arguments, path: (typed: string) => string): Result<RuleChange | null> {
  const loan = readLoan(given.value('loan-level'), given.value('loan-to-value'));
  if (!loan.ok) return loan;
  const fee = readRule(given.value('closing-fee'), 'The closing fee');
  if (!fee.ok) return fee;
  const collateral = readAll(given.values('collateral'), readCollateral);
  if (!collateral.ok) return collateral;
  const openInterest = readAll(given.values('open-interest'), readOpenInterest);
  if (!openInterest.ok) return openInterest;
  const file = readFile(given.value('collateral-file'), path);
  if (!file.ok) return file;
  const said = Object.keys(ruleOptions).some((name) => given.value(name) !== null || given.values(name).length > 0);
  if (!said) return success(null);
  return success({
    ...(loan.value === undefined ? {} : { loanCallRatio: loan.value }),
    ...(fee.value === undefined ? {} : { closingFeeRate: fee.value }),
    collateral: [...collateral.value],
    openInterest: [...openInterest.value],
    ...(file.value === null ? {} : { collateralFile: file.value }),
  });
}

function readLoan(level: string | null, loanToValue: string | null): Result<number | null | undefined> {
  if (level !== null && loanToValue !== null)
    return failure('usage', '--loan-level and --loan-to-value say the same thing.', 'Give one of them.');
  if (level !== null || loanToValue === null) return readRule(level, 'The loan level');
  const ratio = readRule(loanToValue, 'The loan to value');
  if (!ratio.ok || ratio.value == null) return ratio;
  if (!(ratio.value > 0 && ratio.value < 1))
    return failure(
      'usage',
      `A loan to value of ${ratio.value} does not exist.`,
      'It lies between 0 and 1: 80 % is 0.8.',
    );
  return success(Number((1 / ratio.value).toPrecision(15)));
}

/** undefined where nothing is said, null for `none`. */
function readRule(text: string | null, what: string): Result<number | null | undefined> {
  if (text === null) return success(undefined);
  return text === 'none' ? success(null) : readNumber(text, what);
}

function readCollateral(text: string): Result<NonNullable<RuleChange['collateral']>[number]> {
  const assignment = readAssignment(text, 'ASSET=RATIO');
  if (!assignment.ok) return assignment;
  const { name: asset, value } = assignment.value;
  if (value === 'none') return success({ asset, tiers: [] });
  const tiers = readAll(value.split(','), (part) => {
    const [first = '', second, ...more] = part.split(':');
    if (more.length > 0) return failure('usage', `"${part}" is not of the form FLOOR:RATIO.`);
    const floor = second === undefined ? success(0) : readNumber(first, `The amount of ${asset}`);
    if (!floor.ok) return floor;
    const ratio = readNumber(second ?? first, `What counts of ${asset}`);
    return ratio.ok ? success({ floor: floor.value, ratio: ratio.value }) : ratio;
  });
  return tiers.ok ? success({ asset, tiers: [...tiers.value] }) : tiers;
}

function readOpenInterest(text: string): Result<NonNullable<RuleChange['openInterest']>[number]> {
  const form = 'INSTRUMENT=AMOUNT:LOWER:UPPER';
  // The symbol of a perpetual holds a colon, but no equals sign.
  const assignment = readAssignment(text, form);
  if (!assignment.ok) return assignment;
  const { name: instrument, value } = assignment.value;
  if (value === 'none') return success({ instrument, scale: null });
  const parts = value.split(':');
  if (parts.length !== 3) return failure('usage', `"${text}" is not of the form ${form}.`);
  const numbers = readAll(parts, (part) => readNumber(part, `The open interest of ${instrument}`));
  if (!numbers.ok) return numbers;
  const [openInterest, lowerCap, upperCap] = numbers.value as [number, number, number];
  return success({ instrument, scale: { openInterest, lowerCap, upperCap } });
}

function readFile(
  typed: string | null,
  path: (typed: string) => string,
): Result<{ readonly name: string; readonly text: string } | null> {
  if (typed === null) return success(null);
  try {
    return success({ name: typed, text: readFileSync(path(typed), 'utf8') });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return failure('file-unreadable', `The file cannot be read: ${cause}`, 'Check the name and who may read it.');
  }
}
