import { expect, type Locator, type Page } from '@playwright/test';
import { rowOf } from './figures.ts';

/** A dialog that changes the book: its fields, what it would change, and the button that does it. */
export interface EditDialog {
  readonly dialog: Locator;
  readonly enter: (fields: Readonly<Record<string, string>>) => Promise<void>;
  /** Proves what a figure is now and what it would be. */
  readonly shows: (what: string, now: string | RegExp, then: string | RegExp) => Promise<void>;
  /** Proves that the dialog says so instead of showing what would change. */
  readonly refuses: (words: string | RegExp) => Promise<void>;
  readonly save: (action: string) => Promise<void>;
}

export function editDialog(page: Page, title: string | RegExp): EditDialog {
  const dialog = page.getByRole('dialog', { name: title });
  return {
    dialog,
    enter: async (fields) => {
      for (const [label, value] of Object.entries(fields))
        await dialog
          .getByRole('textbox', { name: label, exact: true })
          .or(dialog.getByLabel(label, { exact: true }))
          .first()
          .fill(value);
    },
    shows: async (what, now, then) => {
      const cells = rowOf(dialog.getByRole('region', { name: 'What would change' }), what)
        .first()
        .getByRole('cell');
      await expect(cells.nth(2)).toHaveText(then);
      await expect(cells.nth(1)).toHaveText(now);
    },
    refuses: async (words) => {
      await expect(dialog.getByRole('alert')).toContainText(words);
    },
    save: async (action) => {
      await dialog.getByRole('button', { name: action, exact: true }).click();
      await expect(dialog).toHaveCount(0);
    },
  };
}
