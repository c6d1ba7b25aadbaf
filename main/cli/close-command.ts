import { failure, success, type Result } from '../../shared/result/result.ts';
import { done, type Command } from './command.ts';
import { readAmount, readAssignment, readTime } from './read-values.ts';

const ways = ['trade', 'expired', 'assigned', 'exercised'] as const;
type Way = (typeof ways)[number];

export const closeCommand: Command = {
  name: 'close',
  summary: 'closes a position by hand',
  usage: [
    'close --account NAME --instrument X --side long|short --price P [--quantity Q] [--fee ASSET=AMOUNT] [--time T]',
    'close --account NAME --instrument X --side long|short --how expired|assigned|exercised [--price P] [--quantity Q] [--time T]',
  ],
  help: [
    'Without a quantity all of it is closed; without a time it is of now. The price of an expiry is what was settled, 0 if worthless.',
    'Assigned or exercised, the option leaves at 0 and its shares are traded at the strike, as one change.',
    '--preview shows what it would make of the position, and writes nothing.',
  ],
  options: {
    account: 'value',
    instrument: 'value',
    side: 'value',
    how: 'value',
    quantity: 'value',
    price: 'value',
    fee: 'value',
    time: 'value',
    preview: 'flag',
  },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const usage = closeCommand.usage.join('\n');
    const [account, instrument, side] = [given.value('account'), given.value('instrument'), given.value('side')];
    if (account === null || instrument === null) return failure('usage', 'Name account and instrument.', usage);
    if (side !== 'long' && side !== 'short') return failure('usage', 'Say --side long or --side short.', usage);
    const how = given.value('how') ?? 'trade';
    if (!isWay(how)) return failure('usage', `--how ${how} is none of ${ways.join(', ')}.`, usage);
    const [quantity, price] = [
      optionalAmount(given.value('quantity'), '--quantity'),
      optionalAmount(given.value('price'), '--price'),
    ];
    if (!quantity.ok) return quantity;
    if (!price.ok) return price;
    const fee = readFee(given.value('fee'));
    if (!fee.ok) return fee;
    const typed = given.value('time');
    const time = typed === null ? success(null) : readTime(typed);
    if (!time.ok) return time;
    const edit = {
      kind: 'close',
      account,
      instrument,
      side,
      how,
      quantity: quantity.value,
      price: price.value,
      fee: fee.value,
      timeMs: time.value,
    } as const;
    if (given.flag('preview')) {
      const shown = await client['book.previewEdit']({ edit });
      return shown.ok ? done(shown.value, JSON.stringify(shown.value.positions, null, 2)) : shown;
    }
    const made = await client['book.edit']({ edit });
    return made.ok ? done(made.value, made.value.description) : made;
  },
};

function isWay(text: string): text is Way {
  return (ways as readonly string[]).includes(text);
}

function optionalAmount(text: string | null, what: string): Result<string | null> {
  return text === null ? success(null) : readAmount(text, what);
}

/** A fee as ASSET=AMOUNT. */
export function readFee(text: string | null): Result<{ readonly asset: string; readonly amount: string } | null> {
  if (text === null) return success(null);
  const assignment = readAssignment(text, 'ASSET=AMOUNT');
  if (!assignment.ok) return assignment;
  const amount = readAmount(assignment.value.value, 'The fee');
  return amount.ok ? success({ asset: assignment.value.name, amount: amount.value }) : amount;
}
