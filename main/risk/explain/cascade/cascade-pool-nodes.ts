import {
  haircutAtMarks,
  jointMaintenance,
  segmentAt,
  type CollateralTerm,
  type MarginLeg,
  type MarginTable,
} from '../../margin/margin-table.ts';
import type { RuleChange } from '../../cascade/rule-change.ts';
import type { Desk } from '../desk.ts';
import { branch, family, fixed, renamed, sumNode, type Draft } from '../nodes.ts';
import { underFactor, underFactorOfRest } from './ruled-leaf.ts';
import { tierOrigin } from '../margin/tier-origin.ts';

/** What a tree of a call is built with. */
export interface CallDesk extends Pick<Desk, 'book'> {
  /** The harder rules under which the pool stands; absent or null for those of its venue. */
  readonly rules?: RuleChange | null;
  /** Whether the pool stands at the marks, as it is in the book, and not somewhere along an axis. */
  readonly isAtMarks?: true;
}

/** Where the figures of a pool come from. */
function bookOf({ isAtMarks }: CallDesk): string {
  return isAtMarks ? 'the book, at the marks' : 'the book, moved along the axis';
}

const atTheCall = 'at the call';

/** Equity of a pool at the prices of its table: each balance and each position. @param where those prices, in words */
export function callEquityNode(table: MarginTable, desk: CallDesk, where = atTheCall): Draft {
  const { base } = desk.book;
  const source = bookOf(desk);
  const wallets = table.collateral.map((term) => walletNode(term, base, source));
  const legs = table.legs.map((leg) => {
    const name = legName(leg);
    return branch({ symbol: 'position', label: `Profit of ${name} there`, unit: base }, 'atPrice + atEntry', [
      fixed({ symbol: 'atPrice', label: `Value of ${name} there, signed`, unit: base }, leg.priceTerm, source),
      fixed(
        {
          symbol: 'atEntry',
          label: `Value of ${name} at its entry, the other way round`,
          unit: base,
        },
        leg.fixedTerm,
        source,
      ),
    ]);
  });
  return sumNode(
    { symbol: 'equity', label: `Equity of ${table.account}, ${table.pool}, ${where}`, unit: base },
    [...family('wallet', wallets), ...family('position', legs)],
    'nothing is held',
  );
}

/**
 * What is left of the equity beyond the maintenance margin at the prices of a call: next to 0 where the pool stood until then,
 * below it where a gap or another's sales brought it there.
 */
export function callNode(table: MarginTable, desk: CallDesk, where = atTheCall): Draft {
  const unit = desk.book.base;
  const counts = haircutAtMarks(table) === 0;
  return branch(
    {
      symbol: 'surplus',
      label: `Equity that counts, less the maintenance margin, ${where}`,
      unit,
      why: 'The pool is called where this reaches 0.',
    },
    counts ? 'equity - maintenance' : 'equity - haircut - maintenance',
    [
      callEquityNode(table, desk, where),
      ...(counts ? [] : [callHaircutNode(table, desk)]),
      callMaintenanceNode(table, desk, where),
    ],
  );
}

/** What of the equity counts for the margin at the prices of a table. */
export function countedNode(table: MarginTable, desk: CallDesk, where: string): Draft {
  const equity = callEquityNode(table, desk, where);
  if (haircutAtMarks(table) === 0) return renamed(equity, 'counted');
  return branch(
    { symbol: 'counted', label: `Equity of ${table.account}, ${table.pool}, that counts`, unit: desk.book.base },
    'equity - haircut',
    [equity, callHaircutNode(table, desk)],
  );
}

function walletNode({ asset, amount, posted, rate }: CollateralTerm, base: string, source: string): Draft {
  return branch({ symbol: 'wallet', label: `${asset} of the pool`, unit: base }, 'amount * rate', [
    fixed({ symbol: 'amount', label: `${asset} that is left`, unit: asset }, amount - posted, source),
    fixed({ symbol: 'rate', label: `Price of ${asset} there`, unit: base }, rate.price, source),
  ]);
}

function callHaircutNode({ collateral }: MarginTable, desk: CallDesk): Draft {
  const {
    book: { base },
    rules,
  } = desk;
  const parts = collateral.flatMap(({ asset, value, haircut }) =>
    haircut === 0
      ? []
      : [
          branch({ symbol: 'haircut', label: `What of ${asset} does not count`, unit: base }, 'value * share', [
            fixed({ symbol: 'value', label: `Value of ${asset} there`, unit: base }, value, bookOf(desk)),
            underFactorOfRest(
              { symbol: 'share', label: `Share of ${asset} that does not count`, unit: 'fraction' },
              haircut / value,
              rules?.collateralFactor ?? 1,
            ),
          ]),
        ],
  );
  return sumNode(
    { symbol: 'haircut', label: 'Collateral that does not count', unit: base },
    family('haircut', parts),
    'all that is held counts in full',
  );
}

export function callMaintenanceNode({ legs, joint, collateral }: MarginTable, desk: CallDesk, where: string): Draft {
  const { base } = desk.book;
  const times = desk.rules?.maintenanceFactor ?? 1;
  return sumNode(
    { symbol: 'maintenance', label: `Maintenance margin ${where}`, unit: base },
    [
      ...family(
        'maintenance',
        legs.map((leg) => legMaintenanceNode(leg, desk)),
      ),
      ...family(
        'joint',
        joint.map((one) =>
          underFactor(
            { symbol: 'joint', label: `Margin of the ${one.label}`, unit: base },
            jointMaintenance(one, 1),
            times,
            {
              source: one.rule?.source ?? 'strategy margin of the broker',
              asOf: one.rule?.validFrom ?? null,
            },
          ),
        ),
      ),
      ...family(
        'asked',
        collateral.flatMap(({ asset, maintenance }) =>
          maintenance === 0
            ? []
            : [
                underFactor(
                  { symbol: 'asked', label: `Margin on ${asset} that is owed`, unit: base },
                  maintenance,
                  times,
                  {
                    source: 'collateral table of the venue',
                    asOf: null,
                  },
                ),
              ],
        ),
      ),
    ],
    'no position asks for margin',
  );
}

function legMaintenanceNode(leg: MarginLeg, desk: CallDesk): Draft {
  const unit = desk.book.base;
  const name = legName(leg);
  const head = { symbol: 'maintenance', label: `Maintenance margin of ${name} there`, unit };
  const times = desk.rules?.maintenanceFactor ?? 1;
  if (leg.fixedMaintenance !== null)
    return underFactor(head, leg.fixedMaintenance, times, {
      source: `${leg.tierTable.source}; on the entry value`,
      asOf: null,
    });
  const { rate, deduction, increase, tier } = segmentAt(leg.segments, 1);
  const origin = tierOrigin(leg.tierTable, tier, desk);
  return branch(head, 'rate * notional + increase - deduction', [
    underFactor({ symbol: 'rate', label: `Maintenance rate of ${name}`, unit: 'fraction' }, rate, times, origin),
    fixed({ symbol: 'notional', label: `Notional of ${name} there`, unit }, leg.notional, bookOf(desk)),
    underFactor(
      { symbol: 'increase', label: 'What a rate that grows with the size adds', unit },
      increase,
      times,
      origin,
    ),
    underFactor({ symbol: 'deduction', label: 'Deduction of the tier', unit }, deduction, times, origin),
  ]);
}

export function legName({ position }: MarginLeg): string {
  return `${position.instrument.symbol} ${position.side}`;
}
