import type { PositionRow } from '../../shared/contract/book.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { csvText, type SnapshotTable } from './csv-text.ts';
import type { Snapshot } from './snapshot.ts';

/** What is held and every figure of it. */
export function bookTables({ risk, positions }: Snapshot): readonly SnapshotTable[] {
  return [
    positionsTable({ risk, positions }),
    balancesTable(positions),
    measuresTable(risk),
    exposuresTable(risk),
    poolsTable(risk),
  ];
}

function positionsTable({ risk, positions }: Pick<Snapshot, 'risk' | 'positions'>): SnapshotTable {
  return {
    name: 'positions',
    text: csvText<PositionRow>(
      [
        { header: 'account', cell: (row) => row.account },
        { header: 'venue', cell: (row) => row.venue },
        { header: 'instrument', cell: (row) => row.instrument },
        { header: 'side', cell: (row) => row.side },
        { header: 'quantity', cell: (row) => row.quantity },
        { header: 'averagePrice', cell: (row) => row.averagePrice },
        { header: 'mark', cell: (row) => row.mark },
        { header: 'settlementAsset', cell: (row) => row.settlementAsset },
        { header: 'unrealizedPnl (settlement asset)', cell: (row) => row.unrealizedPnl },
        { header: 'realizedPnl (settlement asset)', cell: (row) => row.realizedPnl },
        { header: 'funding (settlement asset)', cell: (row) => row.funding },
        { header: 'fees', cell: ({ fees }) => fees.map(({ amount, asset }) => `${amount} ${asset}`).join('; ') },
        { header: `notional (${risk.base})`, cell: (row) => row.notional },
        { header: 'status', cell: (row) => row.status },
        { header: 'reason', cell: (row) => row.reason },
        { header: 'flags', cell: ({ flags }) => flags.join('; ') },
      ],
      positions.positions,
    ),
  };
}

function balancesTable(positions: Snapshot['positions']): SnapshotTable {
  return {
    name: 'balances',
    text: csvText(
      [
        { header: 'account', cell: (row) => row.account },
        { header: 'asset', cell: (row) => row.asset },
        { header: 'amount', cell: (row) => row.amount },
        { header: 'status', cell: (row) => row.status },
        { header: 'flags', cell: ({ flags }) => flags.join('; ') },
      ],
      positions.balances,
    ),
  };
}

function measuresTable(risk: Snapshot['risk']): SnapshotTable {
  return {
    name: 'measures',
    text: csvText(
      [
        { header: 'measure', cell: ({ id }) => id },
        { header: 'label', cell: ({ id }) => (isMeasureId(id) ? measures[id].label : id) },
        { header: 'scope', cell: (row) => row.scope },
        { header: 'status', cell: (row) => row.status },
        { header: 'value', cell: (row) => row.value },
        { header: 'unit', cell: (row) => row.unit },
        { header: 'reason', cell: (row) => row.reason },
        { header: 'flags', cell: ({ flags }) => flags.join('; ') },
      ],
      risk.measures,
    ),
  };
}

function exposuresTable(risk: Snapshot['risk']): SnapshotTable {
  return {
    name: 'exposures',
    text: csvText(
      [
        { header: 'asset', cell: (row) => row.asset },
        { header: 'account', cell: (row) => row.account },
        { header: 'instrument', cell: (row) => row.instrument },
        { header: 'side', cell: (row) => row.side },
        { header: 'quantity', cell: (row) => row.quantity },
        { header: 'mark', cell: (row) => row.mark },
        { header: `exposure (${risk.base})`, cell: (row) => row.exposure },
        { header: 'share (fraction)', cell: (row) => row.share },
        { header: `unrealizedPnl (${risk.base})`, cell: (row) => row.unrealizedPnl },
        { header: 'reason', cell: (row) => row.reason },
        { header: 'flags', cell: ({ flags }) => flags.join('; ') },
      ],
      risk.exposures,
    ),
  };
}

function poolsTable(risk: Snapshot['risk']): SnapshotTable {
  const pools = risk.accounts.flatMap((account) => account.pools.map((pool) => ({ account, pool })));
  return {
    name: 'pools',
    text: csvText(
      [
        { header: 'account', cell: ({ account }) => account.account },
        { header: 'pool', cell: ({ pool }) => pool.pool },
        { header: 'kind', cell: ({ pool }) => pool.kind },
        { header: `equity (${risk.base})`, cell: ({ pool }) => pool.equity },
        { header: `maintenanceMargin (${risk.base})`, cell: ({ pool }) => pool.maintenanceMargin },
        { header: 'marginRatio (fraction)', cell: ({ pool }) => pool.marginRatio },
        { header: 'state', cell: ({ pool }) => pool.state },
        { header: 'reason', cell: ({ pool }) => pool.reason },
        { header: 'flags', cell: ({ pool }) => pool.flags.join('; ') },
      ],
      pools,
    ),
  };
}
