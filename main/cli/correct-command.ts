import { failure, success } from '../../shared/result/result.ts';
import { readFee } from './close-command.ts';
import { done, type Command } from './command.ts';
import { readAmount, readTime } from './read-values.ts';

export const correctCommand: Command = {
  name: 'correct',
  summary: 'corrects or removes one row of the book; undo takes it back',
  usage: [
    'correct EVENT --side buy|sell --quantity Q --price P [--fee ASSET=AMOUNT] [--time T]     a trade',
    'correct EVENT --amount N                                                               a movement of cash',
    'correct EVENT --remove',
  ],
  help: [
    'The ids stand in the answer of events. A trade is taken back by a cancellation and another stands in its place, as one change.',
    'Without --fee and --time the trade keeps its own; --fee USD=0 takes the fee away.',
    'Of a movement of cash the difference is booked beside it.',
  ],
  options: {
    side: 'value',
    quantity: 'value',
    price: 'value',
    fee: 'value',
    time: 'value',
    amount: 'value',
    remove: 'flag',
  },
  vault: 'refuse',
  run: async ({ client, arguments: given }) => {
    const usage = correctCommand.usage.join('\n');
    const [id, ...more] = given.words;
    if (id === undefined || more.length > 0 || !/^[1-9]\d{0,14}$/.test(id))
      return failure('usage', 'Name one event by its id.', usage);
    const eventId = Number(id);
    const [side, amount] = [given.value('side'), given.value('amount')];
    const manners = [given.flag('remove'), amount !== null, side !== null].filter(Boolean);
    if (manners.length !== 1) return failure('usage', 'Give --side, --amount or --remove.', usage);
    if (given.flag('remove')) {
      const made = await client['book.edit']({ edit: { kind: 'remove-row', eventId } });
      return made.ok ? done(made.value, made.value.description) : made;
    }
    if (amount !== null) {
      const read = readAmount(amount, '--amount');
      if (!read.ok) return read;
      const made = await client['book.edit']({ edit: { kind: 'correct-amount', eventId, amount: read.value } });
      return made.ok ? done(made.value, made.value.description) : made;
    }
    if (side !== 'buy' && side !== 'sell') return failure('usage', '--side is buy or sell.', usage);
    const [quantity, price] = [given.value('quantity'), given.value('price')];
    if (quantity === null || price === null) return failure('usage', 'Give --quantity and --price.', usage);
    const [size, paid] = [readAmount(quantity, '--quantity'), readAmount(price, '--price')];
    if (!size.ok) return size;
    if (!paid.ok) return paid;
    const fee = readFee(given.value('fee'));
    if (!fee.ok) return fee;
    const typed = given.value('time');
    const time = typed === null ? success(null) : readTime(typed);
    if (!time.ok) return time;
    const made = await client['book.edit']({
      edit: {
        kind: 'correct-trade',
        eventId,
        side,
        quantity: size.value,
        price: paid.value,
        fee: fee.value,
        timeMs: time.value,
      },
    });
    return made.ok ? done(made.value, made.value.description) : made;
  },
};
