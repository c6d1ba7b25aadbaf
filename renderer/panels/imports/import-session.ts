import { z } from 'zod';
import { create } from 'zustand';
import type { ImportPreview, MappingProposal } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import type { Fault } from '../../../shared/result/result.ts';
import { failure, success, type Result } from '../../../shared/result/result.ts';
import type { Api, CallInput } from '../../api/client.ts';
import { newJobId } from '../../api/jobs.ts';
import { countedText } from '../../../shared/format/count.ts';
import { tellDone, tellFault } from '../../layout/toasts.tsx';

export type PreviewOptions = NonNullable<CallInput<'imports.preview'>['options']>;

/** A file on its way into the book. */
export interface Incoming {
  readonly name: string;
  readonly uploadId: string;
  readonly options: PreviewOptions;
}

export type Stage =
  | { readonly kind: 'idle' }
  | { readonly kind: 'reading'; readonly name: string; readonly jobId: string }
  | { readonly kind: 'refused'; readonly name: string; readonly fault: Fault }
  | { readonly kind: 'preview'; readonly file: Incoming; readonly preview: ImportPreview }
  | {
      readonly kind: 'mapping';
      readonly file: Incoming;
      readonly proposal: MappingProposal;
      readonly before: ImportPreview;
    }
  | { readonly kind: 'writing'; readonly name: string; readonly jobId: string };

interface ImportSession {
  readonly stage: Stage;
  readonly waiting: readonly File[];
}

/** The import that is going on: one file after the other, each seen before it is written. */
export const useImportSession = create<ImportSession>(() => ({ stage: { kind: 'idle' }, waiting: [] }));

const show = (stage: Stage) => useImportSession.setState({ stage });

/** Previews files one after the other; while one is open the others wait. */
export async function previewFiles(api: Api, files: readonly File[]): Promise<void> {
  const { stage, waiting } = useImportSession.getState();
  useImportSession.setState({ waiting: [...waiting, ...files] });
  if (stage.kind === 'idle') await previewNext(api);
}

async function previewNext(api: Api): Promise<void> {
  const [file, ...waiting] = useImportSession.getState().waiting;
  useImportSession.setState({ waiting });
  if (file === undefined) return show({ kind: 'idle' });
  const jobId = newJobId();
  show({ kind: 'reading', name: file.name, jobId });
  const uploaded = await upload(api, file);
  if (!isReading(jobId)) return;
  if (!uploaded.ok) return show({ kind: 'refused', name: file.name, fault: uploaded.fault });
  await preview(api, { name: file.name, uploadId: uploaded.value, options: {} }, jobId);
}

async function preview(api: Api, file: Incoming, jobId = newJobId()): Promise<void> {
  const result = await api.client['imports.preview']({
    source: { kind: 'upload', uploadId: file.uploadId },
    options: file.options,
    jobId,
  });
  // Cancelled meanwhile: what comes late is not shown.
  const { stage } = useImportSession.getState();
  if (stage.kind !== 'preview' && !isReading(jobId)) return;
  if (result.ok) show({ kind: 'preview', file, preview: result.value });
  else show({ kind: 'refused', name: file.name, fault: result.fault });
}

/** Whether this job is still the one that the trader waits for. */
function isReading(jobId: string): boolean {
  const { stage } = useImportSession.getState();
  return stage.kind === 'reading' && stage.jobId === jobId;
}

/** Reads the open file again with what the trader has answered. */
export async function answer(api: Api, options: PreviewOptions): Promise<void> {
  const { stage } = useImportSession.getState();
  if (stage.kind !== 'preview') return;
  await preview(api, { ...stage.file, options: { ...stage.file.options, ...options } });
}

/** Looks at the open file as a table, so that the trader can say what its columns mean. */
export async function startMapping(api: Api): Promise<void> {
  const { stage } = useImportSession.getState();
  if (stage.kind !== 'preview') return;
  const { file, preview: before } = stage;
  const proposed = await api.client['mappings.propose']({ source: { kind: 'upload', uploadId: file.uploadId } });
  if (useImportSession.getState().stage !== stage) return;
  if (!proposed.ok) return tellFault(proposed.fault);
  const proposal = before.mapping === null ? proposed.value : { ...proposed.value, mapping: before.mapping };
  show({ kind: 'mapping', file, proposal, before });
}

/** Reads the open file by a mapping: the ordinary preview, which can be accepted. */
export async function previewMapped(api: Api, mapping: Mapping): Promise<void> {
  const { stage } = useImportSession.getState();
  if (stage.kind !== 'mapping') return;
  const jobId = newJobId();
  const file = { ...stage.file, options: { ...stage.file.options, mapping } };
  show({ kind: 'reading', name: file.name, jobId });
  await preview(api, file, jobId);
}

/** Back to what was shown before the columns. */
export function leaveMapping(): void {
  const { stage } = useImportSession.getState();
  if (stage.kind === 'mapping') show({ kind: 'preview', file: stage.file, preview: stage.before });
}

/** Writes what the preview showed, as one change. */
export async function acceptPreview(api: Api): Promise<void> {
  const { stage } = useImportSession.getState();
  if (stage.kind !== 'preview' || stage.preview.previewId === null) return;
  const jobId = newJobId();
  const { name } = stage.file;
  show({ kind: 'writing', name, jobId });
  const result = await api.client['imports.accept']({ previewId: stage.preview.previewId, jobId });
  if (!result.ok) {
    if (result.fault.code === 'cancelled') tellDone('Stopped', 'Nothing was imported.');
    else tellFault(result.fault);
    return show(stage);
  }
  const { accepted, failures } = result.value;
  const kept = failures.length === 0 ? '' : `${countedText(failures.length, 'failed row')} kept with raw text. `;
  tellDone(
    accepted === 0 ? 'File kept' : `${countedText(accepted, 'row')} imported`,
    `${kept}Ctrl Z takes the import back whole.`,
  );
  await previewNext(api);
}

/** Leaves the open file out; nothing was written. */
export async function discardPreview(api: Api): Promise<void> {
  const { stage } = useImportSession.getState();
  if (stage.kind === 'preview' && stage.preview.previewId !== null) {
    await api.client['imports.discard']({ previewId: stage.preview.previewId });
  }
  await previewNext(api);
}

/** Ends a reading or writing that takes too long; a half-written import leaves nothing. */
export async function cancelJob(api: Api): Promise<void> {
  const { stage } = useImportSession.getState();
  if (stage.kind !== 'reading' && stage.kind !== 'writing') return;
  if (stage.kind === 'reading') useImportSession.setState({ stage: { kind: 'idle' }, waiting: [] });
  await api.client['jobs.cancel']({ jobId: stage.jobId });
}

const uploadReply = z.object({ uploadId: z.string() });

async function upload(api: Api, file: File): Promise<Result<string>> {
  const reply = await api.transport.upload(file.name, new Uint8Array(await file.arrayBuffer()));
  if (!reply.ok) return reply;
  const read = uploadReply.safeParse(reply.value);
  return read.success ? success(read.data.uploadId) : failure('upload-reply', 'the file could not be handed over');
}
