import type { Paper, SnapshotComparison } from '../../shared/contract/snapshots.ts';
import type { RiskDocument } from '../../shared/contract/risk.ts';
import type { HeadlineView } from '../../shared/contract/views.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { cascadeSection } from './cascade-section.ts';
import { drawdownSection, ladderSection } from './chart-sections.ts';
import { comparisonSection } from './comparison-section.ts';
import { flagMark, type Lookup } from './figure-text.ts';
import { escapeHtml, htmlTable } from './html-text.ts';
import { insolvencySection } from './insolvency-section.ts';
import { limitsSection } from './limits-section.ts';
import { snapshotHeadline } from './snapshot-headline.ts';
import { accountsTable, assetsTable, positionsTable } from './snapshot-tables.ts';
import type { Snapshot } from './snapshot.ts';
import { snapshotStyle } from './snapshot-style.ts';
import { whatIfSection } from './what-if-section.ts';

/** Even a file that was tampered with fetches and runs nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/**
 * The snapshot as one HTML file that opens offline and prints well: nothing in it is fetched or runs.
 * @param headline of the same assessment: adds the worst pool and the nearest liquidation at the top
 * @param since what changed since the last snapshot; null without one
 */
export function snapshotHtml(
  snapshot: Snapshot,
  headline: HeadlineView | null = null,
  since: SnapshotComparison | null = null,
  paper: Paper = 'a4',
): string {
  const { risk, positions } = snapshot;
  const byKey = new Map(risk.measures.map((result) => [`${result.id} ${result.scope}`, result]));
  const find: Lookup = (id, scope) => byKey.get(`${id} ${scope}`);
  const open = positions.positions.filter((position) => position.status !== 'closed');
  return [
    '<!doctype html>',
    '<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>Ballast risk snapshot ${escapeHtml(timeOf(risk))}</title><style>${snapshotStyle(paper)}</style></head><body>`,
    `<header><h1>Risk snapshot</h1><p>As of ${escapeHtml(timeOf(risk))} UTC · amounts in ${escapeHtml(risk.base)} · ${escapeHtml(risk.engine)}</p></header>`,
    snapshotHeadline(find, headline),
    section('What is left out, stale or assumed', notes(risk)),
    ...(since === null ? [] : [section('Since the last snapshot', comparisonSection(since))]),
    section('Accounts', accountsTable(risk, find)),
    section('Positions', positionsTable(open, find)),
    section('Exposure by asset', assetsTable(risk, find)),
    section('Liquidation ladder', ladderSection(risk)),
    section('Order of events', cascadeSection(snapshot)),
    section('Insolvency', insolvencySection(snapshot)),
    section('Limits', limitsSection(snapshot.limits)),
    section('Drawdown', drawdownSection(risk, find)),
    section('What-ifs', whatIfSection(snapshot)),
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
