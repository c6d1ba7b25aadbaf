import type { ExplainDocument } from '../../../shared/contract/risk.ts';
import type { ExplainWhatIfQuestion, WhatIfTicket } from '../../../shared/contract/whatif.ts';
import { percentText } from '../../../shared/format/ratio.ts';
import { ticketText } from '../../../shared/format/ticket-text.ts';
import { scopeText } from '../../../shared/measures/scope.ts';
import { success, type Result } from '../../../shared/result/result.ts';
import { assess } from '../../risk/assessment/assess.ts';
import { defaultAxis, defaultThresholds } from '../../risk/assessment/assessment.ts';
import { explainInput } from '../../risk/explain/explain-input.ts';
import type { Origin } from '../../risk/explain/nodes.ts';
import type { Sources } from '../../risk/explain/sources.ts';
import type { ServiceContext } from '../context.ts';
import { explainIn, explainMeasure } from '../explain/explain-measure.ts';
import { vaultSources } from '../explain/explain-sources.ts';
import { riskPicture } from '../figures/risk-picture.ts';
import { isoTimeOf } from '../iso-time.ts';
import { hypotheticalBook } from './hypothetical-book.ts';

/** The tree behind a figure of the book as it would be, or behind what that changes of it. */
export function explainWhatIf(context: ServiceContext, question: ExplainWhatIfQuestion): Result<ExplainDocument> {
  const { asOfMs, tickets, measure, scope, figure } = question;
  const { book, assessment: actual } = riskPicture(context, asOfMs, defaultAxis);
  const posed = hypotheticalBook(context, book, actual, tickets);
  if (!posed.ok) return posed;
  const along = { asset: question.axis?.asset ?? actual.ladder?.axis.asset ?? null, beta: question.axis?.beta ?? 1 };
  const options = { axis: { ...defaultAxis, ...along }, thresholds: defaultThresholds };
  const after = posed.value.book;
  const sources = hypotheticalSources(vaultSources(context, book), tickets);
  const answered = explainIn(explainInput(after, assess(after, options), [], sources), measure, scope);
  if (!answered.ok) return answered;
  const { id, found } = answered.value;
  const whatIf: ExplainDocument = {
    asOf: isoTimeOf(book.asOfMs),
    measure: found.measure,
    tree: found.tree === null ? null : { ...found.tree, why: hypotheticalWhy(tickets, found.tree.why) },
    known: [...found.known],
    broker: null,
  };
  if (figure === 'whatIf') return success(whatIf);
  const now = explainMeasure(context, {
    measure: id,
    scope: scopeText(answered.value.scope),
    asOfMs,
    shock: null,
    axis: along,
    insolvency: null,
  });
  return now.ok ? success(difference(whatIf, now.value)) : now;
}

/** What the what-if changes, with both trees; missing where one of them is. */
function difference(whatIf: ExplainDocument, actual: ExplainDocument): ExplainDocument {
  const [then, now] = [whatIf.tree, actual.tree];
  if (then === null || now === null)
    return {
      ...whatIf,
      measure: { ...(then === null ? whatIf : actual).measure, value: null },
      tree: null,
      known: [then, now].flatMap((tree) => tree ?? []),
    };
  const value = then.value - now.value;
  return {
    ...whatIf,
    measure: { ...whatIf.measure, value, flags: [...new Set([...whatIf.measure.flags, ...actual.measure.flags])] },
    tree: {
      symbol: 'difference',
      label: `${now.label}: what-if less actual`,
      unit: now.unit,
      value,
      formula: 'whatIf - actual',
      source: null,
      asOf: null,
      children: [
        { ...then, symbol: 'whatIf' },
        { ...now, symbol: 'actual' },
      ],
    },
    known: [],
  };
}

function hypotheticalWhy(tickets: readonly WhatIfTicket[], why: string | undefined): string {
  const said = `Hypothetical: ${tickets.map(words).join('; ')}. Nothing of it is booked.`;
  return why === undefined ? said : `${said} ${why}`;
}

function words(ticket: WhatIfTicket): string {
  return ticketText(ticket, (share) => percentText(share));
}

/** What the tickets move comes from them: no row of a file says it. */
function hypotheticalSources(sources: Sources, tickets: readonly WhatIfTicket[]): Sources {
  const originOf = (moves: (ticket: WhatIfTicket) => boolean): Origin | null => {
    const moving = tickets.filter(moves);
    return moving.length === 0 ? null : { source: `what-if: ${moving.map(words).join('; ')}`, asOf: null };
  };
  const isOf = (account: string, instrument: string) => (one: WhatIfTicket) =>
    one.kind !== 'top-up' && one.account === account && one.instrument === instrument;
  return {
    ...sources,
    position: (account, instrument, side) => {
      const origin = originOf(isOf(account, instrument));
      const booked = sources.position(account, instrument, side);
      return origin === null ? booked : { ...booked, held: origin, rows: null };
    },
    // Fees, profits and what is paid for shares and coins move every wallet of the account.
    balance: (account, asset) => originOf((one) => one.account === account) ?? sources.balance(account, asset),
    leverage: (account, instrument) =>
      originOf((one) => isOf(account, instrument)(one) && one.kind === 'trade' && one.leverage !== null) ??
      sources.leverage(account, instrument),
  };
}
