import { expect, type Locator, type Page } from '@playwright/test';

export type RowCount = 'Rows in the file' | 'Accepted' | 'Duplicates' | 'Ignored' | 'Failed';

/** What a dropped file would do, before anything is written. */
export interface ImportPreview {
  readonly count: (name: RowCount) => Locator;
  /** Proves that the four fates of a row add up to the rows that were counted on their own, and gives that number. */
  readonly addsUp: () => Promise<number>;
  readonly rows: Locator;
  readonly questions: Locator;
  /** Writes it and waits until the window shows the book. */
  readonly accept: (label: string | RegExp) => Promise<void>;
}

export function importPreview(page: Page): ImportPreview {
  const count = (name: RowCount): Locator =>
    page
      .locator('dl > div')
      .filter({ has: page.getByRole('term').filter({ hasText: name }) })
      .getByRole('definition')
      .first();
  const numberOf = async (name: RowCount): Promise<number> =>
    Number((await count(name).innerText()).replaceAll(',', ''));
  return {
    count,
    addsUp: async () => {
      await expect(count('Rows in the file')).toBeVisible();
      const rows = await numberOf('Rows in the file');
      const fates = [
        await numberOf('Accepted'),
        await numberOf('Duplicates'),
        await numberOf('Ignored'),
        await numberOf('Failed'),
      ];
      expect(rows).toBe(fates.reduce((sum, fate) => sum + fate, 0));
      return rows;
    },
    rows: page.getByRole('region', { name: 'Rows of the file' }),
    questions: page.getByRole('complementary', {
      name: 'What the file cannot say',
    }),
    accept: async (label) => {
      await page
        .getByRole('button', typeof label === 'string' ? { name: label, exact: true } : { name: label })
        .click();
      await expect(page.getByRole('main', { name: 'Workspace' })).toBeVisible();
      await expect(page.getByRole('region', { name: 'Rows of the file' })).toHaveCount(0);
      await expect(page.locator('html[data-painted="ready"]')).toBeAttached();
    },
  };
}
