import type { Page } from '@playwright/test';

/** An export file as a trader would drag it from a folder. */
export interface ExportFile {
  readonly name: string;
  readonly text: string;
}

/** Drags a file over the window and lets it go. */
export async function dropFile(page: Page, file: ExportFile): Promise<void> {
  const dataTransfer = await page.evaluateHandle(({ name, text }) => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], name, { type: 'text/csv' }));
    return carried;
  }, file);
  await page.dispatchEvent('body', 'dragover', { dataTransfer });
  await page.dispatchEvent('body', 'drop', { dataTransfer });
  await dataTransfer.dispose();
}
