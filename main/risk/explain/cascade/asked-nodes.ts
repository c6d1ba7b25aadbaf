import { segmentAt, type MarginLeg } from '../../margin/margin-table.ts';
import { legName, type CallDesk } from './cascade-pool-nodes.ts';
import { branch, fixed, type Draft } from '../nodes.ts';
import { underFactor } from './ruled-leaf.ts';
import { tierOrigin } from '../margin/tier-origin.ts';

/**
 * What a position asks for by the tier of a multiple of it: maintenance = asked * multiple - deduction.
 * @param multiple of what is held at the marks, > 0
 */
export function askedNodes(
  leg: MarginLeg,
  multiple: number,
  desk: CallDesk,
): { readonly asked: Draft; readonly deduction: Draft } {
  const { base } = desk.book;
  const times = desk.rules?.maintenanceFactor ?? 1;
  const name = legName(leg);
  const asked = { symbol: 'asked', label: `What ${name} as it is would ask for by that tier`, unit: base };
  const deduction = { symbol: 'deduction', label: `Deduction of the tier of ${name}`, unit: base };
  if (leg.fixedMaintenance !== null)
    return {
      asked: underFactor(asked, leg.fixedMaintenance, times, {
        source: `${leg.tierTable.source}; on the entry value`,
        asOf: null,
      }),
      deduction: fixed(deduction, 0, 'none on the entry value'),
    };
  const { rate, increase, deduction: less, tier } = segmentAt(leg.segments, multiple);
  const origin = tierOrigin(leg.tierTable, tier, desk);
  return {
    asked: branch(asked, 'rate * notional + growth', [
      underFactor({ symbol: 'rate', label: `Maintenance rate of ${name}`, unit: 'fraction' }, rate, times, origin),
      fixed({ symbol: 'notional', label: `Notional of ${name} at the marks`, unit: base }, leg.notional, 'the book'),
      underFactor(
        { symbol: 'growth', label: 'What a rate that grows with the size adds at that size', unit: base },
        increase * multiple,
        times,
        origin,
      ),
    ]),
    deduction: underFactor(deduction, less, times, origin),
  };
}
