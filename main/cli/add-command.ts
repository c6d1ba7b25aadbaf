import type { HandEntry } from '../../shared/contract/book.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { Arguments } from './arguments.ts';
import { readFee } from './close-command.ts';
import { done, type Command } from './command.ts';
import { readAmount, readTime } from './read-values.ts';

export const addCommand: Command = {
  name: 'add',
  summary: 'books a trade, a position or a deposit by hand',
  usage: [
    'add trade --account NAME --instrument X --side buy|sell --quantity Q --price P [--fee ASSET=AMOUNT] [--time T]',
    'add position --account NAME --instrument X --quantity Q --average P [--time T]      what is held now',
    'add opening --account NAME --instrument X --quantity Q --average P [--time T]       what was held before the first row',
    'add deposit|withdrawal --account NAME --asset A --amount N [--time T]',
  ],
  help: [
    'Without a time it is of now; an opening without one stands just before the first row of the instrument.',
    'The quantity of a position is signed (short below 0), or unsigned with --side long|short. A quantity of 0 states that it is flat.',
    'Quantities are coins or shares; of contracts paid in a coin (BTC/USD:BTC) they are dollars: contracts times what one is worth.',
    'In hedge mode --position-side long|short names the leg.',
  ],
  options: {
    account: 'value',
    instrument: 'value',
    side: 'value',
    quantity: 'value',
    price: 'value',
    average: 'value',
    fee: 'value',
    time: 'value',
    'position-side': 'value',
    asset: 'value',
    amount: 'value',
  },
  vault: 'create',
  run: async ({ client, arguments: given }) => {
    const [kind, ...rest] = given.words;
    if (kind === undefined || rest.length > 0) return failure('usage', 'Say what to add.', addCommand.usage.join('\n'));
    const entry = readEntry(kind, given);
    if (!entry.ok) return entry;
    const made = await client['book.add'](entry.value);
    return made.ok ? done(made.value, made.value.description) : made;
  },
};

function readEntry(kind: string, given: Arguments): Result<HandEntry> {
  const account = needed(given, 'account');
  if (!account.ok) return account;
  const time = given.value('time');
  const instant = time === null ? success(null) : readTime(time);
  if (!instant.ok) return instant;
  const common = { account: account.value, timeMs: instant.value };
  switch (kind) {
    case 'trade':
      return readTrade(common, given);
    case 'position':
    case 'opening':
      return readPosition(kind, common, given);
    case 'deposit':
    case 'withdrawal': {
      const asset = needed(given, 'asset');
      if (!asset.ok) return asset;
      const amount = neededAmount(given, 'amount');
      return amount.ok ? success({ kind, ...common, asset: asset.value, amount: amount.value }) : amount;
    }
    default:
      return failure(
        'usage',
        `"${kind}" cannot be added.`,
        'Add a trade, a position, an opening, a deposit or a withdrawal.',
      );
  }
}

interface Common {
  readonly account: string;
  readonly timeMs: number | null;
}

function readTrade(common: Common, given: Arguments): Result<HandEntry> {
  const instrument = needed(given, 'instrument');
  if (!instrument.ok) return instrument;
  const side = needed(given, 'side');
  if (!side.ok) return side;
  if (side.value !== 'buy' && side.value !== 'sell')
    return failure('usage', `--side ${side.value} is neither buy nor sell.`);
  const quantity = neededAmount(given, 'quantity');
  if (!quantity.ok) return quantity;
  const price = neededAmount(given, 'price');
  if (!price.ok) return price;
  const fee = readFee(given.value('fee'));
  if (!fee.ok) return fee;
  const positionSide = readLeg(given.value('position-side'), 'position-side');
  if (!positionSide.ok) return positionSide;
  return success({
    kind: 'trade',
    ...common,
    instrument: instrument.value,
    side: side.value,
    quantity: quantity.value,
    price: price.value,
    fee: fee.value,
    positionSide: positionSide.value,
  });
}

function readPosition(kind: 'position' | 'opening', common: Common, given: Arguments): Result<HandEntry> {
  const instrument = needed(given, 'instrument');
  if (!instrument.ok) return instrument;
  const quantity = neededAmount(given, 'quantity');
  if (!quantity.ok) return quantity;
  const side = readLeg(given.value('side'), 'side');
  if (!side.ok) return side;
  if (side.value !== null && quantity.value.startsWith('-'))
    return failure('usage', 'With --side the quantity has no sign.', 'Leave out the minus or the side.');
  const signed = side.value === 'short' && quantity.value !== '0' ? `-${quantity.value}` : quantity.value;
  const positionSide = readLeg(given.value('position-side'), 'position-side');
  if (!positionSide.ok) return positionSide;
  const typed = given.value('average') ?? given.value('price');
  const average = typed === null ? success(null) : readAmount(typed, 'The average price');
  if (!average.ok) return average;
  return success({
    kind,
    ...common,
    instrument: instrument.value,
    quantity: signed,
    averagePrice: average.value,
    positionSide: positionSide.value,
  });
}

function readLeg(text: string | null, option: string): Result<'long' | 'short' | null> {
  if (text === null || text === 'long' || text === 'short') return success(text);
  return failure('usage', `--${option} ${text} is neither long nor short.`);
}

function needed(given: Arguments, name: string): Result<string> {
  const value = given.value(name);
  return value === null ? failure('usage', `--${name} is missing.`, addCommand.usage.join('\n')) : success(value);
}

function neededAmount(given: Arguments, name: string): Result<string> {
  const text = needed(given, name);
  return text.ok ? readAmount(text.value, `--${name}`) : text;
}
