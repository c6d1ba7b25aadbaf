import { expect, test } from 'vitest';
import type { JudgedLimits, Judgement } from '../contract/limits.ts';
import { bindingText, limitText } from './limit-text.ts';
import { plainAmount } from './ticket-text.ts';

test('a limit reads as the trader set it', () => {
  expect(limitText('book-leverage', 3)).toBe('at most 3.00×');
  expect(limitText('margin-ratio', 0.5)).toBe('at most 50.0 %');
  expect(limitText('trade-loss', 0.0125)).toBe('at most 1.25 %');
  expect(limitText('trade-loss', 0.00125)).toBe('at most 0.125 %');
  expect(limitText('trade-loss', 0.000012345)).toBe('at most 0.0012 %');
  expect(limitText('distance-fraction', 0.1)).toBe('at least 10.0 %');
  expect(limitText('distance-sigma', 2.55)).toBe('at least 2.55 σ');
});

test('which rule binds is said only where all could be judged', () => {
  const cell = { value: 1, status: 'value', reason: null, mend: null, flags: [] } as const;
  const judgement = (verdict: Judgement['verdict']): Judgement => ({
    rule: 'book-leverage',
    scope: 'book',
    subject: null,
    figure: { ...cell, flags: [] },
    unit: 'multiple',
    limit: 3,
    room: 2,
    verdict,
    isWorse: false,
  });
  const binding: JudgedLimits['binding'] = { rule: 'margin-ratio', scope: 'pool:Main/cross' };
  const text = (...verdicts: readonly Judgement['verdict'][]) =>
    bindingText({ judgements: verdicts.map(judgement), binding });
  expect(text('pass', 'fail')).toBe('Binds first: Margin ratio, Main, cross.');
  expect(text('pass', 'cannot-be-judged')).toBe(
    'Which binds first is not known: 1 limit cannot be judged. Of the others Margin ratio, Main, cross has the least room.',
  );
  expect(text('cannot-be-judged', 'cannot-be-judged')).toContain('2 limits cannot be judged.');
  expect(bindingText({ judgements: [], binding: null })).toBeNull();
});

test('an amount in a sentence leaves out what sums of floats do', () => {
  expect([0.1 + 0.2, 1250.5, 20, 1e-7].map(plainAmount)).toEqual(['0.3', '1250.5', '20', '1e-7']);
});
