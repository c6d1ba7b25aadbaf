import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { HostWindow, PaintState } from './host.ts';

/**
 * Saves what the window shows once every visible panel has declared itself painted; names those that did not within the time.
 * A panel that opens late says nothing before it is there, so the window must have been ready for a moment.
 */
export async function takeScreenshot(
  window: HostWindow,
  file: string,
  patienceMs = 60_000,
): Promise<Result<{ readonly file: string }>> {
  const until = performance.now() + patienceMs;
  let state: PaintState = { kind: 'silent' };
  for (let readyInARow = 0; performance.now() < until;) {
    state = await window.paintState();
    readyInARow = state.kind === 'ready' ? readyInARow + 1 : 0;
    if (readyInARow === LOOKS) {
      const picture = await window.screenshot();
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, picture);
      return success({ file });
    }
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  return failure(
    'not-painted',
    `${describe(state)} within ${Math.round(patienceMs / 1000)} s, so no picture was taken`,
  );
}

const LOOKS = 6;
const BETWEEN_LOOKS_MS = 50;

function describe(state: PaintState): string {
  switch (state.kind) {
    case 'silent':
      return 'the window said nothing about its panels';
    case 'ready':
      return 'the window did not come to rest';
    case 'incomplete':
      return `these panels were not painted (${state.panels.join(', ')})`;
  }
}
