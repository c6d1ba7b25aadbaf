import { isCash } from '../../shared/book/asset.ts';
import type { Limit } from '../../shared/book/limit.ts';
import type { ValuedBook } from '../../shared/book/valued-book.ts';
import { known, missing } from '../../shared/measures/outcome.ts';
import { assess } from '../../main/risk/assessment/assess.ts';
import { defaultThresholds, findMeasure, type AssessOptions } from '../../main/risk/assessment/assessment.ts';
import { applyTickets } from '../../main/risk/whatif/apply-tickets.ts';
import { compareAssessments } from '../../main/risk/whatif/compare.ts';
import { compareEvents } from '../../main/risk/whatif/compare-events.ts';
import { eventsAlong } from '../../main/risk/whatif/events-along.ts';
import { judgeLimits } from '../../main/risk/whatif/limits.ts';
import type { Ticket, TicketDesk } from '../../main/risk/whatif/ticket.ts';
import { measuredBook } from './assess-book.ts';
import { scaledFrame } from './frame.ts';
import { summarise, type BenchOptions, type BenchResult } from './result.ts';

const positions = 200;
const accounts = 8;
const usualRuns = 60;

const along = { asset: 'COIN1', beta: 1 } as const;
// As in the window: departures are along the whole axis, no rung is looked at.
const options: AssessOptions = { axis: { ...along, from: 0, to: 0, step: 1 }, thresholds: defaultThresholds };

const limits: readonly Limit[] = [
  { rule: 'book-leverage', account: null, value: 3 },
  { rule: 'margin-ratio', account: null, value: 0.5 },
  { rule: 'concentration', account: null, value: 0.4 },
];

/**
 * A ticket thought through once more: the book after it, its assessment, the comparison with the book as it stands, the order of
 * events and the limits. The book as it stands is known, as in the window. Aim: half a frame.
 */
export function whatIfBench({ runs }: BenchOptions): Promise<readonly BenchResult[]> {
  const frame = scaledFrame();
  const book = measuredBook(positions, accounts);
  const actual = assess(book, options);
  const eventsNow = eventsAlong(book, along);
  const equity = findMeasure(actual, 'equity', 'book')?.value;
  if (equity == null) throw new Error('the equity of the measured book is not known');
  const count = runs ?? usualRuns;
  const times: number[] = [];
  let events = 0;
  for (let run = -Math.ceil(count / 4); run < count; run += 1) {
    // A new book each time: what the engine keeps of a book must not count as work done.
    const fresh = { ...book, accounts: book.accounts.map((account) => ({ ...account })) };
    const began = performance.now();
    const applied = applyTickets(fresh, [ticketOf(fresh, run)], known(equity), deskOf(fresh));
    if (!applied.ok) throw new Error(applied.fault.message);
    const after = applied.value.book;
    const assessment = assess(after, options);
    const order = compareEvents(along, eventsNow, eventsAlong(after, along));
    const compared = compareAssessments(actual, assessment, order);
    const judged = judgeLimits(limits, assessment, { before: actual, losses: applied.value.losses });
    const took = performance.now() - began;
    if (compared.positions.length !== positions || judged.judgements.length <= accounts)
      throw new Error(`compared ${compared.positions.length} positions, judged ${judged.judgements.length} figures`);
    events = order.sides.reduce((total, side) => total + (side.events.whatIf.value ?? 0), 0);
    if (run >= 0) times.push(took);
  }
  const measured = summarise(times);
  const ratio = measured.median / frame.value;
  const extra = { positions, accounts, events };
  return Promise.resolve([
    { name: 'whatif', value: measured.median, unit: 'ms', ...measured, reference: frame, ratio, extra },
  ]);
}

/** More of one position after the other. */
function ticketOf({ accounts: all }: ValuedBook, run: number): Ticket {
  const account = all[Math.abs(run) % all.length];
  const held = account?.positions[Math.abs(run) % account.positions.length];
  if (account === undefined || held === undefined) throw new Error('the measured book holds nothing');
  return {
    kind: 'trade',
    account: account.name,
    instrument: held.instrument,
    side: held.side === 'long' ? 'buy' : 'sell',
    leg: held.side,
    size: { unit: 'contracts', amount: Math.abs(held.quantity) / 2 },
    price: null,
    leverage: null,
    feeRate: 0.0005,
    stop: null,
  };
}

/** Every instrument traded is held already. */
function deskOf({ accounts: all }: ValuedBook): TicketDesk {
  return {
    flatPosition: (name, { symbol }, leg, side) => {
      const held = all
        .find((account) => account.name === name)
        ?.positions.find(({ instrument }) => instrument.symbol === symbol);
      if (held === undefined) throw new Error(`${name} does not hold ${symbol}`);
      return { ...held, leg, side, quantity: 0 };
    },
    unlistedBalance: (_name, asset) => {
      const gap = missing('not measured', '');
      return { balance: { asset, amount: gap, rate: gap, isCash: isCash(asset) }, untouched: true };
    },
  };
}
