import { tellDone, tellKept } from '../layout/toasts.tsx';

const place = 'ballast-after-reload';

/** Keeps a message over the coming reload of the page; one that is `kept` then stays until it is closed. */
export function sayAfterReload(title: string, text: string, life: 'short' | 'kept' = 'short'): void {
  sessionStorage.setItem(place, JSON.stringify([title, text, life]));
}

/** Says what was kept, once. */
export function tellAfterReload(): void {
  const kept = sessionStorage.getItem(place);
  if (kept === null) return;
  sessionStorage.removeItem(place);
  const read: unknown = JSON.parse(kept);
  if (!Array.isArray(read)) return;
  const tell = read[2] === 'kept' ? tellKept : tellDone;
  tell(String(read[0]), String(read[1]));
}
