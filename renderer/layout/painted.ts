import { useEffect } from 'react';

/** What the page says of itself on `<html data-painted>`: `ready`, or `incomplete:` and the visible panels still waiting. */
export function paintedText(panels: ReadonlyMap<string, boolean>): string {
  const waiting = [...panels].filter(([, ready]) => !ready).map(([name]) => name);
  if (panels.size === 0) return 'incomplete:window';
  return waiting.length === 0 ? 'ready' : `incomplete:${waiting.join(',')}`;
}

const panels = new Map<string, boolean>();
let scheduled = 0;

/**
 * Declares a visible part of the window painted, with its data or with its stated empty state. A part that is hidden or gone does
 * not count.
 */
export function usePainted(name: string, isVisible: boolean, isReady: boolean): void {
  useEffect(() => {
    if (!isVisible) return undefined;
    panels.set(name, isReady);
    publish();
    return () => {
      panels.delete(name);
      publish();
    };
  }, [name, isVisible, isReady]);
}

/** Ready is said two frames late, when what was rendered stands on the screen and the fonts are there; waiting is said at once. */
function publish(): void {
  cancelAnimationFrame(scheduled);
  const now = paintedText(panels);
  if (now !== 'ready') {
    document.documentElement.dataset['painted'] = now;
    return;
  }
  void document.fonts.ready.then(() => {
    scheduled = requestAnimationFrame(() => {
      scheduled = requestAnimationFrame(() => {
        document.documentElement.dataset['painted'] = paintedText(panels);
      });
    });
  });
}
