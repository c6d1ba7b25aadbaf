import { spawn } from 'node:child_process';
import { startChromium } from '../../main/host/chromium-process.ts';
import { ensureBrowser } from '../../scripts/ensure-browser.ts';
import { lacksDisplay, startVirtualDisplay } from '../../scripts/virtual-display.ts';
import { summarise, type BenchOptions, type BenchResult } from './result.ts';

const size = { width: 1440, height: 900 };
const child = new URL('./start-child.ts', import.meta.url).pathname;

/**
 * From the start of the program to the painted demo book in a new vault, against a blank app window of the same browser.
 * The two take turns.
 *
 * @throws Error where there is no browser, or the window never comes to rest
 */
export async function startBench(options: BenchOptions): Promise<readonly BenchResult[]> {
  const browser = ensureBrowser({ window: true });
  const painted: number[] = [];
  const blank: number[] = [];
  // The first of each reads the programs from the disk: it warms up and does not count.
  for (let run = -1; run < (options.runs ?? 7); run += 1) {
    const reference = await onDisplay(() => blankWindowMs(browser.path));
    const measured = await onDisplay(() => paintedWindowMs(browser.path));
    if (run < 0) continue;
    blank.push(reference);
    painted.push(measured);
  }
  const [measured, reference] = [summarise(painted), summarise(blank)];
  return [
    {
      name: 'start',
      value: measured.median,
      unit: 'ms',
      ...measured,
      reference: { name: 'a blank app window', value: reference.median },
      ratio: measured.median / reference.median,
      extra: { browser: browser.path, blankMin: Math.round(reference.min), blankMax: Math.round(reference.max) },
    },
  ];
}

/** A virtual display ends with its last window, so each measurement has its own; starting it does not count. */
async function onDisplay(measure: () => Promise<number>): Promise<number> {
  if (!lacksDisplay()) return measure();
  const display = await startVirtualDisplay(`${size.width}x${size.height + 100}`);
  process.env['DISPLAY'] = display.name;
  try {
    return await measure();
  } finally {
    delete process.env['DISPLAY'];
    display.close();
  }
}

/** Until the empty page has drawn its second frame. */
async function blankWindowMs(path: string): Promise<number> {
  const began = performance.now();
  const browser = await startChromium({ path, size });
  try {
    const { targetInfos } = await browser.devTools.send('Target.getTargets');
    const page = (targetInfos as readonly { type: string; targetId: string }[]).find(({ type }) => type === 'page');
    if (page === undefined) throw new Error('the browser started but opened no window');
    const { sessionId } = await browser.devTools.send('Target.attachToTarget', {
      targetId: page.targetId,
      flatten: true,
    });
    const twoFrames = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))';
    await browser.devTools.send('Runtime.evaluate', { expression: twoFrames, awaitPromise: true }, String(sessionId));
    return performance.now() - began;
  } finally {
    await browser.close();
  }
}

async function paintedWindowMs(path: string): Promise<number> {
  const began = performance.now();
  const running = spawn(process.execPath, [child, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let painted: number | null = null;
  running.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    const rest = /painted (\d+)\n/.exec(said)?.[1];
    if (rest !== undefined) painted ??= performance.now() - began - Number(rest);
  });
  const code = await new Promise((resolve, reject) => {
    running.once('error', reject);
    running.once('close', resolve);
  });
  if (painted === null) throw new Error(`the demo book was not painted; the program ended with ${String(code)}`);
  return painted;
}
