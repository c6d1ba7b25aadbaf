import './api/zod-config.ts';
import { createRoot } from 'react-dom/client';
import 'dockview-react/dist/styles/dockview.css';
import './theme/font.css';
import './theme/tokens.css';
import './theme/base.css';
import './theme/controls.css';
import './theme/floating.css';
import './theme/panels.css';
import './theme/grids.css';
import './theme/pages.css';
import './theme/mapping.css';
import './theme/explain.css';
import './theme/vaults.css';
import './theme/commands.css';
import './theme/edits.css';
import './theme/reconcile.css';
import './theme/comparison.css';
import './theme/whatif.css';
import './theme/insolvency.css';
import './theme/order.css';
import { createApi } from './api/client.ts';
import { createTransport } from './api/transport.ts';
import { App } from './app.tsx';
import { pageNonce } from './layout/nonce.ts';
import { showTheme, useTheme } from './theme/theme.ts';

// Dialogs hold the page still with a style of their own; this is the name under which their library looks for the nonce.
Object.assign(globalThis, { __webpack_nonce__: pageNonce() });
showTheme(useTheme.getState().theme);

const root = document.querySelector('#root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root).render(<App api={createApi(createTransport())} />);
