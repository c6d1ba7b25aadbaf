import type { MappingProposal } from '../../../shared/contract/imports.ts';
import type { Mapping } from '../../../shared/contract/mapping.ts';
import type { Api } from '../../api/client.ts';
import { saveFile } from '../../commands/commands.ts';
import { tellDone, tellFault } from '../../layout/toasts.tsx';

/** Hands a mapping over as a small file. */
export async function saveMappingFile(api: Api, mapping: Mapping): Promise<void> {
  const written = await api.client['mappings.write']({ mapping });
  if (!written.ok) return tellFault(written.fault);
  saveFile(written.value.fileName, 'application/json', written.value.text);
  tellDone('Mapping saved', `${written.value.fileName} is in your downloads.`);
}

/** Takes a mapping out of a file for the table at hand. */
export function openMappingFile(api: Api, proposal: MappingProposal, take: (mapping: Mapping) => void): void {
  chooseJson(async (text) => {
    const read = await api.client['mappings.read']({ text });
    if (!read.ok) return tellFault(read.fault);
    const { mapping } = read.value;
    const here = proposal.columns.map(({ column }) => column);
    const absent = mapping.columns.filter((column) => !here.includes(column));
    if (mapping.columns.join('\n') !== here.join('\n')) {
      const what =
        absent.length === 0
          ? 'Its columns stand otherwise.'
          : `This file has no column ${absent.slice(0, 5).join(', ')}.`;
      return tellFault({
        code: 'mapping-other-file',
        message: `The mapping "${mapping.name}" is of another table.`,
        mend: what,
      });
    }
    take(mapping);
  });
}

/** Takes mappings out of files for tables to come. */
export function addMappingFile(api: Api, added: () => void): void {
  chooseJson(async (text) => {
    const read = await api.client['mappings.read']({ text });
    if (!read.ok) return tellFault(read.fault);
    const kept = await api.client['mappings.keep']({ mapping: read.value.mapping });
    if (!kept.ok) return tellFault(kept.fault);
    tellDone('Mapping taken', `Files with the columns of "${read.value.mapping.name}" are known from now on.`);
    added();
  });
}

function chooseJson(take: (text: string) => Promise<void>): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (file !== undefined) void file.text().then(take);
  });
  input.click();
}
