import { snapshotCalls } from '../../shared/contract/snapshots.ts';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { BackEnd, HostPorts } from './host.ts';

const printed = 'snapshot.print';
const made = 'snapshot.make';

/**
 * A back end whose snapshots are printed by the host, which alone has a browser; all else passes through. What is printed is
 * what the vault wrote: the page cannot have anything else printed.
 */
export function withPrinting(backEnd: BackEnd, print: HostPorts['print']): BackEnd {
  return {
    ...backEnd,
    call: async (name, input) => {
      const asked = name === printed ? snapshotCalls[printed].input.safeParse(input) : null;
      return asked?.success === true ? printSnapshot(backEnd, print, asked.data) : backEnd.call(name, input);
    },
  };
}

async function printSnapshot(
  backEnd: BackEnd,
  print: HostPorts['print'],
  asked: object,
): Promise<Result<{ readonly name: string; readonly base64: string }>> {
  const reply = await backEnd.call(made, { ...asked, formats: ['html'] });
  if (!reply.ok) return reply;
  const read = snapshotCalls[made].output.safeParse(reply.value);
  const [page] = read.success ? read.data.files : [];
  if (page === undefined) return failure('not-printed', 'There is no page of the snapshot to print.');
  const pdf = await print(page.text);
  if (!pdf.ok) return pdf;
  return success({ name: page.name.replace(/html$/, 'pdf'), base64: Buffer.from(pdf.value).toString('base64') });
}
