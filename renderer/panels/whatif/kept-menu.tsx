import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { tellDone, tellFault } from '../../layout/toasts.tsx';
import { MenuItem, MenuLine, PanelMenu } from '../../widgets/menu.tsx';
import { addDraft } from './what-if-store.ts';

/** The what-ifs that are kept: to load one, or to forget it. */
export function KeptMenu() {
  const api = useApi();
  const kept = useCall('whatif.list', {}).data?.whatIfs ?? [];

  async function remove(name: string): Promise<void> {
    const removed = await api.client['whatif.remove']({ name });
    if (removed.ok) tellDone(removed.value.description, 'Ctrl Z takes it back.');
    else tellFault(removed.fault);
  }

  return (
    <PanelMenu label="Kept what-ifs">
      {kept.length === 0 && <MenuItem onSelect={() => undefined}>None is kept yet</MenuItem>}
      {kept.map(({ name, tickets }) => (
        <MenuItem key={name} onSelect={() => addDraft({ name, tickets })}>
          Load {name}
        </MenuItem>
      ))}
      {kept.length > 0 && <MenuLine />}
      {kept.map(({ name }) => (
        <MenuItem key={name} onSelect={() => void remove(name)}>
          Remove {name}
        </MenuItem>
      ))}
    </PanelMenu>
  );
}
