import type { Mapping, MappingRemark, RowKind } from '../../../shared/contract/mapping.ts';
import { parseZone } from '../local-time.ts';

/** What must still be said before a file can be read by a mapping, each in the trader's words; empty when nothing. */
export function missingParts(mapping: Mapping): readonly MappingRemark[] {
  const missing: MappingRemark[] = [];
  const say = (part: MappingRemark['part'], text: string) => missing.push({ part, text });
  const kinds = kindsOf(mapping);
  const has = (...some: readonly RowKind[]) => some.some((kind) => kinds.has(kind));
  const { time, instrument, side, quantity, price, fee, amount } = mapping;

  if (mapping.kinds.by === 'all' && mapping.kinds.kind === null)
    say('kinds', 'Say what the rows are: fills, cash, prices, positions or balances.');
  if (mapping.kinds.by === 'column') {
    const open = mapping.kinds.values.filter(({ kind }) => kind === null).map(({ value }) => `"${value}"`);
    if (open.length > 0) say('kinds', `Say what ${mapping.kinds.column} ${open.join(', ')} means.`);
    if (mapping.kinds.values.length === 0) say('kinds', `Say what the values of ${mapping.kinds.column} mean.`);
  }
  if (time === null) say('time', 'Say which column holds the time, or of which instant all rows are.');
  else if (time.from !== 'fixed' && time.format === null)
    say('time', 'Say which comes first in the dates, day or month.');
  if (mapping.zone !== null && !parseZone(mapping.zone).ok)
    say('zone', `"${mapping.zone}" is no time zone; write it like Europe/Berlin, UTC or +02:00.`);
  const trades = has('fill', 'buy', 'sell');
  if (trades || has('mark', 'close', 'opening-position', 'reported-position')) {
    if (instrument === null)
      say('instrument', 'Say which column names the instrument, or name the one that all rows are of.');
    if (price === null && (trades || has('mark', 'close', 'opening-position')))
      say('price', 'Say which column holds the price.');
  }
  if (instrument?.from === 'column') {
    if (instrument.rule === null) say('instrument', 'Say what kind of symbols these are.');
    else if (['stock', 'coin-perpetual', 'coin-spot'].includes(instrument.rule) && instrument.quote === null)
      say(
        'instrument',
        instrument.rule === 'stock' ? 'Say the currency of the stocks.' : 'Say in what the coins are quoted.',
      );
  }
  if (has('close') && (instrument?.from !== 'fixed' || kinds.size > 1))
    say('kinds', 'Daily closes need a file of one instrument and nothing else; take "prices" for a file of several.');
  if (trades || has('opening-position', 'reported-position')) {
    if (quantity === null) say('quantity', 'Say which column holds the quantity.');
    else if (quantity.multiplier === null) say('quantity', 'Say how many coins or shares one of the written units is.');
  }
  if (has('fill') && side === null) say('side', 'Say how a purchase is told from a sale.');
  if (side?.from === 'column' && has('fill') && (side.buy.length === 0 || side.sell.length === 0))
    say('side', `Say which values of ${side.column} are purchases and which are sales.`);
  const cash = [...kinds].some((kind) => cashKinds.has(kind));
  if (cash || has('opening-balance', 'reported-balance')) {
    if (amount === null) say('amount', 'Say which column holds the amount.');
    else if (amount.asset === null) say('amount', 'Say the currency of the amounts.');
  }
  if (fee !== null) {
    if (fee.cost === null) say('fee', 'Say whether a cost is written positive or negative.');
    if (fee.asset === null) say('fee', 'Say the currency of the fees.');
  }
  if (mapping.numbers === null) say('numbers', 'Say which sign stands before the decimals.');
  return missing;
}

const cashKinds: ReadonlySet<RowKind> = new Set([
  'deposit',
  'withdrawal',
  'flow',
  'transfer',
  'funding',
  'interest',
  'fee',
  'dividend',
  'tax',
  'adjustment',
]);

/** Every kind of row that the mapping can give. */
function kindsOf({ kinds }: Mapping): ReadonlySet<RowKind> {
  const all = kinds.by === 'all' ? [kinds.kind] : kinds.values.map(({ kind }) => kind);
  return new Set(all.filter((kind) => kind !== null && kind !== 'ignored'));
}
