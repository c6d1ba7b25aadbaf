import { expect, test } from 'vitest';
import { isMeasureId } from '../../../shared/measures/measure.ts';
import { endingQuestion } from './insolvency-targets.ts';

const scope = 'position:Perps/BTC/USDT:USDT/long';
const choice = { gapFraction: 0.3, delayHours: 4 };

test('a click asks for the figure on the screen: with the jump and the delay that stand above the table', () => {
  expect(endingQuestion('Debt', { side: 'down', scope }, choice)).toEqual({
    measure: 'shortfall',
    scope,
    insolvency: choice,
  });
});

test('a pool that loses upwards is called above', () => {
  expect(endingQuestion('Called', { side: 'up', scope }, choice)).toEqual({ measure: 'liquidationPrice.upper', scope });
  expect(endingQuestion('Called', { side: 'down', scope }, choice).measure).toBe('liquidationPrice.lower');
});

test('every column has a measure of the engine behind it', () => {
  for (const label of [
    'Bankrupt',
    'Buffer',
    'Buffer in money',
    'To bankruptcy',
    'Sigmas',
    'Left after call',
    'Debt',
    'Expected debt',
  ] as const)
    expect(isMeasureId(endingQuestion(label, { side: 'down', scope }, choice).measure)).toBe(true);
});
