import { expect, type Locator } from '@playwright/test';
import type { BallastWindow } from './ballast-window.ts';

/** The reconciliation of one account, opened by its badge in Accounts. */
export interface ReconciliationPage {
  readonly panel: Locator;
  /** What does not simply agree. */
  readonly lines: Locator;
  readonly agreements: Locator;
  readonly back: () => Promise<void>;
}

/** Opens it by the badge, whose name says what the account comes to. */
export async function openReconciliation(
  window: BallastWindow,
  account: string,
  summary: string | RegExp,
): Promise<ReconciliationPage> {
  const panel = await window.panel('Accounts');
  const badge = panel.getByRole('button', { name: new RegExp(`^Reconciliation of ${account}: `) });
  await expect(badge).toHaveAccessibleName(summary);
  await badge.click();
  const back = panel.getByRole('button', { name: 'Back', exact: true });
  await expect(back).toBeVisible();
  return {
    panel,
    lines: panel.getByRole('table', { name: 'What does not simply agree' }),
    agreements: panel.getByRole('table', { name: 'What agrees' }),
    back: () => back.click(),
  };
}
