import type { Note } from '../../../shared/contract/common.ts';
import type { Judgement, JudgedLimits } from '../../../shared/contract/limits.ts';
import type { AssessedWhatIf, WhatIfDocument, WhatIfQuestion, WhatIfTicket } from '../../../shared/contract/whatif.ts';
import type { Limit } from '../../../shared/book/limit.ts';
import { failure, success, type Fault, type Result } from '../../../shared/result/result.ts';
import { scaledOf, type Decimal } from '../../../shared/units/decimal.ts';
import { assess } from '../../risk/assessment/assess.ts';
import {
  defaultAxis,
  defaultThresholds,
  type AssessOptions,
  type Assessment,
} from '../../risk/assessment/assessment.ts';
import type { AppliedTickets } from '../../risk/whatif/apply-tickets.ts';
import { compareAssessments } from '../../risk/whatif/compare.ts';
import { compareEvents } from '../../risk/whatif/compare-events.ts';
import { eventsAlong, type EventAxis, type EventsAlong } from '../../risk/whatif/events-along.ts';
import { judgeLimits } from '../../risk/whatif/limits.ts';
import { ticketNotes } from '../../risk/whatif/ticket-notes.ts';
import { cached, type BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { engineName } from '../figures/engine.ts';
import { riskPicture } from '../figures/risk-picture.ts';
import { isoTimeOf } from '../iso-time.ts';
import { hypotheticalBook } from './hypothetical-book.ts';
import { unknownWhatIf } from './kept-what-ifs.ts';
import { largestSize } from './largest-size.ts';
import { effectRow } from './what-if-cells.ts';

/**
 * What-ifs side by side against the book as it stands. One that cannot be done says why and leaves the others alone. Nothing is
 * booked. Faults: `what-if-unknown`, `shock-asset`, `step-not-positive`.
 */
export function assessWhatIfs(context: ServiceContext, question: WhatIfQuestion): Result<WhatIfDocument> {
  const { step } = question;
  if (step !== null && scaledOf(step as Decimal) <= 0n)
    return failure('step-not-positive', `A step of ${step} leads nowhere.`, 'Name a step above 0.');
  const named = namedWhatIfs(context, question.whatIfs);
  if (!named.ok) return named;
  const { book, assessment: usual, document } = riskPicture(context, question.asOfMs, defaultAxis);
  const { beta, asset } = question.axis;
  // Departures are along the whole axis: no rung is looked at.
  const axis = { asset: asset ?? usual.ladder?.axis.asset ?? null, beta, from: 0, to: 0, step: 1 };
  const options: AssessOptions = { axis, thresholds: defaultThresholds };
  const remembered = <T>(what: string, compute: () => T): T =>
    cached(context, book.asOfMs, `what-if ${what} ${JSON.stringify(axis)}`, compute);
  const actual = remembered('assessment', () => assess(book.valued, options));
  const limits = context.vault.limits.list();
  const now: Now = {
    book,
    actual,
    options,
    limits,
    judged: judgeLimits(limits, actual).judgements,
    eventsAlong: (along) => remembered(`events ${along.asset}`, () => eventsAlong(book.valued, along)),
  };
  const whatIfs = named.value.map((one) => assessOne(context, now, one, step as Decimal | null));
  const held = new Set([usual, ...whatIfs.flatMap(({ assessment }) => assessment ?? [])].flatMap(assetsOf));
  if (asset !== null && !held.has(asset))
    return failure(
      'shock-asset',
      `Nothing held moves with ${asset}.`,
      held.size === 0 ? 'Import a file first.' : `Shock one of ${[...held].toSorted().join(', ')}.`,
    );
  return success({
    schema: 'ballast.whatif/1',
    hypothetical: true,
    asOf: isoTimeOf(book.asOfMs),
    engine: engineName,
    base: book.base,
    whatIfs: whatIfs.map(({ row }) => row),
    assets: [...held].toSorted(),
    assumptions: document.assumptions,
    excluded: document.excluded,
  });
}

function assetsOf({ exposures }: Assessment): readonly string[] {
  return exposures.map(({ asset }) => asset);
}

interface NamedWhatIf {
  readonly label: string;
  readonly isKept: boolean;
  readonly tickets: readonly WhatIfTicket[];
}

function namedWhatIfs({ vault }: ServiceContext, asked: WhatIfQuestion['whatIfs']): Result<readonly NamedWhatIf[]> {
  const kept = vault.whatIfs.list();
  const named: NamedWhatIf[] = [];
  for (const one of asked) {
    if (one.kind === 'tickets') {
      named.push({ label: one.label, isKept: false, tickets: one.tickets });
      continue;
    }
    const found = kept.find(({ name }) => name === one.name);
    if (found === undefined) return unknownWhatIf(one.name, kept);
    named.push({ label: found.name, isKept: true, tickets: found.tickets });
  }
  return success(named);
}

/** The book as it stands, and how it is judged. */
interface Now {
  readonly book: BookAt;
  readonly actual: Assessment;
  readonly options: AssessOptions;
  readonly limits: readonly Limit[];
  readonly judged: readonly Judgement[];
  readonly eventsAlong: (axis: EventAxis) => EventsAlong;
}

interface AssessedOne {
  readonly row: AssessedWhatIf;
  readonly assessment: Assessment | null;
}

function assessOne(context: ServiceContext, now: Now, named: NamedWhatIf, step: Decimal | null): AssessedOne {
  const { label, isKept } = named;
  const said = { label, isKept, tickets: named.tickets.map((one) => ({ ...one })) };
  const refused = (fault: Fault): AssessedOne => ({
    row: { ...said, fault, effects: [], comparison: null, limits: null, largestSize: null, notes: [] },
    assessment: null,
  });
  const { book, actual, options, limits, judged } = now;
  const posed = hypotheticalBook(context, book, actual, named.tickets);
  if (!posed.ok) return refused(posed.fault);
  const { tickets, applied, book: after, apply } = posed.value;
  const judge = ({ losses }: AppliedTickets, assessment: Assessment): JudgedLimits =>
    judgeLimits(limits, assessment, { before: actual, losses });
  const assessment = assess(after, options);
  const along = (assessment.ladder ?? actual.ladder)?.axis ?? null;
  const largest = (): AssessedWhatIf['largestSize'] =>
    largestSize(
      named.tickets,
      tickets,
      judged,
      (these) => {
        const other = apply(these);
        return other.ok ? success(judge(other.value, assess(other.value.book, options)).judgements) : other;
      },
      step,
    );
  return {
    row: {
      ...said,
      fault: null,
      effects: applied.effects.map(effectRow),
      comparison: compareAssessments(
        actual,
        assessment,
        along === null ? null : compareEvents(along, now.eventsAlong(along), eventsAlong(after, along)),
      ),
      limits: limits.length === 0 ? null : judge(applied, assessment),
      largestSize: limits.length === 0 ? null : largest(),
      notes: [...newNotes(actual, assessment), ...ticketNotes(book.valued, after, tickets)],
    },
    assessment,
  };
}

/** What is left out, stale or assumed in the what-if alone. */
function newNotes(actual: Assessment, whatIf: Assessment): readonly Note[] {
  const had = new Set(actual.notes.map(({ kind, text }) => `${kind} ${text}`));
  return whatIf.notes.filter(({ kind, text }) => !had.has(`${kind} ${text}`));
}
