import type { Instrument } from '../../../../shared/book/instrument.ts';
import { failure } from '../../../../shared/result/result.ts';
import type {
  Answers,
  FileHead,
  Format,
  LateOutcome,
  RawRecord,
  Recognition,
  RecordReader,
  RowOutcome,
} from '../../importer.ts';
import { createLocalClock, toUtc, type LocalClock } from '../../local-time.ts';
import { actionOutcomes } from './ibkr-flex-actions.ts';
import { cashOutcome } from './ibkr-flex-cash.ts';
import { useOf } from './ibkr-flex-elements.ts';
import { instrumentOfRow, symbolOfRow } from './ibkr-flex-instrument.ts';
import { createFlexLevels } from './ibkr-flex-levels.ts';
import { cashReportOutcome } from './ibkr-flex-positions.ts';
import { createFlexPositions } from './ibkr-flex-position-rows.ts';
import { createFlexRates } from './ibkr-flex-rates.ts';
import { flexRowOf, ofAccount, type FlexRow } from './ibkr-flex-row.ts';
import { createFlexRemovals } from './ibkr-flex-removals.ts';
import { isEasternTime } from './ibkr-flex-time.ts';
import { tradeOutcome } from './ibkr-flex-trade.ts';
import { isRowFault, rowFault } from '../row-time.ts';

/** The activity statement of Interactive Brokers as a Flex Query in XML, with one account or several. */
export const ibkrFlex: Format = {
  id: 'ibkr-flex',
  broker: 'Interactive Brokers',
  export: 'activity Flex Query (XML)',
  detects: 'XML that begins with <FlexQueryResponse>, with a <FlexStatement> for each account',
  seen: 'real statements of 2013 to 2025 (executions, cash transactions, corporate actions, cash report, conversion rates); other sections from single real elements and parsers of others',
  venue: 'interactive-brokers',
  grain: 'fills-and-ledger',
  recognise,
};

function recognise(head: FileHead): Recognition | null {
  const rows = head.records.flatMap((record) =>
    record.element === undefined ? [] : [flexRowOf(record, record.element)],
  );
  if (!rows.some(({ statement }) => statement !== null)) return null;
  const confirms = rows.some(({ element }) => element.name === 'TradeConfirm');
  const sections = new Set(rows.map(({ element }) => element.name));
  const times = rows.flatMap(({ element }) =>
    ['dateTime', 'date', 'orderTime'].map((name) => element.attributes[name]),
  );
  return {
    layout: confirms ? 'trade confirmations' : `elements ${[...sections].slice(0, 8).join(', ')}`,
    zone: times.some((text) => text !== undefined && isEasternTime(text))
      ? { kind: 'known', zone: { kind: 'iana', name: 'America/New_York' }, from: 'EST or EDT behind its times' }
      : { kind: 'none' },
    dateOrder: { kind: 'not-needed' },
    newestFirst: false,
    reader: createReader,
  };
}

function createReader({ zone }: Answers): RecordReader {
  const clock = createLocalClock(zone);
  /** Of days by themselves: to read them must not disturb the order of times in an hour that comes twice. */
  const days: LocalClock = { read: (local) => toUtc(local, zone) };
  const levels = createFlexLevels();
  const rates = createFlexRates(days);
  const positions = createFlexPositions(days);
  const removals = createFlexRemovals(days);
  const actions: FlexRow[] = [];
  /** What each symbol was the first time: one symbol may name two instruments at two exchanges. */
  const meanings = new Map<string, string>();
  let confirms = false;

  function row(record: RawRecord): RowOutcome {
    if (record.element === undefined) return { kind: 'ignored', reason: 'text' };
    const flex = flexRowOf(record, record.element);
    return ofAccount(flex, outcomeOf(flex));
  }

  function outcomeOf(flex: FlexRow): RowOutcome {
    const { name, attributes } = flex.element;
    if (Object.keys(attributes).length === 0) return { kind: 'ignored', reason: 'empty section' };
    switch (name) {
      case 'Trade':
        return levels.ignored(flex, 'trades') ?? withInstrument(flex, (instrument) => execution(flex, instrument));
      case 'OptionEAE':
        return removals.take(flex);
      case 'CashTransaction':
        return levels.ignored(flex, 'cash') ?? withRates(flex, cashOutcome(flex, clock));
      case 'OpenPosition':
        return withInstrument(flex, (instrument) => positions.take(flex, instrument));
      case 'CashReportCurrency':
        return cashReportOutcome(flex, days);
      case 'ConversionRate':
        return rates.conversion(flex);
      case 'CorporateAction':
        actions.push(flex);
        return { kind: 'part' };
      case 'AccountInformation':
        rates.base(flex);
        break;
      case 'TradeConfirm':
        confirms = true;
        break;
      default:
        if (tradeSummaries.has(name)) levels.restates(flex);
    }
    const use = useOf(name);
    if (use.kind === 'ignored') return { kind: 'ignored', reason: use.reason };
    return rowFault(
      use.what === null ? 'element-unknown' : 'section-not-read',
      use.what === null
        ? `Ballast does not know what <${name}> of a Flex Query means`
        : `Ballast does not book ${use.what} (<${name}>); state what it changed by hand, then dismiss this row`,
      symbolOfRow(flex),
    );
  }

  function execution(flex: FlexRow, instrument: Instrument): RowOutcome {
    removals.trade(flex);
    return tradeOutcome(flex, instrument, clock);
  }

  function withInstrument(flex: FlexRow, outcomeFor: (instrument: Instrument) => RowOutcome): RowOutcome {
    const instrument = instrumentOfRow(flex);
    if (isRowFault(instrument)) return instrument;
    const { symbol, kind, quoteAsset, multiplier } = instrument;
    const meaning = `a ${kind} in ${quoteAsset}, ${multiplier} a unit`;
    const before = meanings.get(symbol);
    if (before !== undefined && before !== meaning) {
      return rowFault(
        'symbol-two-meanings',
        `${symbol} was ${before} further up in this file and is ${meaning} here: two instruments share the symbol, and Ballast cannot keep them apart`,
        symbol,
      );
    }
    meanings.set(symbol, meaning);
    const outcome = outcomeFor(instrument);
    return withRates(flex, outcome.kind === 'event' ? { ...outcome, terms: [instrument] } : outcome);
  }

  function withRates(flex: FlexRow, outcome: RowOutcome): RowOutcome {
    if (outcome.kind !== 'event') return outcome;
    const marks = [...(outcome.marks ?? []), ...rates.ofRow(flex)];
    return marks.length === 0 ? outcome : { ...outcome, marks };
  }

  function finish(): readonly LateOutcome[] {
    return [...positions.finish(), ...removals.finish(), ...actionOutcomes(actions, clock)];
  }

  const refuse = () =>
    confirms
      ? failure(
          'format-not-read-yet',
          'This is a Flex Query of trade confirmations of Interactive Brokers. Ballast does not read it: the same executions stand in the activity statement under other ids and would count twice.',
          'Run a Flex Query of the type Activity, with the sections Trades (Execution), Cash Transactions and Open Positions, and import that.',
        ).fault
      : levels.refusal();

  return { row, finish, refuse };
}

/** Elements of the section Trades that only repeat executions. */
const tradeSummaries: ReadonlySet<string> = new Set(['Order', 'Lot', 'SymbolSummary', 'AssetSummary']);
