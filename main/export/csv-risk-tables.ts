import { csvText, type SnapshotTable } from './csv-text.ts';
import type { Snapshot } from './snapshot.ts';

type Risk = Snapshot['risk'];

/** What could happen, what did, and what all of it leaves out. */
export function riskTables(risk: Risk): readonly SnapshotTable[] {
  return [
    ladderTable(risk),
    liquidationOrderTable(risk),
    drawdownDaysTable(risk),
    drawdownEpisodesTable(risk),
    leftOutAndAssumedTable(risk),
  ];
}

function ladderTable(risk: Risk): SnapshotTable {
  const rungs = (risk.ladder?.rungs ?? []).flatMap(({ shockFraction, pools: at }) =>
    at.map((pool) => ({ shockFraction, ...pool })),
  );
  return {
    name: 'ladder',
    text: csvText(
      [
        { header: `shock of ${risk.ladder?.axis.asset ?? 'nothing'} (fraction)`, cell: (row) => row.shockFraction },
        { header: 'account', cell: (row) => row.account },
        { header: 'pool', cell: (row) => row.pool },
        { header: `equity (${risk.base})`, cell: (row) => row.equity },
        { header: `maintenance (${risk.base})`, cell: (row) => row.maintenance },
        { header: 'state', cell: (row) => row.state },
        { header: `liquidatedNotional (${risk.base})`, cell: (row) => row.liquidatedNotional },
      ],
      rungs,
    ),
  };
}

function liquidationOrderTable(risk: Risk): SnapshotTable {
  const order = (['down', 'up'] as const).flatMap((direction) =>
    (risk.ladder?.order[direction] ?? []).map((one) => ({ direction, ...one })),
  );
  return {
    name: 'liquidation-order',
    text: csvText(
      [
        { header: 'direction', cell: (row) => row.direction },
        { header: 'account', cell: (row) => row.account },
        { header: 'pool', cell: (row) => row.pool },
        { header: 'shock (fraction)', cell: (row) => row.shockFraction },
      ],
      order,
    ),
  };
}

function drawdownDaysTable(risk: Risk): SnapshotTable {
  return {
    name: 'drawdown-days',
    text: csvText(
      [
        { header: 'day', cell: (row) => row.day },
        { header: `equity (${risk.base})`, cell: (row) => row.equity },
        { header: `flow (${risk.base})`, cell: (row) => row.flow },
        { header: 'index', cell: (row) => row.index },
        { header: 'drawdown (fraction)', cell: (row) => row.drawdown },
      ],
      risk.drawdown?.days ?? [],
    ),
  };
}

function drawdownEpisodesTable(risk: Risk): SnapshotTable {
  return {
    name: 'drawdown-episodes',
    text: csvText(
      [
        { header: 'start', cell: (row) => row.start },
        { header: 'trough', cell: (row) => row.trough },
        { header: 'end', cell: (row) => row.end },
        { header: 'depth (fraction)', cell: (row) => row.depth },
        { header: 'length (days)', cell: (row) => row.length },
        { header: 'toTrough (days)', cell: (row) => row.toTrough },
      ],
      risk.drawdown?.episodes ?? [],
    ),
  };
}

function leftOutAndAssumedTable(risk: Risk): SnapshotTable {
  return {
    name: 'left-out-and-assumed',
    text: csvText(
      [
        { header: 'kind', cell: (row) => row.kind },
        { header: 'account', cell: (row) => row.account },
        { header: 'text', cell: (row) => row.text },
        { header: 'mend', cell: (row) => row.mend },
      ],
      [...risk.excluded, ...risk.assumptions],
    ),
  };
}
