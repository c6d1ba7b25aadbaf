import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { KeptMappingEntry } from '../../../shared/contract/imports.ts';
import { countedText } from '../../../shared/format/count.ts';
import { timeText } from '../../../shared/format/time.ts';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { tellFault } from '../../layout/toasts.tsx';
import { Dialog } from '../../widgets/dialog.tsx';
import { Word } from './mapping-controls.tsx';
import { addMappingFile, saveMappingFile } from './mapping-files.ts';

/** The mappings that the vault remembers: rename, forget, save as a file, take from one. */
function MappingsDialog({ onClose }: { readonly onClose: () => void }) {
  const api = useApi();
  const queries = useQueryClient();
  const again = () => void queries.invalidateQueries({ queryKey: ['mappings.list'] });
  const mappings = useCall('mappings.list', {}).data?.mappings ?? [];
  return (
    <Dialog
      title="Mappings"
      description="Tables whose columns you have named. A file with the same header is read by its mapping at once. Taking an import back forgets none."
      onClose={onClose}
      isWide
    >
      <div className="mappings-list">
        {mappings.length === 0 && (
          <p className="t3">None yet. A mapping is remembered when a file is imported by it.</p>
        )}
        {mappings.map((kept) => (
          <MappingLine key={kept.id} kept={kept} again={again} />
        ))}
      </div>
      <div className="dialog-actions">
        <button type="button" className="button" onClick={() => addMappingFile(api, again)}>
          Take from a file…
        </button>
        <span className="grow" />
        <button type="button" className="button" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

/** Opens the list of mappings. */
export function MappingsButton() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button quiet" onClick={() => setOpen(true)}>
        Mappings…
      </button>
      {isOpen && <MappingsDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function MappingLine({ kept, again }: { readonly kept: KeptMappingEntry; readonly again: () => void }) {
  const api = useApi();
  const [name, setName] = useState(kept.mapping.name);
  const isNew = name.trim() !== '' && name.trim() !== kept.mapping.name;
  async function rename(): Promise<void> {
    const renamed = await api.client['mappings.rename']({ id: kept.id, name });
    if (!renamed.ok) tellFault(renamed.fault);
    again();
  }
  async function forget(): Promise<void> {
    const removed = await api.client['mappings.remove']({ id: kept.id });
    if (!removed.ok) tellFault(removed.fault);
    again();
  }
  return (
    <form
      className="mapping-line"
      aria-label={`Mapping ${kept.mapping.name}`}
      onSubmit={(event) => {
        event.preventDefault();
        if (isNew) void rename();
      }}
    >
      <Word label={`Name of ${kept.mapping.name}`} value={name} onChange={setName} />
      <span className="t3 grow ellipsis">
        {countedText(kept.mapping.columns.length, 'column')}, saved {timeText(kept.savedMs)} UTC
      </span>
      <button type="submit" className="button" disabled={!isNew}>
        Rename
      </button>
      <button type="button" className="button" onClick={() => void saveMappingFile(api, kept.mapping)}>
        Save as file
      </button>
      <button type="button" className="button" onClick={() => void forget()}>
        Forget
      </button>
    </form>
  );
}
