import { DropdownMenu } from 'radix-ui';
import { useApi } from '../api/client.ts';
import { resetGrid, showColumn, useGrids, type GridName } from './grid-store.ts';
import { MenuCheck, MenuItem, MenuLine } from './menu.tsx';

/** The columns of a grid, each shown or not, and the way back to how they were at first. */
export function ColumnItems({ grid }: { readonly grid: GridName }) {
  const api = useApi();
  const listed = useGrids((state) => state.listed[grid]) ?? [];
  return (
    <>
      {listed.map(({ id, title, isShown }) => (
        <MenuCheck key={id} checked={isShown} onChange={(checked) => showColumn(api, grid, id, checked)}>
          {title}
        </MenuCheck>
      ))}
      <MenuLine />
      <MenuItem onSelect={() => resetGrid(api, grid)}>Reset columns</MenuItem>
    </>
  );
}

/** The same at a place of the screen: over the header that was asked. */
export function ColumnMenuAt({
  grid,
  place,
  onClose,
}: {
  readonly grid: GridName;
  readonly place: { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}) {
  return (
    <DropdownMenu.Root open modal={false} onOpenChange={(open) => !open && onClose()}>
      <DropdownMenu.Trigger asChild>
        <span className="menu-place" style={{ left: place.x, top: place.y }} aria-label="Columns" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" collisionPadding={8} aria-label="Columns">
          <ColumnItems grid={grid} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
