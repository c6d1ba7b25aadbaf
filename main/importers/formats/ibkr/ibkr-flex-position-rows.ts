import type { Instrument } from '../../../../shared/book/instrument.ts';
import type { LateOutcome, RowOutcome } from '../../importer.ts';
import type { LocalClock } from '../../local-time.ts';
import { positionOf, positionOfLots, positionOutcome, type FlexPosition } from './ibkr-flex-positions.ts';
import { attributeOf, lateOutcome, type FlexRow } from './ibkr-flex-row.ts';
import { isRowFault } from '../row-time.ts';

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

/** The lots of one position. */
interface Lots {
  readonly first: Lot;
  readonly rest: Lot[];
}

export function createFlexPositions(clock: LocalClock): FlexPositions {
  const summaries = new Set<string>();
  const lots = new Map<string, Lots>();

  return {
    take: (row, instrument) => {
      const position = positionOf(row, instrument, clock);
      if (isRowFault(position)) return position;
      const key = `${row.account ?? ''}|${instrument.symbol}|${position.timeMs}`;
      if (isLot(row)) {
        const lot = { row, instrument, position };
        const known = lots.get(key);
        if (known === undefined) lots.set(key, { first: lot, rest: [] });
        else known.rest.push(lot);
        return { kind: 'part' };
      }
      summaries.add(key);
      return positionOutcome(instrument, position, []);
    },
    finish: () =>
      [...lots].flatMap(([key, one]) =>
        summaries.has(key) ? [one.first, ...one.rest].map(({ row }) => lateOutcome(row, restated)) : together(one),
      ),
  };
}

/** Only a lot has a time at which it was opened; statements without the level of detail tell it by that. */
function isLot(row: FlexRow): boolean {
  const level = attributeOf(row, 'levelOfDetail').toUpperCase();
  return level === '' ? attributeOf(row, 'openDateTime') !== '' : level === 'LOT';
}

const restated: RowOutcome = { kind: 'ignored', reason: 'lots of open positions (their summary counts)' };

function together({ first, rest }: Lots): LateOutcome {
  const position = positionOfLots(
    first.position,
    rest.map((lot) => lot.position),
  );
  const further = rest.map(({ row }) => row.record.line);
  return lateOutcome(first.row, positionOutcome(first.instrument, position, further));
}
