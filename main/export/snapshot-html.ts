import type { PositionRow } from '../../shared/contract/book.ts';
import type { MeasureResult } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { leverageText } from '../../shared/format/leverage.ts';
import { moneyText, signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText, numberText } from '../../shared/format/number-text.ts';
import { priceDecimals, priceText } from '../../shared/format/price.ts';
import { exactAmountText } from '../../shared/format/quantity.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { scopeText } from '../../shared/measures/scope.ts';
import { drawdownChart } from './drawdown-chart.ts';
import { figureHtml, flagMark } from './figure-text.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { ladderChart } from './ladder-chart.ts';
import type { Snapshot } from './snapshot.ts';
import { snapshotStyle } from './snapshot-style.ts';

type Lookup = (id: string, scope: string) => MeasureResult | undefined;

/** The snapshot as one HTML file that opens offline and prints well: nothing in it is fetched or runs. */
export function snapshotHtml(snapshot: Snapshot): string {
  const { risk, positions } = snapshot;
  const byKey = new Map(risk.measures.map((result) => [`${result.id} ${result.scope}`, result]));
  const find: Lookup = (id, scope) => byKey.get(`${id} ${scope}`);
  const open = positions.positions.filter((position) => position.status !== 'closed');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>Ballast risk snapshot ${escapeHtml(risk.asOf)}</title><style>${snapshotStyle}</style></head><body>`,
    `<header><h1>Risk snapshot</h1><p>As of ${escapeHtml(risk.asOf)} · amounts in ${escapeHtml(risk.base)} · ${escapeHtml(risk.engine)}</p></header>`,
    headline(find),
    section('What is left out, stale or assumed', notes(risk)),
    section('Accounts', accounts(risk)),
    section('Positions', positionsTable(open, find)),
    section('Exposure by asset', assets(risk, find)),
    section('Liquidation ladder', ladder(risk)),
    section('Drawdown', drawdown(risk, find)),
    section('What the figures mean', meanings(risk)),
    `<footer>Inputs SHA-256 ${escapeHtml(risk.inputsHash)}. Made offline by Ballast. ${flagMark} marks a figure that rests on something assumed, stale or old, named in its title and above.</footer>`,
    '</body></html>',
    '',
  ].join('\n');
}

function section(title: string, body: string): string {
  return `<section><h2>${escapeHtml(title)}</h2>\n${body}</section>`;
}

function headline(find: Lookup): string {
  const fields = [
    ['equity', 'Equity'],
    ['grossExposure', 'Gross exposure'],
    ['netExposure', 'Net exposure'],
    ['effectiveLeverage', 'Effective leverage'],
    ['maintenanceMargin', 'Maintenance margin'],
    ['marginRatio', 'Margin ratio'],
    ['currentDrawdown', 'Current drawdown'],
    ['maxDrawdown', 'Maximum drawdown'],
  ] as const;
  const cells = fields.map(([id, label]) => {
    const result = find(id, 'book');
    const why = result?.status === 'missing-data' ? `<small>${escapeHtml(result.reason ?? '')}</small>` : '';
    return `<div><dt>${label}</dt><dd>${figureHtml(result)}${why}</dd></div>`;
  });
  return `<dl class="headline">${cells.join('')}</dl>`;
}

function notes(risk: RiskDocument): string {
  const all = [...risk.excluded, ...risk.assumptions];
  if (all.length === 0) return '<p>Nothing.</p>';
  const words = { excluded: 'Left out', stale: 'Stale', assumed: 'Assumed' } as const;
  return `<ul class="notes">${all
    .map(({ kind, text, mend, account }) => {
      const where = account === null ? '' : `${escapeHtml(account)}: `;
      return `<li><strong>${words[kind]}.</strong> ${where}${escapeHtml(text)}${mend === '' ? '' : ` ${escapeHtml(mend)}`}</li>`;
    })
    .join('')}</ul>`;
}

function accounts(risk: RiskDocument): string {
  const rows = risk.accounts.flatMap((account) => account.pools.map((pool) => ({ account, pool })));
  return htmlTable(
    [
      { title: 'Account', align: 'left', cell: ({ account }) => escapeHtml(account.account) },
      { title: 'Pool', align: 'left', cell: ({ pool }) => escapeHtml(pool.pool) },
      { title: 'Equity', align: 'right', cell: ({ pool }) => nullable(pool.equity, moneyText) },
      { title: 'Maintenance', align: 'right', cell: ({ pool }) => nullable(pool.maintenanceMargin, moneyText) },
      { title: 'Margin ratio', align: 'right', cell: ({ pool }) => nullable(pool.marginRatio, percentText) },
      {
        title: 'Leverage, account',
        align: 'right',
        cell: ({ account }) => nullable(account.effectiveLeverage, leverageText),
      },
      {
        title: 'State',
        align: 'left',
        cell: ({ pool }) =>
          `<span class="${pool.state}">${pool.state}</span>${pool.reason === null ? '' : ` ${escapeHtml(pool.reason)}`}`,
      },
    ],
    rows,
    'No accounts yet.',
  );
}

function positionsTable(rows: readonly PositionRow[], find: Lookup): string {
  const scope = (row: PositionRow): string =>
    row.side === 'flat'
      ? ''
      : scopeText({ kind: 'position', account: row.account, instrument: row.instrument, side: row.side });
  return htmlTable(
    [
      { title: 'Account', align: 'left', cell: (row) => escapeHtml(row.account) },
      { title: 'Instrument', align: 'left', cell: (row) => escapeHtml(row.instrument) },
      {
        title: 'Quantity',
        align: 'right',
        cell: (row) => (row.quantity === null ? missing(row.reason) : exactAmountText(row.quantity, 'plus')),
      },
      {
        title: 'Entry',
        align: 'right',
        cell: (row) => nullable(row.averagePrice === null ? null : Number(row.averagePrice), price),
      },
      { title: 'Mark', align: 'right', cell: (row) => nullable(row.mark, price) },
      { title: 'Notional', align: 'right', cell: (row) => nullable(row.notional, signedMoneyText) },
      {
        title: 'Liquidation below',
        align: 'right',
        cell: (row) => figureHtml(find('liquidationPrice.lower', scope(row))),
      },
      { title: 'above', align: 'right', cell: (row) => figureHtml(find('liquidationPrice.upper', scope(row))) },
      { title: 'Away', align: 'right', cell: (row) => figureHtml(find('distanceFraction', scope(row))) },
      { title: 'Away, σ', align: 'right', cell: (row) => figureHtml(find('distanceSigma', scope(row))) },
    ],
    rows,
    'No open positions.',
  );
}

function assets(risk: RiskDocument, find: Lookup): string {
  const names = [...new Set(risk.exposures.map((row) => row.asset))];
  return htmlTable(
    [
      { title: 'Asset', align: 'left', cell: (asset) => escapeHtml(asset) },
      { title: 'Gross', align: 'right', cell: (asset) => figureHtml(find('grossExposure', `asset:${asset}`)) },
      { title: 'Net', align: 'right', cell: (asset) => figureHtml(find('netExposure', `asset:${asset}`)) },
      { title: 'Share', align: 'right', cell: (asset) => figureHtml(find('exposureShare', `asset:${asset}`)) },
      { title: 'A rise of 1 %', align: 'right', cell: (asset) => figureHtml(find('onePercentMove', `asset:${asset}`)) },
    ],
    names,
    'No exposure.',
  );
}

function ladder(risk: RiskDocument): string {
  if (risk.ladder === null) return '<p class="empty">No position whose price could move.</p>';
  const { axis, order } = risk.ladder;
  const others = axis.beta === 0 ? 'the others stand still' : 'the others move alike';
  const side = (name: 'down' | 'up'): string =>
    order[name]
      .map((entry) => `${escapeHtml(entry.account)} ${escapeHtml(entry.pool)} at ${percentText(entry.shockFraction)}`)
      .join(', then ');
  const line = (name: 'down' | 'up'): string => (order[name].length === 0 ? 'none in range' : side(name));
  return `<p class="about">${escapeHtml(axis.asset)} moves, ${others}; each rung by itself, nothing sold.</p>${ladderChart(risk.ladder)}
<p>Going down: ${line('down')}.<br>Going up: ${line('up')}.</p>`;
}

function drawdown(risk: RiskDocument, find: Lookup): string {
  if (risk.drawdown === null)
    return `<p class="empty">${escapeHtml(find('maxDrawdown', 'book')?.reason ?? 'No equity curve yet.')}</p>`;
  const figures = (
    ['currentDrawdown', 'maxDrawdown', 'ulcer', 'pain', 'cdar95', 'calmar', 'timeWeightedReturn'] as const
  )
    .map((id) => `${measures[id].label} <strong>${figureHtml(find(id, 'book'))}</strong>`)
    .join(' · ');
  const episodes = htmlTable(
    [
      { title: 'Depth', align: 'right', cell: (row) => percentText(row.depth) },
      { title: 'First day below the peak', align: 'right', cell: (row) => row.start },
      { title: 'Trough', align: 'right', cell: (row) => row.trough },
      { title: 'Recovered', align: 'right', cell: (row) => row.end ?? 'under water' },
      { title: 'Days', align: 'right', cell: (row) => numberText(row.length, 0) },
      { title: 'Days to trough', align: 'right', cell: (row) => numberText(row.toTrough, 0) },
    ],
    risk.drawdown.episodes.toSorted((a, b) => b.depth - a.depth).slice(0, 10),
    'Never below the peak.',
  );
  return `<p>${figures}</p>${drawdownChart(risk.drawdown)}${episodes}`;
}

function meanings(risk: RiskDocument): string {
  const used = [...new Set(risk.measures.map((result) => result.id))].filter(isMeasureId);
  return htmlTable(
    [
      { title: 'Figure', align: 'left', cell: (id) => escapeHtml(measures[id].label) },
      { title: 'Meaning', align: 'left', cell: (id) => escapeHtml(measures[id].meaning) },
      { title: 'Source', align: 'left', cell: (id) => escapeHtml(measures[id].source) },
    ],
    used,
    'No figures.',
  );
}

function price(value: number): string {
  return priceText(value, priceDecimals(value));
}

function nullable(value: number | null, text: (value: number) => string): string {
  return value === null ? notApplicableText : escapeHtml(text(value));
}

function missing(reason: string | null): string {
  return `<span class="missing" title="${escapeHtml(reason ?? '')}">missing</span>`;
}
