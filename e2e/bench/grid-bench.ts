import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'vite';
import { startChromium, type ChromiumProcess } from '../../main/host/chromium-process.ts';
import { rendererFiles } from '../../main/host/renderer-files.ts';
import { ensureBrowser } from '../../scripts/ensure-browser.ts';
import { lacksDisplay, startVirtualDisplay } from '../../scripts/virtual-display.ts';
import { scaledFrame, type Frame } from './frame.ts';
import { summarise, type BenchOptions, type BenchResult } from './result.ts';

const size = { width: 1440, height: 900 };
const rendererFolder = new URL('../../renderer/', import.meta.url).pathname;
const secondsEach = 5;
const restMs = 1000;

type Evaluate = (expression: string) => Promise<unknown>;
type Wheel = () => Promise<unknown>;

/**
 * The real grid with 100,000 rows in the app's browser, under the app's styles and content policy: the times between its
 * frames while the wheel turns, and while 1,000 marks a second arrive.
 *
 * @throws Error where there is no browser, the page stays empty, or too few marks came
 */
export async function gridBench(options: BenchOptions): Promise<readonly BenchResult[]> {
  const browser = ensureBrowser({ window: true });
  const rows = options.rows ?? 100_000;
  const folder = mkdtempSync(join(tmpdir(), 'ballast-bench-'));
  const display = lacksDisplay() ? await startVirtualDisplay(`${size.width}x${size.height + 100}`) : undefined;
  if (display !== undefined) process.env['DISPLAY'] = display.name;
  let server: Server | null = null;
  let chromium: ChromiumProcess | null = null;
  try {
    await build({
      configFile: join(rendererFolder, 'vite.config.ts'),
      root: join(rendererFolder, 'bench'),
      logLevel: 'silent',
      build: { outDir: folder, emptyOutDir: true },
    });
    server = await serveFolder(folder);
    chromium = await startChromium({ path: browser.path, size });
    const { evaluate, wheel } = await openPage(
      chromium,
      `http://127.0.0.1:${(server.address() as AddressInfo).port}/?rows=${rows}`,
    );
    const frame = scaledFrame();
    const runs = Array.from({ length: options.runs ?? 3 }, (_, index) => index);
    const rest: Watched[] = [];
    const scrolled: Watched[] = [];
    const marked: Watched[] = [];
    for (const _ of runs) {
      rest.push(await watchFor(evaluate, false, () => Promise.resolve()));
      scrolled.push(await watchFor(evaluate, true, wheel));
      await new Promise((resolve) => setTimeout(resolve, restMs));
      await evaluate('gridBench.feed(true)');
      marked.push(await watchFor(evaluate, true, () => Promise.resolve()));
      await evaluate('gridBench.feed(false)');
    }
    const fewest = Math.min(...marked.map(({ marks }) => marks));
    if (fewest < 800 * secondsEach) throw new Error(`only ${fewest} marks came in ${secondsEach} s`);
    return [
      resultOf('grid/scroll', scrolled, rest, frame, { rows }),
      resultOf('grid/marks', marked, rest, frame, { rows, marksASecond: Math.round(fewest / secondsEach) }),
    ];
  } finally {
    await chromium?.close();
    server?.close();
    display?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Watched {
  readonly frames: readonly number[];
  readonly marks: number;
  readonly hasMoved: boolean;
}

async function watchFor(evaluate: Evaluate, moves: boolean, step: Wheel): Promise<Watched> {
  // What was before (a wheel that runs out, the last batch of marks) comes to its end.
  await new Promise((resolve) => setTimeout(resolve, restMs));
  await evaluate('gridBench.watch()');
  const until = performance.now() + secondsEach * 1000;
  while (performance.now() < until) {
    const next = performance.now() + 16;
    await step();
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, next - performance.now())));
  }
  const watched = (await evaluate('gridBench.report()')) as Watched;
  if (watched.frames.length === 0 || watched.hasMoved !== moves)
    throw new Error(
      `${watched.frames.length} frames, and where it should${moves ? '' : ' not'} move the grid ${watched.hasMoved ? 'moved' : 'stood still'}`,
    );
  return watched;
}

/** What counts is the frame that nineteen of twenty keep to. */
function resultOf(
  name: string,
  runs: readonly Watched[],
  rest: readonly Watched[],
  frame: Frame,
  more: Readonly<Record<string, number>>,
): BenchResult {
  const measured = summarise(runs.map(({ frames }) => quantile(frames, 0.95)));
  const [all, resting] = [runs.flatMap(({ frames }) => frames), rest.flatMap(({ frames }) => frames)];
  return {
    name,
    value: measured.median,
    unit: 'ms',
    ...measured,
    reference: frame,
    ratio: measured.median / frame.value,
    extra: {
      medianFrame: rounded(quantile(all, 0.5)),
      worstFrame: rounded(Math.max(...all)),
      droppedShare: rounded(droppedShare(all)),
      restingFrame95: rounded(quantile(resting, 0.95)),
      restingDroppedShare: rounded(droppedShare(resting)),
      ...more,
    },
  };
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

/** Of the frames that a 60 Hz screen would have shown, those that did not come. */
function droppedShare(frames: readonly number[]): number {
  const wanted = frames.map((ms) => Math.max(1, Math.round(ms / (1000 / 60))));
  const all = wanted.reduce((sum, count) => sum + count, 0);
  return (all - frames.length) / all;
}

async function openPage(
  chromium: ChromiumProcess,
  url: string,
): Promise<{ readonly evaluate: Evaluate; readonly wheel: Wheel }> {
  const { devTools } = chromium;
  const { targetInfos } = await devTools.send('Target.getTargets');
  const target = (targetInfos as readonly { type: string; targetId: string }[]).find(({ type }) => type === 'page');
  if (target === undefined) throw new Error('the browser started but opened no window');
  const { sessionId } = await devTools.send('Target.attachToTarget', { targetId: target.targetId, flatten: true });
  const page = (method: string, parameters: object) => devTools.send(method, parameters, String(sessionId));
  const evaluate: Evaluate = async (expression) => {
    const { result, exceptionDetails } = await page('Runtime.evaluate', { expression, returnByValue: true });
    if (exceptionDetails !== undefined) throw new Error(`${expression}: ${JSON.stringify(exceptionDetails)}`);
    return (result as { readonly value?: unknown }).value;
  };
  await page('Page.navigate', { url });
  for (let looks = 0; (await evaluate('document.documentElement?.dataset.painted')) !== 'yes'; looks += 1) {
    if (looks > 1500) throw new Error('the grid was not painted');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const turn = { type: 'mouseWheel', x: 500, y: 400, deltaX: 0, deltaY: 240 };
  return { evaluate, wheel: () => page('Input.dispatchMouseEvent', turn) };
}

/** As the app serves its page: a closed list of files, each under the content policy. */
async function serveFolder(folder: string): Promise<Server> {
  const fileAt = rendererFiles(folder.replace(/\/$/, ''));
  const server = createServer((request, response) => {
    const file = fileAt(new URL(request.url ?? '/', 'http://127.0.0.1').pathname);
    response.writeHead(file === undefined ? 404 : 200, file?.headers).end(file?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function rounded(value: number): number {
  return Number(value.toFixed(3));
}
