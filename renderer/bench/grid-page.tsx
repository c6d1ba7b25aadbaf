// The real grid with 100,000 invented rows, for `npm run bench -- grid`. No part of the window: its build starts at
// renderer/index.html, which knows nothing of this folder.
import type { GridApi } from 'ag-grid-community';
import { useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';
import '../theme/font.css';
import '../theme/tokens.css';
import '../theme/base.css';
import '../theme/controls.css';
import '../theme/panels.css';
import '../theme/grids.css';
import '../theme/explain.css';
import './grid-page.css';
import type { Cell } from '../../shared/contract/views.ts';
import { failure } from '../../shared/result/result.ts';
import { ApiContext, createApi } from '../api/client.ts';
import { cellColumn } from '../widgets/cell-columns.tsx';
import { Grid } from '../widgets/grid.tsx';

interface Row {
  readonly id: string;
  readonly instrument: string;
  readonly quantity: number;
  readonly mark: number;
}

const rowCount = Number(new URLSearchParams(location.search).get('rows') ?? '100000');
const betweenDeliveriesMs = 20;
const marksAMillisecond = 1;
/** Half of the marks are of rows on the screen. */
const onScreen = 30;

function rowAt(index: number): Row {
  return {
    id: String(index),
    instrument: `COIN${index + 1}/USDT:USDT`,
    quantity: (index % 97) - 48,
    mark: 100 + (index % 1000),
  };
}

const figure = (value: number): Cell => ({ status: 'value', value, reason: null, mend: null, flags: [] });
const money = (value: number): string => value.toFixed(2);

const columns = [
  { colId: 'instrument', headerName: 'Instrument', field: 'instrument' as const, width: 180 },
  ...[
    { id: 'quantity', of: (row: Row) => row.quantity },
    { id: 'mark', of: (row: Row) => row.mark },
    { id: 'notional', of: (row: Row) => row.quantity * row.mark },
    { id: 'entry', of: () => 100 },
    { id: 'profit', of: (row: Row) => row.quantity * (row.mark - 100) },
    { id: 'initial margin', of: (row: Row) => Math.abs(row.quantity * row.mark) / 10 },
    { id: 'maintenance', of: (row: Row) => Math.abs(row.quantity * row.mark) / 200 },
    { id: 'liquidation', of: (row: Row) => row.mark * 0.7 },
    { id: 'distance', of: () => 0.3 },
    { id: 'funding', of: (row: Row) => row.quantity / 7 },
    { id: 'fees', of: (row: Row) => Math.abs(row.quantity) / 3 },
  ].map(({ id, of }) => cellColumn<Row>({ id, header: id, width: 100, cell: (row) => figure(of(row)), format: money })),
];

/** What the bench tells the page to do. */
interface Told {
  readonly feed: (on: boolean) => void;
  /** Begins to note the time of each frame. */
  readonly watch: () => void;
  /** The times between the frames since, in milliseconds, and how many marks came and whether the screen shows anything else. */
  readonly report: () => { readonly frames: readonly number[]; readonly marks: number; readonly hasMoved: boolean };
}

function shownText(): string {
  return document.querySelector('.grid')?.textContent ?? '';
}

function Page() {
  const grid = useRef<GridApi<Row> | null>(null);
  const [rows, setRows] = useState(() => Array.from({ length: rowCount }, (_, index) => rowAt(index)));
  useEffect(() => {
    let feeding: number | undefined;
    let frames: number[] = [];
    let watched = 0;
    let textBefore = '';
    let [marks, seed] = [0, 1];
    let delivered = 0;
    const deliver = (): void => {
      // A timer that comes late brings what has gathered meanwhile, as a feed does.
      const now = performance.now();
      const due = Math.round((now - delivered) * marksAMillisecond);
      delivered = now;
      setRows((before) => {
        const after = before.slice();
        for (let mark = 0; mark < due; mark += 1) {
          seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
          const index = seed % (mark % 2 === 0 ? Math.min(onScreen, rowCount) : rowCount);
          const row = after[index] as Row;
          after[index] = { ...row, mark: row.mark * (1 + (((seed >>> 8) % 21) - 10) / 10_000) };
        }
        return after;
      });
      marks += due;
    };
    let last = 0;
    const frame = (now: number, of: number): void => {
      if (of !== watched) return;
      if (last > 0) frames.push(now - last);
      last = now;
      requestAnimationFrame((next) => frame(next, of));
    };
    const told: Told = {
      feed: (on) => {
        window.clearInterval(feeding);
        if (!on) return;
        grid.current?.ensureIndexVisible(0, 'top');
        delivered = performance.now();
        feeding = window.setInterval(deliver, betweenDeliveriesMs);
      },
      watch: () => {
        [frames, marks, last, watched, textBefore] = [[], 0, 0, watched + 1, shownText()];
        const of = watched;
        requestAnimationFrame((now) => frame(now, of));
      },
      report: () => {
        watched += 1;
        return { frames, marks, hasMoved: shownText() !== textBefore };
      },
    };
    Object.assign(globalThis, { gridBench: told });
    return () => window.clearInterval(feeding);
  }, []);
  return (
    <Grid
      label="Rows"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      density="dense"
      onApi={(made) => (grid.current = made)}
      onPainted={() => (document.documentElement.dataset['painted'] = 'yes')}
    />
  );
}

const nobody = async () => failure('no-back-end', 'This page has no back end.', '');
const api = createApi({ call: nobody, subscribe: () => () => undefined, upload: nobody });
const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
createRoot(root).render(
  <ApiContext value={api}>
    <Page />
  </ApiContext>,
);
