import type { Output } from '../../../shared/contract/core.ts';
import type { Paper, snapshotCalls } from '../../../shared/contract/snapshots.ts';
import { assertNever } from '../../../shared/result/result.ts';
import { snapshotTables } from '../../export/snapshot-csv.ts';
import { snapshotHtml } from '../../export/snapshot-html.ts';
import { snapshotFileName, snapshotJson, snapshotStem, type Snapshot } from '../../export/snapshot.ts';
import { defaultAxis } from '../../risk/assessment/assessment.ts';
import { headlineView } from '../../views/headline-view.ts';
import { instantOf } from '../book/book-at.ts';
import { sinceLastKept, snapshotAt } from './compare-snapshots.ts';
import type { ServiceContext } from '../context.ts';
import { keepSnapshot } from './kept-snapshots.ts';
import { snapshotOutlook } from './snapshot-outlook.ts';
import { riskPicture } from '../figures/risk-picture.ts';

type Made = Output<(typeof snapshotCalls)['snapshot.make']>;
type Format = Made['files'][number]['format'];

/**
 * The risk picture, the positions it rests on, what may happen, the kept what-ifs and what changed since the last snapshot, as
 * files to keep: one for JSON and HTML, one a table for CSV. The vault keeps what the next comparison needs.
 */
export function makeSnapshot(
  context: ServiceContext,
  asOfMs: number | null,
  formats: readonly Format[],
  paper: Paper,
): Made {
  const instant = instantOf(context, asOfMs);
  const { book, document } = riskPicture(context, instant, defaultAxis);
  const picture = snapshotAt(context, instant);
  const since = sinceLastKept(context, instant, picture);
  keepSnapshot(context, instant, picture);
  const snapshot: Snapshot = { ...picture, ...snapshotOutlook(context, instant) };
  const filesOf = (format: Format): Made['files'] => {
    switch (format) {
      case 'json':
        return [{ name: snapshotFileName(snapshot, format), format, text: snapshotJson(snapshot) }];
      case 'html': {
        const text = snapshotHtml(snapshot, headlineView(document, book.valued), since, paper);
        return [{ name: snapshotFileName(snapshot, format), format, text }];
      }
      case 'csv':
        return snapshotTables(snapshot, since).map(({ name, text }) => ({
          name: `${snapshotStem(snapshot)}-${name}.csv`,
          format,
          text,
        }));
      default:
        return assertNever(format);
    }
  };
  return { stem: snapshotStem(snapshot), files: [...new Set(formats)].flatMap(filesOf) };
}
