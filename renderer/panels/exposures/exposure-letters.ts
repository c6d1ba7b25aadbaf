import type { ExposureGridRow } from '../../../shared/contract/views.ts';
import { openPanel } from '../../layout/dock-store.ts';
import { panelTitles } from '../../layout/panel-names.ts';
import { enterPanel } from '../../layout/regions.ts';
import { openAccount, startEdit } from '../accounts/use-accounts.ts';
import { showRows } from '../events/use-events.ts';
import { useLadderSettings } from '../ladder/use-ladder.ts';
import { useExposuresSettings } from './use-exposures.ts';

/** What a letter does to the row under the focus: `/` filters, L shocks its asset in the ladder, M states its mark, A opens its account, R its rows. */
export function letter(key: string, row: ExposureGridRow): boolean {
  switch (key) {
    case '/':
      useExposuresSettings.setState({ isFiltering: true });
      return true;
    case 'l': {
      const asset = assetOf(row);
      if (asset === null) return false;
      useLadderSettings.setState({ asset, shock: null });
      openPanel('ladder');
      enterPanel(panelTitles.ladder);
      return true;
    }
    case 'm':
      if (row.instrument === null) return false;
      startEdit({ kind: 'mark', instrument: row.instrument });
      return true;
    case 'r':
      if (row.kind === 'subtotal' && useExposuresSettings.getState().groupBy === 'account')
        showRows({ account: row.group });
      else if (row.account !== null) showRows({ account: row.account, instrument: row.instrument });
      else return false;
      enterPanel(panelTitles.events);
      return true;
    case 'a':
      if (row.account === null || row.kind === 'subtotal' || row.kind === 'total') return false;
      openAccount(row.account);
      openPanel('accounts');
      return true;
    default:
      return false;
  }
}

/** The asset whose price moves the row: the group itself while rows are grouped by asset, else a position's. */
function assetOf({ kind, group, instrument }: ExposureGridRow): string | null {
  if (kind === 'total') return null;
  if (useExposuresSettings.getState().groupBy === 'asset') return group;
  // `1000PEPE/USDT:USDT` and `kPEPE/USDC:USDC` are exposed to PEPE.
  return instrument?.split('/')[0]?.replace(/^(?:10+|k)(?=[A-Z])/, '') ?? null;
}
