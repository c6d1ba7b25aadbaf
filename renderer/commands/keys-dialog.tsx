import { useApi } from '../api/client.ts';
import { Dialog } from '../widgets/dialog.tsx';
import { keyGroups } from './key-list.ts';
import { switchLetters, useLetters } from './letters.ts';
import { closePalette } from './palette-store.ts';
import { Keys } from './palette.tsx';

/** `?`: every key of the window, and the switch for single letters. */
export function KeysDialog() {
  const api = useApi();
  const isOn = useLetters((state) => state.isOn);
  return (
    <Dialog
      title="Keys"
      description="Everything can be done without a mouse. Ctrl+K finds what has no key of its own."
      onClose={closePalette}
      isWide
    >
      <div className="key-groups">
        {keyGroups.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(([pressed, does]) => (
                <div key={pressed}>
                  <dt>
                    {pressed.split(' ').map((one) => (
                      <Keys key={one} text={one} />
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label className="choice">
        <input type="checkbox" checked={isOn} onChange={(event) => switchLetters(api, event.target.checked)} />
        Single letters act on the row under the focus
      </label>
      <div className="dialog-actions">
        <span className="grow" />
        <button type="button" className="button primary" onClick={closePalette}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
