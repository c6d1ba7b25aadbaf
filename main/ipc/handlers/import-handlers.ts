import type { Handlers } from '../../../shared/contract/core.ts';
import type { importCalls } from '../../../shared/contract/imports.ts';
import { success } from '../../../shared/result/result.ts';
import type { ServiceContext } from '../../services/context.ts';
import type { ImportDesk } from '../../services/imports/import-desk.ts';
import { dismissFailures, formatsList, importFailures, importsList } from '../../services/imports/import-records.ts';

export function importHandlers(context: ServiceContext, desk: ImportDesk): Handlers<typeof importCalls> {
  return {
    'imports.formats': () => success(formatsList()),
    'imports.preview': ({ source, options, jobId }) => desk.preview(source, options, jobId),
    'imports.accept': ({ previewId, jobId }) => desk.accept(previewId, jobId),
    'imports.discard': ({ previewId }) => success({ discarded: desk.discard(previewId) }),
    'imports.run': ({ source, options, jobId }) => desk.run(source, options, jobId),
    'imports.list': () => success(importsList(context)),
    'imports.failures': ({ importId }) => success(importFailures(context, importId)),
    'imports.dismissFailures': ({ importId, failureIds }) => dismissFailures(context, importId, failureIds),
  };
}
