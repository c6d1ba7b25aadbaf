import { expect, type Locator } from '@playwright/test';

/** The cell of a table or grid: in the first row that holds the words, under the column of that header. */
export async function cellOf(table: Locator, row: string | RegExp, column: string): Promise<Locator> {
  const header = table.getByRole('columnheader', { name: column, exact: true });
  await expect(header).toBeVisible();
  const headers = await table.getByRole('columnheader').allTextContents();
  const place = headers.findIndex((text) => text.trim() === column);
  expect(place, `no column is called ${column} among ${headers.join(' | ')}`).toBeGreaterThanOrEqual(0);
  return rowOf(table, row).first().locator('[role=gridcell], [role=cell], td, th').nth(place);
}

/** The rows of a table or grid that hold the words. */
export function rowOf(table: Locator, words: string | RegExp): Locator {
  return table.getByRole('row').filter({ hasText: words });
}

/** A figure as the window may write it: rounded to two to five decimals, in groups of three, with a true minus or a plus. */
export function figure(value: number): RegExp {
  const texts = [2, 3, 4, 5].map((decimals) => groupedText(Math.abs(value).toFixed(decimals)).replaceAll('.', '\\.'));
  return new RegExp(`^${value < 0 ? '−' : '\\+?'}(?:${texts.join('|')})$`);
}

function groupedText(fixed: string): string {
  return fixed.replace(/^\d+/, (whole) => whole.replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ','));
}
