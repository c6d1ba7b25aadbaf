import type { ExplainNode } from '../../../../shared/contract/risk.ts';
import { judgeRules, underRules, type RuleChange } from '../../cascade/rule-change.ts';
import { jointMaintenance, type MarginLeg, type MarginTable } from '../../margin/margin-table.ts';
import { askedNodes } from './asked-nodes.ts';
import { callNode, countedNode, legName, type CallDesk } from './cascade-pool-nodes.ts';
import { branch, family, finished, fixed, sumNode, unknownLeaf, type Draft } from '../nodes.ts';
import { underFactor } from './ruled-leaf.ts';

/** What is said of a pool under harder rules: what is left over maintenance, what the initial margin lacks, how large it may be. */
export type RuleFigure = 'surplus' | 'initialShort' | 'largestSize';

const atMarks = 'at the marks';
const asked = 'the harder rules that you asked about';

/** The tree behind a figure of a pool under harder rules; null where it is not known or any size stands. */
export function ruleTree(
  original: MarginTable,
  rules: RuleChange,
  figure: RuleFigure,
  { book }: Pick<CallDesk, 'book'>,
): ExplainNode | null {
  const table = underRules(original, rules);
  const desk: CallDesk = { book, rules, isAtMarks: true };
  switch (figure) {
    case 'surplus':
      return finished(callNode(table, desk, `${atMarks}, under the harder rules`));
    case 'initialShort':
      return finished(shortNode(original, table, desk));
    case 'largestSize':
      return sizeTree(table, judgeRules(table).largestSize, desk);
  }
}

function shortNode(original: MarginTable, table: MarginTable, desk: CallDesk): Draft {
  const { base } = desk.book;
  const initials = original.legs.map((leg) => initialNode(leg, desk));
  const joints = original.joint.map(({ label, initial, rule }) =>
    initial.status === 'value'
      ? fixed(
          { symbol: 'joint', label: `Initial margin of the ${label}`, unit: base },
          initial.value,
          rule?.source ?? asked,
        )
      : unknownLeaf({ symbol: 'joint', label, unit: base }, initial.reason),
  );
  return branch(
    { symbol: 'initialShort', label: `What the initial margin of ${table.account}, ${table.pool}, lacks`, unit: base },
    'max(initial - counted, 0)',
    [
      sumNode(
        { symbol: 'initial', label: 'Initial margin under the harder rules', unit: base },
        [...family('initial', initials), ...family('joint', joints)],
        'no position reserves any',
      ),
      countedNode(table, desk, atMarks),
    ],
  );
}

function initialNode(leg: MarginLeg, { book: { base }, rules }: CallDesk): Draft {
  const head = { symbol: 'initial', label: `Initial margin of ${legName(leg)}`, unit: base };
  if (leg.initial.status !== 'value') return unknownLeaf(head, leg.initial.reason);
  const own = (symbol: string): Draft =>
    fixed({ ...head, symbol }, (leg.initial as { value: number }).value, 'the venue and your leverage');
  const cap = rules?.leverageCap ?? null;
  if (cap === null) return own('initial');
  return branch(head, 'max(own, notional / cap)', [
    own('own'),
    fixed(
      { symbol: 'notional', label: `Notional of ${legName(leg)} ${atMarks}`, unit: base },
      leg.notional,
      'the book',
    ),
    fixed({ symbol: 'cap', label: 'Largest leverage', unit: 'multiple' }, cap, asked),
  ]);
}

/** How many times as large all positions may be: what counts of the equity, and the deductions, over what they ask for as they are. */
function sizeTree(table: MarginTable, size: number, desk: CallDesk): ExplainNode | null {
  if (!Number.isFinite(size)) return null;
  const { base } = desk.book;
  const head = {
    symbol: 'largestSize',
    label: `Largest size of all positions of ${table.account}, ${table.pool}, that stands`,
    unit: 'multiple',
  };
  if (size === 0) return finished(fixed(head, 0, 'the equity that counts covers no size at all'));
  const parts = table.legs.map((leg) => askedNodes(leg, size, desk));
  const times = desk.rules?.maintenanceFactor ?? 1;
  const joints = table.joint.map((one) =>
    underFactor({ symbol: 'joint', label: `Margin of the ${one.label}`, unit: base }, jointMaintenance(one, 1), times, {
      source: one.rule?.source ?? 'strategy margin of the broker',
      asOf: one.rule?.validFrom ?? null,
    }),
  );
  const owed = table.collateral.flatMap(({ asset, maintenance }) =>
    maintenance === 0
      ? []
      : [
          underFactor({ symbol: 'owed', label: `Margin on ${asset} that is owed`, unit: base }, maintenance, times, {
            source: 'collateral table of the venue',
            asOf: null,
          }),
        ],
  );
  const solved = branch(head, '(counted - owed + deduction) / asked', [
    countedNode(table, desk, atMarks),
    sumNode(
      { symbol: 'owed', label: 'Margin that no size changes', unit: base },
      family('owed', owed),
      'nothing is owed',
    ),
    sumNode(
      { symbol: 'deduction', label: 'Deductions of the tiers at that size', unit: base },
      family(
        'deduction',
        parts.map(({ deduction }) => deduction),
      ),
      'no position has a tier',
    ),
    sumNode(
      { symbol: 'asked', label: 'What the positions as they are would ask for by the tiers of that size', unit: base },
      [
        ...family(
          'asked',
          parts.map((part) => part.asked),
        ),
        ...family('joint', joints),
      ],
      'no position asks for margin',
    ),
  ]);
  if (Math.abs((solved.value as number) - size) <= 1e-9 * size) return finished({ ...solved, value: size });
  const leg = table.legs.find(({ segments }) => segments.some(({ from }) => Math.abs(from - size) <= 1e-9 * size));
  if (leg === undefined) return null;
  return finished(
    branch({ ...head, why: `Here ${legName(leg)} enters a tier that asks for more at once.` }, 'edge / notional', [
      fixed(
        { symbol: 'edge', label: 'Notional at which that tier begins', unit: base },
        size * leg.notional,
        'margin table',
      ),
      fixed(
        { symbol: 'notional', label: `Notional of ${legName(leg)} ${atMarks}`, unit: base },
        leg.notional,
        'the book',
      ),
    ]),
  );
}
