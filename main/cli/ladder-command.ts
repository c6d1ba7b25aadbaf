import type { CascadeDocument, cascadeCalls } from '../../shared/contract/cascade.ts';
import type { Input } from '../../shared/contract/core.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { done, type Command } from './command.ts';
import { explainOrder } from './explain-order.ts';
import { ladderText } from './ladder-text.ts';
import { orderFigureForms } from './read-order-figure.ts';
import { readAsOf } from './read-commands.ts';
import { readAxis, readPin } from './read-axis.ts';
import { readAll, readAssignment, readNumber } from './read-values.ts';

type Question = Input<(typeof cascadeCalls)['risk.cascade']>;

export const ladderCommand: Command = {
  name: 'ladder',
  summary: 'shows who is called along a shock, what is closed at what price, and what is left',
  usage: [
    'ladder [--as-of TIME] [--shock ASSET] [--range FROM..TO] [--step S] [--beta 0|1|estimated]',
    '       [--pin PRICE..PRICE] [--vector ASSET=SHOCK ...]',
    '       [--sale at-mark|haircut=F|impact=C] [--volume ASSET=VALUE ...] [--sales-move-price]',
    '       [--maintenance-times F] [--collateral-times F] [--leverage-cap N] [--restore RATIO]',
    '       [--explain FIGURE]',
  ],
  help: [
    'Each pool is liquidated by the rules of its venue as it is called; the ladder of `ballast risk` closes nothing.',
    '--vector shocks each asset by its own fraction (also a stablecoin: --vector USDT=-0.02) and may repeat.',
    '--pin 52000..61000 lets the price of --shock go from its mark to the first price and from there to the second one; what was',
    'closed on the way stays closed.',
    '--sale says what forced sales lose: haircut=0.01 one per cent; impact=1 the square root of their share of a day, with the',
    'value traded a day named by --volume BTC=20000000000. With --sales-move-price what is sold is worth less for every account.',
    'Harder rules: --maintenance-times 2 doubles every maintenance rate, --collateral-times 0.5 halves what coins count for,',
    '--leverage-cap 5 allows no more than five times. --restore 0.5 plans the cheapest trade to a margin ratio of 50 %,',
    'or the cheapest trades where no single one is enough.',
    `--explain takes one figure of the answer apart: ${orderFigureForms.slice(0, 3).join(', ')},`,
    `${orderFigureForms.slice(3).join(', ')}.`,
  ],
  options: {
    'as-of': 'value',
    shock: 'value',
    range: 'value',
    step: 'value',
    beta: 'value',
    pin: 'value',
    vector: 'repeated',
    sale: 'value',
    volume: 'repeated',
    'sales-move-price': 'flag',
    'maintenance-times': 'value',
    'collateral-times': 'value',
    'leverage-cap': 'value',
    restore: 'value',
    explain: 'value',
  },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const asOf = readAsOf(given);
    if (!asOf.ok) return asOf;
    const axis = readCascadeAxis(given);
    if (!axis.ok) return axis;
    const sale = readSale(given);
    if (!sale.ok) return sale;
    const rules = readRules(given);
    if (!rules.ok) return rules;
    const restore = readOptional(given, 'restore', 'The margin ratio');
    if (!restore.ok) return restore;
    if (restore.value !== null && restore.value <= 0)
      return failure('usage', `A margin ratio of ${restore.value} needs all to be closed.`, 'Ask for one above 0.');
    const question: Question = {
      asOfMs: asOf.value,
      axis: axis.value,
      sale: sale.value,
      salesMovePrice: given.flag('sales-move-price'),
      rules: rules.value,
      restoreRatio: restore.value,
    };
    const named = given.value('explain');
    if (named !== null) return explainOrder(client, question, named);
    const found = await client['risk.cascade'](question);
    return found.ok ? done(found.value, ladderText(found.value satisfies CascadeDocument)) : found;
  },
};

function readCascadeAxis(given: Arguments): Result<NonNullable<Question['axis']>> {
  const vector = readShares(given, 'vector', 'ASSET=SHOCK');
  if (!vector.ok) return vector;
  const shocks = Object.entries(vector.value);
  const pin = readPin(given);
  if (!pin.ok) return pin;
  if (shocks.length === 0) {
    const axis = readAxis(given);
    if (!axis.ok) return axis;
    if (pin.value !== null) {
      if (given.value('range') !== null || given.value('step') !== null)
        return failure('usage', '--pin names where the price goes.', 'Leave --range and --step away.');
      const { asset, beta } = axis.value;
      return success({
        kind: 'pinned',
        ...pin.value,
        ...(asset === undefined ? {} : { asset }),
        ...(beta === undefined ? {} : { beta }),
      });
    }
    const { from = -0.5, to = 0.5 } = axis.value;
    if (from > 0 || to < 0 || from < -1)
      return failure(
        'usage',
        'The range does not hold the present price.',
        'Begin it at 0 or below, above -1, and end it at 0 or above.',
      );
    return success({ kind: 'asset', ...axis.value });
  }
  if (['shock', 'range', 'beta', 'step', 'pin'].some((option) => given.value(option) !== null))
    return failure(
      'usage',
      '--vector names every shock itself.',
      'Leave --shock, --range, --step, --beta and --pin away.',
    );
  const impossible = shocks.find(([, shock]) => shock <= -1);
  if (impossible !== undefined)
    return failure('usage', `A shock of ${impossible[1]} leaves no price of ${impossible[0]}.`, 'Shocks are above -1.');
  return success({ kind: 'vector', shocks: vector.value });
}

function readRules(given: Arguments): Result<Question['rules']> {
  const times = readOptional(given, 'maintenance-times', 'The factor of maintenance');
  if (!times.ok) return times;
  const counted = readOptional(given, 'collateral-times', 'The factor of collateral');
  if (!counted.ok) return counted;
  const cap = readOptional(given, 'leverage-cap', 'The largest leverage');
  if (!cap.ok) return cap;
  const [maintenanceFactor, collateralFactor] = [times.value ?? 1, counted.value ?? 1];
  if (maintenanceFactor < 0 || collateralFactor < 0 || collateralFactor > 1 || (cap.value !== null && cap.value <= 0))
    return failure(
      'usage',
      'Those are no rules of a venue.',
      'Maintenance times 0 or more, collateral times 0 to 1, a leverage above 0.',
    );
  if (times.value === null && counted.value === null && cap.value === null) return success(null);
  return success({ maintenanceFactor, collateralFactor, leverageCap: cap.value });
}

function readOptional(given: Arguments, option: string, what: string): Result<number | null> {
  const text = given.value(option);
  return text === null ? success(null) : readNumber(text, what);
}

function readSale(given: Arguments): Result<NonNullable<Question['sale']>> {
  const text = given.value('sale') ?? 'at-mark';
  const volumes = readShares(given, 'volume', 'ASSET=VALUE');
  if (!volumes.ok) return volumes;
  if (text === 'at-mark') return success({ kind: 'at-mark' });
  const sale = readAssignment(text, 'haircut=F or impact=C');
  if (!sale.ok) return sale;
  const number = readNumber(sale.value.value, 'What a sale loses');
  if (!number.ok) return number;
  const { value } = number;
  if (sale.value.name === 'haircut' && value >= 0 && value <= 1) return success({ kind: 'haircut', fraction: value });
  if (sale.value.name === 'impact' && value >= 0)
    return success({ kind: 'square-root', coefficient: value, dailyVolume: volumes.value });
  return failure('usage', `--sale ${text} is neither at-mark, haircut=F (0 to 1) nor impact=C (0 or more).`);
}

function readShares(given: Arguments, option: string, form: string): Result<Record<string, number>> {
  const read = readAll(given.values(option), (text) => {
    const named = readAssignment(text, form);
    if (!named.ok) return named;
    const number = readNumber(named.value.value, `The number of ${named.value.name}`);
    return number.ok ? success([named.value.name, number.value] as const) : number;
  });
  return read.ok ? success(Object.fromEntries(read.value)) : read;
}
