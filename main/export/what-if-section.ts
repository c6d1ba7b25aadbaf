import type {
  AssessedWhatIf,
  Compared,
  ComparedFigure,
  ComparedPosition,
  LargestSize,
} from '../../shared/contract/whatif.ts';
import { limitRules } from '../../shared/book/limit.ts';
import type { Cell } from '../../shared/contract/views.ts';
import { notApplicableText } from '../../shared/format/number-text.ts';
import { percentText } from '../../shared/format/ratio.ts';
import { ticketText } from '../../shared/format/ticket-text.ts';
import { isMeasureId, measures } from '../../shared/measures/measure.ts';
import { scopeWords } from '../../shared/measures/scope-words.ts';
import { shockText, whyText } from './figure-text.ts';
import { escapeHtml, htmlTable, type Column } from './html-text.ts';
import { limitsOfWhatIf } from './limits-section.ts';
import { withRest } from './long-list.ts';
import type { Snapshot } from './snapshot.ts';
import { eventsHtml } from './what-if-events.ts';
import { cellHtml, differenceText, flagsBelow } from './unit-text.ts';

/** Of each what-if, on paper. */
const most = { figures: 15, positions: 15, departures: 8 } as const;

/** The what-ifs kept by name, each beside the book as it stands, inside a fence: nothing of them has happened. */
export function whatIfSection({ whatIfs }: Snapshot): string {
  if (whatIfs === null) return '<p class="empty">No what-if is kept.</p>';
  const each = whatIfs.whatIfs.map((one) => `<div class="hypothetical">${assessed(one)}</div>`);
  return `<p class="about">Hypothetical: nothing of this has happened, and no other section of this page counts it.</p>${each.join('\n')}`;
}

function assessed(one: AssessedWhatIf): string {
  const title = `<h3><span class="tag">What-if</span> ${escapeHtml(one.label)}</h3>`;
  const tickets = one.tickets.map((ticket) => `<li>${escapeHtml(capital(ticketText(ticket, percentText)))}.</li>`);
  const head = `${title}<ul class="notes">${tickets.join('')}</ul>`;
  if (one.fault !== null) {
    const { message, mend } = one.fault;
    return `${head}<p><strong class="watch">Cannot be done.</strong> ${escapeHtml(`${message} ${mend}`.trim())}</p>`;
  }
  const { comparison, limits, largestSize, notes } = one;
  return [
    head,
    comparison === null ? '' : figuresHtml(comparison.figures),
    comparison === null ? '' : positionsHtml(comparison.positions),
    comparison === null ? '' : departuresHtml(comparison.ladder),
    comparison === null ? '' : eventsHtml(comparison.events),
    limits === null ? '' : `<h4>Limits in the what-if</h4>${limitsOfWhatIf(limits)}`,
    largestSize === null ? '' : `<p>${escapeHtml(largestText(largestSize))}</p>`,
    notes.length === 0
      ? ''
      : `<ul class="notes">${notes.map(({ text, mend }) => `<li>${escapeHtml(`${text} ${mend}`.trim())}</li>`).join('')}</ul>`,
  ].join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The figures of the book, and any other that changes. */
function figuresHtml(figures: readonly ComparedFigure[]): string {
  const rows = figures.filter((one) => one.scope === 'book' || isAnother(one));
  return withRest(rows, most.figures, 'figure', 'what-if-figures', (shown) =>
    htmlTable<ComparedFigure>(
      [
        {
          title: 'Figure',
          align: 'left',
          cell: ({ id, scope }) =>
            `${escapeHtml(isMeasureId(id) ? measures[id].label : id)} <span class="quiet">${escapeHtml(scopeWords(scope))}</span>`,
        },
        { title: 'Actual', align: 'right', cell: ({ actual, unit, id }) => cellHtml(actual, unit, id) },
        { title: 'What-if', align: 'right', cell: ({ whatIf, unit, id }) => cellHtml(whatIf, unit, id) },
        { title: 'Difference', align: 'right', cell: (one) => differenceHtml(one, one.unit) },
      ],
      shown,
      'No figure changes.',
      ({ difference, differenceReason }) => (difference === null ? differenceReason : null),
    ).concat(flagsBelow(shown.flatMap(({ actual, whatIf }) => [actual, whatIf]))),
  );
}

function positionsHtml(positions: readonly ComparedPosition[]): string {
  const side = (title: string, of: (row: ComparedPosition) => Compared, unit: string): Column<ComparedPosition> => ({
    title,
    align: 'right',
    cell: (row) => beforeAfter(of(row), unit),
  });
  return withRest(
    positions.filter((one) => one.isChanged),
    most.positions,
    'position',
    'what-if-positions',
    (shown) =>
      htmlTable<ComparedPosition>(
        [
          {
            title: 'Position: actual above, what-if below',
            align: 'left',
            cell: (row) =>
              `${escapeHtml(row.instrument)}, ${row.side} <span class="quiet">${escapeHtml(row.account)}</span>`,
          },
          side('Quantity', ({ quantity }) => quantity, 'quantity'),
          side('Entry', ({ entryPrice }) => entryPrice, 'price'),
          side('Liquidation below', ({ liquidationLower }) => liquidationLower, 'price'),
          side('above', ({ liquidationUpper }) => liquidationUpper, 'price'),
        ],
        shown,
        'No position and no liquidation price changes.',
      ).concat(flagsBelow(shown.flatMap(pricesOf))),
  );
}

function pricesOf({ liquidationLower, liquidationUpper }: ComparedPosition): readonly Cell[] {
  return [liquidationLower, liquidationUpper].flatMap(({ actual, whatIf }) => [actual, whatIf]);
}

function beforeAfter({ actual, whatIf, difference }: Compared, unit: string): string {
  const [before, after] = [cellHtml(actual, unit), cellHtml(whatIf, unit)];
  return difference === 0 || before === after ? after : `<span class="quiet">${before}</span><br>${after}`;
}

type Ladder = NonNullable<NonNullable<AssessedWhatIf['comparison']>['ladder']>;

/** Which pools go, in which order, actual and what-if. */
function departuresHtml(ladder: Ladder | null): string {
  if (ladder === null) return '';
  const rows = ladder.sides.flatMap((side) => [
    { side, what: 'actual', which: side.actual },
    { side, what: 'what-if', which: side.whatIf },
  ]);
  return htmlTable<(typeof rows)[number]>(
    [
      {
        title: 'Pools that go',
        align: 'left',
        cell: ({ side, what }) =>
          `<span class="whole">${escapeHtml(ladder.asset)} ${side.side === 'down' ? 'falls' : 'rises'}, ${what}</span>`,
      },
      {
        title: 'In order, with the shock',
        align: 'left',
        cell: ({ which, side, what }) =>
          `${departuresText(which)}${what === 'what-if' && side.isReordered ? ' <strong>Another order.</strong>' : ''}`,
      },
    ],
    rows,
    '',
  );
}

function departuresText({ order, unknown }: Ladder['sides'][number]['actual']): string {
  const known = order
    .slice(0, most.departures)
    .map(({ account, pool, shockFraction }) => `${account}, ${pool} ${shockText(shockFraction)}`);
  const more = order.length - known.length;
  const parts = [
    ...(known.length === 0 ? [unknown.length === 0 ? 'no pool goes' : 'none that is known'] : known),
    ...(more > 0 ? [`then ${more} more, in the CSV table what-if-departures and in the JSON`] : []),
  ];
  const hidden = unknown.map(({ account, pool }) => `${account}, ${pool}`);
  const tail = hidden.length === 0 ? '' : ` Not known, since a figure is missing: ${hidden.join('; ')}.`;
  return escapeHtml(`${parts.join('; ')}.${tail}`);
}

function largestText({ amount, unit, reason, stoppedBy, step }: LargestSize): string {
  const why = [
    ...(reason === null ? [] : [reason]),
    ...(stoppedBy.length === 0
      ? []
      : [
          `One step further breaks ${stoppedBy
            .map(({ rule, scope }) => `${ruleLabel(rule)} (${scopeWords(scope)})`)
            .join(', ')}.`,
        ]),
  ];
  const size = amount === null ? 'none' : `${unit === 'base' ? 'for ' : ''}${amount}`;
  return `The largest what-if size at which no limit fails newly: ${size}, in steps of ${step}. ${why.join(' ')}`.trim();
}

function ruleLabel(rule: string): string {
  return Object.hasOwn(limitRules, rule) ? limitRules[rule as keyof typeof limitRules].label : rule;
}

/** Whether a figure changes by more than sums of floats do by themselves. */
function isAnother({ actual, whatIf, difference }: Compared): boolean {
  if (difference === null || actual.value === null) return actual.status !== whatIf.status;
  return Math.abs(difference) > 1e-9 * Math.abs(actual.value);
}

/** Without one, a dash with the reason: it stands below the row. */
function differenceHtml({ difference, differenceReason }: Compared, unit: string): string {
  if (difference !== null) return escapeHtml(differenceText(difference, unit));
  const title = whyText({ reason: differenceReason, mend: null });
  return title === null ? notApplicableText : `<span title="${escapeHtml(title)}">${notApplicableText}</span>`;
}
