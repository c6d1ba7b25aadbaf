import { limitRules, type LimitRuleId } from '../book/limit.ts';
import type { JudgedLimits } from '../contract/limits.ts';
import { scopeWords } from '../measures/scope-words.ts';
import { leverageText } from './leverage.ts';
import { numberText } from './number-text.ts';
import { percentText } from './ratio.ts';

/** A limit as the trader says it: `at most 3.00×`, `at least 10.0 %`. A limit is written as it was set, not rounded to safety. */
export function limitText(rule: LimitRuleId, value: number): string {
  const { bound, unit } = limitRules[rule];
  const units = {
    multiple: leverageText,
    fraction: (fraction: number) => percentText(fraction, decimalsOf(fraction * 100)),
    sigma: (sigmas: number) => `${numberText(sigmas, decimalsOf(sigmas))} σ`,
  } as const;
  return `${bound === 'at-most' ? 'at most' : 'at least'} ${units[unit](value)}`;
}

/** One, or as many as it takes up to four. */
function decimalsOf(value: number): number {
  const places = [1, 2, 3].find((count) => Math.abs(value * 10 ** count - Math.round(value * 10 ** count)) < 1e-9);
  return places ?? 4;
}

/**
 * Which rule binds, in a sentence; null where none can be judged. While some cannot be judged the least room among the others proves
 * nothing of all: that is said instead of naming a binding one.
 */
export function bindingText({ judgements, binding }: JudgedLimits): string | null {
  if (binding === null) return null;
  const named = `${limitRules[binding.rule].label}, ${scopeWords(binding.scope)}`;
  const open = judgements.filter(({ verdict }) => verdict === 'cannot-be-judged').length;
  if (open === 0) return `Binds first: ${named}.`;
  const which = open === 1 ? '1 limit cannot be judged' : `${open} limits cannot be judged`;
  return `Which binds first is not known: ${which}. Of the others ${named} has the least room.`;
}
