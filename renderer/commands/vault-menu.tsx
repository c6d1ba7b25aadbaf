import { useQueryClient } from '@tanstack/react-query';
import { DropdownMenu } from 'radix-ui';
import type { VaultInfo } from '../../shared/contract/vault.ts';
import { useApi } from '../api/client.ts';
import { useCall } from '../api/queries.ts';
import { tellFault } from '../layout/toasts.tsx';
import { checkVault, restoreBackup, saveBackup } from '../panels/safety/safety-commands.ts';
import { startEdit } from '../panels/accounts/use-accounts.ts';
import { Icon } from '../widgets/icon.tsx';
import { MenuItem, MenuLine } from '../widgets/menu.tsx';
import { chooseVault, switchVault } from './vaults.ts';

/** The name of the open vault, and under it what is done with vaults as a whole. */
export function VaultMenu({ info }: { readonly info: VaultInfo }) {
  const api = useApi();
  const queries = useQueryClient();
  const title = info.isEmpty ? 'Empty book' : info.title;
  const recent = useCall('vault.recent', {}).data;
  // No notice tells of a file that vanished, nor of one taken off the list.
  const lookAgain = () => queries.invalidateQueries({ queryKey: ['vault.recent'] });
  const others = (recent?.vaults ?? []).filter(({ state }) => state !== 'open');
  return (
    <DropdownMenu.Root modal={false} onOpenChange={(isOpen) => isOpen && void lookAgain()}>
      <DropdownMenu.Trigger asChild>
        <button
          type="button"
          className="ghost book"
          title={info.path}
          aria-label={`Vault: ${info.isEmpty ? 'Empty book, ' : ''}${info.title}`}
        >
          <span className="ellipsis">{title}</span>
          <Icon name="chevron" />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu vault-menu" align="start" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Label className="menu-label vault-path">{info.path}</DropdownMenu.Label>
          <MenuLine />
          <MenuItem onSelect={() => void chooseVault(api, 'create')}>New vault…</MenuItem>
          <MenuItem onSelect={() => void chooseVault(api, 'open')}>Open vault…</MenuItem>
          <MenuItem onSelect={() => startEdit({ kind: 'base' })}>Base currency: {info.base}…</MenuItem>
          <MenuLine />
          <MenuItem onSelect={() => void saveBackup(api, info.path)}>Save a backup…</MenuItem>
          <MenuItem onSelect={() => void restoreBackup(api)}>Restore a backup…</MenuItem>
          <MenuItem onSelect={checkVault}>Check this vault</MenuItem>
          {others.length > 0 && (
            <DropdownMenu.Group>
              <MenuLine />
              <DropdownMenu.Label className="menu-label">Recent</DropdownMenu.Label>
              {others.map(({ path, name, state }) =>
                state === 'vanished' ? (
                  <DropdownMenu.Item
                    key={path}
                    className="menu-item"
                    title={path}
                    onSelect={(event) => {
                      event.preventDefault();
                      void api.client['vault.forget']({ path }).then(lookAgain);
                    }}
                  >
                    <span className="menu-check" />
                    <span className="vault-name vanished ellipsis">{name}</span>
                    <span className="t3">vanished · remove</span>
                  </DropdownMenu.Item>
                ) : (
                  <DropdownMenu.Item
                    key={path}
                    className="menu-item"
                    title={path}
                    onSelect={() =>
                      void switchVault(api, 'open', path).then((fault) => fault !== null && tellFault(fault))
                    }
                  >
                    <span className="menu-check" />
                    <span className="vault-name ellipsis">{name}</span>
                    <VaultFolder path={path} />
                  </DropdownMenu.Item>
                ),
              )}
            </DropdownMenu.Group>
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** Where a vault lies; of a long path the end is what tells it from another. */
export function VaultFolder({ path }: { readonly path: string }) {
  return (
    <span className="t3 vault-folder ellipsis">
      <bdi>{folderOf(path)}</bdi>
    </span>
  );
}

/** The folder of a path. */
function folderOf(path: string): string {
  return path.replace(/[/\\][^/\\]*$/, '');
}
