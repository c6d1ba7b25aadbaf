import type { Handlers } from '../../../shared/contract/core.ts';
import type { snapshotCalls } from '../../../shared/contract/snapshots.ts';
import { failure, success } from '../../../shared/result/result.ts';
import { compareTwo } from '../../services/snapshots/compare-snapshots.ts';
import type { ServiceContext } from '../../services/context.ts';
import { keptSnapshots } from '../../services/snapshots/kept-snapshots.ts';
import { makeSnapshot } from '../../services/snapshots/make-snapshot.ts';

export function snapshotHandlers(context: ServiceContext): Handlers<typeof snapshotCalls> {
  return {
    'snapshot.make': ({ asOfMs, formats, paper }) => success(makeSnapshot(context, asOfMs, formats, paper)),
    // The host answers it where it can print: see `withPrinting`.
    'snapshot.print': () =>
      failure('no-printer', 'There is no browser here that prints a PDF.', 'Save the HTML and print it in a browser.'),
    'snapshot.kept': () => success(keptSnapshots(context)),
    'snapshot.compare': (question) => compareTwo(context, question),
  };
}
