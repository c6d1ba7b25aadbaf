import type { GridApi } from 'ag-grid-community';
import { useCallback, type RefObject } from 'react';

/**
 * Shares out the width of a grid anew each time it comes into sight: AG Grid shares it out when columns change, which for
 * one that is hidden means over no width at all, and it does not notice when it is shown again as wide as before.
 */
export function useShownAgain<Row>(
  api: RefObject<GridApi<Row> | null>,
): (element: HTMLElement | null) => (() => void) | undefined {
  return useCallback(
    (element) => {
      if (element === null) return undefined;
      let wasShown = true;
      const observer = new ResizeObserver(([entry]) => {
        const isShown = entry !== undefined && entry.contentRect.width > 0;
        if (isShown && !wasShown) shareWidth(api.current);
        wasShown = isShown;
      });
      observer.observe(element);
      return () => observer.disconnect();
    },
    [api],
  );
}

function shareWidth<Row>(grid: GridApi<Row> | null): void {
  const flexible = grid?.getColumnState().flatMap(({ colId, flex }) => (flex == null ? [] : [{ colId, flex }])) ?? [];
  if (flexible.length > 0) grid?.applyColumnState({ state: flexible });
}
