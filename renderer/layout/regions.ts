import { useExplain } from './explain-store.ts';

/** The parts of the window that F6 goes through, in reading order. */
function regions(): readonly HTMLElement[] {
  const panels = useExplain.getState().trail.length > 0 ? '.explain' : '.dv-groupview, .solo-panel, .first-start';
  return ['header.title', 'dl.headline', panels, 'footer.foot']
    .flatMap((selector) => [...document.querySelectorAll<HTMLElement>(selector)])
    .filter((region) => region.offsetParent !== null && entryOf(region) !== null);
}

/** Puts the focus into the next part of the window, or the one before. */
export function nextRegion(step: 1 | -1): void {
  const all = regions();
  const here = all.findIndex((region) => region.contains(document.activeElement));
  const next = here < 0 ? (step === 1 ? 0 : all.length - 1) : (here + step + all.length) % all.length;
  const region = all[next];
  if (region !== undefined) enter(region);
}

/** Puts the focus into the content of a panel that has just come to the front. */
export function enterPanel(title: string): void {
  requestAnimationFrame(() => {
    const tab = [...document.querySelectorAll<HTMLElement>('.dv-active-tab .tab')].find(
      (each) => each.textContent === title,
    );
    const group = tab?.closest<HTMLElement>('.dv-groupview');
    if (group != null) enter(group);
  });
}

function enter(region: HTMLElement): void {
  const entry = entryOf(region);
  if (entry === null) return;
  // A grid takes the focus by its first cell: the arrows go on from there, and letters act on its row.
  entry.focus();
}

const focusable =
  'button:not(:disabled):not([tabindex="-1"]), [href], input:not(:disabled), select, textarea, [tabindex]:not([tabindex="-1"])';

/** Where the focus goes in a region: the row or cell that had it last, the content before the bar of tabs. */
function entryOf(region: HTMLElement): HTMLElement | null {
  const content = region.querySelector<HTMLElement>('.dv-content-container') ?? region;
  const cell =
    content.querySelector<HTMLElement>('.ag-cell-focus') ??
    content.querySelector<HTMLElement>('.ag-center-cols-container .ag-row[row-index="0"] .ag-cell, .ag-cell');
  if (cell !== null) return cell;
  return shown(content) ?? shown(region);
}

function shown(region: HTMLElement): HTMLElement | null {
  const all = [...region.querySelectorAll<HTMLElement>(focusable)].filter((element) => element.offsetParent !== null);
  return all.find((element) => element.tabIndex >= 0) ?? null;
}
