import { failure, type Fault } from '../../../../shared/result/result.ts';
import type { RowOutcome } from '../../importer.ts';
import { attributeOf, type FlexRow } from './ibkr-flex-row.ts';
import { rowFault } from '../row-time.ts';

/** A section that may state one thing at several levels of detail. */
export type LevelledSection = 'trades' | 'cash';

/**
 * Picks ONE level of detail of each section: executions of the trades, details of the cash. A file that has an account's
 * trades only as orders, lots or summaries is refused: to leave them out would lose positions without a word, and to
 * read them would book them twice beside a later statement with executions.
 */
export interface FlexLevels {
  /** Null for a row that counts. */
  readonly ignored: (row: FlexRow, section: LevelledSection) => RowOutcome | null;
  /** Notes an element that is left out because the executions say the same. */
  readonly restates: (row: FlexRow) => void;
  readonly refusal: () => Fault | null;
}

/** What restates the executions or the details; any other word may be a row that nothing else says. */
const restating: ReadonlySet<string> = new Set([
  'ORDER',
  'LOT',
  'CLOSED_LOT',
  'WASH_SALE',
  'SYMBOL_SUMMARY',
  'ASSET_SUMMARY',
  'SUMMARY',
]);

const countedLevel: Readonly<Record<LevelledSection, string>> = { trades: 'EXECUTION', cash: 'DETAIL' };

export function createFlexLevels(): FlexLevels {
  const counted = new Set<string>();
  const left = new Map<string, LevelledSection>();
  const keyOf = (row: FlexRow, section: LevelledSection): string => `${section}|${row.account ?? ''}`;

  return {
    ignored: (row, section) => {
      const level = attributeOf(row, 'levelOfDetail').toUpperCase();
      if (level === '' || level === countedLevel[section]) {
        counted.add(keyOf(row, section));
        return null;
      }
      if (!restating.has(level))
        return rowFault('level-unknown', `Ballast does not know the level of detail "${level}"`, null);
      left.set(keyOf(row, section), section);
      return {
        kind: 'ignored',
        reason:
          section === 'trades'
            ? `trades at level ${level} (the executions count)`
            : `cash transactions at level ${level} (the details count)`,
      };
    },
    restates: (row) => {
      left.set(keyOf(row, 'trades'), 'trades');
    },
    refusal: () => {
      for (const [key, section] of left) {
        if (counted.has(key)) continue;
        const account = key.slice(section.length + 1);
        const of = account === '' ? '' : ` of account ${account}`;
        return section === 'trades'
          ? failure(
              'level-of-detail',
              `The trades${of} stand in this file only as orders, lots or summaries, not as executions.`,
              'Edit the Flex Query: in the section Trades tick Execution, and run it again.',
            ).fault
          : failure(
              'level-of-detail',
              `The cash transactions${of} stand in this file only as summaries, not one by one.`,
              'Edit the Flex Query: in the section Cash Transactions tick Detail, and run it again.',
            ).fault;
      }
      return null;
    },
  };
}
