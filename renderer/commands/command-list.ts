import type { Api, CallOutput } from '../api/client.ts';
import { openPanel } from '../layout/dock-store.ts';
import { closeExplain, explain } from '../layout/explain-store.ts';
import { askAboutLayouts, chooseLayout } from '../layout/named-layouts.ts';
import { panelNames, panelTitles } from '../layout/panel-names.ts';
import { enterPanel } from '../layout/regions.ts';
import { openAccount, startEdit } from '../panels/accounts/use-accounts.ts';
import { plainTarget, priceOf } from '../panels/explain/explain-cells.ts';
import { checkVault, restoreBackup, saveBackup } from '../panels/safety/safety-commands.ts';
import { useExposuresSettings } from '../panels/exposures/use-exposures.ts';
import { measureIds, measures } from '../../shared/measures/measure.ts';
import type { Theme } from '../theme/theme.ts';
import { switchBlur, useBlur } from './blur.ts';
import { changeTheme, chooseFiles, redoLast, undoLast, useDialogs } from './commands.ts';
import { chooseVault } from './vaults.ts';
import type { Findable } from './palette-search.ts';
import { showKeys } from './palette-store.ts';

/** Something that Ctrl+K finds and does. */
export interface Command extends Findable {
  readonly id: string;
  /** The keys that do the same; empty where none do. */
  readonly keys: string;
  readonly run: () => void;
}

export interface CommandContext {
  readonly api: Api;
  readonly vaultPath: string;
  /** An empty book has neither panels nor figures. */
  readonly isEmpty: boolean;
  readonly undo: string | null;
  readonly redo: string | null;
  readonly theme: Theme;
  readonly layouts: readonly string[];
  readonly accounts: CallOutput<'views.accounts'>['accounts'];
}

/** Everything that can be done or opened, in the order in which it stands while nothing is typed. */
export function commandList(context: CommandContext): readonly Command[] {
  return [
    ...actions(context),
    ...(context.isEmpty
      ? []
      : [...panels(), ...layouts(context), ...accounts(context), ...instruments(context), ...figures()]),
  ];
}

function actions({ api, vaultPath, isEmpty, undo, redo, theme }: CommandContext): readonly Command[] {
  const other = theme === 'dark' ? 'light' : 'dark';
  const isBlurred = useBlur.getState().isOn;
  const command = (id: string, title: string, keys: string, run: () => void, detail = ''): Command => ({
    id: `command:${id}`,
    group: 'Commands',
    title,
    keys,
    detail,
    run,
  });
  return [
    command('import', 'Import files…', 'Ctrl+O', () => chooseFiles(api)),
    ...(isEmpty
      ? []
      : [
          command('snapshot', 'Snapshot…', 'Ctrl+S', () => useDialogs.setState({ open: 'snapshot' })),
          command(
            'compare',
            'Compare snapshots…',
            '',
            () => useDialogs.setState({ open: 'comparison' }),
            'what changed since',
          ),
          command('add-position', 'State a position…', '', () => useDialogs.setState({ open: 'add-position' })),
          command('add-trade', 'Trade by hand…', '', () =>
            startEdit({ kind: 'trade', account: null, instrument: null }),
          ),
          command(
            'base',
            'Base currency…',
            '',
            () => startEdit({ kind: 'base' }),
            'the money that figures are told in, fx rates',
          ),
          command('filter', 'Filter exposures…', '/', () => {
            useExposuresSettings.setState({ isFiltering: true });
            openPanel('exposures');
          }),
          command('save-layout', 'Save this layout under a name…', '', () => askAboutLayouts('save')),
        ]),
    ...(undo === null ? [] : [command('undo', `Take back: ${undo}`, 'Ctrl+Z', () => void undoLast(api), 'undo')]),
    command('new-vault', 'New vault…', '', () => void chooseVault(api, 'create'), 'an empty book in a file of its own'),
    command('open-vault', 'Open vault…', '', () => void chooseVault(api, 'open'), 'another book, the recent ones too'),
    command('backup', 'Save a backup…', '', () => void saveBackup(api, vaultPath), 'a copy of this vault'),
    command('restore', 'Restore a backup…', '', () => void restoreBackup(api), 'a copy in the place of this vault'),
    command('check', 'Check this vault', '', checkVault, 'the integrity of its file'),
    ...(redo === null ? [] : [command('redo', `Put back: ${redo}`, 'Ctrl+Shift+Z', () => void redoLast(api), 'redo')]),
    command('theme', `Switch to the ${other} theme`, '', () => changeTheme(api, other)),
    command('blur', isBlurred ? 'Show amounts' : 'Hide amounts', 'B', () => switchBlur(api), 'blur, for privacy'),
    command('keys', 'Show all keys', '?', showKeys, 'help, shortcuts'),
  ];
}

function panels(): readonly Command[] {
  return panelNames.map((name, index) => ({
    id: `panel:${name}`,
    group: 'Panels',
    title: panelTitles[name],
    detail: 'panel',
    keys: `Alt+${index + 1}`,
    run: () => showPanel(index),
  }));
}

/** Brings a panel to the front and the focus into it. */
export function showPanel(index: number): boolean {
  const name = panelNames[index];
  if (name === undefined) return false;
  closeExplain();
  openPanel(name);
  enterPanel(panelTitles[name]);
  return true;
}

function layouts({ api, layouts: names }: CommandContext): readonly Command[] {
  return [null, ...names].map((name) => ({
    id: `layout:${name ?? ''}`,
    group: 'Layouts',
    title: name ?? 'Default',
    detail: 'layout',
    keys: '',
    run: () => void chooseLayout(api, name),
  }));
}

function accounts({ accounts: list }: CommandContext): readonly Command[] {
  return list.map(({ name, venueName }) => ({
    id: `account:${name}`,
    group: 'Accounts',
    title: name,
    detail: venueName,
    keys: '',
    run: () => {
      closeExplain();
      openAccount(name);
      openPanel('accounts');
      enterPanel(panelTitles.accounts);
    },
  }));
}

function instruments({ accounts: list }: CommandContext): readonly Command[] {
  const holders = new Map<string, string[]>();
  for (const { name, positions } of list)
    for (const { instrument } of positions) holders.set(instrument, [...(holders.get(instrument) ?? []), name]);
  return [...holders].map(([instrument, names]) => ({
    id: `instrument:${instrument}`,
    group: 'Instruments',
    title: instrument,
    detail: names.join(', '),
    keys: '',
    run: () => {
      closeExplain();
      useExposuresSettings.setState({ isFiltering: true, filter: instrument });
      openPanel('exposures');
      enterPanel(panelTitles.exposures);
    },
  }));
}

/** Every measure of the whole book, with its tree. */
function figures(): readonly Command[] {
  return measureIds.map((measure) => ({
    id: `figure:${measure}`,
    group: 'Figures',
    title: measures[measure].label,
    detail: 'explain, the whole book',
    keys: '',
    run: () =>
      explain(
        plainTarget({
          question: { measure, scope: 'book' },
          figure: { value: null, status: 'not-applicable', reason: null, mend: null, flags: [] },
          text: priceOf,
          from: 'the book',
        }),
      ),
  }));
}
