import { createHash } from 'node:crypto';
import type { Note } from '../../../shared/contract/common.ts';
import type { LadderDocument, RiskDocument, ShockAxis } from '../../../shared/contract/risk.ts';
import { assess } from '../../risk/assessment/assess.ts';
import { defaultThresholds, type Assessment } from '../../risk/assessment/assessment.ts';
import type { Ladder, LadderLane } from '../../risk/liquidation/ladder.ts';
import { bookAt, cached, instantOf, type BookAt } from '../book/book-at.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { ServiceContext } from '../context.ts';
import { engineName } from './engine.ts';
import { scopeDrawdowns, type ScopeDrawdown } from './equity-drawdowns.ts';
import { isoTimeOf } from '../iso-time.ts';
import { brokerLiquidations } from '../reconciliation/broker-liquidations.ts';

/** The whole risk picture at an instant, with what it was made of. */
export interface RiskPicture {
  readonly book: BookAt;
  readonly assessment: Assessment;
  readonly drawdowns: readonly ScopeDrawdown[];
  readonly document: RiskDocument;
}

/** Assesses the book; the same vault, instant, axis and engine give the same document. */
export function riskPicture(context: ServiceContext, asOfMs: number | null, axis: ShockAxis): RiskPicture {
  const instant = instantOf(context, asOfMs);
  return cached(context, instant, `risk ${JSON.stringify(axis)}`, () => {
    const book = bookAt(context, instant);
    const drawdowns = scopeDrawdowns(context, instant);
    const assessment = assess(book.valued, { axis, thresholds: defaultThresholds });
    return { book, assessment, drawdowns, document: riskDocument(book, assessment, drawdowns, axis) };
  });
}

function riskDocument(
  book: BookAt,
  assessment: Assessment,
  drawdowns: readonly ScopeDrawdown[],
  axis: ShockAxis,
): RiskDocument {
  const notes = [...assessment.notes, ...ledgerNotes(book)];
  return {
    schema: 'ballast.risk/1',
    asOf: isoTimeOf(book.asOfMs),
    engine: engineName,
    inputsHash: inputsHash(book, drawdowns, axis),
    base: book.base,
    measures: [...assessment.measures, ...drawdowns.flatMap((one) => one.measures)],
    exposures: [...assessment.exposures],
    accounts: [...assessment.accounts],
    ladder: assessment.ladder === null ? null : ladderDocument(assessment.ladder, assessment),
    drawdown: drawdowns[0]?.document ?? null,
    brokerLiquidations: [...brokerLiquidations(book, assessment.measures)],
    assumptions: notes.filter((note) => note.kind !== 'excluded'),
    excluded: notes.filter((note) => note.kind === 'excluded'),
  };
}

/** What the figures of a pool rest on beside the book itself. */
export function flagsOf(
  accounts: Assessment['accounts'],
  { account, pool }: { readonly account: string; readonly pool: string },
): readonly string[] {
  const own = accounts.find((one) => one.account === account);
  return own?.pools.find((one) => one.pool === pool)?.flags ?? [];
}

/** What the ledger leaves out; what it assumes stands among the assumptions of the valued book already. */
function ledgerNotes(book: BookAt): readonly Note[] {
  return book.ledger.notes.flatMap(({ kind, text, account }) => {
    switch (kind) {
      case 'row-failed':
        return [{ kind: 'excluded', text, mend: 'Mend the row and import again, or dismiss it in Imports.', account }];
      case 'funding-without-fills':
        return [{ kind: 'excluded', text, mend: 'Import the trades as well.', account }];
      case 'trades-without-fills':
        return [{ kind: 'excluded', text, mend: 'Import those trades, or state the position.', account }];
      case 'split-without-position':
        return [{ kind: 'excluded', text, mend: 'Import earlier files, or state the position.', account }];
      case 'timezone-assumed':
      case 'time-ambiguous':
        return [];
    }
  });
}

/** Names everything that the figures rest on: equal hashes, equal figures. */
function inputsHash(book: BookAt, drawdowns: readonly ScopeDrawdown[], axis: ShockAxis): string {
  const inputs = {
    engine: engineName,
    book: book.valued,
    paths: drawdowns.map(({ scope, path }) => ({ scope, path })),
    thresholds: defaultThresholds,
    axis,
  };
  return createHash('sha256').update(canonicalJson(inputs)).digest('hex');
}

function ladderDocument(ladder: Ladder, { accounts }: Pick<Assessment, 'accounts'>): LadderDocument {
  const { asset, from, to, step, beta } = ladder.axis;
  const lanes = ladder.lanes.map((lane) => ({ lane, flags: flagsOf(accounts, lane) }));
  return {
    axis: { asset, from, to, step, beta },
    rungs: Array.from(ladder.shocks, (shockFraction, rung) => ({
      shockFraction,
      pools: lanes.map(({ lane, flags }) => ({ ...poolAt(lane, rung), flags: [...flags] })),
    })),
    order: { down: [...ladder.order.down], up: [...ladder.order.up] },
  };
}

function poolAt(lane: LadderLane, rung: number): Omit<LadderDocument['rungs'][number]['pools'][number], 'flags'> {
  const state = lane.states[rung] ?? 'missing-data';
  const notional = finiteOrNull(lane.notional?.[rung]);
  return {
    account: lane.account,
    pool: lane.pool,
    equity: finiteOrNull(lane.equity?.[rung]),
    haircut: finiteOrNull(lane.haircut?.[rung]),
    maintenance: finiteOrNull(lane.maintenance?.[rung]),
    state,
    liquidatedNotional: state === 'missing-data' ? null : state === 'safe' ? 0 : notional,
  };
}

/** A rung at which a price has left all bounds has no figure. */
function finiteOrNull(value: number | undefined): number | null {
  return value === undefined || !Number.isFinite(value) ? null : value;
}
