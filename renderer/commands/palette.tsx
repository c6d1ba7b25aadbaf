import { Dialog as Radix } from 'radix-ui';
import { useEffect, useId, useMemo, useState, type KeyboardEvent } from 'react';
import type { VaultInfo } from '../../shared/contract/vault.ts';
import { useApi, type CallOutput } from '../api/client.ts';
import { useCall } from '../api/queries.ts';
import { useLayouts } from '../layout/named-layouts.ts';
import { useTheme } from '../theme/theme.ts';
import { Icon } from '../widgets/icon.tsx';
import { commandList, type Command } from './command-list.ts';
import { found } from './palette-search.ts';
import { closePalette } from './palette-store.ts';

/** More than this nobody reads: the next letter narrows it. */
const shownAtMost = 60;

/** Ctrl+K: finds every command, panel, layout, account, instrument and figure. */
export function Palette({ info }: { readonly info: VaultInfo }) {
  const api = useApi();
  const theme = useTheme((state) => state.theme);
  const layouts = useLayouts((state) => state.names);
  const accounts = useCall('views.accounts', {}, !info.isEmpty).data?.accounts ?? noAccounts;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState(0);
  const id = useId();
  const all = useMemo(
    () =>
      commandList({
        api,
        vaultPath: info.path,
        isEmpty: info.isEmpty,
        undo: info.undo,
        redo: info.redo,
        theme,
        layouts,
        accounts,
      }),
    [api, info, theme, layouts, accounts],
  );
  const matches = useMemo(() => inGroups(found(all, typed).slice(0, shownAtMost)), [all, typed]);
  const current = matches[Math.min(chosen, matches.length - 1)];
  const currentId = current === undefined ? null : `${id}-${current.id}`;
  useEffect(() => {
    const option = currentId === null ? null : document.getElementById(currentId);
    option?.scrollIntoView({ block: 'nearest' });
  }, [currentId]);

  function choose(command: Command): void {
    closePalette();
    // After the palette has given the focus back: what is opened takes it.
    requestAnimationFrame(command.run);
  }

  function press(event: KeyboardEvent): void {
    const last = matches.length - 1;
    if (event.key === 'ArrowDown') setChosen(chosen >= last ? 0 : chosen + 1);
    else if (event.key === 'ArrowUp') setChosen(chosen <= 0 ? last : chosen - 1);
    else if (event.key === 'PageDown') setChosen(Math.min(last, chosen + 8));
    else if (event.key === 'PageUp') setChosen(Math.max(0, chosen - 8));
    else if (event.key === 'Enter' && current !== undefined) choose(current);
    else return;
    event.preventDefault();
  }

  return (
    <Radix.Root open onOpenChange={(open) => !open && closePalette()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className="palette" aria-describedby={undefined}>
          <Radix.Title className="unseen">Find a command, account or instrument</Radix.Title>
          <div className="palette-field">
            <Icon name="search" />
            <input
              role="combobox"
              aria-label="Find a command, account or instrument"
              aria-expanded
              aria-controls={`${id}-list`}
              aria-activedescendant={currentId ?? undefined}
              aria-autocomplete="list"
              placeholder="Command, panel, account, instrument or figure"
              autoComplete="off"
              spellCheck={false}
              autoFocus
              value={typed}
              onChange={(event) => {
                setTyped(event.target.value);
                setChosen(0);
              }}
              onKeyDown={press}
            />
            <kbd>Esc</kbd>
          </div>
          <div className="palette-list" id={`${id}-list`} role="listbox" aria-label="What was found">
            {matches.map((command, index) => (
              <Match
                key={command.id}
                id={`${id}-${command.id}`}
                command={command}
                heading={matches[index - 1]?.group === command.group ? null : command.group}
                isChosen={command === current}
                onChoose={() => choose(command)}
                onPoint={() => setChosen(index)}
              />
            ))}
          </div>
          {matches.length === 0 && <p className="palette-none t3">Nothing is called “{typed}”.</p>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const noAccounts: CallOutput<'views.accounts'>['accounts'] = [];

/** Groups stand together, in the order of their best match. */
function inGroups(commands: readonly Command[]): readonly Command[] {
  return [...Map.groupBy(commands, ({ group }) => group).values()].flat();
}

function Match({
  id,
  command,
  heading,
  isChosen,
  onChoose,
  onPoint,
}: {
  readonly id: string;
  readonly command: Command;
  readonly heading: string | null;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}) {
  return (
    <>
      {heading !== null && (
        <div className="palette-heading label" role="presentation">
          {heading}
        </div>
      )}
      {/* The keys are those of the field, which keeps the focus. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        aria-selected={isChosen}
        className="palette-item"
        onClick={onChoose}
        onPointerMove={onPoint}
      >
        <span className="t1 ellipsis">{command.title}</span>
        <span className="t3 ellipsis grow">{command.detail}</span>
        {command.keys !== '' && <Keys text={command.keys} />}
      </div>
    </>
  );
}

/** `Ctrl+K` as keycaps. */
export function Keys({ text }: { readonly text: string }) {
  return (
    <span className="keycaps">
      {text.split('+').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </span>
  );
}
