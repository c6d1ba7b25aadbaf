import {
  haircutAtMarks,
  jointMaintenance,
  segmentAt,
  type CollateralTerm,
  type MarginLeg,
  type MarginTable,
} from '../margin/margin-table.ts';
import type { Desk } from './desk.ts';
import { branch, family, fixed, leaf, sumNode, type Draft } from './nodes.ts';
import { tierOrigin } from './tier-origin.ts';

/** What a tree of a call is built with. */
export type CallDesk = Pick<Desk, 'book'>;

/** Where figures come from that were moved along the axis of a cascade. */
const moved = 'the book, moved along the axis';
const atTheCall = 'at the call';

/** Equity of a pool at the prices of its table: each balance and each position. @param where those prices, in words */
export function callEquityNode(table: MarginTable, { book: { base } }: CallDesk, where = atTheCall): Draft {
  const wallets = table.collateral.map((term) => walletNode(term, base));
  const legs = table.legs.map((leg) => {
    const name = legName(leg);
    return branch({ symbol: 'position', label: `Profit of ${name} there`, unit: base }, 'atPrice + atEntry', [
      fixed({ symbol: 'atPrice', label: `Value of ${name} there, signed`, unit: base }, leg.priceTerm, moved),
      fixed(
        {
          symbol: 'atEntry',
          label: `Value of ${name} at its entry, the other way round`,
          unit: base,
        },
        leg.fixedTerm,
        moved,
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
      ...(counts ? [] : [callHaircutNode(table, unit)]),
      callMaintenanceNode(table, desk, where),
    ],
  );
}

function walletNode({ asset, amount, posted, rate }: CollateralTerm, base: string): Draft {
  return branch({ symbol: 'wallet', label: `${asset} of the pool`, unit: base }, 'amount * rate', [
    fixed({ symbol: 'amount', label: `${asset} that is left`, unit: asset }, amount - posted, moved),
    fixed({ symbol: 'rate', label: `Price of ${asset} there`, unit: base }, rate.price, moved),
  ]);
}

function callHaircutNode({ collateral }: MarginTable, base: string): Draft {
  const parts = collateral.flatMap(({ asset, value, haircut }) =>
    haircut === 0
      ? []
      : [
          branch({ symbol: 'haircut', label: `What of ${asset} does not count`, unit: base }, 'value * share', [
            fixed({ symbol: 'value', label: `Value of ${asset} there`, unit: base }, value, moved),
            fixed(
              { symbol: 'share', label: `Share of ${asset} that does not count`, unit: 'fraction' },
              haircut / value,
              'collateral table of the venue',
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

function callMaintenanceNode({ legs, joint, collateral }: MarginTable, desk: CallDesk, where: string): Draft {
  const { base } = desk.book;
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
          fixed(
            { symbol: 'joint', label: `Margin of the ${one.label}`, unit: base },
            jointMaintenance(one, 1),
            'strategy margin of the broker',
          ),
        ),
      ),
      ...family(
        'asked',
        collateral.flatMap(({ asset, maintenance }) =>
          maintenance === 0
            ? []
            : [
                fixed(
                  { symbol: 'asked', label: `Margin on ${asset} that is owed`, unit: base },
                  maintenance,
                  'collateral table of the venue',
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
  if (leg.fixedMaintenance !== null)
    return fixed(head, leg.fixedMaintenance, `${leg.tierTable.source}; on the entry value`);
  const { rate, deduction, increase, tier } = segmentAt(leg.segments, 1);
  const origin = tierOrigin(leg.tierTable, tier, desk);
  return branch(head, 'rate * notional + increase - deduction', [
    leaf({ symbol: 'rate', label: `Maintenance rate of ${name}`, unit: 'fraction' }, rate, origin),
    fixed({ symbol: 'notional', label: `Notional of ${name} there`, unit }, leg.notional, moved),
    leaf({ symbol: 'increase', label: 'What a rate that grows with the size adds', unit }, increase, origin),
    leaf({ symbol: 'deduction', label: 'Deduction of the tier', unit }, deduction, origin),
  ]);
}

export function legName({ position }: MarginLeg): string {
  return `${position.instrument.symbol} ${position.side}`;
}
