import { expect, type Locator, type Page } from '@playwright/test';

/** The sheet that takes one figure apart. */
export interface ExplainSheet {
  readonly sheet: Locator;
  readonly tree: Locator;
  /** The line of an input by its name. */
  readonly line: (name: string | RegExp) => Locator;
  /** The pair beside the tree: its name and its figure. */
  readonly aside: Locator;
}

/** Waits until a figure is explained. */
export async function explainSheet(page: Page, label: string | RegExp): Promise<ExplainSheet> {
  const sheet = page.getByRole('region', { name: label });
  await expect(sheet).toBeVisible();
  await expect(page.locator('html[data-painted="ready"]')).toBeAttached();
  const tree = sheet.getByRole('treegrid', { name: 'Inputs' });
  return {
    sheet,
    tree,
    line: (name) => tree.getByRole('row', { name }),
    aside: sheet.getByRole('complementary', { name: 'About this figure' }),
  };
}
