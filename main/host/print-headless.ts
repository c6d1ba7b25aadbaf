import { failure, success, type Result } from '../../shared/result/result.ts';
import { startChromium } from './chromium-process.ts';
import { printToPdf } from './chromium-window.ts';
import { findChromium } from './find-chromium.ts';

/**
 * Makes a PDF of a self-contained page in an installed browser that shows no window and ends afterwards. A page opened for
 * printing in the trader's own window would flash up in front of it.
 * Faults: `no-browser`, `not-printed`.
 */
export async function printHeadless(
  html: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Result<Uint8Array>> {
  let path: string;
  try {
    const found = findChromium(environment);
    if (found === undefined) return noBrowser('There is no Chromium, Chrome or Edge on this machine.');
    path = found.path;
  } catch (error) {
    return noBrowser(`${textOf(error)}.`);
  }
  try {
    const browser = await startChromium({ path, size: { width: 1024, height: 768 }, headless: true });
    try {
      return success(await printToPdf(browser, html));
    } finally {
      await browser.close();
    }
  } catch (error) {
    return failure(
      'not-printed',
      `The PDF could not be printed: ${textOf(error)}`,
      'Save the HTML and print it in a browser.',
    );
  }
}

function noBrowser(found: string) {
  return failure(
    'no-browser',
    `A PDF is printed by a browser. ${found}`,
    'Install Chromium, Chrome or Edge, or name one in BALLAST_BROWSER; or print the HTML yourself.',
  );
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
