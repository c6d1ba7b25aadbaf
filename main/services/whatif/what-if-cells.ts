import type { AssessedWhatIf } from '../../../shared/contract/whatif.ts';
import { outcomeCell } from '../../risk/whatif/compare-figures.ts';
import type { AppliedTickets } from '../../risk/whatif/apply-tickets.ts';
import type { EffectSide } from '../../risk/whatif/ticket.ts';

type EffectRow = AssessedWhatIf['effects'][number];

/** What a trade does, as the contract carries it. */
export function effectRow(effect: AppliedTickets['effects'][number]): EffectRow {
  return {
    ...effect,
    before: sideRow(effect.before),
    after: sideRow(effect.after),
    realized: outcomeCell(effect.realized),
    value: outcomeCell(effect.value),
    loss: outcomeCell(effect.loss),
  };
}

function sideRow(side: EffectSide): EffectRow['before'] {
  return { ...side, quantity: outcomeCell(side.quantity) };
}
