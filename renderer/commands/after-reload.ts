import { tellDone } from '../layout/toasts.tsx';

const place = 'ballast-after-reload';

/** Keeps a message over the coming reload of the page. */
export function sayAfterReload(title: string, text: string): void {
  sessionStorage.setItem(place, JSON.stringify([title, text]));
}

/** Says what was kept, once. */
export function tellAfterReload(): void {
  const kept = sessionStorage.getItem(place);
  if (kept === null) return;
  sessionStorage.removeItem(place);
  const read: unknown = JSON.parse(kept);
  if (Array.isArray(read)) tellDone(String(read[0]), String(read[1]));
}
