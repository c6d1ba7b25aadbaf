import type { ChromiumProcess } from './chromium-process.ts';
import type { DevToolsResult } from './cdp.ts';
import { readPaintState, type HostWindow, type WindowOptions } from './host.ts';

/** Turns the browser's one empty page into the window of Ballast at an address. The address is not in any process list. */
export async function openChromiumWindow(
  browser: ChromiumProcess,
  address: string,
  options: WindowOptions,
): Promise<HostWindow> {
  const { devTools } = browser;
  const target = await firstPage(browser);
  const { sessionId } = await devTools.send('Target.attachToTarget', { targetId: target, flatten: true });
  const page = (method: string, parameters: object = {}): Promise<DevToolsResult> =>
    devTools.send(method, parameters, String(sessionId));

  await page('Page.enable');
  if (options.exactViewport === true) {
    await page('Emulation.setDeviceMetricsOverride', { ...options.size, deviceScaleFactor: 1, mobile: false });
  }
  if (options.theme !== undefined) {
    await page('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-color-scheme', value: options.theme }] });
  }
  // Until the page has loaded, the browser is between two pages and refuses to say anything of either.
  const loaded = new Promise<void>((resolve) => {
    devTools.on('Page.loadEventFired', () => resolve());
  });
  const outcome = await page('Page.navigate', { url: address });
  if (typeof outcome['errorText'] === 'string')
    throw new Error(`the window could not open its page: ${outcome['errorText']}`);
  await Promise.race([loaded, browser.ended]);

  // Closing the one window ends the browser; some builds linger, so the gone page is taken for the same thing.
  devTools.on('Target.targetDestroyed', (parameters) => {
    if (parameters['targetId'] === target) void browser.close();
  });
  await devTools.send('Target.setDiscoverTargets', { discover: true });

  return {
    paintState: async () => {
      const { result } = await page('Runtime.evaluate', {
        expression: 'document.documentElement.dataset.painted',
        returnByValue: true,
      });
      const value = (result as { value?: unknown } | undefined)?.value;
      return readPaintState(typeof value === 'string' ? value : undefined);
    },
    screenshot: async () => {
      const { data } = await page('Page.captureScreenshot', { format: 'png', captureBeyondViewport: false });
      return Buffer.from(String(data), 'base64');
    },
    closed: browser.ended,
    close: browser.close,
  };
}

/** Prints a self-contained document on a page of its own, which nobody sees and which reaches nothing. */
export async function printToPdf(browser: ChromiumProcess, html: string): Promise<Uint8Array> {
  const { devTools } = browser;
  const { targetId } = await devTools.send('Target.createTarget', { url: 'about:blank', background: true });
  try {
    const { sessionId } = await devTools.send('Target.attachToTarget', { targetId, flatten: true });
    const page = (method: string, parameters: object = {}): Promise<DevToolsResult> =>
      devTools.send(method, parameters, String(sessionId));
    const { frameTree } = await page('Page.getFrameTree');
    const { frame } = frameTree as { frame: { id: string } };
    await page('Page.setDocumentContent', { frameId: frame.id, html });
    const { data } = await page('Page.printToPDF', { printBackground: true, preferCSSPageSize: true });
    return Buffer.from(String(data), 'base64');
  } finally {
    await devTools.send('Target.closeTarget', { targetId });
  }
}

async function firstPage(browser: ChromiumProcess): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const { targetInfos } = await browser.devTools.send('Target.getTargets');
    const page = (targetInfos as readonly { type: string; targetId: string }[]).find((info) => info.type === 'page');
    if (page !== undefined) return page.targetId;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the browser started but opened no window');
}
