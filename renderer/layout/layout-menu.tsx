import { DropdownMenu } from 'radix-ui';
import { useApi } from '../api/client.ts';
import { Icon } from '../widgets/icon.tsx';
import { MenuItem, MenuLine } from '../widgets/menu.tsx';
import { askAboutLayouts, chooseLayout, saveLayout, useLayouts } from './named-layouts.ts';

/** In the title bar: which layout stands, the others, and what can be done with them. */
export function LayoutMenu() {
  const api = useApi();
  const { names, current } = useLayouts();
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <button type="button" className="ghost" aria-label={`Layout: ${current ?? 'Default'}`}>
          <Icon name="layout" />
          <span className="ellipsis layout-name">{current ?? 'Default'}</span>
          <Icon name="chevron" />
        </button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.RadioGroup
            value={current ?? ''}
            onValueChange={(name) => void chooseLayout(api, name === '' ? null : name)}
          >
            <LayoutItem name="" title="Default" isChosen={current === null} />
            {names.map((name) => (
              <LayoutItem key={name} name={name} title={name} isChosen={name === current} />
            ))}
          </DropdownMenu.RadioGroup>
          <MenuLine />
          {current !== null && (
            <MenuItem onSelect={() => void saveLayout(api, current)}>Save as it is now: {current}</MenuItem>
          )}
          <MenuItem onSelect={() => askAboutLayouts('save')}>Save under a name…</MenuItem>
          {current !== null && (
            <>
              <MenuItem onSelect={() => askAboutLayouts('rename')}>Rename {current}…</MenuItem>
              <MenuItem onSelect={() => askAboutLayouts('remove')}>Remove {current}…</MenuItem>
            </>
          )}
          <MenuLine />
          <MenuItem onSelect={() => void chooseLayout(api, current)}>Reset layout</MenuItem>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function LayoutItem({
  name,
  title,
  isChosen,
}: {
  readonly name: string;
  readonly title: string;
  readonly isChosen: boolean;
}) {
  return (
    <DropdownMenu.RadioItem className="menu-item" value={name}>
      <span className="menu-check">{isChosen && <Icon name="check" />}</span>
      {title}
    </DropdownMenu.RadioItem>
  );
}
