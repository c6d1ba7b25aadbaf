import type { PositionRow } from '../../shared/contract/book.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { csvText } from './csv-text.ts';
import type { Snapshot } from './snapshot.ts';

/** One table of a snapshot as a CSV file. */
export interface SnapshotTable {
  /** What the file is called behind the snapshot's own name. */
  readonly name: string;
  readonly text: string;
}

/**
 * A snapshot as plain tables, every figure with all its digits, amounts in the base currency unless a column says
 * otherwise. What is missing is an empty cell with its reason beside it.
 */
export function snapshotTables({ risk, positions }: Snapshot): readonly SnapshotTable[] {
  const pools = risk.accounts.flatMap((account) => account.pools.map((pool) => ({ account, pool })));
  const rungs = (risk.ladder?.rungs ?? []).flatMap(({ shockFraction, pools: at }) =>
    at.map((pool) => ({ shockFraction, ...pool })),
  );
  const order = (['down', 'up'] as const).flatMap((direction) =>
    (risk.ladder?.order[direction] ?? []).map((one) => ({ direction, ...one })),
  );
  return [
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
    {
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
    },
  ];
}
