import type {
  AdlRow,
  HedgeRow,
  InsolvencyDocument,
  InsolvencyEnding,
  InsolvencyFigure,
} from '../../shared/contract/insolvency.ts';
import { signedMoneyText } from '../../shared/format/money.ts';
import { notApplicableText, numberText } from '../../shared/format/number-text.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { bearersText } from '../../shared/format/event-words.ts';
import { anyPriceText, whyText } from './figure-text.ts';
import { escapeHtml, htmlTable, type Column } from './html-text.ts';
import { withRest } from './long-list.ts';
import { ownNotes } from './own-notes.ts';
import type { Snapshot } from './snapshot.ts';
import { cellHtml, flagsBelow } from './unit-text.ts';

/** Of each list, on paper. */
const most = { endings: 20, winners: 15, hedges: 15 } as const;

/** Where debt begins, how much there would be and who bears it; what auto-deleveraging would take. */
export function insolvencySection({ insolvency, risk }: Snapshot): string {
  if (insolvency === null) return '<p class="empty">No position that could be liquidated.</p>';
  const { gapFraction, delayHours, adl, hedges, endings } = insolvency;
  return [
    `<p class="about">Each price by itself, the others at their marks. The jump is ${percentText(gapFraction)} against the pool at once; expected debt is what is owed on average when the exit comes ${numberText(delayHours, delayHours % 1 === 0 ? 0 : 1)} h after the call.</p>`,
    withRest(nearestFirst(endings), most.endings, 'position', 'insolvency', endingsTable),
    '<h3>Auto-deleveraging of winning positions</h3>',
    withRest(adl, most.winners, 'position', 'insolvency-adl', winnersTable),
    ...(hedges.length === 0
      ? []
      : ['<h3>What is lost of a hedge</h3>', withRest(hedges, most.hedges, 'hedge', 'insolvency-hedges', hedgesTable)]),
    ownNotes(insolvency, risk),
  ].join('\n');
}

/** By the way to the bankruptcy price; what is not known stands before what has none. */
function nearestFirst(endings: InsolvencyDocument['endings']): readonly InsolvencyEnding[] {
  const way = ({ distanceFraction: { value, status } }: InsolvencyEnding): number =>
    value === null ? (status === 'missing-data' ? 1e6 : 2e6) : Math.abs(value);
  return endings.toSorted((a, b) => way(a) - way(b));
}

function endingsTable(endings: readonly InsolvencyEnding[]): string {
  type Figure = 'liquidationPrice' | 'bankruptcyPrice' | 'distanceSigma' | 'bufferMoney' | 'shortfall' | 'expectedDebt';
  const column = (title: string, of: Figure, unit: string): Column<InsolvencyEnding> => ({
    title,
    align: 'right',
    cell: (row) => cellHtml(row[of], unit),
  });
  const table = htmlTable<InsolvencyEnding>(
    [
      {
        title: 'Instrument, pool',
        align: 'left',
        cell: (row) =>
          `${escapeHtml(row.instrument)} <span class="quiet">${escapeHtml(`${row.account}, ${row.pool}`)}</span>`,
      },
      { title: 'Mark', align: 'right', cell: ({ mark }) => (mark === null ? notApplicableText : anyPriceText(mark)) },
      column('Liquidation', 'liquidationPrice', 'price'),
      column('Bankruptcy', 'bankruptcyPrice', 'price'),
      {
        title: 'Away',
        align: 'right',
        cell: ({ distanceFraction }) => cellHtml(distanceFraction, 'fraction', 'distanceFraction'),
      },
      column('Away, σ', 'distanceSigma', 'sigma'),
      column('Buffer', 'bufferMoney', 'money'),
      column('Debt, jump', 'shortfall', 'money'),
      column('Debt, expected', 'expectedDebt', 'money'),
    ],
    endings,
    'No position that could be liquidated.',
    endingNote,
  );
  return table + flagsBelow(endings.flatMap(shownOf));
}

function shownOf(row: InsolvencyEnding): readonly InsolvencyFigure[] {
  const { liquidationPrice, bankruptcyPrice, distanceFraction, distanceSigma, bufferMoney, shortfall, expectedDebt } =
    row;
  return [liquidationPrice, bankruptcyPrice, distanceFraction, distanceSigma, bufferMoney, shortfall, expectedDebt];
}

/** Why a figure is missing, and of a debt who bears it. */
function endingNote({ shortfall, bankruptcyPrice, bearers }: InsolvencyEnding): string | null {
  const gap = [bankruptcyPrice, shortfall].find(({ status }) => status === 'missing-data');
  const why = gap === undefined ? null : whyText(gap);
  if (shortfall.value === null || shortfall.value === 0) return why;
  const who =
    bearers === null || bearers.length === 0
      ? 'Who bears the debt is not known.'
      : `The debt is borne by ${bearersText(bearers)}.`;
  return why === null ? who : `${why} ${who}`;
}

function winnersTable(adl: readonly AdlRow[]): string {
  const table = htmlTable<AdlRow>(
    [
      { title: 'Order', align: 'right', cell: ({ order }) => (order === null ? notApplicableText : String(order)) },
      {
        title: 'Position',
        align: 'left',
        cell: (row) =>
          `${escapeHtml(row.instrument)}, ${row.side} <span class="quiet">${escapeHtml(row.account)}</span>`,
      },
      { title: 'Profit', align: 'right', cell: ({ unrealizedPnl }) => signedMoneyText(unrealizedPnl) },
      { title: 'Score', align: 'right', cell: ({ score }) => cellHtml(score, 'index') },
    ],
    adl,
    'No winning position.',
    ({ score }) => (score.value === null ? whyText(score) : null),
  );
  if (adl.length === 0) return table;
  return `${table}${flagsBelow(adl.map(({ score }) => score))}<p class="about">The order among your own winning positions on one venue, 1 the first to be closed; no place in the venue’s queue.</p>`;
}

function hedgesTable(hedges: readonly HedgeRow[]): string {
  const leg = ({ instrument, side, account }: HedgeRow['winning']): string =>
    `${escapeHtml(instrument)}, ${side} <span class="quiet">${escapeHtml(account)}</span>`;
  const table = htmlTable<HedgeRow>(
    [
      { title: 'Closed', align: 'left', cell: ({ winning }) => leg(winning) },
      { title: 'What stays', align: 'left', cell: ({ other }) => leg(other) },
      { title: 'Naked', align: 'right', cell: ({ naked }) => signedMoneyText(naked) },
      { title: 'Net now', align: 'right', cell: ({ netBefore }) => cellHtml(netBefore, 'money', 'netExposure') },
      { title: 'Net then', align: 'right', cell: ({ netAfter }) => cellHtml(netAfter, 'money', 'netExposure') },
      { title: 'Its liquidation now', align: 'right', cell: ({ liquidationNow }) => cellHtml(liquidationNow, 'price') },
      { title: 'then', align: 'right', cell: ({ liquidationAfter }) => cellHtml(liquidationAfter, 'price') },
    ],
    hedges,
    'No hedge.',
    ({ netAfter, liquidationAfter }) => {
      const gap = [netAfter, liquidationAfter].find(({ status }) => status === 'missing-data');
      return gap === undefined ? null : whyText(gap);
    },
  );
  return table + flagsBelow(hedges.flatMap((row) => [row.liquidationNow, row.liquidationAfter]));
}
