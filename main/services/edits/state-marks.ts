import type { z } from 'zod';
import type { bookCalls } from '../../../shared/contract/book.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Decimal } from '../../../shared/units/decimal.ts';
import { instantOr, makePlanned, type PlannedChange, type ServiceContext } from '../context.ts';
import { namedInstrument } from './named-instrument.ts';

type StatedMarks = z.output<(typeof bookCalls)['book.marks']['input']>;

/** Takes prices that the trader states. Faults: `instrument-symbol`, `price-not-positive`, `no-marks`. */
export function stateMarks(
  context: ServiceContext,
  { marks }: StatedMarks,
): Result<{ readonly changeId: number | null; readonly description: string }> {
  const planned = planMarks(context, marks);
  return planned.ok ? makePlanned(context, planned.value) : planned;
}

/** The same as a change that is not made yet. Faults: those of `stateMarks`. */
export function planMarks(context: ServiceContext, marks: StatedMarks['marks']): Result<PlannedChange> {
  for (const { instrument, price } of marks) {
    const named = namedInstrument(context, instrument);
    if (!named.ok) return named;
    // An option may be worth nothing.
    if ((price === '0' && named.value.kind !== 'option') || price.startsWith('-'))
      return failure('price-not-positive', `${instrument} cannot have the price ${price}`, 'Give a price above 0.');
  }
  const first = marks[0];
  if (first === undefined) return failure('no-marks', 'No price was given.', 'Write INSTRUMENT=PRICE.');
  const description = `Mark ${first.instrument} ${first.price}${marks.length === 1 ? '' : ` and ${marks.length - 1} more`}`;
  return success({
    kind: 'marks',
    description,
    write: (changeId) => {
      for (const { instrument, price, timeMs } of marks)
        context.vault.marks.insert(changeId, {
          instrument,
          timeMs: instantOr(context, timeMs),
          price: price as Decimal,
          origin: 'mark',
        });
    },
  });
}
