import { expect, type Locator } from '@playwright/test';
import type { BallastWindow } from './ballast-window.ts';

/** The panel What-if: its ticket, what it would change, and the trader's limits. */
export interface WhatIfPage {
  readonly panel: Locator;
  readonly choose: (label: string, option: string) => Promise<void>;
  readonly enter: (fields: Readonly<Record<string, string>>) => Promise<void>;
  /** Proves a figure as it is, as it would be, and the difference. */
  readonly shows: (
    row: string | RegExp,
    figures: readonly [actual: string | RegExp, whatIf: string | RegExp, difference: string | RegExp],
  ) => Promise<void>;
  readonly verdict: Locator;
  readonly setLimit: (rule: string, value: string) => Promise<void>;
}

export async function whatIfPage(window: BallastWindow): Promise<WhatIfPage> {
  const panel = await window.panel('What-if');
  return {
    panel,
    choose: async (label, option) => {
      await panel.getByLabel(label, { exact: true }).selectOption(option);
    },
    enter: async (fields) => {
      for (const [label, value] of Object.entries(fields)) await panel.getByLabel(label, { exact: true }).fill(value);
    },
    shows: async (row, [actual, whatIf, difference]) => {
      const cells = panel
        .getByRole('table', { name: 'Actual and what-if' })
        .getByRole('row')
        .filter({ hasText: row })
        .first()
        .getByRole('cell');
      await expect(cells.nth(2)).toHaveText(whatIf);
      await expect(cells.nth(1)).toHaveText(actual);
      await expect(cells.nth(3)).toHaveText(difference);
    },
    verdict: panel.getByRole('status', { name: 'Verdict' }),
    setLimit: async (rule, value) => {
      await panel.getByRole('button', { name: 'Limits…' }).click();
      const dialog = window.dialog('Your limits');
      await dialog.getByRole('textbox', { name: rule, exact: true }).fill(value);
      await dialog.getByRole('button', { name: 'Set the limits' }).click();
      await expect(dialog).toHaveCount(0);
    },
  };
}
