import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { failure, success, type Result } from '../../shared/result/result.ts';
import type { HostWindow, PaintState } from './host.ts';

/** Saves what the window shows once every visible panel has declared itself painted; names those that did not within the time. */
export async function takeScreenshot(
  window: HostWindow,
  file: string,
  patienceMs = 60_000,
): Promise<Result<{ readonly file: string }>> {
  const until = performance.now() + patienceMs;
  let state: PaintState = { kind: 'silent' };
  while (performance.now() < until) {
    state = await window.paintState();
    if (state.kind === 'ready') {
      const picture = await window.screenshot();
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, picture);
      return success({ file });
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = Math.round(patienceMs / 1000);
  if (state.kind === 'silent')
    return failure('not-painted', `the window said nothing about its panels within ${seconds} s`);
  return failure('not-painted', `not painted within ${seconds} s: ${state.panels.join(', ')}`);
}
