import { expect, type Locator } from '@playwright/test';
import type { BallastWindow } from './ballast-window.ts';
import { cellOf } from './figures.ts';

export type PositionColumn = 'Quantity' | 'Entry' | 'Mark' | 'Liquidation' | 'Margin';

/** One account, opened in the panel Accounts: its balances, its positions and what can be stated of them. */
export interface AccountPage {
  readonly positions: Locator;
  readonly figure: (instrument: string, column: PositionColumn) => Promise<Locator>;
  readonly stateWallet: (asset: string, amount: string) => Promise<void>;
  readonly stateMark: (instrument: string, price: string) => Promise<void>;
  readonly stateOpening: (instrument: string, quantity: string, averagePrice: string) => Promise<void>;
}

/** Opens an account from the list of accounts. */
export async function openAccount(window: BallastWindow, name: string): Promise<AccountPage> {
  const panel = await window.panel('Accounts');
  // Its cell says its state before its name.
  await panel
    .getByRole('gridcell', {
      name: new RegExp(`^(safe|watch|danger|unknown) ${name}$`),
    })
    .dblclick();
  await expect(panel.getByRole('button', { name: 'All accounts' })).toBeVisible();
  const positions = panel.getByRole('table').filter({
    has: window.page.getByRole('columnheader', { name: 'Position' }),
  });

  async function inDialog(opener: string, fields: Readonly<Record<string, string>>, action: string): Promise<void> {
    await panel.getByRole('button', { name: opener }).click();
    const dialog = window.page.getByRole('dialog');
    for (const [label, value] of Object.entries(fields)) await dialog.getByRole('textbox', { name: label }).fill(value);
    await dialog.getByRole('button', { name: action, exact: true }).click();
    await expect(dialog).toHaveCount(0);
  }

  return {
    positions,
    figure: (instrument, column) => cellOf(positions, instrument, column),
    stateWallet: (asset, amount) =>
      inDialog(`State the wallet balance of ${asset}`, { 'Wallet balance': amount }, 'State wallet'),
    stateMark: (instrument, price) => inDialog(`Change margin and mark of ${instrument}`, { Mark: price }, 'Save'),
    stateOpening: (instrument, quantity, averagePrice) =>
      inDialog(
        `State the opening of ${instrument}`,
        {
          'Quantity, short negative': quantity,
          'Average price': averagePrice,
        },
        'State it',
      ),
  };
}
