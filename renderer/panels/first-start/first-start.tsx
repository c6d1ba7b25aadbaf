import { useState } from 'react';
import { useApi } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { chooseFiles, openDemo, useDialogs } from '../../commands/commands.ts';
import { chooseVault } from '../../commands/vaults.ts';
import { usePainted } from '../../layout/painted.ts';
import { Icon, Mark } from '../../widgets/icon.tsx';
import { formatsByBroker } from './formats-by-broker.ts';

/** An empty book: two equal ways in, and a third, quieter one. */
export function FirstStart() {
  const api = useApi();
  const formats = useCall('imports.formats', {});
  const [isOpening, setOpening] = useState(false);
  usePainted('first-start', true, formats.data !== undefined || formats.error !== null);
  return (
    <main className="first-start">
      <div className="first-start-page">
        <div className="big-mark">
          <Mark size={40} />
        </div>
        <h1>What would liquidate you, in which order, and what would be left</h1>
        <p className="prose">
          Ballast reads the files your brokers and exchanges export. They stay on this machine: nothing is sent
          anywhere.
        </p>
        <div className="ways">
          <section className="way drop">
            <Icon name="drop" />
            <h2>Import your exports</h2>
            <p>Drop files anywhere in this window, several at once. You see every row before anything is written.</p>
            <div className="row">
              <button type="button" className="button primary big" onClick={() => chooseFiles(api)}>
                Choose files…
              </button>
              <span className="t3">
                <kbd>Ctrl</kbd> <kbd>O</kbd>
              </span>
            </div>
          </section>
          <section className="way">
            <Icon name="layout" />
            <h2>Open the demo book</h2>
            <p>About 40 positions on four venues over 400 days, one account near liquidation. Prices are invented.</p>
            <button
              type="button"
              className="button primary big"
              disabled={isOpening}
              onClick={() => {
                setOpening(true);
                void openDemo(api).finally(() => setOpening(false));
              }}
            >
              {isOpening ? 'Opening…' : 'Open the demo book'}
            </button>
          </section>
        </div>
        <p className="third-way">
          No file at hand?{' '}
          <button type="button" className="row-action" onClick={() => useDialogs.setState({ open: 'add-position' })}>
            State a position by hand…
          </button>{' '}
          Or go on with a book you have:{' '}
          <button type="button" className="row-action" onClick={() => void chooseVault(api, 'open')}>
            Open a vault…
          </button>
        </p>
        {formats.data !== undefined && (
          <div className="reads">
            <span className="label">Reads today</span>
            <ul>
              {formatsByBroker(formats.data.formats).map(({ broker, exports }) => (
                <li key={broker}>
                  <strong>{broker}</strong> <span className="t3">{exports.join(', ')}</span>
                </li>
              ))}
              <li className="t2">
                Of any other table you say once what its columns mean. What cannot be read is refused by name.
              </li>
            </ul>
          </div>
        )}
      </div>
    </main>
  );
}
