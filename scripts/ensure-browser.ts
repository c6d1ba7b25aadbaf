import { findChromium, type FoundBrowser } from '../main/host/find-chromium.ts';
import { PlainStop } from './say.ts';
import { CHROMIUM, ensureSystemPackages, XVFB } from './system-packages.ts';
import { hasXvfb, lacksDisplay } from './virtual-display.ts';

/** A browser for the window or the stories, fetched from the system's packages when there is none (see `ensureSystemPackages`). */
export function ensureBrowser(needs: { readonly window: boolean }): FoundBrowser {
  const found = find();
  const display = needs.window && lacksDisplay() && !hasXvfb();
  if (found === undefined) {
    ensureSystemPackages(
      'There is neither Electron nor a Chromium, Chrome or Edge on this machine.',
      display ? [CHROMIUM, XVFB] : [CHROMIUM],
    );
  } else if (display) {
    ensureVirtualDisplay();
  }
  const browser = found ?? find();
  if (browser === undefined)
    throw new PlainStop('A browser was installed but not found; name its program in BALLAST_BROWSER.');
  return browser;
}

/** Xvfb, where a window needs a display and there is none. */
export function ensureVirtualDisplay(): void {
  if (lacksDisplay() && !hasXvfb())
    ensureSystemPackages('There is no display on this machine, and no Xvfb to stand in for one.', [XVFB]);
}

function find(): FoundBrowser | undefined {
  try {
    return findChromium();
  } catch (error) {
    throw new PlainStop(error instanceof Error ? error.message : String(error));
  }
}
