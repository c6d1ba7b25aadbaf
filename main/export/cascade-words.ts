import type { CascadeDocument } from '../../shared/contract/cascade.ts';
import { percentText, signedPercentText } from '../../shared/format/ratio.ts';
import { anyPriceText } from './figure-text.ts';

/** Along what a cascade goes and at what terms, in one sentence each. */
export function cascadeTerms({ axis, sale, salesMovePrice, rules }: CascadeDocument): readonly string[] {
  return [
    axisWords(axis),
    saleWords(sale),
    salesMovePrice ? 'Forced sales move the price for every account.' : 'Forced sales do not move the price.',
    rules === null ? "The venues' own rules hold." : 'Under changed rules of the venues.',
  ];
}

function axisWords(axis: CascadeDocument['axis']): string {
  switch (axis.kind) {
    case 'vector': {
      const each = Object.entries(axis.shocks).map(([asset, shock]) => `${asset} ${signedPercentText(shock)}`);
      return `Each asset moves by its own shock, all in step: ${each.join(', ')}.`;
    }
    case 'asset':
      return `${axis.asset} moves, ${othersWords[axis.beta]}.`;
    case 'pinned':
      return `${axis.asset} goes from ${anyPriceText(axis.mark)} to ${anyPriceText(axis.first)} and from there to ${anyPriceText(axis.second)}, ${othersWords[axis.beta]}.`;
  }
}

const othersWords = {
  0: 'the others stand still',
  1: 'the others move alike',
  estimated: 'the others move by their betas',
} as const;

function saleWords(sale: CascadeDocument['sale']): string {
  switch (sale.kind) {
    case 'at-mark':
      return 'What is closed is sold at the mark.';
    case 'haircut':
      return `What is closed loses ${percentText(sale.fraction)} of its value.`;
    case 'square-root':
      return `What is closed loses by square-root impact, coefficient ${sale.coefficient}.`;
  }
}
