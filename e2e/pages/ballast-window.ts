import { expect, type Locator, type Page } from '@playwright/test';

export type PanelTitle =
  | 'Exposures'
  | 'Imports'
  | 'Accounts'
  | 'Liquidation ladder'
  | 'Drawdown'
  | 'Trades'
  | 'Margin tables'
  | 'What-if'
  | 'Insolvency';

/** The whole window, as a trader finds things in it: by what they are called. */
export interface BallastWindow {
  readonly page: Page;
  /** Waits until every visible panel stands with its data or with its stated empty state. */
  readonly painted: () => Promise<void>;
  readonly openDemo: () => Promise<void>;
  /** Brings a panel to the front and gives it. */
  readonly panel: (title: PanelTitle) => Promise<Locator>;
  /** A field of the headline by its label. */
  readonly headline: (label: string | RegExp) => Locator;
  /** The first line of that field: its figure. */
  readonly headlineFigure: (label: string | RegExp) => Locator;
  readonly button: (name: string | RegExp) => Locator;
  readonly dialog: (title: string | RegExp) => Locator;
  /** A message in the corner. */
  readonly message: (text: string | RegExp) => Locator;
}

export function ballastWindow(page: Page): BallastWindow {
  const headline = (label: string | RegExp): Locator =>
    page
      .locator('dl[aria-label="The whole book"] > div')
      .filter({ has: page.getByRole('term').filter({ hasText: label }) });
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
  const painted = async (): Promise<void> => {
    await expect(page.locator('html[data-painted="ready"]')).toBeAttached();
  };
  return {
    page,
    painted,
    headline,
    headlineFigure: (label) => headline(label).getByRole('definition').first(),
    button,
    dialog: (title) => page.getByRole('dialog', { name: title }),
    message: (text) => page.getByRole('status').filter({ hasText: text }),
    openDemo: async () => {
      await button('Open the demo book').click();
      await expect(page.getByRole('main', { name: 'Workspace' })).toBeVisible();
      await painted();
    },
    panel: async (title) => {
      await page.getByRole('tab', { name: title }).click();
      const panel = page.getByRole('tabpanel', { name: title });
      await expect(panel).toBeVisible();
      return panel;
    },
  };
}
