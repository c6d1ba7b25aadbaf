import type { Output } from '../../shared/contract/core.ts';
import type { riskCalls } from '../../shared/contract/risk.ts';
import { snapshotHtml } from '../export/snapshot-html.ts';
import { snapshotFileName, snapshotJson, snapshotOf } from '../export/snapshot.ts';
import { defaultAxis } from '../risk/assessment/assessment.ts';
import { headlineView } from '../views/headline-view.ts';
import { instantOf } from './book-at.ts';
import type { ServiceContext } from './context.ts';
import { positionsDocument } from './positions-document.ts';
import { riskPicture } from './risk-picture.ts';

/** The risk picture and the positions it rests on, as files to keep. */
export function makeSnapshot(
  context: ServiceContext,
  asOfMs: number | null,
  formats: readonly ('json' | 'html')[],
): Output<(typeof riskCalls)['snapshot.make']> {
  const instant = instantOf(context, asOfMs);
  const { book, document } = riskPicture(context, instant, defaultAxis);
  const snapshot = snapshotOf(document, positionsDocument(context, instant));
  const headline = headlineView(document, book.valued);
  return {
    files: formats.map((format) => ({
      name: snapshotFileName(snapshot, format),
      format,
      text: format === 'json' ? snapshotJson(snapshot) : snapshotHtml(snapshot, headline),
    })),
  };
}
