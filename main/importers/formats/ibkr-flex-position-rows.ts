import type { Instrument } from '../../../shared/book/instrument.ts';
import type { LateOutcome, RowOutcome } from '../importer.ts';
import type { LocalClock } from '../local-time.ts';
import { positionOf, positionOfLots, positionOutcome, type FlexPosition } from './ibkr-flex-positions.ts';
import { attributeOf, type FlexRow } from './ibkr-flex-row.ts';
import { isRowFault } from './row-time.ts';

/** The open positions of a file: a summary row is the position; lots are added up where there is no summary. */
export interface FlexPositions {
  readonly take: (row: FlexRow, instrument: Instrument) => RowOutcome;
  /** The lots, which had to wait for a summary. */
  readonly finish: () => readonly LateOutcome[];
}

interface Lot {
  readonly row: FlexRow;
  readonly instrument: Instrument;
  readonly position: FlexPosition;
}

export function createFlexPositions(clock: LocalClock): FlexPositions {
  const summaries = new Set<string>();
  const lots = new Map<string, Lot[]>();

  return {
    take: (row, instrument) => {
      const position = positionOf(row, instrument, clock);
      if (isRowFault(position)) return position;
      const key = `${row.account ?? ''}|${instrument.symbol}|${position.timeMs}`;
      if (isLot(row)) {
        lots.set(key, [...(lots.get(key) ?? []), { row, instrument, position }]);
        return { kind: 'part' };
      }
      summaries.add(key);
      return positionOutcome(instrument, position, []);
    },
    finish: () => [...lots].flatMap(([key, parts]) => (summaries.has(key) ? parts.map(leftOut) : together(parts))),
  };
}

/** Only a lot has a time at which it was opened; statements without the level of detail tell it by that. */
function isLot(row: FlexRow): boolean {
  const level = attributeOf(row, 'levelOfDetail').toUpperCase();
  return level === '' ? attributeOf(row, 'openDateTime') !== '' : level === 'LOT';
}

function leftOut({ row: { record } }: Lot): LateOutcome {
  const { line, byteOffset, byteLength } = record;
  return {
    line,
    byteOffset,
    byteLength,
    outcome: { kind: 'ignored', reason: 'lots of open positions (their summary counts)' },
  };
}

function together(parts: readonly Lot[]): readonly LateOutcome[] {
  const [first, ...rest] = parts;
  const position = positionOfLots(parts.map((part) => part.position));
  if (first === undefined || position === null) return [];
  const { record, account } = first.row;
  const { line, byteOffset, byteLength } = record;
  const outcome = positionOutcome(
    first.instrument,
    position,
    rest.map(({ row }) => row.record.line),
  );
  const owned = outcome.kind === 'event' && account !== null ? { ...outcome, brokerAccount: account } : outcome;
  return [{ line, byteOffset, byteLength, outcome: owned }];
}
