import type { AccountReconciliation, ReconciliationLine, reconcileCalls } from '../../../shared/contract/reconcile.ts';
import type { Output } from '../../../shared/contract/core.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import { formatScaled, type Scaled } from '../../../shared/units/decimal.ts';
import { accountLines, type Doubt } from '../../ledger/reconciliation/account-lines.ts';
import { differenceOf, type Line } from '../../ledger/reconciliation/line.ts';
import { likelyCause } from '../../ledger/reconciliation/likely-cause.ts';
import { mendOf } from '../../ledger/reconciliation/mend.ts';
import type { AccountEvidence } from '../../ledger/reconciliation/read-evidence.ts';
import { bookAt, cached, instantOf, type BookAt } from '../book/book-at.ts';
import type { ServiceContext } from '../context.ts';
import { isoTimeOf } from '../iso-time.ts';
import { mendCommand } from './mend-command.ts';
import { createClueReader } from './reconcile-clues.ts';
import { withLiquidations, type JudgedLines } from './reconcile-liquidation.ts';
import { lineWords, subjectOf, summaryOf } from './reconcile-words.ts';

type Reconciliation = Output<(typeof reconcileCalls)['book.reconcile']>;

/** Holds each account against its broker's own figures. Fault: `account-unknown`. */
export function reconcileBook(
  context: ServiceContext,
  account: string | null,
  asOfMs: number | null,
): Result<Reconciliation> {
  const book = bookAt(context, instantOf(context, asOfMs));
  const known = book.settings.map(({ name }) => name);
  if (account !== null && !known.includes(account))
    return failure('account-unknown', `There is no account "${account}".`, `Known: ${known.join(', ') || 'none'}.`);
  return success({
    asOf: isoTimeOf(book.asOfMs),
    accounts: known
      .filter((name) => account === null || name === account)
      .map((name) => reconcile(context, book, name)),
  });
}

/** What each account comes to, for its badge: nothing is looked for but the lines themselves. */
export function reconciledStates(context: ServiceContext, book: BookAt): ReadonlyMap<string, JudgedLines> {
  return cached(
    context,
    book.asOfMs,
    'reconciliation',
    () => new Map(book.settings.map(({ name }) => [name, linesOf(context, book, name)])),
  );
}

function linesOf(context: ServiceContext, book: BookAt, account: string): JudgedLines {
  const evidence = book.ledger.evidence.find((one) => one.account === account) ?? nothingKnown(account);
  return withLiquidations(context, evidence, accountLines(evidence, doubtsOf(context, book, account)));
}

function reconcile(context: ServiceContext, book: BookAt, account: string): AccountReconciliation {
  const found = reconciledStates(context, book).get(account) ?? linesOf(context, book, account);
  const clues = createClueReader(context, book, account, found.lines);
  return {
    account,
    state: found.state,
    summary: summaryOf(found),
    upTo: found.upToMs === null ? null : isoTimeOf(found.upToMs),
    upToMs: found.upToMs,
    lines: found.lines.map((line, index) => lineDocument(account, line, index, clues, found.judged)),
    agreements: found.agreements.map(({ kind, subject, figure, compared, timeMs }) => ({
      kind,
      subject,
      figure: textOf(figure),
      compared,
      time: timeMs === null ? null : isoTimeOf(timeMs),
    })),
  };
}

function lineDocument(
  account: string,
  line: Line,
  index: number,
  clues: ReturnType<typeof createClueReader>,
  judged: JudgedLines['judged'],
): ReconciliationLine {
  const known = judged.get(line);
  const cause = known?.cause ?? likelyCause(line, clues.of(line));
  const mend = known?.mend ?? mendOf(account, line, cause);
  const subject = subjectOf(line);
  return {
    id: `${line.kind}/${subject}/${line.timeMs ?? ''}/${index}`,
    kind: line.kind,
    what: lineWords(line),
    subject,
    status: line.status,
    derived: textOf(line.derived),
    reported: textOf(line.reported),
    difference: textOf(differenceOf(line)),
    rounding: formatScaled(line.rounding),
    time: line.timeMs === null ? null : isoTimeOf(line.timeMs),
    timeMs: line.timeMs,
    explain: known?.explain ?? null,
    causeKind: cause.kind,
    cause: cause.text,
    mend: mend.text,
    action: mend.action,
    command: mend.action === null ? null : mendCommand(mend.action),
    sources: clues.sources([line.source, ...cause.sources], cause.remedy),
  };
}

function textOf(amount: Scaled | null) {
  return amount === null ? null : formatScaled(amount);
}

/** Rows that failed and are neither mended nor dismissed, once for each instrument. */
function doubtsOf({ vault }: ServiceContext, book: BookAt, account: string): readonly Doubt[] {
  const failed = vault.imports.openFailures().filter((row) => row.account === account);
  return [...new Set(failed.map(({ instrument }) => instrument))].map((instrument) => {
    const terms = instrument === null ? null : book.instrumentOf(instrument);
    return {
      instrument: terms === null ? null : terms.symbol,
      asset: terms === null ? '' : terms.settleAsset,
      reason: instrument === null ? 'A row could not be read.' : `A row of ${instrument} could not be read.`,
      mend: 'Mend the failed row and import the file again, or dismiss the row in Imports.',
    };
  });
}

function nothingKnown(account: string): AccountEvidence {
  return { account, lastMovementMs: null, positions: [], balances: [], instruments: [] };
}
