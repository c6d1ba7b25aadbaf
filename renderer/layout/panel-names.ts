/** Every panel of the workspace, with the word on its tab. */
export const panelTitles = {
  exposures: 'Exposures',
  imports: 'Imports',
  accounts: 'Accounts',
  ladder: 'Liquidation ladder',
  drawdown: 'Drawdown',
  events: 'Trades',
  tables: 'Margin tables',
  whatif: 'What-if',
  insolvency: 'Insolvency',
} as const;

export type PanelName = keyof typeof panelTitles;

export const panelNames = Object.keys(panelTitles) as readonly PanelName[];

export function isPanelName(text: string): text is PanelName {
  return Object.hasOwn(panelTitles, text);
}
