import type { MeasureResult } from '../../shared/contract/common.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { drawdownSection, ladderSection } from './chart-sections.ts';
import { figureHtml, flagMark, whyText, type Lookup } from './figure-text.ts';
import { flagWords } from './flag-words.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { accountsTable, assetsTable, positionsTable } from './snapshot-tables.ts';
import type { Snapshot } from './snapshot.ts';
import { snapshotStyle } from './snapshot-style.ts';

/** Even a file that was tampered with fetches and runs nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The snapshot as one HTML file that opens offline and prints well: nothing in it is fetched or runs. */
export function snapshotHtml(snapshot: Snapshot): string {
  const { risk, positions } = snapshot;
  const byKey = new Map(risk.measures.map((result) => [`${result.id} ${result.scope}`, result]));
  const find: Lookup = (id, scope) => byKey.get(`${id} ${scope}`);
  const open = positions.positions.filter((position) => position.status !== 'closed');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>Ballast risk snapshot ${escapeHtml(timeOf(risk))}</title><style>${snapshotStyle}</style></head><body>`,
    `<header><h1>Risk snapshot</h1><p>As of ${escapeHtml(timeOf(risk))} UTC · amounts in ${escapeHtml(risk.base)} · ${escapeHtml(risk.engine)}</p></header>`,
    headline(find),
    section('What is left out, stale or assumed', notes(risk)),
    section('Accounts', accountsTable(risk, find)),
    section('Positions', positionsTable(open, find)),
    section('Exposure by asset', assetsTable(risk, find)),
    section('Liquidation ladder', ladderSection(risk)),
    section('Drawdown', drawdownSection(risk, find)),
    section('What the figures mean', meanings(risk)),
    `<footer>${flagMark} marks a figure that rests on something assumed, stale or old, named in words below it. Inputs SHA-256 ${escapeHtml(risk.inputsHash)}. Made offline by Ballast.</footer>`,
    '</body></html>',
    '',
  ].join('\n');
}

/** `2026-03-10 12:00:00`: an ISO time without its letters. */
function timeOf({ asOf }: RiskDocument): string {
  return asOf
    .replace('T', ' ')
    .replace(/\.000Z$/, 'Z')
    .replace(/Z$/, '');
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
    ['marginRatio', 'Margin ratio, whole book'],
    ['currentDrawdown', 'Current drawdown'],
    ['maxDrawdown', 'Maximum drawdown'],
  ] as const;
  const cells = fields.map(([id, label]) => {
    const result = find(id, 'book');
    return `<div><dt>${label}</dt><dd>${figureHtml(result)}${below(result)}</dd></div>`;
  });
  return `<dl class="headline">${cells.join('')}</dl>`;
}

/** Why a figure is missing, or what it rests on. */
function below(result: MeasureResult | undefined): string {
  if (result === undefined) return '';
  const text = result.status === 'value' ? flagWords(result.flags) : (whyText(result) ?? '');
  return text === '' ? '' : `<small>${escapeHtml(result.status === 'value' ? `${flagMark} ${text}` : text)}</small>`;
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

function meanings(risk: RiskDocument): string {
  const used = [...new Set(risk.measures.map((result) => result.id))].filter(isMeasureId);
  return htmlTable(
    [
      { title: 'Figure', align: 'left', cell: (id) => `<span class="whole">${escapeHtml(measures[id].label)}</span>` },
      { title: 'Meaning', align: 'left', cell: (id) => escapeHtml(measures[id].meaning) },
      { title: 'Source', align: 'left', cell: (id) => escapeHtml(measures[id].source) },
    ],
    used,
    'No figures.',
  );
}
